import type { MessageDraft, StoredMessage } from '../../../domain/archive';
import { isAddress } from '../../../domain/addr-spec';
import type { Person } from '../../../domain/mail';
import { calledBy } from '../../../domain/shown-person';
import { isWholeSender, listedSender } from './display-name';
import { secondsOf, writeMark } from './mark-writing';
import { type MessageMark } from './message-mark';
import { LONGEST_TEXT } from './longest-text';
import { isWholeSubject, shortText, subjectText, withEntities } from './text';
import { isDistinctive } from '../../../domain/distinctive-id';
import { offsetAt } from './zones';

/**
 * The fields of a message as `create` takes them (REST API 7.1), its time in the likeliest zone.
 */
export function messageElement(draft: MessageDraft): Readonly<Record<string, string>> {
  const { sentAt } = draft;
  return {
    messageid: idToStoreUnder(draft),
    subject: subjectText(draft.subject),
    description: draft.body,
    mdate: userTime(sentAt, offsetAt(draft.zones[0] ?? 'UTC', new Date(sentAt)) ?? 0),
    mtype: 'Link',
    mvisibility: draft.visibility,
    seen: '1',
    xmailer: writeMark(markOf(draft)),
    in_reply_to: shortText(draft.inReplyTo),
    mreferences: draft.references,
    ...shortened(addressed('mfrom', [draft.from])),
    mfrom_f: listedSender(presentable(draft.from)),
    ...addressed('mto', draft.to),
    ...addressed('mcc', draft.cc),
    ...addressed('mbcc', draft.bcc),
    ...shortened(addressed('mreplyto', draft.replyTo)),
  };
}

/** What a message is marked with from its `create` on. */
export function markOf({ identity, attempt, visibility, recordIds }: MessageDraft): MessageMark {
  const sentAt = secondsOf(identity);
  return {
    attempt,
    digest: identity.digest,
    ...(sentAt !== undefined && { sentAt }),
    visibility,
    recordIds,
    andOthers: false,
  };
}

/**
 * The mail's own Message-ID, or one derived from the mail: relations hang on id and subject
 * (REST API 7.2), so what another mail bears, or may bear unseen in a colleague's copy, is no id to
 * store under; nor is one that the CRM does not keep.
 */
export function idToStoreUnder({
  identity,
  idIsTaken,
}: Pick<MessageDraft, 'identity' | 'idIsTaken'>): string {
  const { messageId, derivedIds } = identity;
  return !idIsTaken && isKept(messageId) && isDistinctive(messageId) ? messageId : derivedIds[0];
}

/**
 * Whether the CRM keeps a Message-ID letter by letter and finds it again (REST API 5.1, 7.4 and
 * 14.15).
 */
export function isKept(messageId: string): boolean {
  return (
    messageId.length <= LONGEST_TEXT &&
    messageId === messageId.trim() &&
    !/[^ -~\u00a0-\uffff]|\p{Cs}|where\s|&#?\w+;/iu.test(messageId)
  );
}

/** What of a mail the CRM has no room for. */
export function shortenedParts(draft: MessageDraft): NonNullable<StoredMessage['shortened']> {
  const { subject, from, inReplyTo } = draft;
  const sender = Object.values(addressed('mfrom', [from]));
  return [
    ...(isWholeSubject(subject) ? [] : (['subject'] as const)),
    ...(sender.some((text) => text.length > LONGEST_TEXT) || !isWholeSender(presentable(from))
      ? (['sender'] as const)
      : []),
    ...(inReplyTo.length > LONGEST_TEXT ? (['inReplyTo'] as const) : []),
  ];
}

/** What is no address is none here either; a name that looks like one is not shown in its place. */
function presentable(one: Person): Person {
  const name = calledBy(one);
  return isAddress(one.address)
    ? { name, address: one.address }
    : { name: name || one.name, address: '' };
}

/** Bare addresses, names, and both together, each list comma-separated. */
function addressed(field: string, listed: readonly Person[]): Record<string, string> {
  const people = listed.map(presentable);
  const list = (text: (person: Person) => string): string =>
    withEntities(people.map(text).filter(Boolean).join(', '));
  return {
    [field]: people
      .map(({ address }) => address)
      .filter(Boolean)
      .join(','),
    [`${field}_n`]: list(({ name, address }) => name || address),
    [`${field}_f`]: list(({ name, address }) =>
      name && address ? `${name} <${address}>` : name || address,
    ),
  };
}

const shortened = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, shortText(text)]));

/** The first and the last moment that `YYYY-MM-DD` can say; mails may claim to be of any year. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59Z');

/** A time as the CRM reads it: `YYYY-MM-DD HH:MM:SS`, `offset` minutes east of UTC. */
export function userTime(iso: string, offset: number): string {
  const time = new Date(iso).getTime() + offset * 60_000;
  const local = new Date(Math.min(Math.max(time, EARLIEST), LATEST));
  return local.toISOString().slice(0, 19).replace('T', ' ');
}
