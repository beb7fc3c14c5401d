import type { CrmRecord } from '../domain/crm';
import { type LinkFacts, noFacts } from '../domain/link-facts';
import type { Attachment, Mail } from '../domain/mail';
import type { JournalEntry } from '../ports/link-journal';
import { type Link, filesOf, knownMessageId, originalFile } from './link-plan';

/**
 * What the journal shall say of a link; nothing before the mail's Message-ID is known. Links that
 * were undone come back when the mail is stored (API.md 7.2), so they count as linked then.
 */
export function journalEntry(
  link: Link,
  { envelope, ...facts }: LinkFacts,
  state: 'begun' | 'linked',
): JournalEntry | undefined {
  const { account, mail, records, note, earlier } = link;
  const messageId = envelope?.messageId ?? earlier?.messageId;
  if (messageId === undefined) return undefined;
  const isLinked = state === 'linked';
  return {
    account,
    messageId,
    subject: mail.subject,
    ...remembered(mail, earlier),
    attachments: filesOf(link, facts),
    linked: isLinked
      ? union(earlier?.linked, earlier?.undone, records)
      : union(earlier?.linked),
    wanted: isLinked ? [] : records,
    undone: isLinked ? [] : union(earlier?.undone),
    ...(note && !isLinked && { note }),
    facts,
    at: new Date().toISOString(),
  };
}

/** By what the link is found again for other mails; of a mail that is not open, as it was. */
function remembered(
  { conversationId, from, to, sentByUser, itemId }: Mail,
  earlier: JournalEntry | undefined,
): Pick<JournalEntry, 'conversationId' | 'people'> {
  if (itemId === '') {
    return {
      ...(earlier?.conversationId && { conversationId: earlier.conversationId }),
      ...(earlier?.people && { people: earlier.people }),
    };
  }
  const people = sentByUser ? to : [from];
  return {
    ...(conversationId && { conversationId }),
    people: people.map(({ address }) => address.toLowerCase()).slice(0, 10),
  };
}

/** The entry after the message itself was deleted. */
export function undoneEntry(link: Link, facts: LinkFacts): JournalEntry | undefined {
  const { account, mail, records, earlier } = link;
  const messageId = knownMessageId(link, facts);
  if (messageId === undefined) return undefined;
  return {
    account,
    messageId,
    subject: mail.subject,
    ...remembered(mail, earlier),
    attachments: mail.attachments,
    linked: [],
    wanted: [],
    undone: union(earlier?.linked, earlier?.undone, records),
    facts: noFacts,
    at: new Date().toISOString(),
  };
}

/**
 * The facts of an entry for the mail as Outlook lists it now: attachments are known again by name
 * and place, for their ids hold only within a session. A new link builds on what an older one
 * established, but has made none of it.
 */
export function factsFor(mail: Mail, entry: JournalEntry | undefined): LinkFacts {
  if (!entry) return noFacts;
  const ids = idsByOldId(entry.attachments, [...mail.attachments, originalFile(mail)]);
  const rekeyed = <T>(map: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(map).flatMap(([old, value]) => {
        const id = ids.get(old);
        return id === undefined ? [] : [[id, value]];
      }),
    );
  const { facts, wanted } = entry;
  const carried = { ...noFacts, ...facts, read: rekeyed(facts.read), files: rekeyed(withoutFailures(facts)) };
  const missed = facts.missed.flatMap((id) => ids.get(id) ?? []);
  if (wanted.length > 0) return { ...carried, missed };
  const { storeTriedAt: _tried, ...established } = carried;
  return { ...established, missed: [], messageWasThere: true, created: [], related: [] };
}

/** What was missing is tried again. */
function withoutFailures({ files }: LinkFacts): LinkFacts['files'] {
  return Object.fromEntries(Object.entries(files).filter(([, { fate }]) => fate !== 'missing'));
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

/** The entry after what was begun is given up: what of it was done is linked; nothing if none was. */
export function givenUpEntry(entry: JournalEntry): JournalEntry | undefined {
  const done = entry.wanted.filter(({ id }) => entry.facts.related.includes(id));
  const linked = union(entry.linked, done);
  return linked.length + entry.undone.length > 0 ? { ...entry, linked, wanted: [] } : undefined;
}
