import * as z from 'zod/mini';
import type { CrmRecord } from '../../domain/crm';
import { noFacts } from '../../domain/link-facts';
import type { JournalEntry } from '../../ports/link-journal';

/*
 * What is on the device may be of an older pane, or tampered with. What has another shape than this
 * pane writes is none.
 */
const text = z.string();
const flag = z.boolean();
const texts = z.array(text);
const optionalText = z.optional(text);
const optionalFlag = z.optional(flag);

/** What went wrong with a file; not `z.catch`, which is 3 KB more of the first screen. */
function fileProblem(value: unknown): { readonly kind: string } {
  const { kind } = (value ?? {}) as { readonly kind?: unknown };
  return { kind: fileProblems.find((one) => one === kind) ?? 'unexpected' };
}
const fileProblems = ['forbidden', 'fileRefused', 'outlookTooOld', 'timedOut'];

const record = z.object({
  id: text,
  module: text,
  moduleLabel: text,
  label: text,
  number: optionalText,
  detail: text,
  // Why a record was suggested was said where it was chosen.
  evidence: z.pipe(
    z.unknown(),
    z.transform(() => []),
  ),
});
const records = z.array(record);

const fate = z.object({
  fate: z.enum(['archived', 'linked', 'inBody', 'empty', 'missing', 'added', 'there', 'refused']),
  documentId: z._default(text, ''),
  commentId: z._default(text, ''),
  problem: z.unknown(),
});
const fates = z.record(
  text,
  z.pipe(
    fate,
    z.transform(({ problem, ...others }) =>
      others.fate === 'missing' || others.fate === 'refused'
        ? { ...others, problem: fileProblem(problem) }
        : others,
    ),
  ),
);

const facts = z.object({
  storeTriedAt: optionalText,
  message: z.optional(
    z.object({
      id: text,
      owner: text,
      storedAt: optionalText,
      noted: z.optional(texts),
      copyRemoved: optionalFlag,
      timeIsGuessed: optionalFlag,
    }),
  ),
  messageWasThere: flag,
  messageChecked: flag,
  missed: texts,
  bodyPrepared: flag,
  bodyCut: flag,
  originalWanted: flag,
  read: z.record(text, z.object({ name: text, size: z.number(), isLink: flag })),
  files: fates,
  created: texts,
  related: texts,
  note: z.object({ after: optionalText, at: fates }),
});

const entry = z.object({
  account: z.object({ crmAddress: text, userName: text }),
  messageId: text,
  subject: text,
  attachments: z.array(
    z.object({
      id: text,
      name: text,
      size: z.number(),
      kind: z.enum(['file', 'mail', 'event', 'link']),
      inline: flag,
      contentType: text,
      contentId: optionalText,
    }),
  ),
  conversationId: optionalText,
  people: z.optional(texts),
  linked: records,
  wanted: records,
  undone: records,
  note: optionalText,
  // Older panes knew fewer facts.
  facts: z.pipe(
    z.transform((value: unknown): unknown => ({ ...noFacts, ...(value as object | null) })),
    facts,
  ),
  at: text,
});

/** A list of records as it was stored; none where it is no such list. */
export function readRecords(stored: unknown): readonly CrmRecord[] {
  const read = records.safeParse(stored);
  return read.success ? (read.data as readonly CrmRecord[]) : [];
}

/** An entry of the journal as it was stored; nothing where it is no such entry. */
export function readEntry(stored: unknown): JournalEntry | undefined {
  const read = entry.safeParse(stored);
  return read.success ? (read.data as JournalEntry) : undefined;
}
