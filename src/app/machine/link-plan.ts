import type { SoughtFile } from '../domain/archive';
import type { MessageVisibility } from '../domain/configuration';
import type { CrmRecord } from '../domain/crm';
import type { LinkProgress } from '../domain/link-progress';
import type { Attachment, Mail } from '../domain/mail';
import type { Account } from '../domain/account';
import { mailKey } from '../domain/mail-identity';
import type { JournalEntry } from '../ports/link-journal';

export type LinkId = string;

/** One mail on its way to one record or several. */
export interface Link {
  readonly id: LinkId;
  readonly account: Account;
  readonly mail: Mail;
  readonly records: readonly CrmRecord[];
  readonly steps: readonly LinkStep[];
  /** Who sees the message, if it is stored. */
  readonly visibility: MessageVisibility;
  /** What the person wants noted on each record, in one line. */
  readonly note?: string | undefined;
  /** What the journal knew of the mail when the link was planned. */
  readonly earlier?: JournalEntry | undefined;
  /** Addresses of people of whom this link says something for their other mails; see `OtherSide`. */
  readonly people?: readonly string[] | undefined;
  /** Documents that were files of the mail once, by attachment; see `SoughtFile.documentId`. */
  readonly hints?: Readonly<Record<string, string>> | undefined;
  /** Records, by id, that the link was to reach and went on without. */
  readonly leftOut?: readonly string[];
  /** The file that a finished link tries once more; all else of it stands. */
  readonly repairs?: Attachment | undefined;
}

/**
 * One step of a link. Each is idempotent, or resumes at a look that makes it so (`resumeAt`).
 *
 * - `readEnvelope`, `readFile`: from Outlook; nothing is written yet, so a link can be cancelled.
 * - `findMessage`: the CRM is asked for this very mail, so that none is stored twice.
 * - `checkFiles`: contents that are not what Outlook listed are asked about.
 * - `prepareMessage`: makes a body that the CRM keeps.
 * - `readOriginal`: the whole mail as a file, where it is wanted or the body had to be cut.
 * - `beginStoring`: from here on all that is made bears the link's mark, and nothing can be cancelled.
 * - `storeMessage`: body and files in one call, unless the message is there.
 * - `noteRecords`: the records are noted at the message before it is related to them.
 * - `findFiles`: which files the CRM kept, by their marks, for it drops some behind a success.
 * - `uploadFile`: one that is missing, by itself.
 * - `uploadPictures`: those that had no room in the body, which only `prepareMessage` tells.
 * - `findComments`: whether the note is on the records already, for a second one would double it.
 * - `addComment`: the note, as a comment on one record.
 * - `readBack`: what the receipt claims is read from the CRM.
 * - `settleNote`: records that were left out after all are noted no more.
 */
export type LinkStep =
  | { readonly name: 'readEnvelope' }
  | { readonly name: 'findMessage' }
  | { readonly name: 'readFile'; readonly attachment: Attachment }
  | { readonly name: 'checkFiles' }
  | { readonly name: 'prepareMessage' }
  | { readonly name: 'readOriginal' }
  | { readonly name: 'beginStoring' }
  | { readonly name: 'storeMessage' }
  | { readonly name: 'noteRecords' }
  | { readonly name: 'relateMessage'; readonly record: CrmRecord }
  | { readonly name: 'findFiles' }
  | { readonly name: 'uploadFile'; readonly attachment: Attachment }
  | { readonly name: 'uploadPictures' }
  | { readonly name: 'relateFiles'; readonly record: CrmRecord }
  | { readonly name: 'findComments' }
  | { readonly name: 'addComment'; readonly record: CrmRecord }
  | { readonly name: 'readBack' }
  | { readonly name: 'settleNote' };

/** The id that the whole mail has among the files of a link. */
export const originalId = 'original';

/** The whole mail as a file of a link, named for its subject. */
export function originalFile({ subject }: Pick<Mail, 'subject'>): Attachment {
  const name = `${subject.trim().replace(/\s+/g, ' ') || 'mail'}.eml`;
  return {
    id: originalId,
    name,
    size: 0,
    kind: 'mail',
    inline: false,
    contentType: 'message/rfc822',
  };
}

export function isOriginal({ id }: Pick<Attachment, 'id'>): boolean {
  return id === originalId;
}

/** Whether it was pasted into the body: see `liftPictures`. */
export function isPicture({ id }: Pick<Attachment, 'id'>): boolean {
  return /^picture-\d+$/.test(id);
}

/**
 * The files that a link archives: the attachments, the pictures that had no room in the body, and the
 * whole mail where it is wanted.
 */
