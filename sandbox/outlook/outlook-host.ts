import { hostVersion, itemId, Mailbox, type MailboxOptions, type Selection } from './mailbox.ts';
import { answerMethod, methodName, methodNames } from './methods.ts';
import {
  actions,
  errorCodes,
  parseRequest,
  type AppContext,
  type EventRegistration,
  type MethodRequest,
  type WireMessage,
  type WireRequest,
  type WireResponse,
  themes,
  type ThemeName,
} from './wire.ts';

/** How a method can go wrong: an Office error code, or one of the ways of HOST-PROTOCOL 4.1. */
export type Failure = number | 'unsupported' | 'never answers' | 'malformed';

export interface OutlookHostOptions extends MailboxOptions {
  /** Language of the client, such as "en-US" or "de-DE". Default "en-US". */
  readonly locale?: string;
  /** Origin of the window that plays Outlook; the client posts only to it. */
  readonly origin: string;
  /** Address of the pane, as the manifest names it. */
  readonly paneUrl?: string;
  /**
   * What becomes of a call in flight when another mail is selected (HOST-PROTOCOL 5): it is
   * answered with the new mail's data (default) or refused with 9030.
   */
  readonly staleCalls?: 'answered' | 'refused';
}

/** One message of the conversation; `time` in milliseconds since the host was made. */
export interface TraceEntry {
  readonly time: number;
  readonly direction: 'in' | 'out';
  readonly message: WireMessage;
}

/** Calls that are no methods of the object model, and can fail or be slow all the same. */
const otherCalls = ['getAppContextAsync', 'getInitialData', 'addHandlerAsync'];
const longestTracedText = 200;

/**
 * Outlook on the web, as one task pane sees it: the conversation over which the real office.js
 * asks and is answered (HOST-PROTOCOL 2 to 5). It knows no window: what it receives is handed to
 * `receive`, what it says goes to the function given to `connect`.
 */
export class OutlookHost {
  readonly mailbox: Mailbox;
  readonly controlId = crypto.randomUUID();
  readonly conversationId = crypto.randomUUID();
  private readonly options: OutlookHostOptions;
  private readonly startedAt = performance.now();
  /** Registrations for events by action name: the correlation id events are sent under. */
  private readonly registrations = new Map<string, number>();
  private readonly failures = new Map<string, Failure>();
  private readonly delays = new Map<string, number>();
  private readonly entries: TraceEntry[] = [];
  private post: (message: string) => void = () => undefined;

  constructor(options: OutlookHostOptions) {
    this.options = options;
    this.mailbox = new Mailbox(options);
  }

  /** JSON for the `name` of the pane's iframe: how office.js learns where it is (1.1, 1.3). */
  frameName(): string {
    const { locale = 'en-US', origin } = this.options;
    return JSON.stringify({
      baseFrameName: `frame_${this.controlId}`,
      hostInfo: `Outlook$Web$16.01$${locale}$${crypto.randomUUID()}$$disableLogging$0`,
      xdmInfo: `${this.conversationId}|${this.controlId}|${origin}`,
      serializerVersion: '1',
      flights: '[]',
    });
  }

  /** Sends what the host says from now on to `post`: the text of one message at a time. */
  connect(post: (message: string) => void): void {
    this.post = post;
  }

  /** Takes one message of the pane; whatever is no request of this conversation is ignored. */
  receive(text: unknown): void {
    const request = parseRequest(text);
    if (request?._conversationId !== this.conversationId) return;
    this.record('in', request);
    if (request._actionType === 1) this.register(request);
    else if (request._actionType === 2) this.unregister(request);
    else this.answerCall(request);
  }

  /** Selects an item, or nothing, and tells a pane that listens: ItemChanged (5). */
  select(selection: Selection): void {
    this.mailbox.selection = selection;
    this.sendEvent(actions.itemChanged, this.mailbox.initialData());
  }

