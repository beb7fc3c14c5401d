import type { CrmRecord } from '../domain/crm';
import { type LinkProgress, noProgress } from '../domain/link-progress';
import { mailKey } from '../domain/mail-identity';
import type { JournalEntry } from '../ports/link-journal';
import { union } from '../machine/journal-reading';
import { filesOf } from '../machine/link-files';
import type { Link } from '../machine/link-plan';

/**
 * What the journal shall say of a link; nothing before the mail's Message-ID is known. Links that
 * were undone come back when the mail is stored (REST API 7.2), so they count as linked then.
 */
export function journalEntry(
  link: Link,
  { envelope: _told, ...progress }: LinkProgress,
  state: 'begun' | 'linked',
): JournalEntry | undefined {
  const { account, mail, records, note, earlier } = link;
  const known = namesOf(link, progress);
  if (!known) return undefined;
  const isLinked = state === 'linked';
  return {
    account,
    ...known,
    subject: mail.subject,
    ...remembered(link),
    attachments: filesOf(link, progress),
    linked: isLinked ? union(earlier?.linked, earlier?.undone, records) : union(earlier?.linked),
    wanted: isLinked ? [] : records,
    undone: isLinked ? [] : union(earlier?.undone),
    ...(note && !isLinked && { note }),
    // What no mark tells from others is this pane's own as long as it lives.
    progress: { ...progress, unmarked: [] },
    at: new Date().toISOString(),
  };
}

function namesOf(
  { earlier }: Link,
  { identity }: LinkProgress,
): Pick<JournalEntry, 'mailKey' | 'messageId'> | undefined {
  if (identity) return { mailKey: mailKey(identity), messageId: identity.messageId };
  return earlier && { mailKey: earlier.mailKey, messageId: earlier.messageId };
}

/** By what the link is found again for other mails; of a mail that is not open, as it was. */
function remembered({
  mail: { conversationId, itemId },
  people = [],
  earlier,
}: Link): Pick<JournalEntry, 'conversationId' | 'people'> {
  if (itemId === '') {
    return {
      ...(earlier?.conversationId && { conversationId: earlier.conversationId }),
      ...(earlier?.people && { people: earlier.people }),
    };
  }
  return {
    ...(conversationId && { conversationId }),
    people: people.slice(0, 10),
  };
}

/** The entry after the message itself was deleted; `others`: what other links had related it to. */
export function undoneEntry(
  link: Link,
  progress: LinkProgress,
  others: readonly CrmRecord[] = [],
): JournalEntry | undefined {
  const { account, mail, records, earlier } = link;
  const known = namesOf(link, progress);
  if (!known) return undefined;
  return {
    account,
    ...known,
    subject: mail.subject,
    ...remembered(link),
    attachments: mail.attachments,
    linked: [],
    wanted: [],
    undone: union(earlier?.linked, earlier?.undone, others, records),
    progress: noProgress,
    at: new Date().toISOString(),
  };
}