export function filesOf(
  { mail }: Pick<Link, 'mail'>,
  { originalWanted, pictures = [] }: Pick<LinkProgress, 'originalWanted' | 'pictures'>,
): readonly Attachment[] {
  return [...mail.attachments, ...pictures, ...(originalWanted ? [originalFile(mail)] : [])];
}

/** The files whose name, exact size and content are known. */
export function soughtFiles(link: Link, progress: LinkProgress): readonly SoughtFile[] {
  return filesOf(link, progress).flatMap(({ id }) => {
    const file = progress.read[id];
    if (!file) return [];
    const documentId = link.hints?.[id];
    const { name, size, digest } = file;
    return [
      { attachmentId: id, name, size, digest, ...(documentId !== undefined && { documentId }) },
    ];
  });
}

/** The steps that link `mail` to `records`, and put `note` on them, in order. */
export function planSteps(
  mail: Mail,
  records: readonly CrmRecord[],
  note?: string,
): readonly LinkStep[] {
  const { abilities } = mail;
  const readable = abilities.attachments ? mail.attachments : [];
  const files = abilities.original ? [...readable, originalFile(mail)] : readable;
  return [
    { name: 'readEnvelope' },
    { name: 'findMessage' },
    ...readable.map((attachment) => ({ name: 'readFile', attachment }) as const),
    ...(readable.length > 0 ? [{ name: 'checkFiles' } as const] : []),
    { name: 'prepareMessage' },
    ...(abilities.original ? [{ name: 'readOriginal' } as const] : []),
    { name: 'beginStoring' },
    { name: 'storeMessage' },
    { name: 'noteRecords' },
    ...records.map((record) => ({ name: 'relateMessage', record }) as const),
    { name: 'findFiles' },
    ...files.map((attachment) => ({ name: 'uploadFile', attachment }) as const),
    { name: 'uploadPictures' },
    ...records.map((record) => ({ name: 'relateFiles', record }) as const),
    ...planComments(records, note),
    { name: 'readBack' },
    { name: 'settleNote' },
  ];
}

function planComments(
  records: readonly CrmRecord[],
  note: string | undefined,
): readonly LinkStep[] {
  return note
    ? [
        { name: 'findComments' },
        ...records.map((record) => ({ name: 'addComment', record }) as const),
      ]
    : [];
}

/**
 * The steps that bring to its end what was begun, without the mail: all of it is in the CRM. See
 * `needsMail`.
 */
export function planRest({ wanted, note }: JournalEntry): readonly LinkStep[] {
  return [
    { name: 'findMessage' },
    { name: 'beginStoring' },
    { name: 'noteRecords' },
    ...wanted.map((record) => ({ name: 'relateMessage', record }) as const),
    { name: 'findFiles' },
    ...wanted.map((record) => ({ name: 'relateFiles', record }) as const),
    ...planComments(wanted, note),
    { name: 'readBack' },
    { name: 'settleNote' },
  ];
}

/** The steps that try one file of a link once more, after the link itself came to its end. */
export function planRepair(
  records: readonly CrmRecord[],
  attachment: Attachment,
): readonly LinkStep[] {
  return [
    { name: 'findMessage' },
    isOriginal(attachment) ? { name: 'readOriginal' } : { name: 'readFile', attachment },
    { name: 'checkFiles' },
    { name: 'findFiles' },
    { name: 'uploadFile', attachment },
    ...records.map((record) => ({ name: 'relateFiles', record }) as const),
    { name: 'readBack' },
  ];
}

/** Whether finishing what was begun needs the mail to be open: something of it is not in the CRM yet. */
export function needsMail({ attachments, progress }: JournalEntry): boolean {
  const { identity, message, messageWasThere, messageChecked, files, read } = progress;
  return (
    !identity ||
    !message ||
    !(messageWasThere || messageChecked) ||
    attachments.some(({ id }) => !files[id] || files[id].fate === 'missing' || !read[id])
  );
}

/** What names the mail on this device, once the mail or the journal has told it. */
export function knownKey(
  { earlier }: Pick<Link, 'earlier'>,
  { identity }: LinkProgress,
): string | undefined {
  return identity ? mailKey(identity) : earlier?.mailKey;
}

/**
 * Where a link goes on after `failed`: at the look for the message, or before it at that step. Time has
 * passed, and what was known of the CRM may not hold.
 */
export function resumeAt(steps: readonly LinkStep[], failed: number): number {
  const look = steps.findIndex(({ name }) => name === 'findMessage');
  return look < 0 ? failed : Math.min(failed, look);
}

/** Whether nothing has been written to the CRM before the end of this step. */
export function isBeforeFirstWrite(
  { steps }: Pick<Link, 'steps'>,
  { storeTriedAt }: LinkProgress,
  step: number,
): boolean {
  return (
    storeTriedAt === undefined && step < steps.findIndex(({ name }) => name === 'storeMessage')
  );
}
