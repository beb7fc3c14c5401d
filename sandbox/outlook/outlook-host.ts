import { appContext } from './app-context.ts';
import { type CompletedCommand, completedCommand } from './completed-command.ts';
import { Conversation, type PageHost, type TraceEntry } from './conversation.ts';
import { InlineDialog, type DialogRequest } from './inline-dialog.ts';
import type { HostAlterations } from './host-alterations.ts';
import { isSameItem, type Selection } from './mail-item.ts';
import { Mailbox, type MailboxOptions } from './mailbox.ts';
import { neverAnswered } from './method.ts';
import { answerMethod, methodName, methodNames } from './methods.ts';
import {
  actions,
  commonMethods,
  dialogClosed,
  errorCodes,
  themes,
  type AppContext,
  type CommonRequest,
  type EventRegistration,
  type MethodRequest,
  type ThemeName,
  type WireRequest,
} from './wire.ts';

/** How a method can go wrong: an Office error code, or one of the ways of Outlook host 14.1. */
export type Failure = number | 'unsupported' | 'never answers' | 'malformed' | 'denied';

export interface OutlookHostOptions extends MailboxOptions {
  /** Language of the client, such as "en-US" or "de-DE". Default "en-US". */
  readonly locale?: string;
  /** Origin of the window that plays Outlook; the client posts only to it. */
  readonly origin: string;
  /**
   * The theme that a pane is told as soon as it listens; without it, none. This office.js knows no
   * `Office.context.officeTheme` (Outlook host 1).
   */
  readonly theme?: ThemeName;
  /** Address of the pane, as the manifest names it. */
  readonly paneUrl?: string;
  /**
   * What becomes of a call in flight when another mail is selected (Outlook host 15): it is
   * answered with the new mail's data (default) or refused with 9030.
   */
  readonly staleCalls?: 'answered' | 'refused';
}

/** Calls that are no methods of the object model, and can fail or be slow all the same. */
const otherCalls = ['getAppContextAsync', 'getInitialData', 'addHandlerAsync'];

/**
 * Outlook on the web, as one task pane sees it: what the real office.js asks for, and what it is
 * answered (Outlook host 13 to 16). It knows no window: what it receives is handed to `receive`,
 * what it says goes to the function given to `connect`.
 */
export class OutlookHost implements PageHost {
  readonly mailbox: Mailbox;
  /** The function commands that came to an end, oldest first. */
  readonly completedCommands: CompletedCommand[] = [];
  private readonly options: OutlookHostOptions;
  private readonly conversation: Conversation;
  private readonly failures = new Map<string, Failure>();
  private readonly delays = new Map<string, number>();
  private dialog: InlineDialog | undefined;
  private showDialog: (dialog: InlineDialog | undefined) => void = () => undefined;

  constructor(options: OutlookHostOptions) {
    this.options = options;
    this.conversation = new Conversation(options.origin);
    this.mailbox = new Mailbox(options);
    this.mailbox.announce = (action, payload) => this.conversation.event(action, payload);
  }

  get controlId(): string {
    return this.conversation.controlId;
  }

  get conversationId(): string {
    return this.conversation.id;
  }

  frameName(): string {
    return this.conversation.frameName(this.locale, 'pane');
  }

  connect(post: (message: string) => void): void {
    this.conversation.connect(post);
  }

  /** Has inline dialogs shown by `show`; it is called with undefined when one is closed. */
  connectDialogs(show: (dialog: InlineDialog | undefined) => void): void {
    this.showDialog = show;
  }

  receive(text: unknown): void {
    const request = this.conversation.read(text);
    if (!request) return;
    if (request._actionType === 1) this.register(request);
    else if (request._actionType === 2) this.unregister(request);
    else this.answerCall(request);
  }

  /** Selects an item, or nothing, and tells a pane that listens: ItemChanged (5). */
  select(selection: Selection): void {
    this.mailbox.selection = selection;
    this.conversation.event(actions.itemChanged, this.mailbox.sendInitialData());
  }

  /** Changes the theme and tells a pane that listens: OfficeThemeChanged (5). */
  theme(name: ThemeName): void {
    this.conversation.event(actions.themeChanged, [JSON.stringify(themes[name])]);
  }

  /** Selects without telling: the missed event that real clients are known for. */
  selectWithoutEvent(selection: Selection): void {
    this.mailbox.selection = selection;
  }

  /**
   * From now on `method`, by its Office.js name ("body.getAsync"), fails like this; undefined
   * lets it work again. Throws on a name the host does not know.
   */
  fail(method: string, failure: Failure | undefined): void {
    assertKnown(method);
    if (failure === undefined) this.failures.delete(method);
    else this.failures.set(method, failure);
  }

  /** From now on `method` is answered after `milliseconds`, with what is selected then. */
  delay(method: string, milliseconds: number): void {
    assertKnown(method);
    this.delays.set(method, milliseconds);
  }

  /** Alters what is answered from now on, in place of all earlier alterations. */
  alter(alterations: HostAlterations): void {
    this.mailbox.alter(alterations);
  }

  /** Whether the pane listens to ItemChanged. */
  hasItemChangedListener(): boolean {
    return this.conversation.listensTo(actions.itemChanged);
  }

  /** The conversation so far, long texts shortened. */
  trace(): readonly TraceEntry[] {
    return this.conversation.trace();
  }

  /** Closes the inline dialog as its cross does, and tells the pane. */
  closeDialog(): void {
    if (!this.dialog) return;
    this.conversation.event(actions.dialogMessage, { messageType: dialogClosed });
    this.removeDialog();
  }

