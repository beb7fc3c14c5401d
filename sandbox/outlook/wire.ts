/**
 * What office.js and Outlook on the web say to each other (Outlook host 12 to 15), typed as the
 * client tolerates it. Every message is one JSON text sent with `postMessage`.
 */

/** What every message carries. `_serializerVersion` is 1 in every browser. */
interface Envelope {
  readonly _actionName: string;
  readonly _conversationId: string;
  /** Numbered from 0 by the client; calls and registrations share the numbers. */
  readonly _correlationId: number;
  readonly _origin: string;
  readonly _data: unknown;
  readonly _serializerVersion: number;
}

/** Pane to host. `_actionType`: 0 a call, 1 register for an event, 2 unregister. */
export interface WireRequest extends Envelope {
  readonly _messageType: 0;
  readonly _actionType: 0 | 1 | 2;
}

/** Host to pane. `_responseType`: 0 the answer to a call, 1 an event. */
export interface WireResponse extends Envelope {
  readonly _messageType: 1;
  /**
   * 0 is success; with another code and `_data` null the client never calls back
   * (Outlook host 14.1).
   */
  readonly _errorCode: number;
  readonly _responseType: 0 | 1;
}

export type WireMessage = WireRequest | WireResponse;

/** The data of an `ExecuteMethod` call (Outlook host 14). */
export interface MethodRequest {
  readonly ApiParams?: unknown;
  readonly MethodData: { readonly ControlId: string; readonly DispatchId: number };
}

/**
 * The data of a call of the common API, `executeMethod` (Outlook host 16); arguments lie beside it.
 */
export interface CommonRequest extends Readonly<Record<string, unknown>> {
  readonly DdaMethod: { readonly ControlId: string; readonly DispatchId: number };
}

/** The data of a registration for an event (Outlook host 15). */
export interface EventRegistration {
  readonly controlId: string;
  readonly eventDispId: number;
  readonly targetId: string;
}

/**
 * The data that answers `ExecuteMethod`. `wasSuccessful: false` without a code is 5000, "not
 * supported". Some methods carry their result at the top level instead of under `data`
 * (Outlook host 14.3).
 */
export interface MethodReply {
  readonly wasSuccessful?: boolean;
  readonly error?: boolean;
  readonly errorCode?: number;
  readonly data?: unknown;
  readonly token?: string;
  readonly customProperties?: string;
  readonly wasProxySuccessful?: boolean;
  readonly body?: string;
}

/**
 * Permission levels by their wire numbers (Outlook host 13.2), which are not the client's own
 * order.
 */
export const permissionLevels = {
  Restricted: 0,
  ReadItem: 1,
  ReadWriteMailbox: 2,
  ReadWriteItem: 3,
} as const;
export type Permission = keyof typeof permissionLevels;

/** Item types of the initial data (Outlook host 13.2). */
export const itemTypes = {
  message: 1,
  appointment: 2,
  meetingRequest: 3,
  draft: 4,
  none: 6,
} as const;

/** `recipientType`: 0 other, 1 distribution list, 2 user of the organisation, 3 external user. */
export interface WirePerson {
  readonly name: string;
  readonly address: string;
  readonly recipientType: 0 | 1 | 2 | 3;
}

/** `attachmentType`: 0 file, 1 item (a mail or an appointment), 2 cloud. `size` in bytes. */
export interface WireAttachment {
  /** Some clients list attachments without ids. */
  readonly id?: string;
  readonly name: string;
  readonly contentType: string | null;
  readonly size: number;
  readonly attachmentType: 0 | 1 | 2;
  readonly isInline: boolean;
  /** Only from Mailbox 1.16. */
  readonly contentId?: string;
  readonly url?: string;
}

/** What `getAttachmentContentAsync` answers. */
export interface AttachmentContent {
  readonly content: string;
  readonly format: 'base64' | 'url' | 'eml' | 'iCalendar';
}

/** What the initial data says of the person and the host, whichever item is open. */
export interface HostData {
  readonly permissionLevel: (typeof permissionLevels)[Permission];
  readonly userDisplayName: string;
  readonly userEmailAddress: string;
  readonly userTimeZone: string;
  readonly userProfileType: string;
  /** Milliseconds, milliseconds and minutes, all as texts. */
  readonly timeZoneOffsets: readonly { start: string; end: string; offset: string }[];
  readonly hostVersion: string;
  readonly owaView: 'ThreeColumns' | 'TwoColumns' | 'OneColumn';
  readonly ewsUrl: string;
  readonly restUrl: string;
  readonly isRestIdSupported: boolean;
  readonly extensionId: string;
  readonly endNodeUrl: string;
  readonly itemNumber: number;
}

/** What the initial data says of the open item. Dates are anything `Date` can parse. */
export interface ItemData {
  readonly itemType: (typeof itemTypes)[keyof typeof itemTypes];
  readonly id?: string;
  readonly itemClass?: string;
  readonly subject?: string;
  readonly normalizedSubject?: string;
  readonly internetMessageId?: string;
  readonly conversationId?: string;
  readonly dateTimeCreated?: string;
  readonly dateTimeModified?: string;
  readonly dateTimeSent?: string;
  readonly from?: WirePerson;
  readonly sender?: WirePerson;
  readonly to?: readonly WirePerson[];
  readonly cc?: readonly WirePerson[];
  readonly bcc?: readonly WirePerson[];
  readonly attachments?: readonly WireAttachment[];
  readonly isRead?: boolean;
  readonly isFromSharedFolder?: boolean;
  readonly inReplyTo?: string;
  readonly organizer?: WirePerson;
  readonly start?: string;
  readonly end?: string;
  readonly location?: string;
}

