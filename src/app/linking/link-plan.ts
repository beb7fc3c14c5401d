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
  /** What the journal knew of the mail when the link was planned. */
  readonly earlier?: JournalEntry | undefined;
}

/**
 * One step of a link. Each is idempotent, or resumes at a look that makes it so (`resumeAt`).
 *
 * - `readEnvelope`, `readFile`: from Outlook; nothing is written yet, so a link can be cancelled.
 * - `findMessage`: the CRM is asked by Message-ID, so that no mail is stored twice.
 * - `findFiles`: which files the CRM kept, by name and size, for it drops some behind a success.
 *   The first look spares the reading of files that are there already.
 * - `prepareMessage`: makes a body that the CRM keeps; from here on a message that is found is ours.
 * - `storeMessage`: body and files in one call, unless the message is there.
 * - `uploadFile`: one that is missing, by itself.
 * - `readBack`: what the receipt claims is read from the CRM.
 * - `writeNote`: the records are noted at the message, for whoever opens the mail next.
 */
export type LinkStep =
  | { readonly name: 'readEnvelope' }
  | { readonly name: 'findMessage' }
  | { readonly name: 'findFiles' }
  | { readonly name: 'readFile'; readonly attachment: Attachment }
  | { readonly name: 'prepareMessage' }
  | { readonly name: 'storeMessage' }
  | { readonly name: 'relateMessage'; readonly record: CrmRecord }
  | { readonly name: 'uploadFile'; readonly attachment: Attachment }
  | { readonly name: 'relateFiles'; readonly record: CrmRecord }
  | { readonly name: 'readBack' }
  | { readonly name: 'writeNote' };

/** The steps that link `mail` to `records`, in order. */
export function planSteps(mail: Mail, records: readonly CrmRecord[]): readonly LinkStep[] {
  const readable = mail.abilities.attachments ? mail.attachments : [];
  const withFiles = <S extends LinkStep>(...steps: readonly S[]): readonly S[] =>
    readable.length > 0 ? steps : [];
  return [
    { name: 'readEnvelope' },
    { name: 'findMessage' },
    ...withFiles({ name: 'findFiles' }),
    ...readable.map((attachment) => ({ name: 'readFile', attachment }) as const),
    { name: 'prepareMessage' },
    { name: 'storeMessage' },
    ...records.map((record) => ({ name: 'relateMessage', record }) as const),
    ...withFiles({ name: 'findFiles' }),
    ...readable.map((attachment) => ({ name: 'uploadFile', attachment }) as const),
    ...withFiles(...records.map((record) => ({ name: 'relateFiles', record }) as const)),
    { name: 'readBack' },
    { name: 'writeNote' },
  ];
}

/**
 * The steps that bring to its end what was begun, without the mail: all of it is in the CRM. See
 * `needsMail`.
 */
export function planRest({ wanted, attachments }: JournalEntry): readonly LinkStep[] {
  return [
    { name: 'findMessage' },
    ...wanted.map((record) => ({ name: 'relateMessage', record }) as const),
    ...(attachments.length > 0
      ? wanted.map((record) => ({ name: 'relateFiles', record }) as const)
      : []),
    { name: 'readBack' },
    { name: 'writeNote' },
  ];
}

/** Whether finishing what was begun needs the mail to be open: something of it is not in the CRM yet. */
export function needsMail({ attachments, facts: { message, files } }: JournalEntry): boolean {
  return !message || attachments.some(({ id }) => !files[id] || files[id].fate === 'missing');
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
        : undefined;
  return look ? steps.slice(0, failed).findLastIndex(({ name }) => name === look) : failed;
}

/** Whether nothing has been written to the CRM before the end of this step. */
export function isBeforeFirstWrite(
  { steps }: Pick<Link, 'steps'>,
  { storeTried }: LinkFacts,
  step: number,
): boolean {
  return !storeTried && step < steps.findIndex(({ name }) => name === 'storeMessage');
}
