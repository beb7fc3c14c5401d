import { Draft, type ListedAttachment } from './draft.ts';
import type { MailPerson } from './eml.ts';
import type { HostAlterations } from './host-alterations.ts';
import {
  attachmentTypes,
  conversation,
  itemClasses,
  itemId,
  type MailItem,
  received,
  type Selection,
} from './mail-item.ts';
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

export interface MailboxOptions {
  /** Requirement set the client claims, "1.1" to "1.16". Default "1.14". */
  readonly mailbox?: string;
  /** What the manifest was granted. Default ReadItem. */
  readonly permission?: Permission;
  readonly user?: MailPerson;
  /** Whether the item lies in a folder of somebody else. Default false. */
  readonly sharedFolder?: boolean;
  /** The zone it is set to, by its Windows name. Default "W. Europe Standard Time". */
  readonly timeZone?: string;
  /** Whose way of cutting lists of recipients it takes (Outlook host 4). Default "web". */
  readonly client?: Client;
  /** What its answers are altered in from the start. Default: nothing. */
  readonly alterations?: HostAlterations;
  /** The items whose data were sent, by id; panes that follow each other share it. */
  readonly sentItems?: Set<string>;
}

/**
 * The Outlooks that show an add-in lists of recipients of different lengths; "webExpanded" is the
 * web and new Outlook once a person has expanded the list.
 */
export type Client = 'web' | 'webExpanded' | 'windows' | 'mac' | 'android' | 'ios';

/** A message bar an add-in put on an item, as `getAllAsync` lists it. */
export interface Notification {
  readonly key: string;
  readonly type: string;
  readonly message: string;
  readonly icon?: string;
  readonly persistent?: boolean;
}

/** A form or window that an add-in asked for: its Office.js name and what was asked. */
export interface Opened {
  readonly form: string;
  readonly parameters: unknown;
}

/** A category; colours are Outlook's presets, "Preset0" and so on. */
export interface Category {
  readonly displayName: string;
  readonly color: string;
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
  masterCategories: readonly Category[] = [
    { displayName: 'Customer', color: 'Preset4' },
    { displayName: 'Linked', color: 'Preset7' },
  ];
  /** What add-ins asked to be shown, oldest first. */
  readonly opened: Opened[] = [];
  readonly sharedFolder: boolean;
  alterations: HostAlterations;
  /** Called with each event that a method of writing brings about; the host sends it. */
  announce: (action: string, payload: unknown) => void = () => undefined;
  private readonly client: Client;
  private readonly timeZone: string;
  private readonly sentItems: Set<string>;
  private readonly notifications = new Map<string, Map<string, Notification>>();
  private readonly properties = new Map<string, string>();
  private readonly categories = new Map<string, ReadonlySet<string>>();
  private readonly openDrafts = new Map<string, Draft>();

  constructor(options: MailboxOptions = {}) {
    this.level = options.mailbox ?? '1.14';
    this.user = options.user ?? demoUser;
    this.permission = options.permission ?? 'ReadItem';
    this.sharedFolder = options.sharedFolder ?? false;
    this.client = options.client ?? 'web';
    this.timeZone = options.timeZone ?? 'W. Europe Standard Time';
    this.alterations = options.alterations ?? {};
    this.sentItems = options.sentItems ?? new Set();
  }

  /**
   * Alters its answers in place of what altered them before; of sent data only those shown count.
   */
  alter(alterations: HostAlterations): void {
    this.alterations = alterations;
    for (const id of this.sentItems) if (id !== this.selection?.id) this.sentItems.delete(id);
  }

  /** The data of the selected item, noted as sent: what `stale` ids depend on. */
  sendInitialData(): InitialData | null {
    const data = this.initialData();
    if (this.selection) this.sentItems.add(this.selection.id);
    return data;
  }

