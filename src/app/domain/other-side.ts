import { isAddress, withoutTag } from './addr-spec';
import { domainOf } from './address';
import type { Role } from './crm';
import { fold } from './fold';
import type { Mail, Person } from './mail';

/** Somebody of a mail who may have a record. */
export interface Correspondent {
  readonly role: Role;
  /** Place within the role, from 0. */
  readonly position: number;
  readonly name: string;
  /** In lower case. */
  readonly address: string;
  /** Whether it only passes on what others write: a web form, a mailing list, a no-reply sender. */
  readonly isMessenger?: boolean;
  /** How else a record may spell the address (`otherSpellings`), in lower case. */
  readonly spellings?: readonly string[];
}

/** What headers tell beside the item (RFC 5322, 3.6). */
export interface Thread {
  /** Message-IDs of In-Reply-To and References, with angle brackets. */
  readonly ancestors: readonly string[];
  readonly replyTo: readonly Person[];
  /** From and Sender, then all recipients; missing where the headers could not be read. */
  readonly written?: Readonly<Record<'from' | 'to' | 'cc' | 'bcc', readonly Person[]>>;
  /** Whether a mailing list passed the mail on. */
  readonly isOfList?: boolean;
}

/** Who we are: the mailbox's user and the people of the same company. */
export interface OurSide {
  /** Addresses beside those of the mailbox: the one that the CRM has of its user. */
  readonly addresses: readonly string[];
  /** Domains of the company, in lower case. */
  readonly domains: readonly string[];
}

/** Whom a mail is with. */
export interface OtherSide {
  /** Whether the mailbox's user sent the mail, through whichever address. */
  readonly sentByUser: boolean;
  /**
   * Everybody who may have a record, who writes or was written to first, messengers last.
   * Colleagues are among them only where there is nobody else.
   */
  readonly people: readonly Correspondent[];
  /**
   * Those of the people whom the mail is with: who wrote it or, if that was one of us, who got it.
   */
  readonly principals: readonly Correspondent[];
  /**
   * Those of the principals of whom an earlier mail says something:
   * neither messengers nor colleagues.
   */
  readonly habitual: readonly Correspondent[];
  /** Whether there may be more recipients than were looked at. */
  readonly andOthers: boolean;
}

export const noThread: Thread = { ancestors: [], replyTo: [] };

/** More people of one mail are not looked for. */
const MOST_PEOPLE = 50;
/** The lengths at which clients cut a list of recipients (Outlook host 4). */
const CUTS: readonly number[] = [20, 100, 500, 1_000];

/** What begins, letters only, the local part of an address that nobody reads. */
const NO_REPLY =
  /^(bitte)?(no|donot|dont|non|nepas|nicht|keine?)(re?pl[yi]|respon|antwort|risp|repond)|noreply|donotreply|mailerdaemon/;
const MACHINES = new Set(
  (
    'mailer daemon postmaster bounce bounces bounced notification notifications notify ' +
    'notifier notifica notifiche benachrichtigung alert alerts automailer autoreply robot bot ' +
    'system nobody newsletter newsletters listserv majordomo mailman unsubscribe'
  ).split(' '),
);
/** Words in addresses that may be a web form's or a program's as well as a company's. */
const SHARED = new Set(
  (
    'info contact contacts kontakt kontaktformular contatti contatto web www website ' +
    'wordpress site form forms webform webforms formular formmail cgi apache webmaster admin ' +
    'office mail mailer hello service support sales team helpdesk ticket tickets order orders ' +
    'shop enquiry enquiries inquiry inquiries request requests anfrage anfragen lead leads ' +
    'news marketing'
  ).split(' '),
);

/** Whether nobody reads what is sent to an address. */
export function isNoReply(address: string): boolean {
  return NO_REPLY.test(localPart(address).replace(/[^a-z]/g, '')) || hasWord(address, MACHINES);
}