  /** Changes the theme and tells a pane that listens: OfficeThemeChanged (5). */
  theme(name: ThemeName): void {
    this.sendEvent(actions.themeChanged, [JSON.stringify(themes[name])]);
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

  /** Whether the pane listens to ItemChanged. */
  hasItemChangedListener(): boolean {
    return this.registrations.has(actions.itemChanged);
  }

  /** The conversation so far, long texts shortened. */
  trace(): readonly TraceEntry[] {
    return this.entries;
  }

  private sendEvent(action: string, data: unknown): void {
    const correlationId = this.registrations.get(action);
    if (correlationId === undefined) return;
    this.send({ _actionName: action, _correlationId: correlationId }, data, { _responseType: 1 });
  }

  private register(request: WireRequest): void {
    const { eventDispId } = request._data as EventRegistration;
    const failure = this.failures.get('addHandlerAsync');
    if (failure === 'never answers') return;
    if (failure !== undefined || !Number.isInteger(eventDispId)) {
      this.send(request, { Error: errorCodes.eventNotRegistered });
      return;
    }
    this.registrations.set(request._actionName, request._correlationId);
    this.send(request, { Error: 0 });
  }

  private unregister(request: WireRequest): void {
    this.registrations.delete(request._actionName);
    this.send(request, { Error: 0 });
  }

  private answerCall(request: WireRequest): void {
    switch (request._actionName) {
      case actions.appContext:
        this.registrations.clear();
        this.answer(request, 'getAppContextAsync', () => this.appContext());
        return;
      case actions.initialData:
        this.answer(request, 'getInitialData', () => this.mailbox.initialData());
        return;
      case actions.executeMethod:
        this.executeMethod(request);
        return;
      case actions.executeCommonMethod: {
        const notSupported = 5000;
        this.send(request, { Error: notSupported, Version: 1 });
        return;
      }
      case actions.notifyHost: // wants no answer (HOST-PROTOCOL 7)
        return;
      default:
        this.send(request, {}, { _errorCode: -1 });
    }
  }

  private executeMethod(request: WireRequest): void {
    const { ApiParams, MethodData } = request._data as MethodRequest;
    const { DispatchId } = MethodData;
    const asked = this.mailbox.selection;
    this.answer(request, methodName(DispatchId) ?? `dispatch id ${DispatchId}`, () =>
      this.options.staleCalls === 'refused' && !isSame(asked, this.mailbox.selection)
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
    if (failure === undefined) this.send(request, read());
    else if (failure === 'malformed') this.send(request, {}, { _errorCode: -2 });
    else if (failure === 'unsupported') this.send(request, { wasSuccessful: false });
    else this.send(request, { wasSuccessful: false, error: true, errorCode: failure });
  }

  private send(
    to: Pick<WireRequest, '_actionName' | '_correlationId'>,
    data: unknown,
    { _errorCode = 0, _responseType = 0 }: Partial<WireResponse> = {},
  ): void {
    const response: WireResponse = {
      _messageType: 1,
      _actionName: to._actionName,
      _conversationId: this.conversationId,
      _correlationId: to._correlationId,
      _origin: this.options.origin,
      _data: data,
      _errorCode,
      _responseType,
      _serializerVersion: 1,
    };
    this.record('out', response);
    this.post(JSON.stringify(response));
  }

  private record(direction: TraceEntry['direction'], message: WireMessage): void {
    const shortened: unknown = JSON.parse(JSON.stringify(message), (_, value: unknown) =>
      typeof value === 'string' && value.length > longestTracedText
        ? `${value.slice(0, longestTracedText)}… (${value.length} characters)`
        : value,
    );
    const time = Math.round(performance.now() - this.startedAt);
    this.entries.push({ time, direction, message: shortened as WireMessage });
  }

  private appContext(): AppContext {
    const { locale = 'en-US', origin, paneUrl = '' } = this.options;
    const { level } = this.mailbox;
    return {
      _id: this.controlId,
      _appName: 64,
      _appVersion: '16.01',
      _appUILocale: locale,
      _dataLocale: locale,
      _docUrl: origin,
      _clientMode: 1,
      _settings: this.mailbox.roamingSettings,
      _reason: 1,
      _osfControlType: 1,
      _eToken: '',
      _correlationId: crypto.randomUUID(),
      _appInstanceId: this.controlId,
      _appMinorVersion: 1,
      _requirementMatrix: JSON.stringify({
        Mailbox: level,
        DialogApi: '1.2',
        DialogOrigin: '1.1',
        AddinCommands: '1.3',
      }),
      _hostFullVersion: hostVersion,
      _clientWindowWidth: 1280,
      _clientWindowHeight: 800,
      _addinName: 'Link to CRM',
      _appDomains: [],
      _addInSourceUrl: paneUrl,
      _hostCustomMessage: '',
      _initialDisplayMode: 0,
      _featureGates: {},
      _isDialog: false,
    };
  }
}

function isSame(one: Selection, other: Selection): boolean {
  return (one && itemId(one)) === (other && itemId(other));
}

function assertKnown(method: string): void {
  const known = [...methodNames(), ...otherCalls];
  if (!known.includes(method)) {
    throw new Error(`No method "${method}"; there are: ${known.join(', ')}`);
  }
}
