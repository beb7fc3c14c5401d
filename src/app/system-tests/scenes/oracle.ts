import type { CrmRecord } from '../../domain/crm';
import {
  type Ledger,
  type LedgerDocument,
  type LedgerMessage,
  readLedger,
  sha256,
} from './sandbox-crm';
import type { SceneMail } from './scene-mail';
import type { World } from './world';

/**
 * Judges the end of a scene by the database alone, and shares no code with what it judges: contents
 * are compared by their whole SHA-256, texts by what stood in the mail.
 */

/** A mail that must show at a record. */
export interface Shown {
  readonly at: CrmRecord;
  readonly mail: SceneMail;
  /** Places of its files that must be there; all that are not empty by default. */
  readonly files?: readonly number[];
  /** What must be noted there, once. */
  readonly note?: string;
  /** Whether the mail itself went, and only files that are others' own are left of it. */
  readonly isGone?: boolean;
}

/** What a scene may leave that another must not. */
export interface Allowance {
  /** How often the same content of a mail may be there: more where devices are blind. */
  readonly times?: number;
  /** As `times`, in the list of the message alone. */
  readonly timesAtMessage?: number;
  /** Documents that nothing refers to, which a proxy made and no mark can be found on. */
  readonly orphans?: number;
  /** Whether a proxy may have written a note twice: a comment can bear no mark, and one stays. */
  readonly notesTwice?: boolean;
}

export interface Verdict {
  readonly wrong: readonly string[];
  readonly foreignDeletions: readonly string[];
}

export async function judge(
  world: World,
  shown: readonly Shown[],
  allowed: Allowance = {},
): Promise<Verdict> {
  const ledger = await readLedger();
  const mails = mailsIn(shown.filter(({ isGone }) => !isGone));
  const atRecords = await Promise.all(
    world.records.map((record) =>
      wrongAt(
        ledger,
        record,
        shown.filter(({ at }) => at.id === record.id),
        allowed,
      ),
    ),
  );
  const atMessages = await Promise.all(mails.map((mail) => wrongOf(ledger, mail, shown, allowed)));
  const times = mails.flatMap((mail) => wrongTimes(ledger, mail, world.zone));
  const foreignDeletions = world.witness.foreignDeletions(ledger);
  return {
    wrong: [
      ...world.complaints,
      ...atRecords.flat(),
      ...atMessages.flat(),
      ...times,
      ...mixedUp(ledger),
      ...stray(ledger, allowed),
      ...falseMarks(
        ledger,
        world,
        shown.some(({ isGone }) => isGone),
      ),
      ...foreignDeletions.map((row) => `deleted: ${row}`),
    ],
    foreignDeletions,
  };
}

const alive = <T extends { readonly isDeleted: boolean }>(rows: readonly T[]): readonly T[] =>
  rows.filter(({ isDeleted }) => !isDeleted);

const holds = ({ description }: LedgerMessage, { text }: SceneMail): boolean =>
  description.includes(text);

/** What people see at the record: one row for each mail that is alive, and its documents. */
async function wrongAt(
  { messages, relations, documents, comments }: Ledger,
  record: CrmRecord,
  shown: readonly Shown[],
  allowed: Allowance,
): Promise<readonly string[]> {
  const hashes = new Set(
    relations.filter((relation) => relation.record === record.id).map(({ hash }) => hash),
  );
  const rows = [...hashes].flatMap((hash) => {
    const copies = alive(messages).filter((message) => message.hash === hash);
    return copies.length > 0 ? [copies] : [];
  });
  const wanted = mailsIn(shown.filter(({ isGone }) => !isGone));
  const missing = wanted.filter((mail) => !rows.some(([copy]) => copy && holds(copy, mail)));
  const surplus = rows.filter(([copy]) => copy && !wanted.some((mail) => holds(copy, mail)));
  const doubled = rows.length > wanted.length && surplus.length === 0;
  const texts = mailsIn(shown).flatMap((mail) => filesOf(mail, shown));
  const sums = await Promise.all(texts.map(sha256));
  const noted = alive(comments).filter((comment) => comment.record === record.id);
  const notes = shown.flatMap(({ note }) => note ?? []).sort();
  const all = noted.map(({ text }) => text).sort();
  const seen = allowed.notesTwice ? [...new Set(all)] : all;
  const listed = alive(documents).filter(({ records }) => records.includes(record.id));
  return [
    ...missing.map(({ mail }) => `${record.id} lacks the mail ${mail.subject.slice(0, 40)}`),
    ...surplus.map(([copy]) => `${record.id} shows a mail not its own: ${copy?.id ?? ''}`),
    ...(doubled ? [`${record.id} shows a mail twice`] : []),
    ...differing(`files of ${record.id}`, listed, sums, allowed),
    ...(seen.join('|') === notes.join('|') || (allowed.notesTwice && notes.length === 0)
      ? []
      : [`${record.id} is noted: ${seen.join('|')}`]),
  ];
}

const mailsIn = (shown: readonly Shown[]): readonly SceneMail[] => [
  ...new Set(shown.map(({ mail }) => mail)),
];

