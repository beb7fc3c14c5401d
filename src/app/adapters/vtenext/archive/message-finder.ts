import { type Observable, map, of } from 'rxjs';
import { type RecordAnswer, rowsSchema } from '../../../../contract/rest';
import type { LookHints, MessageLook, StoredMessage } from '../../../domain/archive';
import { inertPage } from '../../../platform/inert-page';
import { isDistinctive } from '../../../domain/distinctive-id';
import type { MailIdentity, OtherMail } from '../../../domain/mail-identity';
import { secondsOf } from './mark-writing';
import { readMark } from './message-mark';
import { notedRecords } from '../records/noted-records';
import { recordNumber } from '../records/record-number';
import type { RestCaller } from '../rest/rest-caller';
import { LONGEST_TEXT } from './longest-text';
import { subjectText } from './text';
import { writeVtql } from '../rest/vtql';

/** As many rows under one Message-ID are read: all mails of one scanner may bear it. */
const MOST_ROWS = 1_000;
/** Two zones are at most so far from each other, and a mail under way, in seconds. */
const WIDEST = 26 * 3_600;
/** Zones differ by quarters of an hour, in seconds. */
const QUARTER = 900;

/** One's own copies of mails under the ids of `mail`, the oldest first (REST API 9), judged. */
export interface JudgedRow {
  readonly row: RecordAnswer;
  /** Whether it is the mail; `undecided` where only a person can tell. */
  readonly verdict: 'same' | 'other' | 'undecided';
  /** Whether it bears the mark of the attempt that is asked with. */
  readonly isOwn: boolean;
  /** Whether it bears a mark of this pane at all; no row of the CRM's own mail client does. */
  readonly isMarked: boolean;
}

/** All rows under the ids that this mail may be stored under. */
export function rowsOf(
  mail: MailIdentity,
  hints: LookHints,
  rest: RestCaller,
): Observable<readonly JudgedRow[]> {
  const query = writeVtql({
    select: [
      'messageid',
      'subject',
      'mfrom',
      'mdate',
      'mtype',
      'assigned_user_id',
      'createdtime',
      'xmailer',
    ],
    from: 'Messages',
    where: [[{ field: 'messageid', isOneOf: [...askableId(mail.messageId), ...mail.derivedIds] }]],
    limit: MOST_ROWS,
  });
  if (!query) return of([]);
  return rest
    .call('query', { query }, rowsSchema)
    .pipe(
      map((rows) =>
        rows
          .toSorted((one, other) => recordNumber(one.id) - recordNumber(other.id))
          .map((row) => judge(row, mail, hints)),
      ),
    );
}

/** What the rows come to: one's own copy first, then the oldest that bears a mark, then any. */
export function lookOf(rows: readonly JudgedRow[], mail: MailIdentity): MessageLook {
  const same = rows.filter(({ verdict }) => verdict === 'same');
  const found = same.find(({ isOwn }) => isOwn) ?? same.find(({ isMarked }) => isMarked) ?? same[0];
  return {
    ...(found && { message: storedMessage(found, mail, same) }),
    idIsTaken: isTaken(rows, mail),
    undecided: found
      ? []
      : rows.filter(({ verdict }) => verdict === 'undecided').map(({ row }) => otherMail(row)),
  };
}

/** Whether another mail is stored under the Message-ID that the mail itself bears. */
function isTaken(rows: readonly JudgedRow[], { derivedIds }: MailIdentity): boolean {
  return rows.some(
    ({ verdict, row }) => verdict === 'other' && !derivedIds.includes(row['messageid'] ?? ''),
  );
}

/** A row of Messages as the pane knows it. */
export function storedMessage(
  { row, isOwn }: Pick<JudgedRow, 'row' | 'isOwn'>,
  mail: MailIdentity,
  same: readonly JudgedRow[] = [],
): StoredMessage {
  const storedAt = row['createdtime'];
  const mark = ownMark(row);
  const times = same.filter((one) => one.isOwn).length;
  return {
    id: row.id,
    owner: row['assigned_user_id'] ?? '',
    noted: row['mtype'] === 'Webmail' ? [] : notedRecords(row['xmailer']),
    ...(mark?.andOthers && { notedMore: true }),
    ...(storedAt && { storedAt }),
    ...(isOwn && { isOwn }),
    ...(isOwn && times > 1 && { timesStored: times }),
    ...(mark && { visibility: mark.visibility }),
    ...(mail.derivedIds.includes(row['messageid'] ?? '') && { idIsDerived: true }),
  };
}

