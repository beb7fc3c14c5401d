import { type Observable, catchError, forkJoin, map, of } from 'rxjs';
import { type RecordAnswer, rowsSchema } from '../../../../contract/rest';
import type { MatchSignals, KnownRecord } from '../../../domain/match-signals';
import type { MatchReason } from '../../../domain/crm';
import { orNothing } from '../rest/module-answer';
import { notedRecords } from './noted-records';
import type { RestCaller } from '../rest/rest-caller';
import { type Condition, writeVtql } from '../rest/vtql';

/** Of the last mails of the people so many are looked at. */
const MOST_MAILS = 30;
const MOST_OF_CONVERSATION = 50;

/**
 * The records that our own notes name at stored mails of the same
 * conversation, and at the last ones of the same people: one's own
 * copies only, for others are not found (REST API 9, 14.1 and 14.2).
 */
export function linkedMessages(
  { conversation, habitual }: MatchSignals,
  rest: RestCaller,
): Observable<readonly KnownRecord[]> {
  const addresses = habitual.slice(0, 10);
  const ids = { isOneOf: conversation };
  const ofConversation = ask(
    conversation.length > 0
      ? [[{ field: 'messageid', ...ids }], [{ field: 'in_reply_to', ...ids }]]
      : [],
    MOST_OF_CONVERSATION,
    rest,
  );
  const ofPeople = ask(
    addresses.length > 0 ? [[{ field: 'mfrom', isOneOf: addresses }]] : [],
    MOST_MAILS,
    rest,
  );
  return forkJoin([ofConversation, ofPeople]).pipe(
    map(([answers, mails]) => [
      ...answers.flatMap((row) =>
        notedIn(row).map((id) => ({ id, reasons: [ofConversationAt(row)] })),
      ),
      ...habits(mails),
    ]),
  );
}

function ask(
  where: readonly (readonly Condition[])[],
  limit: number,
  rest: RestCaller,
): Observable<readonly RecordAnswer[]> {
  const query = writeVtql({
    select: ['messageid', 'createdtime', 'xmailer', 'mtype'],
    from: 'Messages',
    where,
    orderBy: 'mdate',
    descending: true,
    limit,
  });
  if (!query) return of([]);
  return rest.call('query', { query }, rowsSchema).pipe(catchError(orNothing));
}

/**
 * When it was stored, about: the server's zone is not known (REST API 14.13), and days are shown.
 */
function ofConversationAt(row: RecordAnswer): MatchReason {
  const time = Date.parse(`${(row['createdtime'] ?? '').replace(' ', 'T')}Z`);
  return Number.isNaN(time)
    ? { kind: 'conversation' }
    : { kind: 'conversation', at: new Date(time).toISOString() };
}

function habits(rows: readonly RecordAnswer[]): readonly KnownRecord[] {
  const times = new Map<string, number>();
  for (const row of rows) {
    for (const id of notedIn(row)) times.set(id, (times.get(id) ?? 0) + 1);
  }
  return [...times].map(([id, count]) => ({ id, reasons: [{ kind: 'habit', times: count }] }));
}

/**
 * What the CRM's own mail client stored has the sender's `X-Mailer` there: anybody may write one.
 */
function notedIn(row: RecordAnswer): readonly string[] {
  return row['mtype'] === 'Webmail' ? [] : notedRecords(row['xmailer']);
}
