/** One header field (RFC 5322, 2.2): its name in lower case, its text unfolded. */
export type HeaderField = readonly [name: string, text: string];

/**
 * The fields of a block of internet headers as it was on the wire. What stands before the first of
 * them is none: Exchange's “Microsoft Mail Internet Headers Version 2.0”, the `From ` line of a
 * mailbox file, blank lines, a byte order mark. An empty line behind it ends the block.
 */
export function headerFields(block: string): readonly HeaderField[] {
  const fields: (readonly [string, string[]])[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, name, text = ''] = /^\ufeff?([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (name !== undefined) fields.push([name.toLowerCase(), [text]]);
    else if (/^[ \t]/.test(line)) fields.at(-1)?.[1].push(line);
    else if (line === '' && fields.length > 0) break;
  }
  return fields.map(([name, lines]) => [name, lines.join('').trim()]);
}

/** The Message-IDs in a block of headers, as `bareId` gives them. */
export function messageIdsIn(block: string): readonly string[] {
  return headerFields(block).flatMap(([name, id]) => (name === 'message-id' && bareId(id)) || []);
}

/** A Message-ID without angle brackets and blanks, to compare by. */
export function bareId(id: string): string {
  return id.replace(/[<>\s]/g, '');
}
