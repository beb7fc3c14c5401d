import type { Attachment, AttachmentContent, Envelope, Mail } from '../../domain/mail';
import { aMail, anAttachment, anEnvelope } from '../../testing/samples';

/** A file of a mail of a scene; one without a text is empty. */
export interface SceneFile {
  readonly name: string;
  readonly text: string;
}

/** A mail of a scene, as Outlook gives it; and what of it must be found again in the CRM. */
export interface SceneMail {
  readonly mail: Mail;
  readonly envelope: Envelope;
  readonly contents: ReadonlyMap<string, AttachmentContent>;
  /** Stands in this mail's body and in no other's. */
  readonly text: string;
  readonly files: readonly SceneFile[];
}

export interface Wording {
  readonly id?: string;
  readonly subject?: string;
  readonly from?: string;
  /** ISO 8601 in UTC. */
  readonly sentAt?: string;
  /** Whether Outlook gives no headers, so that only the arrival is known. */
  readonly isOnPhone?: boolean;
  readonly arrivedAt?: string;
  readonly inReplyTo?: string;
  readonly text?: string;
  readonly files?: readonly SceneFile[];
}

let count = 0;

/** A mail that differs from every other in its text at least, and by default in its Message-ID. */
export function sceneMail(wording: Wording = {}): SceneMail {
  const number = String((count += 1));
  const {
    id = `<${crypto.randomUUID()}@customer.example>`,
    subject = 'Offer',
    from = 'ada@customer.example',
    sentAt = '2026-11-20T08:59:00.000Z',
    isOnPhone = false,
    arrivedAt = '2026-11-20T09:03:27.000Z',
    inReplyTo = '',
    text = `Text of mail ${number}, ${crypto.randomUUID()}.`,
    files = [],
  } = wording;
  const sender = { name: 'Ada Byron', address: from };
  const attachments = files.map(({ name, text: content }, place): Attachment =>
    anAttachment({ id: `${number}-${String(place)}`, name, size: content.length + 100 }),
  );
  const mail = aMail({
    itemId: `item-${number}`,
    messageId: id,
    subject,
    from: sender,
    sender,
    createdAt: arrivedAt,
    body: `<p>${text}</p>`,
    attachments,
  });
  const envelope = anEnvelope({
    messageId: id,
    from: sender,
    sentAt: isOnPhone ? arrivedAt : sentAt,
    sentAtIsExact: !isOnPhone,
    inReplyTo,
  });
  const contents = new Map<string, AttachmentContent>(
    files.map((file, place) => [
      `${number}-${String(place)}`,
      { kind: 'bytes', blob: new Blob([file.text]) },
    ]),
  );
  return { mail, envelope, contents, text, files };
}

/** Files of one name and one size, each of its own content. */
export function alike(name: string, many: number, mark: string): readonly SceneFile[] {
  return Array.from({ length: many }, (_, index) => ({
    name,
    text: `${mark} ${String(index).padStart(3, '0')} `.padEnd(64, '.'),
  }));
}
