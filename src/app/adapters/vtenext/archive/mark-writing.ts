import type { MailIdentity } from '../../../domain/mail-identity';
import { LONGEST_TEXT } from './longest-text';
import type { MessageMark } from './message-mark';

const VERSION = 'vtmc/1';
const OTHERS = ' and others';

/** The seconds that a mark tells of a mail; nothing where only its arrival is known. */
export function secondsOf({ sentAt, sentAtIsExact }: MailIdentity): number | undefined {
  const seconds = Math.floor(Date.parse(sentAt) / 1000);
  return sentAtIsExact && Number.isSafeInteger(seconds) ? seconds : undefined;
}

/** The text of a mark, its oldest records left out where it would be too long for the field. */
export function writeMark(mark: MessageMark): string {
  const { attempt, digest, sentAt, visibility } = mark;
  const time = sentAt === undefined ? '' : ` t=${String(sentAt)}`;
  const head = `${VERSION} l=${attempt} d=${digest}${time} v=${visibility === 'Public' ? 'a' : 'o'}`;
  const ids = [...new Set(mark.recordIds)].filter((id) => /^\d{1,9}x\d{1,12}$/.test(id));
  const kept: string[] = [];
  let length = head.length + OTHERS.length;
  for (const id of ids.toReversed()) {
    length += id.length + 1;
    if (length > LONGEST_TEXT) break;
    kept.unshift(id);
  }
  const isWhole = kept.length === ids.length && !mark.andOthers;
  return [head, ...kept].join(' ') + (isWhole ? '' : OTHERS);
}
