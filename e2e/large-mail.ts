import { createHash } from 'node:crypto';
import { noise } from '../sandbox/mail/documents.ts';
import { textPart } from '../sandbox/mail/mime.ts';
import { ada, demo, sample } from '../sandbox/mail/sample.ts';

export interface LargeFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A mail from Ada Byron with large files; the same arguments give the same bytes. */
export interface LargeMail {
  readonly subject: string;
  readonly messageId: string;
  readonly eml: string;
  readonly files: readonly LargeFile[];
}

/** One file of each size, in bytes. Mails of another number have other files. */
export function largeMail(number: number, sizes: readonly number[]): LargeMail {
  const files = sizes.map((size, index) => {
    const bytes = noise(size, 1000 * number + index + 1);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const name = `drawing ${String(index + 1)}.step`;
    return { name, type: 'application/octet-stream', bytes, sha256 };
  });
  const subject = `Drawings, delivery ${String(number)}`;
  const messageId = `<drawings-${String(number)}@customer.example>`;
  const { eml } = sample('inbox', {
    id: `drawings-${String(number)}`,
    subject,
    messageId,
    from: ada,
    to: [demo],
    date: 'Fri, 20 Nov 2026 16:05:00 +0000',
    body: textPart('Dear all,\n\nhere are the drawings.\n\nAda Byron'),
    attached: files,
  });
  return { subject, messageId, eml, files };
}
