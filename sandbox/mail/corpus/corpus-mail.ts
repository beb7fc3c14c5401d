import { mailbox, message, multipart, type Headers, type Part } from '../mime.ts';
import { demo, type Person } from '../sample.ts';
import type { Body } from './bodies.ts';
import type { CorpusFile, ExpectedFile } from './files.ts';

export interface ExpectedPerson {
  /** Empty where the mail gives only the address. */
  readonly name: string;
  readonly address: string;
}

/** What a mail must be read as: noted as it was put in, never read by a parser. */
export interface ExpectedMail {
  readonly subject: string;
  readonly from: ExpectedPerson;
  readonly to: readonly ExpectedPerson[];
  readonly cc: readonly ExpectedPerson[];
  /** What a reader sees of the body; white space does not count. */
  readonly text: string;
  readonly attachments: readonly ExpectedFile[];
}

/** A mail of the corpus; `id` is the file's name without `.eml`. */
export interface CorpusMail {
  readonly id: string;
  readonly eml: Uint8Array;
  readonly expected: ExpectedMail;
  /** Whether it is made when needed instead of being kept as a file. */
  readonly isGenerated: boolean;
}

/** What a corpus mail is made of; names and texts are what they must be read as. */
export interface CorpusContent {
  readonly id: string;
  readonly subject: string;
  readonly from: Person;
  /** Default: the owner of the mailbox. */
  readonly to?: readonly Person[];
  readonly cc?: readonly Person[];
  /**
   * Header lines in place of the usual ones, or beside them: a list of one stands as it is, null
   * leaves the line out.
   */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body: Body;
  readonly files?: readonly CorpusFile[];
  /** Puts the parts together in a way of its own. */
  readonly assemble?: (body: Part, files: readonly Part[]) => Part;
  /** Harms the finished message. */
  readonly damage?: (eml: string) => string;
  readonly isGenerated?: boolean;
}

/** Composes a mail and notes what it holds. */
export function corpusMail(content: CorpusContent): CorpusMail {
  const { id, subject, from, to = [demo], cc = [], files = [], isGenerated = false } = content;
  const whole = content.assemble
    ? content.assemble(
        content.body.part,
        files.map(({ part }) => part),
      )
    : assembled(content);
  const eml = message(headersOf(content), whole);
  return {
    id,
    isGenerated,
    eml: Buffer.from(content.damage?.(eml) ?? eml, 'latin1'),
    expected: {
      subject,
      from: person(from),
      to: to.map(person),
      cc: cc.map(person),
      text: content.body.text,
      attachments: files.map(({ expected }) => expected),
    },
  };
}

/** Pictures beside the body in a `multipart/related`, other files after both. */
function assembled({ id, body, files = [] }: CorpusContent): Part {
  const inline = files.filter(({ isInline }) => isInline).map(({ part }) => part);
  const others = files.filter(({ isInline }) => !isInline).map(({ part }) => part);
  const shown = inline.length
    ? multipart('related', `related-${id}`, [body.part, ...inline])
    : body.part;
  return others.length ? multipart('mixed', `mixed-${id}`, [shown, ...others]) : shown;
}

function headersOf(content: CorpusContent): Headers {
  const { id, from, to = [demo], cc = [], subject } = content;
  const usual = {
    Received: [
      'from mx.sender.example by mail.vendor.example with ESMTPS; ' +
        'Tue, 01 Dec 2026 08:02:00 +0000',
    ],
    From: [written(from)],
    To: to.map(written),
    ...(cc.length > 0 && { Cc: cc.map(written) }),
    Subject: subject,
    Date: 'Tue, 01 Dec 2026 09:00:00 +0100',
    'Message-ID': [`<${id}@corpus.example>`],
  };
  const all: NonNullable<CorpusContent['headers']> = { ...usual, ...content.headers };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function written([name, address]: Person): string {
  return name ? mailbox(name, address) : address;
}

function person([name, address]: Person): ExpectedPerson {
  return { name: name === address ? '' : name, address };
}