/**
 * The mark of a row. What the CRM's own mail client stored has none: its `xmailer` is the sender's
 * `X-Mailer`, and anybody may write one.
 */
export function ownMark(row: RecordAnswer): ReturnType<typeof readMark> {
  return row['mtype'] === 'Webmail' ? undefined : readMark(row['xmailer']);
}

function judge(row: RecordAnswer, mail: MailIdentity, { attempt, judged }: LookHints): JudgedRow {
  const mark = ownMark(row);
  if (mark) {
    const sentAt = secondsOf(mail);
    const isSameTime = sentAt === undefined || mark.sentAt === undefined || mark.sentAt === sentAt;
    const isSame = mark.digest === mail.digest && isSameTime;
    return {
      row,
      verdict: isSame ? 'same' : 'other',
      isOwn: isSame && mark.attempt === attempt,
      isMarked: true,
    };
  }
  const said = judged?.[row.id];
  const verdict = said === undefined ? signsOf(row, mail) : said ? 'same' : 'other';
  return { row, verdict, isOwn: false, isMarked: false };
}

/**
 * Whether a row that bears no mark is the mail: every sign that both hold must agree. `query`
 * answers times in the server's zone, which is not known, and a device may know the arrival alone:
 * then the time decides nothing.
 */
function signsOf(row: RecordAnswer, mail: MailIdentity): JudgedRow['verdict'] {
  const isSubject = agree(letters(row['subject'] ?? ''), letters(subjectText(mail.subject)));
  const isSender = agree(
    (row['mfrom'] ?? '').trim().toLowerCase(),
    mail.sender.slice(0, LONGEST_TEXT),
  );
  if (isSubject === false || isSender === false) return 'other';
  const seconds =
    (Date.parse(`${(row['mdate'] ?? '').replace(' ', 'T')}Z`) - Date.parse(mail.sentAt)) / 1000;
  if (Number.isNaN(seconds)) return 'undecided';
  if (Math.abs(seconds) > WIDEST) return 'other';
  // The arrival alone decides nothing.
  if (!mail.sentAtIsExact) return 'undecided';
  const apart = Math.abs(seconds - QUARTER * Math.round(seconds / QUARTER));
  if (apart > 1) return 'other';
  return (isSubject ?? isSender) ? 'same' : 'undecided';
}

/** Whether two texts agree as far as the CRM keeps both; nothing where one is empty. */
function agree(one: string, other: string): boolean | undefined {
  if (one === '' && other === '') return undefined;
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short === '') return undefined;
  return short.length >= 0.6 * LONGEST_TEXT && long.startsWith(short);
}

/** Letters and digits alone: the CRM decodes entities, loses characters and trims as it stores. */
export function letters(subject: string): string {
  const text = inertPage(subject).documentElement.textContent;
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

function otherMail(row: RecordAnswer): OtherMail {
  return {
    id: row.id,
    subject: inertPage(row['subject'] ?? '').documentElement.textContent.trim(),
    sender: row['mfrom'] ?? '',
    sentAt: row['mdate'] ?? '',
  };
}

/**
 * The id as the CRM keeps it, unless it cannot be asked for: `where ` spoils the query (REST API
 * 5.1). Nor is one that says nothing of the mail: what is stored under it shares its relations with
 * other mails, a colleague's among them, so that no row of it can be linked to anything (REST API
 * 7.2).
 */
function askableId(messageId: string): readonly string[] {
  if (!isDistinctive(messageId)) return [];
  const kept = messageId.replace(/[\u{10000}-\u{10ffff}]/gu, '????').slice(0, LONGEST_TEXT);
  return /where\s/i.test(kept) ? [] : [kept];
}
