import { type Headers, textPart } from '../../sandbox/mail/mime.ts';
import { type Person, demo, sample } from '../../sandbox/mail/sample.ts';
import type { StoredMail } from '../../sandbox/outlook/server.ts';
import type { Dice } from './dice.ts';
import type { EarlierMail } from './records.ts';
import { otherNumbers, sentences, topics } from './words.ts';

/** The kinds of mail, with how many of a hundred are of each. */
export const shares = {
  'one address': 25,
  'address on two records': 15,
  'known company': 15,
  'linked conversation': 15,
  'record number': 10,
  'sent to several': 10,
  'nothing fits': 10,
} as const;

export type Kind = keyof typeof shares;

export const kinds = Object.keys(shares) as readonly Kind[];

/** A mail and the record that it is about. */
export interface LabelledMail {
  readonly kind: Kind;
  readonly id: string;
  readonly folder: StoredMail['folder'];
  readonly subject: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly eml: string;
  /** The record's key; null where the CRM holds none. */
  readonly expected: string | null;
}

/** What a mail says, where it is not left to chance. */
export interface Letter {
  readonly expected: string | null;
  readonly from: Person;
  /** Default: the mailbox's user. */
  readonly to?: readonly Person[];
  readonly cc?: readonly Person[];
  readonly subject?: string;
  readonly headers?: Headers;
}

/** Writes mails of the last days, and remembers those that were linked in the weeks before. */
export class Post {
  readonly mails: LabelledMail[] = [];
  readonly earlier: EarlierMail[] = [];
  private messages = 0;

  constructor(readonly dice: Dice) {}

  receive(kind: Kind, letter: Letter): void {
    this.write(kind, 'inbox', letter);
  }

  /** A mail of the mailbox's own user. */
  send(kind: Kind, letter: Omit<Letter, 'from'>): void {
    this.write(kind, 'sent', { ...letter, from: demo });
  }

  /** A mail that is stored in the CRM and linked to the record. Tells its Message-ID. */
  link(mail: {
    readonly from: string;
    readonly record: string;
    readonly subject?: string;
    readonly ancestors?: readonly string[];
    /** The id of a record that is gone since and was noted as well. */
    readonly vanished?: string;
    /** What another program than ours left in the field of the note. */
    readonly mailer?: string;
  }): string {
    const messageId = this.messageId(mail.from);
    const { ancestors = [], vanished, mailer, record } = mail;
    this.earlier.push({
      messageId,
      subject: mail.subject ?? this.topic(),
      from: mail.from,
      to: mail.from === demo[1] ? 'someone@partner.example' : demo[1],
      date: this.earlierDate(),
      inReplyTo: ancestors.at(-1) ?? '',
      references: ancestors.join(' '),
      linkedTo: [record],
      note: mailer ? [mailer] : ['mail-connector/1', ...(vanished ? [vanished] : []), record],
    });
    return messageId;
  }

  /** As the servers and mailers of the world make them. */
  messageId(from: string): string {
    this.messages += 1;
    const number = this.messages;
    const some = this.dice.between(100_000, 999_999);
    const [local = '', domain = ''] = from.split('@');
    return this.dice.pick([
      `<CAF=${String(some)}${local}-${String(number)}_w@mail.gmail.com>`,
      `<AM0PR04MB${String(some)}.${String(number)}@AM0PR04MB.eurprd04.prod.outlook.com>`,
      `<${String(some)}.${String(number)}$@${domain}>`,
      `<${String(some)}-4f1e-${String(number)}@${domain}>`,
      `<${local}+${String(number)}.${String(some)}@${domain}>`,
    ]);
  }

  topic(): string {
    return this.dice.pick(topics);
  }

  private write(kind: Kind, folder: StoredMail['folder'], letter: Letter): void {
    const { dice } = this;
    const { expected, from, to = [demo], cc = [], headers = {} } = letter;
    const subject = this.withNumber(letter.subject ?? this.topic());
    const id = `bench-${String(this.mails.length + 1).padStart(3, '0')}`;
    const lines = [dice.pick(sentences), from[0]];
    const { eml } = sample(folder === 'sent' ? 'sent' : 'inbox', {
      id,
      subject,
      from,
      to,
      cc,
      date: this.recentDate(),
      messageId: this.messageId(from[1]),
      headers,
      body: dice.happens(50)
        ? textPart(lines.map((line) => `<p>${line}</p>`).join('\n'), 'html')
        : textPart(lines.join('\n\n')),
    });
    const addresses = to.map(([, address]) => address);
    this.mails.push({ kind, id, folder, subject, from: from[1], to: addresses, eml, expected });
  }

  /** Figures as they stand in many a subject. */
  private withNumber(subject: string): string {
    const { dice } = this;
    if (!dice.happens(35)) return subject;
    const number = dice.pick(otherNumbers)(dice.between(1, 60), dice.between(10_000, 99_999));
    return dice.pick([`${subject} – ${number}`, `${subject} (${number})`, `${subject}, ${number}`]);
  }

  private recentDate(): string {
    const day = this.dice.between(19, 25);
    const minutes = this.dice.between(7 * 60, 19 * 60);
    const time = new Date(Date.UTC(2026, 10, day, 0, minutes));
    return time.toUTCString().replace('GMT', '+0000');
  }

  private earlierDate(): string {
    const time = Date.UTC(2026, 8, this.dice.between(1, 78), this.dice.between(7, 18));
    return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  }
}
