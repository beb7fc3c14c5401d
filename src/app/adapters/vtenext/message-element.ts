import type { MessageDraft } from '../../domain/archive';
import type { Person } from '../../domain/mail';
import { subjectText, withEntities } from './text';
import { offsetAt } from './zones';

/** The fields of a message as `create` takes them (API.md 7.1), its time in the likeliest zone. */
export function messageElement(draft: MessageDraft): Readonly<Record<string, string>> {
  const { sentAt } = draft;
  return {
    messageid: draft.messageId,
    subject: subjectText(draft.subject),
    description: draft.body,
    mdate: userTime(sentAt, offsetAt(draft.zones[0] ?? 'UTC', new Date(sentAt)) ?? 0),
    mtype: 'Link',
    mvisibility: draft.visibility,
    seen: '1',
    in_reply_to: draft.inReplyTo,
    mreferences: draft.references,
    ...addressed('mfrom', [draft.from]),
    ...addressed('mto', draft.to),
    ...addressed('mcc', draft.cc),
    ...addressed('mbcc', draft.bcc),
    ...addressed('mreplyto', draft.replyTo),
  };
}

/** Bare addresses, names, and both together, each list comma-separated. */
function addressed(field: string, people: readonly Person[]): Record<string, string> {
  const list = (text: (person: Person) => string): string =>
    withEntities(people.map(text).filter(Boolean).join(', '));
  return {
    [field]: people.map(({ address }) => address).join(','),
    [`${field}_n`]: list(({ name, address }) => name || address),
    [`${field}_f`]: list(({ name, address }) => (name ? `${name} <${address}>` : address)),
  };
}

/** The first and the last moment that `YYYY-MM-DD` can say; mails may claim to be of any year. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59Z');

/** A time as the CRM reads it: `YYYY-MM-DD HH:MM:SS`, `offset` minutes east of UTC. */
export function userTime(iso: string, offset: number): string {
  const time = new Date(iso).getTime() + offset * 60_000;
  const local = new Date(Math.min(Math.max(time, EARLIEST), LATEST));
  return local.toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * Minutes east of UTC of the zone in which `createdtime`, answered just now, is written; rounded to
 * a quarter of an hour, as zones are (API.md 7.3). Nothing where it cannot be read.
 */
export function zoneOffset(createdtime: string, now: Date): number | undefined {
  const time = Date.parse(`${createdtime.replace(' ', 'T')}Z`);
  if (Number.isNaN(time)) return undefined;
  const quarters = Math.round((time - now.getTime()) / 900_000);
  return quarters * 15 + 0;
}
