import type { MailPerson, ParsedMail } from './eml.ts';
import {
  itemTypes,
  levelIncludes,
  permissionLevels,
  type HostData,
  type InitialData,
  type ItemData,
  type Permission,
  type WireAttachment,
  type WirePerson,
} from './wire.ts';

/** A mail in the mailbox: `id` is stable and the mailbox's own, not the wire's item id. */
export interface MailItem {
  readonly id: string;
  readonly mail: ParsedMail;
}

export interface MailboxOptions {
  /** Requirement set the client claims, "1.1" to "1.16". Default "1.14". */
  readonly mailbox?: string;
  /** What the manifest was granted. Default ReadItem. */
  readonly permission?: Permission;
  readonly user?: MailPerson;
  /** Whether the item lies in a folder of somebody else. Default false. */
  readonly sharedFolder?: boolean;
  /** How many recipients of each list the client shows (OUTLOOK-FACTS 3). Default 20. */
  readonly recipientLimit?: number;
}

/** What a host shows in place of an item: nothing at all, and it says so with a null payload. */
export type Selection = MailItem | null;

/** A message bar an add-in put on an item, as `getAllAsync` lists it. */
export interface Notification {
  readonly key: string;
  readonly type: string;
  readonly message: string;
  readonly icon?: string;
  readonly persistent?: boolean;
}

export const demoUser: MailPerson = { name: 'Demo User', address: 'demo@vendor.example' };
export const hostVersion = '20261109004.12';

/**
 * The mailbox behind one pane: which item is selected, and what is kept beside items
 * (notifications, custom properties, roaming settings). What it answers to a method stands in
 * `methods.ts`; it knows nothing of messages or windows.
 */
export class Mailbox {
  readonly level: string;
  readonly user: MailPerson;
  readonly permission: Permission;
  selection: Selection = null;
  /** Each value as JSON text, as on the wire. */
  roamingSettings: Readonly<Record<string, string>> = {};
  readonly sharedFolder: boolean;
  private readonly recipientLimit: number;
  private readonly notifications = new Map<string, Map<string, Notification>>();
  private readonly properties = new Map<string, string>();

  constructor(options: MailboxOptions = {}) {
    this.level = options.mailbox ?? '1.14';
    this.user = options.user ?? demoUser;
    this.permission = options.permission ?? 'ReadItem';
    this.sharedFolder = options.sharedFolder ?? false;
    this.recipientLimit = options.recipientLimit ?? 20;
  }

  /** What `GetInitialData` and ItemChanged carry; null when nothing is selected (3.2). */
  initialData(): InitialData | null {
    if (!this.selection) return null;
    const { mail } = this.selection;
    const host = this.hostData();
    const { kind } = mail;
    if (kind === 'none') return { ...host, itemType: itemTypes.none };
    if (kind === 'draft') return { ...host, itemType: itemTypes.draft, ...conversation(mail) };
    return { ...host, ...this.readItem(this.selection, kind) };
  }

  /** The notifications an add-in put on an item, in the order they came. */
  notificationsOf({ id }: MailItem): Map<string, Notification> {
    const shown = this.notifications.get(id) ?? new Map<string, Notification>();
    this.notifications.set(id, shown);
    return shown;
  }

  /** Custom properties of an item as JSON text. */
  propertiesOf({ id }: MailItem): string {
    return this.properties.get(id) ?? '{}';
  }

  keepProperties({ id }: MailItem, properties: unknown): void {
    this.properties.set(id, JSON.stringify(properties ?? {}));
  }

  /** The attachments of an item as the wire lists them; `contentId` only from 1.16. */
  attachmentsOf(item: MailItem): WireAttachment[] {
    const showContentId = levelIncludes(this.level, '1.16');
    return item.mail.attachments.map((attachment, index) => ({
      id: attachmentId(item, index),
      name: attachment.name,
      contentType: attachment.contentType,
      size: attachment.size,
      attachmentType: attachmentTypes[attachment.kind],
      isInline: attachment.isInline,
      ...(showContentId && attachment.contentId && { contentId: attachment.contentId }),
      ...(attachment.kind === 'cloud' && { url: attachment.url }),
    }));
  }

