import type { MessageVisibility } from '../domain/configuration';
import type { CrmRecord } from '../domain/crm';
import type { LinkProgress } from '../domain/link-progress';
import type { Attachment, Mail } from '../domain/mail';
import type { Account } from '../domain/account';
import { mailKey } from '../domain/mail-identity';
import type { JournalEntry } from '../ports/link-journal';
import { isOriginal, originalFile } from './link-files';

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
  /**
   * Addresses of people of whom this link says something for their other mails; see `OtherSide`.
   */
  readonly people?: readonly string[] | undefined;
  /** Documents that were files of the mail once, by attachment; see `SoughtFile.documentId`. */
  readonly hints?: Readonly<Record<string, string>> | undefined;
  /** Records, by id, that the link was to reach and went on without. */
  readonly leftOut?: readonly string[];
  /** The file that a finished link tries once more; all else of it stands. */
  readonly repairs?: Attachment | undefined;
}

/** For whom a plan is made: a mail, what was begun and lacks nothing of the mail, or one file. */
type PlanKind = 'link' | 'rest' | 'repair';

/** What is known of a step before its work is loaded; see `linkSteps` for the work itself. */
interface StepRule {
  /** The plans that have the step. */
  readonly plans: readonly PlanKind[];
  /** What it is done for, each time anew: see `Subjects`. */
  readonly per: keyof Subjects;
  /** Whether it may write to the CRM: the first that does ends the time in which one can cancel. */
  readonly isWrite: boolean;
  /** The step at which a link goes on after this one failed. */
  readonly resumeFrom: 'readEnvelope' | 'findMessage';
}

const ANY_PLAN: readonly PlanKind[] = ['link', 'rest', 'repair'];
const STORING: readonly PlanKind[] = ['link', 'rest'];
const FILING: readonly PlanKind[] = ['link', 'repair'];
const MAIL_ONLY: readonly PlanKind[] = ['link'];

const reading = { isWrite: false, resumeFrom: 'findMessage' } as const;
const writing = { isWrite: true, resumeFrom: 'findMessage' } as const;

/**
 * All steps, in the order in which each plan has them. Each is idempotent, or resumes at a look
 * that makes it so.
 *
 * - `readEnvelope`, `readFile`: from Outlook; nothing is written yet, so a link can be cancelled.
 * - `findMessage`: the CRM is asked for this very mail, so that none is stored twice. Time has
 *   passed when a link goes on after a failure, so it goes on here.
 * - `checkFiles`: contents that are not what Outlook listed are asked about.
 * - `prepareMessage`: makes a body that the CRM keeps.
 * - `readOriginal`: the whole mail as a file, where it is wanted or the body had to be cut.
 * - `beginStoring`: from here on all that is made bears the link's mark.
 * - `storeMessage`: body and files in one call, unless the message is there.
 * - `storeLinkedIds`: the message's mark tells of the records before it is related to them.
 * - `findFiles`: which files the CRM kept, by their marks, for it drops some behind a success.
 * - `uploadFile`: one that is missing, by itself.
 * - `uploadPictures`: those that had no room in the body, which only `prepareMessage` tells.
 * - `findComments`: whether the note is on the records already, for a second one would double it.
 * - `addComment`: the note, as a comment on one record.
 * - `readBack`: what the receipt claims is read from the CRM; what is there twice is deleted.
 * - `removeLeftOutIds`: records that were left out after all leave the message's mark.
 */
export const stepRules = {
  readEnvelope: { plans: MAIL_ONLY, per: 'link', isWrite: false, resumeFrom: 'readEnvelope' },
  findMessage: { plans: ANY_PLAN, per: 'link', ...reading },
  readFile: { plans: FILING, per: 'attachment', ...reading },
  checkFiles: { plans: FILING, per: 'attachments', ...reading },
  prepareMessage: { plans: MAIL_ONLY, per: 'link', ...reading },
  readOriginal: { plans: FILING, per: 'original', ...reading },
  beginStoring: { plans: STORING, per: 'link', ...reading },
  storeMessage: { plans: MAIL_ONLY, per: 'link', ...writing },
  storeLinkedIds: { plans: STORING, per: 'link', ...writing },
  relateMessage: { plans: STORING, per: 'record', ...writing },
  findFiles: { plans: ANY_PLAN, per: 'link', ...writing },
  uploadFile: { plans: FILING, per: 'file', ...writing },
  uploadPictures: { plans: MAIL_ONLY, per: 'link', ...writing },
  relateFiles: { plans: ANY_PLAN, per: 'record', ...writing },
  findComments: { plans: STORING, per: 'note', ...reading },
  addComment: { plans: STORING, per: 'commented', ...writing },
  readBack: { plans: ANY_PLAN, per: 'link', ...writing },
  removeLeftOutIds: { plans: STORING, per: 'link', ...writing },
} as const satisfies Record<string, StepRule>;

