/** A plain mail, as little of it as a test names. */
export function letter(named: {
  readonly from: string;
  readonly subject: string;
  readonly messageId: string;
  readonly to?: string;
  readonly headers?: readonly string[];
  /** Whether no header tells when it was sent. */
  readonly isUndated?: boolean;
}): string {
  return [
    `From: ${named.from}`,
    `To: ${named.to ?? 'Demo User <demo@vendor.example>'}`,
    `Subject: ${named.subject}`,
    `Message-ID: ${named.messageId}`,
    ...(named.isUndated ? [] : ['Date: Wed, 25 Nov 2026 09:00:00 +0100']),
    ...(named.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hello.',
    '',
  ].join('\r\n');
}