/** Answer to `GetInitialData` and payload of ItemChanged (Outlook host 13.2). */
export type InitialData = HostData & ItemData;

/** Answer to `ContextActivationManager_getAppContextAsync` (Outlook host 13.1). */
export interface AppContext {
  readonly _id: string;
  readonly _appName: 64;
  readonly _appVersion: string;
  readonly _appUILocale: string;
  readonly _dataLocale: string;
  readonly _docUrl: string;
  readonly _clientMode: number;
  /** Roaming settings: each value as JSON text. */
  readonly _settings: Readonly<Record<string, string>>;
  readonly _reason: number;
  readonly _osfControlType: number;
  readonly _eToken: string;
  readonly _correlationId: string;
  readonly _appInstanceId: string;
  readonly _appMinorVersion: number;
  /** JSON text, versions as texts; it alone decides `isSetSupported`. */
  readonly _requirementMatrix: string;
  readonly _hostFullVersion: string;
  readonly _clientWindowWidth: number;
  readonly _clientWindowHeight: number;
  readonly _addinName: string;
  readonly _appDomains: readonly string[];
  readonly _addInSourceUrl: string;
  readonly _hostCustomMessage: string;
  readonly _initialDisplayMode: number;
  readonly _featureGates: Readonly<Record<string, unknown>>;
  readonly _isDialog: boolean;
}

/** Names of the actions the host answers. */
export const actions = {
  appContext: 'ContextActivationManager_getAppContextAsync',
  notifyHost: 'ContextActivationManager_notifyHost',
  initialData: 'GetInitialData',
  executeMethod: 'ExecuteMethod',
  executeCommonMethod: 'executeMethod',
  itemChanged: 'olkItemSelectedChanged',
  themeChanged: 'officeThemeChanged',
  recipientsChanged: 'olkRecipientsChanged',
  attachmentsChanged: 'olkAttachmentsChanged',
  infobarClicked: 'olkInfobarClicked',
  selectedItemsChanged: 'olkSelectedItemsChanged',
  commandInvoked: 'appCommandInvoked',
  dialogMessage: 'dialogMessageReceived',
  dialogParentMessage: 'dialogParentMessageReceived',
  openWindow: 'ContextActivationManager_openWindowInHost',
} as const;

/** Methods of the common API that this host answers, by their dispatch ids (Outlook host 16). */
export const commonMethods = {
  commandCompleted: 94,
  closeContainer: 97,
  getAccessToken: 98,
  messageParent: 144,
  messageChild: 145,
} as const;

/** `messageType` of the event that tells a pane that its dialog was closed. */
export const dialogClosed = 12006;

/** The colours of a theme as the wire carries them, integers (5). */
export const themes = {
  light: {
    bodyBackgroundColor: 0xffffff,
    bodyForegroundColor: 0x242424,
    controlBackgroundColor: 0xf5f5f5,
    controlForegroundColor: 0x242424,
  },
  dark: {
    bodyBackgroundColor: 0x1f1f1f,
    bodyForegroundColor: 0xffffff,
    controlBackgroundColor: 0x292929,
    controlForegroundColor: 0xffffff,
  },
} as const;

export type ThemeName = keyof typeof themes;

/** Office error codes this host answers with (Outlook host 14.4). */
export const errorCodes = {
  invalidAttachmentId: 9003,
  internalFormat: 9002,
  accessRestricted: 9017,
  genericToken: 9018,
  genericResponse: 9020,
  duplicateNotificationKey: 9023,
  notificationKeyNotFound: 9024,
  attachmentSizeExceeded: 9000,
  numberOfAttachmentsExceeded: 9001,
  numberOfNotificationsExceeded: 9025,
  itemChanged: 9030,
  duplicateCategory: 9045,
  itemNotSaved: 9046,
  itemNotFound: 9049,
  keyNotFound: 9050,
  sessionObjectMaxLengthExceeded: 9051,
  eventNotRegistered: 5001,
} as const;

/** A request if `text` is one; undefined for whatever else a pane may post (Outlook host 12). */
export function parseRequest(text: unknown): WireRequest | undefined {
  if (typeof text !== 'string') return undefined;
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  const request = message as Partial<WireRequest> | null;
  return typeof request === 'object' &&
    request?._messageType === 0 &&
    typeof request._actionName === 'string' &&
    typeof request._conversationId === 'string' &&
    typeof request._correlationId === 'number'
    ? (request as WireRequest)
    : undefined;
}

/** Whether Mailbox set `level` ("1.10") includes `set` ("1.8"): compared part by part. */
export function levelIncludes(level: string, set: string): boolean {
  const [major = 0, minor = 0] = level.split('.').map(Number);
  const [setMajor = 0, setMinor = 0] = set.split('.').map(Number);
  return major > setMajor || (major === setMajor && minor >= setMinor);
}