  /** Clicks a button of the ribbon that runs the function `name` of the pane. */
  invokeCommand(id: string, name: string): void {
    const event = JSON.stringify({ source: { id } });
    this.conversation.event(actions.commandInvoked, [id, name, event]);
  }

  /** Moves the keyboard's focus into the pane: to its first element, or its last. */
  focusPane(end: 'first' | 'last'): void {
    this.conversation.notify([end === 'first' ? 11 : 12]);
  }

  private get locale(): string {
    return this.options.locale ?? 'en-US';
  }

  private register(request: WireRequest): void {
    const { eventDispId, targetId } = request._data as EventRegistration;
    const failure = this.failures.get('addHandlerAsync');
    if (failure === 'never answers') return;
    if (failure !== undefined || !Number.isInteger(eventDispId)) {
      this.conversation.answer(request, { Error: errorCodes.eventNotRegistered });
      return;
    }
    this.conversation.register(request);
    this.conversation.answer(request, { Error: 0 });
    if (request._actionName === actions.dialogMessage) this.openDialog(targetId);
    const { theme } = this.options;
    if (request._actionName === actions.themeChanged && theme) this.theme(theme);
  }

  private unregister(request: WireRequest): void {
    this.conversation.unregister(request._actionName);
    this.conversation.answer(request, { Error: 0 });
    if (request._actionName === actions.dialogMessage) this.removeDialog();
  }

  private openDialog(request: string): void {
    const asked = JSON.parse(request) as DialogRequest;
    const messageOrigin = new URL(asked.url).origin;
    this.dialog = new InlineDialog(asked, this.options.origin, {
      locale: this.locale,
      context: () => this.appContext(),
      toParent: (messageContent) => {
        const message = { messageType: 0, messageContent, messageOrigin };
        this.conversation.event(actions.dialogMessage, message);
      },
    });
    this.showDialog(this.dialog);
  }

  private removeDialog(): void {
    this.dialog = undefined;
    this.showDialog(undefined);
  }

  private answerCall(request: WireRequest): void {
    switch (request._actionName) {
      case actions.appContext:
        this.conversation.begin();
        this.answer(request, 'getAppContextAsync', () => this.appContext());
        return;
      case actions.initialData:
        this.answer(request, 'getInitialData', () => this.mailbox.sendInitialData());
        return;
      case actions.executeMethod:
        this.executeMethod(request);
        return;
      case actions.executeCommonMethod: {
        const Error = this.commonMethod(request._data as CommonRequest);
        this.conversation.answer(request, { Error, Version: 1 });
        return;
      }
      case actions.openWindow:
        this.mailbox.opened.push({ form: 'window', parameters: request._data });
        return;
      case actions.notifyHost: // wants no answer (Outlook host 17)
        return;
      default:
        this.conversation.answer(request, {}, -1);
    }
  }

  /** Does a method of the common API (6) and gives its error code, 0 for none. */
  private commonMethod({ DdaMethod, ...given }: CommonRequest): number {
    switch (DdaMethod.DispatchId) {
      case commonMethods.commandCompleted:
        this.completedCommands.push(completedCommand(given));
        return 0;
      case commonMethods.messageChild:
        this.dialog?.tell(String(given['messageContent']));
        return 0;
      case commonMethods.closeContainer:
        this.mailbox.opened.push({ form: 'ui.closeContainer', parameters: {} });
        return 0;
      case commonMethods.getAccessToken:
        return 13003; // single sign-on is not set up for the add-in (Outlook host 14.4)
      default:
        return 5000;
    }
  }

  private executeMethod(request: WireRequest): void {
    const { ApiParams, MethodData } = request._data as MethodRequest;
    const { DispatchId } = MethodData;
    const asked = this.mailbox.selection;
    this.answer(request, methodName(DispatchId) ?? `dispatch id ${DispatchId}`, () =>
      this.options.staleCalls === 'refused' && !isSameItem(asked, this.mailbox.selection)
        ? { wasSuccessful: false, error: true, errorCode: errorCodes.itemChanged }
        : answerMethod(this.mailbox, DispatchId, ApiParams),
    );
  }

  /** Answers after the delay set for `method`, as the failure set for it demands. */
  private answer(request: WireRequest, method: string, read: () => unknown): void {
    const milliseconds = this.delays.get(method);
    if (milliseconds === undefined) this.answerNow(request, method, read);
    else setTimeout(() => this.answerNow(request, method, read), milliseconds);
  }

  private answerNow(request: WireRequest, method: string, read: () => unknown): void {
    const failure = this.failures.get(method);
    if (failure === 'never answers') return;
    if (failure === undefined) {
      const answer = read();
      if (answer !== neverAnswered) this.conversation.answer(request, answer);
    } else if (failure === 'denied') this.conversation.answer(request, {}, -5);
    else if (failure === 'malformed') this.conversation.answer(request, {}, -2);
    else if (failure === 'unsupported') this.conversation.answer(request, { wasSuccessful: false });
    else
      this.conversation.answer(request, { wasSuccessful: false, error: true, errorCode: failure });
  }

  private appContext(): AppContext {
    const { locale, controlId, mailbox } = this;
    const { origin, paneUrl = '' } = this.options;
    return appContext({ locale, controlId, mailbox, origin, paneUrl });
  }
}

function assertKnown(method: string): void {
  const known = [...methodNames(), ...otherCalls];
  if (!known.includes(method)) {
    throw new Error(`No method "${method}"; there are: ${known.join(', ')}`);
  }
}
