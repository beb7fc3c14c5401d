import { type Observable, catchError, forkJoin, map, of, timeout } from 'rxjs';
import type { Settings } from '../domain/settings';
import type { MatchSignals, KnownRecord } from '../domain/match-signals';
import type { CrmRecord, MatchReason } from '../domain/crm';
import { isDistinctive } from '../domain/distinctive-id';
import type { Mail } from '../domain/mail';
import { companyDomains, subjectNumbers } from '../domain/mail-signals';
import { otherDomain, otherSpellings } from '../domain/other-spellings';
import {
  type Correspondent,
  type OtherSide,
  type Thread,
  noThread,
  otherSide,
} from '../domain/other-side';
import type { JournalEntry } from '../ports/link-journal';
import { freeMailDomains } from '../platform/free-mail';
import { ownDomains } from './our-side';

/** How long Outlook may take to tell a mail's headers, in milliseconds. */
const HEADER_PATIENCE = 3_000;
/** As many of the records used last are at hand. */
const MOST_RECENT = 5;
/** Of the last linked mails of a person so many count as a habit. */
const MOST_HABITS = 10;

/** Where signals come from. */
export interface SignalSources {
  readonly mail: Mail;
  readonly settings: Settings;
  /** Addresses of the user beside those of the mailbox. */
  readonly addresses: readonly string[];
  readonly thread: Observable<Thread>;
  /** What was linked from this device, the newest first. */
  readonly linked: Observable<readonly JournalEntry[]>;
  /** What was starred on this device. */
  readonly favourites: Observable<readonly CrmRecord[]>;
}

/** Whom a mail is with, and all signals. */
export interface Gathered {
  readonly side: OtherSide;
  readonly signals: MatchSignals;
}

/** All signals, once. What cannot be had is left out. */
export function gatherSignals(sources: SignalSources): Observable<Gathered> {
  const { mail, settings, addresses } = sources;
  return forkJoin([
    sources.thread.pipe(
      timeout(HEADER_PATIENCE),
      catchError(() => of(noThread)),
    ),
    sources.linked.pipe(catchError(() => of([]))),
    sources.favourites.pipe(catchError(() => of([]))),
    freeMailDomains(),
  ]).pipe(
    map(([thread, linked, favourites, freeMail]) => {
      const domains = ownDomains(mail, settings, freeMail);
      const side = otherSide(mail, { addresses, domains }, thread);
      const people = side.people.map((one) => ({ ...one, spellings: otherSpellings(one.address) }));
      // An id that many mails bear is none of a conversation.
      const conversation = [
        ...(mail.messageId ? [mail.messageId] : []),
        ...thread.ancestors,
      ].filter(isDistinctive);
      const companies = companyDomains(
        people,
        (domain) => domains.includes(domain) || freeMail.has(domain),
      );
      const signals: MatchSignals = {
        people,
        domains: companies.flatMap(({ role, domain }) =>
          [domain, otherDomain(domain) ?? []].flat().map((one) => ({ role, domain: one })),
        ),
        habitual: side.habitual.map(({ address }) => address),
        conversation,
        numbers: subjectNumbers(mail.subject),
        known: [
          ...remembered(mail, side.habitual, conversation, linked),
          ...favourites.map((record) => knownAs(record, { kind: 'favourite' })),
        ],
        closed: settings.closed,
      };
      return { side, signals };
    }),
  );
}

/** What this device remembers: of the conversation, of the people, and of late. */
function remembered(
  { conversationId }: Mail,
  people: readonly Correspondent[],
  conversation: readonly string[],
  entries: readonly JournalEntry[],
): readonly KnownRecord[] {
  const addresses = people.map(({ address }) => address);
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

function knownAs({ id, module }: CrmRecord, reasons: MatchReason): KnownRecord {
  return { id, module, reasons: [reasons] };
}
