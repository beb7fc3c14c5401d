import { Conversation, type PageHost } from './conversation.ts';
import {
  actions,
  commonMethods,
  type AppContext,
  type CommonRequest,
  type WireRequest,
} from './wire.ts';

/** What `displayDialogAsync` asks for; sizes in percent of the window. */
export interface DialogRequest {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/**
 * An inline dialog (`displayInIframe`), with a conversation of its own: it shakes hands without a
 * mail item, and what it says to its parent is handed to `toParent` (Outlook host 16).
 */
export class InlineDialog implements PageHost {
  readonly request: DialogRequest;
  private readonly conversation: Conversation;
  private readonly options: {
    readonly locale: string;
    readonly context: () => AppContext;
    readonly toParent: (message: string) => void;
  };

  constructor(request: DialogRequest, origin: string, options: InlineDialog['options']) {
    this.request = request;
    this.options = options;
    this.conversation = new Conversation(origin);
  }

  frameName(): string {
    return this.conversation.frameName(this.options.locale, 'dialog');
  }

  connect(post: (message: string) => void): void {
    this.conversation.connect(post);
  }

  receive(text: unknown): void {
    const request = this.conversation.read(text);
    if (!request) return;
    if (request._actionType === 1) {
      this.conversation.register(request);
      this.conversation.answer(request, { Error: 0 });
    } else if (request._actionType === 2) {
      this.conversation.unregister(request._actionName);
      this.conversation.answer(request, { Error: 0 });
    } else this.answerCall(request);
  }

  /** What the pane says to its dialog. */
  tell(messageContent: string): void {
    const messageOrigin = new URL(this.request.url).origin;
    const message = { messageType: 1, messageContent, messageOrigin };
    this.conversation.event(actions.dialogParentMessage, message);
  }

  private answerCall(request: WireRequest): void {
    switch (request._actionName) {
      case actions.appContext: {
        const { controlId } = this.conversation;
        const own = { _id: controlId, _appInstanceId: controlId, _isDialog: true };
        this.conversation.begin();
        this.conversation.answer(request, { ...this.options.context(), ...own });
        return;
      }
      case actions.executeCommonMethod: {
        const { DdaMethod, messageToParent } = request._data as CommonRequest;
        const isMessage = DdaMethod.DispatchId === commonMethods.messageParent;
        if (isMessage) this.options.toParent(String(messageToParent));
        this.conversation.answer(request, { Error: isMessage ? 0 : 5000, Version: 1 });
        return;
      }
      case actions.notifyHost:
        return;
      default:
        this.conversation.answer(request, {}, -1);
    }
  }
}
