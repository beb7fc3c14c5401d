import type { CrmRecord } from '../domain/crm';
import { type LinkProgress, noProgress } from '../domain/link-progress';
import type { Attachment, Mail } from '../domain/mail';
import type { JournalEntry } from '../ports/link-journal';
import { isPicture, originalFile } from './link-files';

/**
 * What is known of a link that goes on after it was begun on this device, for the mail as Outlook
 * lists it now: attachments are known again by name and place, for their ids hold only within a
 * session. Where files are is asked of the CRM, and their contents are read anew.
 */
export function progressFor(mail: Mail, entry: JournalEntry): LinkProgress {
  const {
    attempt,
    storeTriedAt,
    judged,
    doubts,
    message,
    messageChecked,
    originalWanted,
    note,
    missed,
  } = entry.progress;
  // What was sent alone since is no more to be found among what came with the message.
  const isTogether = (id: string): boolean =>
    message?.sentTogether?.includes(id) === true && !missed.includes(id);
  const together = rekeyed(mail, entry, (id) => isTogether(id) || undefined);
  return {
    ...noProgress,
    ...(attempt !== undefined && { attempt }),
    ...(storeTriedAt !== undefined && { storeTriedAt }),
    ...(message && { message: { ...message, sentTogether: Object.keys(together) } }),
    messageWasThere: entry.progress.messageWasThere,
    messageChecked,
    judged,
    doubts,
    originalWanted,
    note,
  };
}

/**
 * Documents that version 0.1 filed, by the attachments that they hold: they bear no mark. Whatever
 * came later is known by its mark alone.
 */
export function hintsFor(
  mail: Mail,
  entry: JournalEntry | undefined,
): Readonly<Record<string, string>> {
  if (!entry || entry.progress.identity) return {};
  return rekeyed(mail, entry, (id) => {
    const file = entry.progress.files[id];
    return file && 'documentId' in file ? file.documentId : undefined;
  });
}

function rekeyed<T>(
  mail: Mail,
  { attachments }: JournalEntry,
  valueOf: (oldId: string) => T | undefined,
): Record<string, T> {
  const ids = idsByOldId(attachments, [
    ...mail.attachments,
    originalFile(mail),
    ...attachments.filter(isPicture),
  ]);
  return Object.fromEntries(
    [...ids].flatMap(([old, id]) => {
      const value = valueOf(old);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

function idsByOldId(
  old: readonly Attachment[],
  now: readonly Attachment[],
): ReadonlyMap<string, string> {
  const left = [...now];
  return new Map(
    old.flatMap(({ id, name, kind }) => {
      const index = left.findIndex((one) => one.name === name && one.kind === kind);
      const [found] = index < 0 ? [] : left.splice(index, 1);
      return found ? [[id, found.id] as const] : [];
    }),
  );
}

/** Each record once, where it stood last. */
export function union(...lists: readonly (readonly CrmRecord[] | undefined)[]): CrmRecord[] {
  const all = lists.flatMap((list) => list ?? []);
  return [...new Map(all.map((record) => [record.id, record])).values()];
}

/**
 * The entry after what was begun is given up: what of it was done is linked; nothing if none was.
 */
export function givenUpEntry(entry: JournalEntry): JournalEntry | undefined {
  const done = entry.wanted.filter(({ id }) => entry.progress.related.includes(id));
  const linked = union(entry.linked, done);
  return linked.length + entry.undone.length > 0 ? { ...entry, linked, wanted: [] } : undefined;
}
