import { createHash } from 'node:crypto';
import {
  filePart,
  mailbox,
  message,
  messagePart,
  multipart,
  type FilePart,
  type Headers,
  type Part,
} from './mime.ts';

/** What an attachment of a sample must come out as; `sha256` in hex, of the bytes as written. */
export interface ExpectedAttachment {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly isInline: boolean;
}

/** What a sample must be read as. `from` is the address alone. */
export interface ExpectedMail {
  readonly folder: Folder;
  readonly subject: string;
  readonly from: string;
  readonly attachments: readonly ExpectedAttachment[];
}

export type Folder = 'inbox' | 'sent' | 'drafts';

/** A mail of the sample mailbox: the file's name without `.eml`, its text and what it holds. */
export interface Sample {
  readonly id: string;
  readonly eml: string;
  readonly expected: ExpectedMail;
  /** Whether it is made at start instead of being kept as a file. */
  readonly isGenerated: boolean;
}

/** A person as `[name, address]`. */
export type Person = readonly [name: string, address: string];

/** People of the sandbox CRM, and the owner of the mailbox. */
export const demo: Person = ['Demo User', 'demo@vendor.example'];
export const anna: Person = ['Anna Rossi', 'anna.rossi@rossi-impianti.example'];
export const joerg: Person = ['Jörg Müller', 'j.mueller@mueller-maschinen.example'];
export const ada: Person = ['Ada Byron', 'ada@customer.example'];
export const luca: Person = ['Luca Bianchi', 'luca.bianchi@bianchi-cantieri.example'];
export const support: Person = ['Northwind Support', 'support.request@northwind.example'];
export const plant: Person = ['Impianto 7', 'impianto7@rossi-impianti.example'];
export const chiara: Person = ['Chiara Verdi', 'chiara@verdi-design.example'];
export const zoe: Person = ['Zoë Æbelø', 'zoe@nordlys.example'];
export const francois: Person = ['François Lefèvre', 'f.lefevre@lefevre.example'];
export const orders: Person = ['Northwind Orders', 'orders@northwind.example'];
export const office: Person = ['Front Office', 'office@duplicates.example'];

/**
 * An attachment of a sample: a file, or a message under the name its part bears. With a
 * `calendar` the message is an appointment, of which Outlook hands out only the calendar.
 */
export type Attached =
  FilePart | { readonly name: string; readonly message: string; readonly calendar?: string };

export interface SampleContent {
  readonly id: string;
  readonly subject: string;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc?: readonly Person[];
  readonly bcc?: readonly Person[];
  /** As the `Date` header says it (RFC 5322). */
  readonly date: string;
  /** Default: made from the id. Null: the mail has none. */
  readonly messageId?: string | null;
  /** Written after the usual headers. */
  readonly headers?: Headers;
  readonly body: Part;
  readonly attached?: readonly Attached[];
  /** Named as `cid:` or not; they stand beside the body in a `multipart/related`. */
  readonly inline?: readonly (FilePart & { readonly contentId: string })[];
  readonly isGenerated?: boolean;
}

/** Composes a sample and notes what it holds, from the bytes as they go in. */
export function sample(folder: Folder, content: SampleContent): Sample {
  const { id, subject, from, attached = [], inline = [], isGenerated = false } = content;
  const body = inline.length
    ? multipart('related', `related-${id}`, [content.body, ...inline.map(filePart)])
    : content.body;
  const whole = attached.length
    ? multipart('mixed', `mixed-${id}`, [body, ...attached.map(attachedPart)])
    : body;
  return {
    id,
    isGenerated,
    eml: message({ ...received(folder, content), ...addressing(content) }, whole),
    expected: {
      folder,
      subject,
      from: from[1],
      attachments: [...inline, ...attached].map(expectation),
    },
  };
}

function addressing(content: SampleContent): Headers {
  const { id, messageId = `<${id}@mail.sandbox.example>`, cc = [], bcc = [] } = content;
  return {
    From: mailbox(...content.from),
    To: content.to.map((person) => mailbox(...person)),
    ...(cc.length && { Cc: cc.map((person) => mailbox(...person)) }),
    ...(bcc.length && { Bcc: bcc.map((person) => mailbox(...person)) }),
    Subject: content.subject,
    Date: content.date,
    ...(messageId && { 'Message-ID': messageId }),
    ...content.headers,
  };
}

/** A received mail bears the trace of its way, two minutes after it was written. */
function received(folder: Folder, { date, from }: SampleContent): Headers {
  if (folder !== 'inbox') return {};
  const twoMinutes = 120_000;
  const arrival = new Date(Date.parse(date) + twoMinutes).toUTCString().replace('GMT', '+0000');
  const domain = from[1].split('@')[1] ?? '';
  return {
    Received: [`from mx.${domain} by mail.vendor.example with ESMTPS; ${arrival}`],
  };
}

function attachedPart(attached: Attached): Part {
  return 'message' in attached ? messagePart(attached.name, attached.message) : filePart(attached);
}

function expectation(attached: Attached): ExpectedAttachment {
  const isMessage = 'message' in attached;
  const bytes = isMessage ? Buffer.from(attached.calendar ?? attached.message) : attached.bytes;
  return {
    name: isMessage ? attached.name.replace(/\.eml$/, '') : attached.name,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    isInline: !isMessage && attached.contentId !== undefined,
  };
}
