import type { LookHints, MessageLook, StoredMessage } from '../../domain/archive';
import { isDistinctive } from '../../domain/distinctive-id';
import type { MailIdentity } from '../../domain/mail-identity';
import type { MemoryDatabase } from './database';
import { type MessageRow, numberOf } from './rows';

/** A row under one of the ids that a mail may have, and whether it is that mail. */
export interface Judged {
  readonly row: MessageRow;
  readonly verdict: 'same' | 'other' | 'undecided';
  readonly isOwn: boolean;
}

const HOUR = 3_600_000;

/** The user's own rows under the ids of `mail`, the oldest first. */
export function judgedRows(
  { messages }: MemoryDatabase,
  owner: string,
  mail: MailIdentity,
  { attempt, judged }: LookHints,
): readonly Judged[] {
  // What is under an id that says nothing of the mail shares its relations with other mails.
  const ids = isDistinctive(mail.messageId)
    ? [mail.messageId, ...mail.derivedIds]
    : mail.derivedIds;
  return messages
    .filter((row) => row.owner === owner && ids.includes(row.messageId))
    .sort((one, other) => numberOf(one.id) - numberOf(other.id))
    .map((row) => {
      const said = judged?.[row.id];
      const isSame = row.mark ? isMarkedAs(mail, row.mark) : (said ?? isLike(mail, row));
      return {
        row,
        verdict: isSame === undefined ? 'undecided' : isSame ? 'same' : 'other',
        isOwn: isSame === true && row.mark !== undefined && row.mark.attempt === attempt,
      };
    });
}

function isMarkedAs(
  { digest, sentAt, sentAtIsExact }: MailIdentity,
  mark: NonNullable<MessageRow['mark']>,
): boolean {
  const isTime = !sentAtIsExact || mark.sentAt === undefined || mark.sentAt === sentAt;
  return mark.digest === digest && isTime;
}

/** By the signs that a row without a mark has; nothing where they leave it open. */
function isLike(mail: MailIdentity, { draft }: MessageRow): boolean | undefined {
  if (draft.subject !== mail.subject || draft.identity.sender !== mail.sender) return false;
  const apart = Math.abs(Date.parse(draft.identity.sentAt) - Date.parse(mail.sentAt));
  if (apart > 26 * HOUR) return false;
  return mail.sentAtIsExact && apart % (HOUR / 4) === 0 ? true : undefined;
}

/** What the rows come to. */
export function lookAt(rows: readonly Judged[], mail: MailIdentity): MessageLook {
  const same = rows.filter(({ verdict }) => verdict === 'same');
  const found = same.find(({ isOwn }) => isOwn) ?? same.find(({ row }) => row.mark) ?? same[0];
  const others = rows.filter(({ verdict }) => verdict === 'undecided');
  return {
    ...(found && { message: storedOf(found, rows, mail) }),
    idIsTaken: rows.some(
      ({ row, verdict }) => verdict === 'other' && row.messageId === mail.messageId,
    ),
    undecided: found
      ? []
      : others.map(({ row: { id, draft } }) => ({
          id,
          subject: draft.subject,
          sender: draft.identity.sender,
          sentAt: draft.identity.sentAt,
        })),
  };
}

export function storedOf(
  { row, isOwn }: Pick<Judged, 'row' | 'isOwn'>,
  rows: readonly Judged[],
  mail: MailIdentity,
): StoredMessage {
  const times = rows.filter((one) => one.isOwn).length;
  return {
    id: row.id,
    owner: row.owner,
    noted: row.mark?.records ?? row.noted,
    ...(isOwn && { isOwn }),
    ...(isOwn && times > 1 && { timesStored: times }),
    ...(row.mark && { visibility: row.mark.visibility }),
    ...(mail.derivedIds.includes(row.messageId) && { idIsDerived: true }),
  };
}
