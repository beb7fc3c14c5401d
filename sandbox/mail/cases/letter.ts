export const anna = 'Anna Rossi <anna.rossi@rossi-impianti.example>';
export const ada = 'Ada Byron <ada@customer.example>';
export const user = 'Demo User <demo@vendor.example>';
export const crlf = '\r\n';
export const png = '\u0089PNG\r\n\u001a\n';

/** A part: header lines and a body that is encoded for transfer. */
export type Part = readonly [headers: readonly string[], body: string];

/** A mail of a case; what is left out is filled in the same way for each. */
export interface Letter {
  readonly from?: string;
  readonly to?: string;
  /** Header lines beside the usual ones, in front of them. */
  readonly before?: readonly string[];
  readonly headers?: readonly string[];
  /** The value of the Date header. */
  readonly date?: string;
  /** When the mailbox got it. */
  readonly received?: string;
  readonly messageId?: string;
  readonly subject: string;
  readonly content?: Part;
}

export const text = (lines: string, type = 'text/plain; charset=utf-8'): Part => [
  [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64'],
  base64(lines),
];

export const file = (
  name: string,
  type: string,
  bytes: string,
  more: readonly string[] = [],
): Part => [
  [
    `Content-Type: ${type}; name="${name}"`,
    more.some((line) => line.startsWith('Content-ID'))
      ? `Content-Disposition: inline; filename="${name}"`
      : `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    ...more,
  ],
  base64(bytes, 'latin1'),
];

function base64(bytes: string, encoding: 'latin1' | 'utf8' = 'utf8'): string {
  return (
    Buffer.from(bytes, encoding)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join(crlf);
}

export function parts(type: string, boundary: string, list: readonly Part[]): Part {
  const bodies = list.flatMap(([headers, body]) => [`--${boundary}`, ...headers, '', body]);
  return [
    [`Content-Type: ${type}; boundary="${boundary}"`],
    [...bodies, `--${boundary}--`].join(crlf),
  ];
}

export const mixed = (...list: readonly Part[]): Part =>
  parts('multipart/mixed', 'case-mixed', list);
