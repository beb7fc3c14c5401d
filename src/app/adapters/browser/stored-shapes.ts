import type { CommentOutcome, FileOutcome } from '../../domain/archive';
import type { CrmRecord } from '../../domain/crm';
import { noProgress } from '../../domain/link-progress';
import { policyNamed } from '../../domain/problem-policy';
import type { JournalEntry } from '../../ports/link-journal';

/*
 * What is on the device may be of an older pane, or tampered with. What has another shape than this
 * pane writes is none. By hand: schemas would cost the first screen 3 KB.
 */
type Check = (value: unknown) => boolean;
type Fate = FileOutcome | CommentOutcome;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const size: Check = (value) => typeof value === 'number';
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    // A copy, for `every` passes over holes.
    Array.isArray(value) && Array.from(value as readonly unknown[]).every(check);
const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]));
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string);
const texts = listOf(text);

const records = listOf(
  shape({
    id: text,
    module: text,
    moduleLabel: text,
    label: text,
    number: optional(text),
    detail: text,
  }),
);

const isFate: Check = (value) =>
  isObject(value) &&
  (oneOf('inBody', 'empty', 'leftOut', 'there', 'missing', 'refused')(value['fate']) ||
    (oneOf('archived', 'linked')(value['fate']) &&
      text(value['documentId']) &&
      optional(text)(value['name'])) ||
    (value['fate'] === 'added' && text(value['commentId'])));

const isIdentity = shape({
  messageId: text,
  subject: text,
  sender: text,
  sentAt: text,
  sentAtIsExact: flag,
  digest: text,
  derivedIds: (value) => texts(value) && (value as readonly unknown[]).length > 0,
});

const isAttachment = shape({
  id: text,
  name: text,
  size,
  kind: oneOf('file', 'mail', 'event', 'link'),
  inline: flag,
  contentType: text,
  contentId: optional(text),
});

const isFacts = shape({
  identity: optional(isIdentity),
  attempt: optional((value) => typeof value === 'string' && /^[\da-f]{24}$/.test(value)),
  storeTriedAt: optional(text),
  message: optional(
    shape({
      id: text,
      owner: text,
      storedAt: optional(text),
      noted: optional(texts),
      isOwn: optional(flag),
      visibility: optional(oneOf('Public', 'Private')),
      timesStored: optional(size),
      sentTogether: optional(texts),
    }),
  ),
  idIsTaken: flag,
  judged: mapOf(flag),
  doubts: mapOf(oneOf('save', 'leaveOut', 'readAgain')),
  doubtful: texts,
  unmarked: texts,
  messageWasThere: flag,
  messageChecked: flag,
  missed: texts,
  bodyPrepared: flag,
  bodyCut: flag,
  losesStyles: optional(flag),
  pictures: optional(listOf(isAttachment)),
  originalWanted: flag,
  read: mapOf(
    shape({
      name: text,
      size,
      isLink: flag,
      digest: text,
      doubt: optional(shape({ expected: size, received: size, isWebPage: flag })),
    }),
  ),
  files: mapOf(isFate),
  created: texts,
  related: texts,
  note: shape({ after: optional(text), at: mapOf(isFate) }),
});

const isEntry = shape({
  account: shape({ crmAddress: text, userName: text }),
  mailKey: text,
  messageId: text,
  subject: text,
  attachments: listOf(isAttachment),
  conversationId: optional(text),
  people: optional(texts),
  linked: records,
  wanted: records,
  undone: records,
  note: optional(text),
  progress: isFacts,
  at: text,
});

/** A list of records as it was stored; none where it is no such list. */
export function readRecords(stored: unknown): readonly CrmRecord[] {
  // Why a record was suggested was said where it was chosen.
  return records(stored) ? (stored as CrmRecord[]).map((each) => ({ ...each, reasons: [] })) : [];
}

/** An entry of the journal as it was stored; nothing where it is no such entry. */
export function readEntry(stored: unknown): JournalEntry | undefined {
  if (!isObject(stored)) return undefined;
  // Version 0.1 called it `facts`, and knew less of it: of a file's content nothing.
  const { facts: older, ...current } = stored;
  const told = [current['progress'], older].find(isObject) ?? {};
  const read = isObject(told['read'])
    ? Object.entries(told['read']).filter(([, file]) => isObject(file) && text(file['digest']))
    : [];
  const entry = {
    ...current,
    progress: { ...noProgress, ...told, read: Object.fromEntries(read) },
  };
  if (!isEntry(entry)) return undefined;
  const { linked, wanted, undone, ...others } = entry as unknown as JournalEntry;
  const { envelope: _never, ...progress } = others.progress;
  return {
    ...others,
    linked: readRecords(linked),
    wanted: readRecords(wanted),
    undone: readRecords(undone),
    progress: {
      ...progress,
      files: known(progress.files),
      note: { ...progress.note, at: known(progress.note.at) },
    },
  };
}

/** What went wrong is told again only where it still can be: another pane had other words for it. */
function known<F extends Fate>(fates: Readonly<Record<string, F>>): Record<string, F> {
  const fate = (one: F): F => {
    if (!oneOf('missing', 'refused')(one.fate)) return one;
    const { kind } = (one as { problem?: { kind?: unknown } | null }).problem ?? {};
    return { ...one, problem: { kind: policyNamed(kind)?.keptInJournal ? kind : 'unexpected' } };
  };
  return Object.fromEntries(Object.entries(fates).map(([id, one]) => [id, fate(one)]));
}