  person({ name, address }: MailPerson): WirePerson {
    const domain = (mailAddress: string) => mailAddress.split('@')[1]?.toLowerCase();
    const isColleague = domain(address) === domain(this.user.address);
    return { name, address, recipientType: isColleague ? 2 : 3 };
  }

  /** A list of recipients, cut as the client cuts it. */
  recipients(people: readonly MailPerson[]): WirePerson[] {
    return people.slice(0, this.recipientLimit).map((person) => this.person(person));
  }

  private hostData(): HostData {
    return {
      permissionLevel: permissionLevels[this.permission],
      userDisplayName: this.user.name,
      userEmailAddress: this.user.address,
      userTimeZone: 'W. Europe Standard Time',
      userProfileType: 'office365',
      timeZoneOffsets: [{ start: '946684800000', end: '4102444800000', offset: '60' }],
      hostVersion,
      owaView: 'ThreeColumns',
      ewsUrl: 'https://outlook.office365.com/EWS/Exchange.asmx',
      restUrl: 'https://outlook.office.com/api',
      isRestIdSupported: false,
      extensionId: 'sandbox',
      endNodeUrl: '',
      itemNumber: 0,
    };
  }

  private readItem(item: MailItem, kind: keyof typeof itemClasses): ItemData {
    const { mail } = item;
    const isAppointment = kind === 'appointment';
    const created = mail.receivedAt ?? mail.sentAt ?? '1970-01-01T00:00:00.000Z';
    return {
      itemType: itemTypes[kind],
      id: itemId(item),
      itemClass: itemClasses[kind],
      subject: mail.subject,
      normalizedSubject: mail.subject.replace(/^((re|fw|fwd|aw|wg|r|i):\s*)+/i, ''),
      ...conversation(mail),
      ...(mail.messageId && !isAppointment && { internetMessageId: mail.messageId }),
      dateTimeCreated: created,
      dateTimeModified: created,
      ...(mail.sentAt && { dateTimeSent: mail.sentAt }),
      ...(mail.from && { from: this.person(mail.from) }),
      ...(mail.sender && { sender: this.person(mail.sender) }),
      ...(mail.from && isAppointment && { organizer: this.person(mail.from) }),
      to: this.recipients(mail.to),
      cc: this.recipients(mail.cc),
      bcc: this.recipients(mail.bcc),
      attachments: this.attachmentsOf(item),
      isRead: true,
      isFromSharedFolder: this.sharedFolder,
      ...(mail.inReplyTo && levelIncludes(this.level, '1.14') && { inReplyTo: mail.inReplyTo }),
      ...mail.meeting,
    };
  }
}

const attachmentTypes = { file: 0, mail: 1, event: 1, cloud: 2 } as const;
const itemClasses = {
  message: 'IPM.Note',
  meetingRequest: 'IPM.Schedule.Meeting.Request',
  appointment: 'IPM.Appointment',
} as const;

/** The wire's id of an item: shaped like an EWS id, `/` and `+` included (OUTLOOK-FACTS 3). */
export function itemId({ id }: MailItem): string {
  return `AAMkAGE/sb+${base64(new TextEncoder().encode(id))}`;
}

function attachmentId(item: MailItem, index: number): string {
  return `${itemId(item)}AAABEgAQ${String(index).padStart(3, '0')}=`;
}

function conversation(mail: ParsedMail): Pick<InitialData, 'conversationId'> {
  return mail.threadId
    ? { conversationId: `AAQkAGE/sb+${base64(new TextEncoder().encode(mail.threadId))}` }
    : {};
}

/** Base64 of bytes, in slices because the stack bounds the arguments of one call. */
export function base64(bytes: Uint8Array): string {
  const slice = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += slice) {
    binary += String.fromCharCode(...bytes.subarray(at, at + slice));
  }
  return btoa(binary);
}