/** What the files of a mail hold that are shown anywhere among these. */
function filesOf(mail: SceneMail, shown: readonly Shown[]): readonly string[] {
  const all = mail.files.map((_, place) => place);
  const places = shown.flatMap((one) => (one.mail === mail ? (one.files ?? all) : []));
  return [...new Set(places)].flatMap((place) => mail.files[place]?.text || []);
}

/** One copy for each owner, with all files listed at it. */
async function wrongOf(
  { messages, documents }: Ledger,
  mail: SceneMail,
  shown: readonly Shown[],
  allowed: Allowance,
): Promise<readonly string[]> {
  const copies = alive(messages).filter((message) => holds(message, mail));
  const owners = copies.filter(({ mtype }) => mtype !== 'Webmail').map(({ owner }) => owner);
  const again = owners.filter((owner, index) => owners.indexOf(owner) !== index);
  const sums = await Promise.all(filesOf(mail, shown).map(sha256));
  const lacking = copies
    .filter(({ mtype }) => mtype !== 'Webmail' || copies.length === 1)
    .flatMap(({ id }) => {
      const listed = alive(documents).filter(({ messages: of }) => of.includes(id));
      const times = allowed.timesAtMessage ?? allowed.times ?? 1;
      return differing(`files of message ${id}`, listed, sums, { times });
    });
  return [...again.map((owner) => `${owner} has the mail twice`), ...lacking];
}

/** What the pane stored is of the time at which the mail was sent, as the server writes it. */
function wrongTimes(
  { messages }: Ledger,
  { text, envelope: { sentAt } }: SceneMail,
  timeZone: string,
): readonly string[] {
  // Swedes write a time as databases do.
  const written = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const wanted = written.format(new Date(sentAt));
  return alive(messages)
    .filter(({ xmailer, mtype }) => mtype !== 'Webmail' && xmailer.startsWith('vtmc/1 '))
    .filter(({ description, mdate }) => description.includes(text) && mdate !== wanted)
    .map(({ id, mdate }) => `${id} is of ${mdate} instead of ${wanted}`);
}

/** By content: all that are wanted, none that is not, none more often than is allowed. */
function differing(
  what: string,
  listed: readonly LedgerDocument[],
  sums: readonly string[],
  { times = 1 }: Allowance,
): readonly string[] {
  const countOf = (list: readonly string[], sum: string): number =>
    list.filter((one) => one === sum).length;
  const present = listed.map(({ sha256: sum }) => sum);
  return [
    ...[...new Set(sums)]
      .filter((sum) => countOf(present, sum) < countOf(sums, sum))
      .map((sum) => `${what}: ${sum.slice(0, 8)} is missing`),
    ...listed
      .filter(({ sha256: sum }) => !sums.includes(sum))
      .map(({ id, title }) => `${what}: ${id} ${title} is none of its own`),
    ...[...new Set(sums)]
      .filter((sum) => countOf(present, sum) > times * countOf(sums, sum))
      .map((sum) => `${what}: ${sum.slice(0, 8)} is there ${String(countOf(present, sum))} times`),
  ];
}

/** Relations hang on the hash: two mails under one are shown at each other's records. */
function mixedUp({ messages }: Ledger): readonly string[] {
  const texts = new Map<string, Set<string>>();
  for (const { hash, description } of alive(messages)) {
    const [text = ''] = /Text of [^<]*/.exec(description) ?? [];
    texts.set(hash, (texts.get(hash) ?? new Set()).add(text));
  }
  return [...texts].filter(([, of]) => of.size > 1).map(() => 'Two mails share their relations');
}

/** Documents that nothing alive refers to. */
function stray({ messages, documents }: Ledger, { orphans = 0 }: Allowance): readonly string[] {
  const living = new Set(alive(messages).map(({ id }) => id));
  const lost = alive(documents).filter(
    ({ records, messages: of }) => records.length === 0 && !of.some((id) => living.has(id)),
  );
  return lost.length > orphans ? lost.map(({ id, title }) => `${id} ${title} is left over`) : [];
}

/** A mark must tell the truth: whose the document is, of which message, and of which content. */
function falseMarks(
  { documents, messages }: Ledger,
  world: World,
  isAnyGone: boolean,
): readonly string[] {
  return documents.flatMap(({ id, note, sha256: sum, isDeleted }) => {
    const [, attempt = '', message, content] =
      /vtmc\/1 l=([0-9a-f]{24}) m=(\S+) f=([0-9a-f]{24})/.exec(note) ?? [];
    if (content === undefined) return [];
    const of = messages.find((one) => one.id === message);
    return [
      ...(world.witness.makerOf(id) === attempt ? [] : [`${id} is marked by who did not make it`]),
      ...(sum === '' || sum.startsWith(content) ? [] : [`${id} is marked as another content`]),
      ...(!isDeleted && !isAnyGone && (!of || of.isDeleted)
        ? [`${id} is marked as of no message`]
        : []),
    ];
  });
}
