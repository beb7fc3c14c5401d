import type { AttachmentContent, Envelope, Mail } from '../../domain/mail';
import { TableHost } from '../../testing/harness/engine-pane';
import { aMail, anAttachment, anEnvelope } from '../../testing/samples';

/** Who is in the stories, by the name of the CRM's user, with the user's web service id. */
export const people = { mario: '19x4', giulia: '19x5' } as const;
export type Person = keyof typeof people;

/** Every pane that may be open: the first two are windows of one browser. */
export const seats = [
  { person: 'mario', device: 'desk' },
  { person: 'mario', device: 'desk' },
  { person: 'mario', device: 'phone' },
  { person: 'giulia', device: 'laptop' },
] as const satisfies readonly { readonly person: Person; readonly device: string }[];

/** A mail with all that Outlook tells of it. */
export interface StoryMail {
  readonly name: string;
  readonly mail: Mail;
  readonly envelope: Envelope;
  readonly contents: ReadonlyMap<string, AttachmentContent>;
}

interface Letter {
  readonly name: string;
  readonly messageId: string;
  readonly subject: string;
  readonly sentAt: string;
  /** Name of each file, and how many bytes it has; none for a link. */
  readonly files: readonly (readonly [name: string, size?: number])[];
}

const own = '<20261120.7f3a9c51@rossi-impianti.example>';
const ofScanner = '<no-reply@scanner.example>';

/** Mails that share names, sizes, subjects and Message-IDs, and no content. */
const letters: readonly Letter[] = [
  {
    name: 'offer',
    messageId: own,
    subject: 'Offer',
    sentAt: '2026-11-20T08:59:00.000Z',
    files: [['offer.pdf', 30], ['notes.docx', 60], ['plan.dwg']],
  },
  {
    name: 'invoice',
    messageId: own,
    subject: 'Invoice',
    sentAt: '2026-11-20T09:07:00.000Z',
    files: [['offer.pdf', 30]],
  },
  {
    name: 'other offer',
    messageId: '<20261121.b81d40e2@rossi-impianti.example>',
    subject: 'Offer',
    sentAt: '2026-11-21T10:00:00.000Z',
    files: [
      ['offer.pdf', 30],
      ['offer.pdf', 30],
    ],
  },
  {
    name: 'scan',
    messageId: ofScanner,
    subject: 'Scan',
    sentAt: '2026-11-20T07:00:00.000Z',
    files: [['scan.pdf', 40]],
  },
  {
    name: 'other scan',
    messageId: ofScanner,
    subject: 'Scan',
    sentAt: '2026-11-20T07:03:20.000Z',
    files: [['scan.pdf', 40]],
  },
];

/** Bytes that come again at once, whatever else goes on: stories tell the same every time. */
class PromptBlob extends Blob {
  constructor(private readonly content: string) {
    super([content]);
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(new TextEncoder().encode(this.content).buffer);
  }
}

/** The words of a mail, which no other has. */
export const textOf = (name: string): string => `These are the words of the ${name}.`;

/** The content of a file, which no other has; of a link, its address. */
export const contentOf = (name: string, index: number, size?: number): string =>
  size === undefined
    ? `https://drive.example/${name.replace(' ', '-')}/${String(index)}`
    : `${name} ${String(index)} `.padEnd(size, '.');

function storyMail({ name, messageId, subject, sentAt, files }: Letter): StoryMail {
  const attachments = files.map(([file, size], index) =>
    anAttachment({
      id: `${name} ${String(index)}`,
      name: file,
      kind: size === undefined ? 'link' : 'file',
      size: size ?? 0,
    }),
  );
  const body = `<p>${textOf(name)}</p>`;
  const mail = aMail({ itemId: name, subject, messageId, body, attachments, createdAt: sentAt });
  return {
    name,
    mail,
    envelope: anEnvelope({ messageId, sentAt }),
    contents: new Map(
      files.map(([, size], index): [string, AttachmentContent] => {
        const content = contentOf(name, index, size);
        return [
          `${name} ${String(index)}`,
          size === undefined
            ? { kind: 'link', url: content }
            : { kind: 'bytes', blob: new PromptBlob(content) },
        ];
      }),
    ),
  };
}

export const mails: readonly StoryMail[] = letters.map(storyMail);

/** What a content is of: the mail's name, and the attachment's id. */
export const fileOfContent: ReadonlyMap<string, { readonly mail: string; readonly file: string }> =
  new Map(
    letters.flatMap(({ name, files }) =>
      files.map(([, size], index) => [
        contentOf(name, index, size),
        { mail: name, file: `${name} ${String(index)}` },
      ]),
    ),
  );

/** The mail whose words a stored text holds. */
export function mailOfText(text: string): string {
  return mails.find(({ name }) => text.includes(textOf(name)))?.name ?? '';
}

/**
 * Mails that the CRM shows wherever it shows this one, stored under their own id (REST API 7.2).
 */
export function shownWith(name: string): readonly string[] {
  const one = mails.find((mail) => mail.name === name)?.mail;
  return mails
    .filter(({ mail }) => mail.messageId === one?.messageId && mail.subject === one?.subject)
    .map((mail) => mail.name);
}

export const noteOn = (name: string): string => `Call back about the ${name}`;

/** An Outlook with all mails of the stories, the first one open. */
export function storyHost(): TableHost {
  const [first] = mails as readonly [StoryMail];
  const contents = new Map(mails.flatMap((one) => [...one.contents]));
  const envelopeOf = ({ itemId }: Mail): Envelope =>
    (mails.find(({ name }) => name === itemId) ?? first).envelope;
  return new TableHost(first.mail, contents, envelopeOf);
}
