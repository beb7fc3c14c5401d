import type { MessageVisibility } from '../domain/configuration';
import type { CrmRecord } from '../domain/crm';
import type { LinkFacts } from '../domain/link-facts';
import type { Attachment, Mail } from '../domain/mail';
import type { Account } from '../ports/credential-vault';
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
  /** The file that a finished link tries once more; all else of it stands. */
  readonly repairs?: Attachment | undefined;
}

/**
 * One step of a link. Each is idempotent, or resumes at a look that makes it so (`resumeAt`).
 *
 * - `readEnvelope`, `readFile`: from Outlook; nothing is written yet, so a link can be cancelled.
 * - `findMessage`: the CRM is asked by Message-ID, so that no mail is stored twice.
 * - `findFiles`: which files the CRM kept, by name and size, for it drops some behind a success.
 *   The first look spares the reading of files that are there already.
 * - `prepareMessage`: makes a body that the CRM keeps.
 * - `readOriginal`: the whole mail as a file, where it is wanted or the body had to be cut.
 * - `beginStoring`: from here on a message that is found is ours, and nothing can be cancelled.
 * - `storeMessage`: body and files in one call, unless the message is there.
 * - `uploadFile`: one that is missing, by itself.
 * - `findComments`: whether the note is on the records already, for a second one would double it.
 * - `addComment`: the note, as a comment on one record.
 * - `readBack`: what the receipt claims is read from the CRM.
 * - `writeNote`: the records are noted at the message, for whoever opens the mail next.
 */
export type LinkStep =
  | { readonly name: 'readEnvelope' }
  | { readonly name: 'findMessage' }
  | { readonly name: 'findFiles' }
  | { readonly name: 'readFile'; readonly attachment: Attachment }
  | { readonly name: 'prepareMessage' }
  | { readonly name: 'readOriginal' }
  | { readonly name: 'beginStoring' }
  | { readonly name: 'storeMessage' }
  | { readonly name: 'relateMessage'; readonly record: CrmRecord }
  | { readonly name: 'uploadFile'; readonly attachment: Attachment }
  | { readonly name: 'relateFiles'; readonly record: CrmRecord }
  | { readonly name: 'findComments' }
  | { readonly name: 'addComment'; readonly record: CrmRecord }
  | { readonly name: 'readBack' }
  | { readonly name: 'writeNote' };

/** The id that the whole mail has among the files of a link. */
const originalId = 'original';

/** The whole mail as a file of a link, named for its subject. */
export function originalFile({ subject }: Pick<Mail, 'subject'>): Attachment {
  const name = `${subject.trim().replace(/\s+/g, ' ') || 'mail'}.eml`;
  return { id: originalId, name, size: 0, kind: 'mail', inline: false, contentType: 'message/rfc822' };
}

export function isOriginal({ id }: Pick<Attachment, 'id'>): boolean {
  return id === originalId;
}

/** The files that a link archives: the attachments, and the whole mail where it is wanted. */
export function filesOf(
  { mail }: Pick<Link, 'mail'>,
  { originalWanted }: Pick<LinkFacts, 'originalWanted'>,
): readonly Attachment[] {
  return originalWanted ? [...mail.attachments, originalFile(mail)] : mail.attachments;
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
  const withFiles = <S extends LinkStep>(...steps: readonly S[]): readonly S[] =>
    files.length > 0 ? steps : [];
  return [
    { name: 'readEnvelope' },
    { name: 'findMessage' },
    ...withFiles({ name: 'findFiles' }),
    ...readable.map((attachment) => ({ name: 'readFile', attachment }) as const),
    { name: 'prepareMessage' },
    ...(abilities.original ? [{ name: 'readOriginal' } as const] : []),
    { name: 'beginStoring' },
    { name: 'storeMessage' },
    ...records.map((record) => ({ name: 'relateMessage', record }) as const),
    ...withFiles({ name: 'findFiles' }),
    ...files.map((attachment) => ({ name: 'uploadFile', attachment }) as const),
    ...withFiles(...records.map((record) => ({ name: 'relateFiles', record }) as const)),
    ...planComments(records, note),
    { name: 'readBack' },
    { name: 'writeNote' },
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
export function planRest({ wanted, attachments, note }: JournalEntry): readonly LinkStep[] {
  return [
    { name: 'findMessage' },
    ...wanted.map((record) => ({ name: 'relateMessage', record }) as const),
    ...(attachments.length > 0
      ? wanted.map((record) => ({ name: 'relateFiles', record }) as const)
      : []),
    ...planComments(wanted, note),
    { name: 'readBack' },
    { name: 'writeNote' },
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
    { name: 'findFiles' },
    { name: 'uploadFile', attachment },
    ...records.map((record) => ({ name: 'relateFiles', record }) as const),
    { name: 'readBack' },
  ];
}

/** Whether finishing what was begun needs the mail to be open: something of it is not in the CRM yet. */
export function needsMail({ attachments, facts }: JournalEntry): boolean {
  const { message, messageWasThere, messageChecked, files } = facts;
  return (
    !message ||
    !(messageWasThere || messageChecked) ||
    attachments.some(({ id }) => !files[id] || files[id].fate === 'missing')
  );
}

/** The Message-ID, once the mail or the journal has told it. */
export function knownMessageId({ earlier }: Link, { envelope }: LinkFacts): string | undefined {
  return envelope?.messageId ?? earlier?.messageId;
}

/** Where a link goes on after `failed`: at that step, or at the look that makes repeating it harmless. */
export function resumeAt(steps: readonly LinkStep[], failed: number): number {
  const step = steps[failed]?.name;
  const look =
    step === 'storeMessage' || step === 'readBack'
      ? 'findMessage'
      : step === 'uploadFile'
        ? 'findFiles'
        : step === 'addComment'
          ? 'findComments'
          : // Until somebody signed in again a document may have gone.
            step === 'writeNote'
            ? 'readBack'
            : undefined;
  return look ? steps.slice(0, failed).findLastIndex(({ name }) => name === look) : failed;
}

/** Whether nothing has been written to the CRM before the end of this step. */
export function isBeforeFirstWrite(
  { steps }: Pick<Link, 'steps'>,
  { storeTriedAt }: LinkFacts,
  step: number,
): boolean {
  return (
    storeTriedAt === undefined && step < steps.findIndex(({ name }) => name === 'storeMessage')
  );
}