/** Whom the mail is with: nobody only where it has nobody but the user. */
export function otherSide(mail: Mail, ours: OurSide, thread: Thread = noThread): OtherSide {
  const { written } = thread;
  const writers = inRole(
    'from',
    senders(mail).some(hasAddress) ? senders(mail) : (written?.from ?? []),
  );
  const replyTo = inRole('replyTo', thread.replyTo);
  const bcc = inRole('bcc', union(mail.bcc ?? [], written?.bcc));
  const to = inRole('to', union(mail.to, written?.to));
  const recipients = [...to, ...inRole('cc', union(mail.cc, written?.cc)), ...bcc];

  const isOther = (one: Person): boolean =>
    !isOurs(one, mail, ours) && isOutside(one.address, ours);
  const isByName =
    !thread.isOfList &&
    writers.some((one) => bearsOurName(one, mail)) &&
    (bcc.length > 0 || (to.some(isOther) && !recipients.some((one) => isOurs(one, mail, ours))));
  const sentByUser =
    (isByName || writers.some((one) => isOurs(one, mail, ours))) &&
    (recipients.some(isOther) || ![...writers, ...replyTo].some(isOther));

  const all = sentByUser ? recipients : [...writers, ...replyTo, ...recipients];
  const us = sentByUser ? writers.map(({ address }) => address) : [];
  const others = all.filter(
    (one, index) =>
      !isOurs(one, mail, ours) &&
      !us.includes(one.address) &&
      all.findIndex(({ address }) => address === one.address) === index,
  );
  const outside = others.filter(isOther);
  const [people, messengers] = parted(outside.length > 0 ? outside : others, (one) =>
    isMessenger(one, replyTo.filter(isOther), recipients, thread),
  );
  const known = [
    ...people,
    ...messengers.map((one) => (people.length > 0 ? { ...one, isMessenger: true } : one)),
  ];
  const principals = known.filter(
    ({ role, isMessenger }) => role === known[0]?.role && !isMessenger,
  );
  const cut = [mail.to, mail.cc].some(({ length }) => CUTS.includes(length));
  return {
    sentByUser,
    people: known.slice(0, MOST_PEOPLE),
    principals,
    habitual: principals.filter((one) => isOther(one) && people.includes(one)),
    andOthers: known.length > MOST_PEOPLE || (cut && !written),
  };
}

const senders = ({ from, sender }: Mail): readonly Person[] => [from, sender];
const hasAddress = ({ address }: Person): boolean => isAddress(address.trim());

function isOurs({ address }: Person, { own }: Mail, { addresses }: OurSide): boolean {
  return [...own, ...addresses].some((one) => withoutTag(one) === withoutTag(address));
}

function isOutside(address: string, { domains }: OurSide): boolean {
  return !domains.includes(domainOf(address));
}

/** Names of one word are of many. */
function bearsOurName({ name }: Person, { ownName = '' }: Mail): boolean {
  const ours = wordsOf(ownName);
  return ours.includes(' ') && wordsOf(name) === ours;
}

const wordsOf = (name: string): string =>
  (fold(name).match(/[\p{L}\p{N}]+/gu) ?? []).toSorted().join(' ');

/** Of a list both as the item has it and as the headers do, which are whole. */
function union(shown: readonly Person[], written: readonly Person[] = []): readonly Person[] {
  const known = new Set(shown.map(({ address }) => address.toLowerCase()));
  return [...shown, ...written.filter(({ address }) => !known.has(address.toLowerCase()))];
}

function inRole(role: Role, people: readonly Person[]): readonly Correspondent[] {
  return people.filter(hasAddress).map(({ name, address }, position) => ({
    role,
    position,
    name: name.trim(),
    address: address.trim().toLowerCase(),
  }));
}

/**
 * Web forms and lists write in the name of others, to whom replies go; on a list everybody is
 * written to at its own address.
 */
function isMessenger(
  { role, address, name }: Correspondent,
  replyTo: readonly Correspondent[],
  recipients: readonly Correspondent[],
  { isOfList }: Thread,
): boolean {
  if (isNoReply(address)) return true;
  if (role === 'from') {
    const others = replyTo.filter((one) => one.address !== address && !isNoReply(one.address));
    const isElsewhere = others.some((one) => domainOf(one.address) !== domainOf(address));
    return others.length > 0 && (/ via /i.test(name) || (isElsewhere && isShared(address)));
  }
  return isOfList === true && recipients.some((one) => one.address === address);
}

const isShared = (address: string): boolean => isNoReply(address) || hasWord(address, SHARED);

function localPart(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase();
}

function hasWord(address: string, words: ReadonlySet<string>): boolean {
  return localPart(address)
    .split(/[^a-z]+/)
    .some((word) => words.has(word));
}

function parted<T>(
  all: readonly T[],
  isSecond: (one: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [all.filter((one) => !isSecond(one)), all.filter(isSecond)];
}
