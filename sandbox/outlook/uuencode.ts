/** A file that a text held, as POSIX `uuencode` writes it. */
export interface UuencodedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const beginning = /^begin [0-7]{3,4} (\S.*?)\s*$/;

/**
 * Takes the files out of a text, as Outlook does with a plain body: from a `begin` with a mode and
 * a name through lines whose lengths are right to `end`. A text that only begins so stays as it is.
 */
export function splitUuencoded(text: string): {
  readonly text: string;
  readonly files: readonly UuencodedFile[];
} {
  if (!/^begin [0-7]{3}/m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const rest: string[] = [];
  const files: UuencodedFile[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const found = fileAt(lines, at);
    if (found) {
      files.push(found.file);
      at = found.end;
    } else rest.push(lines[at] ?? '');
  }
  return { text: rest.join('\n'), files };
}

/** `end`: the index of the line that says `end`. */
function fileAt(
  lines: readonly string[],
  at: number,
): { readonly file: UuencodedFile; readonly end: number } | undefined {
  const name = beginning.exec(lines[at] ?? '')?.[1];
  if (name === undefined) return undefined;
  const pieces: Uint8Array[] = [];
  for (let index = at + 1; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').replace(/\r$/, '');
    if (line === 'end') return { file: { name, bytes: joined(pieces) }, end: index };
    const piece = decodeLine(line);
    if (!piece) return undefined;
    pieces.push(piece);
  }
  return undefined;
}

/** A character for the length, then four for three bytes each; blanks at the end may be lost. */
function decodeLine(line: string): Uint8Array | undefined {
  const value = (at: number): number => ((line.charCodeAt(at) || 32) - 32) & 63;
  if (line.trim() === '') return new Uint8Array();
  const length = value(0);
  const characters = Math.ceil(length / 3) * 4;
  const checksum = 1;
  if (!/^[ -`]*$/.test(line) || line.length - 1 > characters + checksum) return undefined;
  const bytes = new Uint8Array(characters * 0.75);
  for (let group = 0; group * 4 < characters; group += 1) {
    const [a, b, c, d] = [1, 2, 3, 4].map((place) => value(group * 4 + place)) as [
      number,
      number,
      number,
      number,
    ];
    bytes.set([(a << 2) | (b >> 4), (b << 4) | (c >> 2), (c << 6) | d], group * 3);
  }
  return bytes.subarray(0, length);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
