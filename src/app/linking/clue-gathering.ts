import { type Observable, catchError, forkJoin, map, of, switchMap, take, timeout } from 'rxjs';
import type { Choices } from '../domain/choices';
import {
  type Clues,
  type Correspondent,
  type KnownRecord,
  type Thread,
  companyDomains,
  correspondents,
  domainOf,
  subjectNumbers,
} from '../domain/clues';
import type { CrmRecord, Evidence } from '../domain/crm';
import type { Mail } from '../domain/mail';
import { isDistinctive } from '../domain/distinctive-id';
import type { JournalEntry } from '../ports/link-journal';
import { freeMailDomains } from './free-mail';

/** How long Outlook may take to tell a mail's headers, in milliseconds. */
const HEADER_PATIENCE = 3_000;
/** As many of the records used last are at hand. */
const MOST_RECENT = 5;
/** Of the last linked mails of a person so many count as a habit. */
const MOST_HABITS = 10;

const noThread: Thread = { ancestors: [], replyTo: [] };

/** Where clues come from. */
export interface ClueSources {
  readonly mail: Mail;
  readonly choices: Choices;
  readonly thread: Observable<Thread>;
  /** What was linked from this device, the newest first. */
  readonly linked: Observable<readonly JournalEntry[]>;
  /** What was starred on this device. */
  readonly favourites: Observable<readonly CrmRecord[]>;
  /** When the time has come to load more of the pane: not before there is something to see. */
  readonly leisure: Observable<unknown>;
}

/**
 * The people of the mail, as far as the item itself tells them. Whether the user's own domain is one
 * that anybody may have is not known yet.
 */
export function peopleOf(mail: Mail, choices: Choices): readonly Correspondent[] {
  return correspondents(mail, noThread, ownDomains(mail, choices));
}

/** All clues, once. What cannot be had is left out. */
export function gatherClues(sources: ClueSources): Observable<Clues> {
  const { mail, choices } = sources;
  return forkJoin([
    sources.thread.pipe(
      timeout(HEADER_PATIENCE),
      catchError(() => of(noThread)),
    ),
    sources.linked.pipe(catchError(() => of([]))),
    sources.favourites.pipe(catchError(() => of([]))),
    sources.leisure.pipe(
      take(1),
      switchMap(freeMailDomains),
    ),
  ]).pipe(
    map(([thread, linked, favourites, freeMail]) => {
      const own = ownDomains(mail, choices, freeMail);
      const people = correspondents(mail, thread, own);
      // An id that many mails bear is none of a conversation.
      const conversation = [
        ...(mail.messageId ? [mail.messageId] : []),
        ...thread.ancestors,
      ].filter(isDistinctive);
      return {
        people,
        domains: companyDomains(people, (domain) => own.includes(domain) || freeMail.has(domain)),
        conversation,
        numbers: subjectNumbers(mail.subject),
        known: [
          ...remembered(mail, people, conversation, linked),
          ...favourites.map((record) => knownAs(record, { kind: 'favourite' })),
        ],
        closed: choices.closed,
      };
    }),
  );
}

/** Those chosen, and the mailbox's own unless it is one that anybody may have. */
function ownDomains(
  { own }: Mail,
  { ownDomains: chosen }: Choices,
  freeMail: ReadonlySet<string> = new Set(),
): readonly string[] {
  return [...chosen, ...own.map(domainOf).filter((domain) => !freeMail.has(domain))];
}

/** What this device remembers: of the conversation, of the people, and of late. */
function remembered(
  { conversationId }: Mail,
  people: readonly Correspondent[],
  conversation: readonly string[],
  entries: readonly JournalEntry[],
): readonly KnownRecord[] {
  const addresses = people.filter(({ role }) => role !== 'cc').map(({ address }) => address);
  const ofConversation = entries.filter(
    (entry) =>
      conversation.includes(entry.messageId) ||
      (conversationId !== undefined && entry.conversationId === conversationId),
  );
  const ofPeople = entries
    .filter(({ people: theirs }) => theirs?.some((address) => addresses.includes(address)))
    .slice(0, MOST_HABITS);
  const times = new Map<string, number>();
  for (const { id } of ofPeople.flatMap(({ linked }) => linked)) {
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return [
    ...ofConversation.flatMap(({ linked, at }) =>
      linked.map((record) => knownAs(record, { kind: 'conversation', at })),
    ),
    ...ofPeople
      .flatMap(({ linked }) => linked)
      .map((record) => knownAs(record, { kind: 'habit', times: times.get(record.id) ?? 1 })),
    ...recent(entries),
  ];
}

function recent(entries: readonly JournalEntry[]): readonly KnownRecord[] {
  const seen = new Map<string, KnownRecord>();
  for (const { linked, at } of entries) {
    for (const record of linked) {
      if (seen.size >= MOST_RECENT) return [...seen.values()];
      if (!seen.has(record.id)) seen.set(record.id, knownAs(record, { kind: 'recent', at }));
    }
  }
  return [...seen.values()];
}

function knownAs({ id, module }: CrmRecord, evidence: Evidence): KnownRecord {
  return { id, module, evidence: [evidence] };
}
