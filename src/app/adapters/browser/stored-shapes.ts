import * as z from 'zod/mini';
import type { CommentOutcome, FileOutcome } from '../../domain/archive';
import type { CrmRecord } from '../../domain/crm';
import { noProgress } from '../../domain/link-progress';
import { policyNamed } from '../../domain/problem-policy';
import type { JournalEntry } from '../../ports/link-journal';

/*
 * What is on the device may be of an older pane, or tampered with: what has another shape than this
 * pane writes is none. Fields that are not named pass as they are, for an older pane may know more.
 * The kinds of schemas are those that the contract uses: others would grow the first screen.
 */

/** One of some texts: a union of literals that costs the first screen nothing. */
const oneOf = (...texts: readonly string[]) =>
  z.string().check(({ value, issues }) => {
    if (!texts.includes(value)) issues.push({ code: 'custom', input: value });
  });
const shape = <Fields extends z.core.$ZodLooseShape>(fields: Fields) =>
  z.catchall(z.object(fields), z.unknown());
const text = z.string();
const texts = z.array(text);
const mapOf = <Value extends z.ZodMiniType>(value: Value) => z.record(z.string(), value);

const recordsSchema = z.array(
  shape({
    id: text,
    module: text,
    moduleLabel: text,
    label: text,
    number: z.optional(text),
    detail: text,
  }),
);

/** What became of a file or a comment. */
const outcomeSchema = z.union([
  shape({ fate: oneOf('archived', 'linked'), documentId: text, name: z.optional(text) }),
  shape({ fate: oneOf('added'), commentId: text }),
  shape({ fate: oneOf('inBody', 'empty', 'leftOut', 'there', 'missing', 'refused') }),
]);

const identitySchema = shape({
  messageId: text,
  subject: text,
  sender: text,
  sentAt: text,
  sentAtIsExact: z.boolean(),
  digest: text,
  derivedIds: texts.check(({ value, issues }) => {
    if (value.length === 0) issues.push({ code: 'custom', input: value });
  }),
});

const attachmentSchema = shape({
  id: text,
  name: text,
  size: z.number(),
  kind: oneOf('file', 'mail', 'event', 'link'),
  inline: z.boolean(),
  contentType: text,
  contentId: z.optional(text),
});

const messageSchema = shape({
  id: text,
  owner: text,
  storedAt: z.optional(text),
  noted: z.optional(texts),
  isOwn: z.optional(z.boolean()),
  visibility: z.optional(oneOf('Public', 'Private')),
  timesStored: z.optional(z.number()),
  sentTogether: z.optional(texts),
});

/** What was read of a file. */
const readFileSchema = shape({
  name: text,
  size: z.number(),
  isLink: z.boolean(),
  digest: text,
  doubt: z.optional(shape({ expected: z.number(), received: z.number(), isWebPage: z.boolean() })),
});

const progressSchema = shape({
  identity: z.optional(identitySchema),
  attempt: z.optional(
    text.check(({ value, issues }) => {
      if (!/^[\da-f]{24}$/.test(value)) issues.push({ code: 'custom', input: value });
    }),
  ),
  storeTriedAt: z.optional(text),
  message: z.optional(messageSchema),
  idIsTaken: z.boolean(),
  judged: mapOf(z.boolean()),
  doubts: mapOf(oneOf('save', 'leaveOut', 'readAgain')),
  doubtful: texts,
  unmarked: texts,
  messageWasThere: z.boolean(),
  messageChecked: z.boolean(),
  missed: texts,
  bodyPrepared: z.boolean(),
  bodyCut: z.boolean(),
  losesStyles: z.optional(z.boolean()),
  pictures: z.optional(z.array(attachmentSchema)),
  originalWanted: z.boolean(),
  read: mapOf(readFileSchema),
  files: mapOf(outcomeSchema),
  created: texts,
  related: texts,
  note: shape({ after: z.optional(text), at: mapOf(outcomeSchema) }),
});

const entrySchema = shape({
  account: shape({ crmAddress: text, userName: text }),
  mailKey: text,
  messageId: text,
  subject: text,
  attachments: z.array(attachmentSchema),
  conversationId: z.optional(text),
  people: z.optional(texts),
  linked: recordsSchema,
  wanted: recordsSchema,
  undone: recordsSchema,
  note: z.optional(text),
  progress: progressSchema,
  at: text,
});

/** What version 0.1 called `facts`, and knew less of: of a file's content nothing. */
const olderSchema = shape({
  facts: z.optional(z.unknown()),
  progress: z.optional(z.unknown()),
});
const objectSchema = mapOf(z.unknown());

/** A list of records as it was stored; none where it is no such list. */
export function readRecords(stored: unknown): readonly CrmRecord[] {
  // Why a record was suggested was said where it was chosen.
  const { data = [] } = recordsSchema.safeParse(stored);
  return data.map((record) => ({ ...(record as Omit<CrmRecord, 'reasons'>), reasons: [] }));
}

/** An entry of the journal as it was stored, by this version or an older one; else nothing. */
export function readEntry(stored: unknown): JournalEntry | undefined {
  const older = olderSchema.safeParse(stored);
  if (!older.success) return undefined;
  const { facts, ...current } = older.data;
  const told = { ...noProgress, ...(fieldsOf(current.progress) ?? fieldsOf(facts)) };
  const read = Object.entries(fieldsOf(told.read) ?? {}).filter(
    ([, file]) => typeof fieldsOf(file)?.['digest'] === 'string',
  );
  const { data } = entrySchema.safeParse({
    ...current,
    progress: { ...told, read: Object.fromEntries(read) },
  });
  if (!data) return undefined;
  const { linked, wanted, undone, ...others } = data as unknown as JournalEntry;
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

/** The fields of an object; nothing of anything else. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return objectSchema.safeParse(value).data;
}

/**
 * What went wrong is told again only where it still can be: another pane had other words for it.
 */
function known<Outcome extends FileOutcome | CommentOutcome>(
  outcomes: Readonly<Record<string, Outcome>>,
): Record<string, Outcome> {
  const told = (one: Outcome): Outcome => {
    if (one.fate !== 'missing' && one.fate !== 'refused') return one;
    const { kind } = (one as { problem?: { kind?: unknown } | null }).problem ?? {};
    return { ...one, problem: { kind: policyNamed(kind)?.keptInJournal ? kind : 'unexpected' } };
  };
  return Object.fromEntries(Object.entries(outcomes).map(([id, one]) => [id, told(one)]));
}