  /**
   * What `GetInitialData` and ItemChanged carry; null when nothing is selected (Outlook host 13.2).
   */
  initialData(): InitialData | null {
    if (!this.selection) return null;
    const { mail } = this.selection;
    const host = this.hostData();
    const { kind } = mail;
    if (kind === 'none') return { ...host, itemType: itemTypes.none };
    if (kind === 'draft') {
      return { ...host, itemType: itemTypes.draft, isRead: true, ...conversation(mail) };
    }
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

  /** The categories on an item, those of the mailbox's list. */
  categoriesOf({ id }: MailItem): Category[] {
    const names = this.categories.get(id);
    return this.masterCategories.filter(({ displayName }) => names?.has(displayName));
  }

  categorise({ id }: MailItem, names: ReadonlySet<string>): void {
    this.categories.set(id, names);
  }

  /** What is being written in place of an item. */
  draftOf(item: MailItem): Draft {
    const draft = this.openDrafts.get(item.id) ?? new Draft(item.mail, received(item));
    this.openDrafts.set(item.id, draft);
    return draft;
  }

  /** The drafts that an add-in has read or changed, by the item's own id. */
  drafts(): ReadonlyMap<string, Draft> {
    return this.openDrafts;
  }

  /** The mail that is selected, as `getSelectedItemsAsync` lists it. */
  selectedItems(): unknown[] {
    const data = this.initialData();
    if (!data?.id) return [];
    return [
      {
        itemId: data.id,
        itemType: 'message',
        itemMode: 'Read',
        subject: data.subject,
        hasAttachment: Boolean(data.attachments?.length),
        conversationId: data.conversationId,
        internetMessageId: data.internetMessageId,
      },
    ];
  }

  listedAttachments(item: MailItem): readonly ListedAttachment[] {
    if (item.mail.kind === 'draft') return this.draftOf(item).attachments;
    const areNew = this.alterations.attachmentIds === 'stale' && this.sentItems.has(item.id);
    return received(item, areNew ? 'R' : 'Q');
  }

  /** The attachments of an item as the wire lists them. */
  attachmentsOf(item: MailItem): WireAttachment[] {
    return this.listedAttachments(item).map((listed) => this.wireAttachment(listed));
  }

  /** `contentId` only from 1.16. */
  wireAttachment({ id, attachment }: ListedAttachment): WireAttachment {
    const showContentId = levelIncludes(this.level, '1.16');
    return {
      ...(this.alterations.attachmentIds !== 'missing' && { id }),
      name: attachment.name,
      contentType: attachment.contentType,
      size: attachment.size,
      attachmentType: attachmentTypes[attachment.kind],
      isInline: attachment.isInline,
      ...(showContentId && attachment.contentId && { contentId: attachment.contentId }),
      ...(attachment.kind === 'cloud' && { url: attachment.url }),
    };
  }

  person({ name, address }: MailPerson): WirePerson {
    const domain = (mailAddress: string) => mailAddress.split('@')[1]?.toLowerCase();
    const isColleague = domain(address) === domain(this.user.address);
    return { name, address, recipientType: isColleague ? 2 : 3 };
  }

  /** A list of recipients, cut as the client cuts it. */
  recipients(people: readonly MailPerson[]): WirePerson[] {
    const limit = this.alterations.recipientLimit ?? recipientLimit(this.client, this.level);
    return people.slice(0, limit).map((person) => this.person(person));
  }

  private hostData(): HostData {
    return {
      permissionLevel: permissionLevels[this.permission],
      userDisplayName: this.user.name,
      userEmailAddress: this.user.address,
      userTimeZone: this.timeZone,
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

/** How many recipients of each list a client shows (Outlook host 4). */
function recipientLimit(client: Client, level: string): number {
  switch (client) {
    case 'web':
      return 20;
    case 'webExpanded':
      return 1_000;
    case 'windows':
      return levelIncludes(level, '1.16') ? 1_000 : 500;
    case 'mac':
    case 'android':
    case 'ios':
      return 100;
  }
}