export type StepName = keyof typeof stepRules;

interface OfFile {
  readonly attachment: Attachment;
}
interface OfRecord {
  readonly record: CrmRecord;
}
/** What the steps of one plan are done for. */
interface Subjects {
  /** Once. */
  readonly link: readonly [object];
  /** The attachments that Outlook hands over. */
  readonly attachment: readonly OfFile[];
  /** Once, where there are such. */
  readonly attachments: readonly object[];
  /** Once, where Outlook hands over the whole mail. */
  readonly original: readonly object[];
  /** The attachments, and the whole mail. */
  readonly file: readonly OfFile[];
  readonly record: readonly OfRecord[];
  /** Once, where there is a note. */
  readonly note: readonly object[];
  /** The records that get the note. */
  readonly commented: readonly OfRecord[];
}

/** A step of one of these names, with what it is done for. */
export type StepOf<N extends StepName> = {
  [Name in N]: { readonly name: Name } & Subjects[(typeof stepRules)[Name]['per']][number];
}[N];
export type LinkStep = StepOf<StepName>;

/** The steps that link `mail` to `records`, and put `note` on them, in order. */
export function planSteps(
  mail: Mail,
  records: readonly CrmRecord[],
  note?: string,
): readonly LinkStep[] {
  const { abilities } = mail;
  const attachments = abilities.attachments ? mail.attachments : [];
  return plan('link', {
    ...subjectsOf(attachments, abilities.original ? [originalFile(mail)] : [], records),
    ...commentedOn(records, note),
  });
}

/**
 * The steps that bring to its end what was begun, without the mail: all of it is in the CRM. See
 * `needsMail`.
 */
export function planRest({ wanted, note }: JournalEntry): readonly LinkStep[] {
  return plan('rest', { ...subjectsOf([], [], wanted), ...commentedOn(wanted, note) });
}

/** The steps that try one file of a link once more, after the link itself came to its end. */
export function planRepair(
  records: readonly CrmRecord[],
  attachment: Attachment,
): readonly LinkStep[] {
  const [attachments, original] = isOriginal(attachment) ? [[], [attachment]] : [[attachment], []];
  return plan('repair', subjectsOf(attachments, original, records));
}

const ONCE: readonly [object] = [{}];

function subjectsOf(
  attachments: readonly Attachment[],
  original: readonly Attachment[],
  records: readonly CrmRecord[],
): Subjects {
  const ofFile = (attachment: Attachment): OfFile => ({ attachment });
  return {
    link: ONCE,
    attachment: attachments.map(ofFile),
    attachments: attachments.slice(0, 1).map(() => ({})),
    original: original.map(() => ({})),
    file: [...attachments, ...original].map(ofFile),
    record: records.map((record) => ({ record })),
    note: [],
    commented: [],
  };
}

function commentedOn(
  records: readonly CrmRecord[],
  note: string | undefined,
): Partial<Subjects> | undefined {
  return note ? { note: ONCE, commented: records.map((record) => ({ record })) } : undefined;
}

function plan(kind: PlanKind, subjects: Subjects): readonly LinkStep[] {
  return Object.entries<StepRule>(stepRules).flatMap(([name, { plans, per }]) =>
    plans.includes(kind) ? subjects[per].map((subject) => ({ name, ...subject }) as LinkStep) : [],
  );
}

/**
 * Whether finishing what was begun needs the mail to be open: something of it is not in the CRM
 * yet.
 */
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

/** Where a link goes on after the step at `failed`. */
export function resumeAt(steps: readonly LinkStep[], failed: number): number {
  const step = steps[failed];
  return step ? steps.findIndex(({ name }) => name === stepRules[step.name].resumeFrom) : failed;
}

/**
 * Whether nothing has been written to the CRM before the end of this step. A plan that does not
 * begin with reading the mail goes on with one that has written.
 */
export function isBeforeFirstWrite(
  { steps }: Pick<Link, 'steps'>,
  { storeTriedAt }: LinkProgress,
  step: number,
): boolean {
  return (
    storeTriedAt === undefined &&
    steps[0]?.name === 'readEnvelope' &&
    step < steps.findIndex(({ name }) => stepRules[name].isWrite)
  );
}
