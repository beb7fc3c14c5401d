import { ProblemError } from '../../domain/problem';
import { malformedAnswer } from './office-call';

/** Characters decoded at a time: a multiple of four, so that each slice is base64 of its own. */
const sliceLength = 4 * 65_536;

/**
 * Decodes in slices: a mail's 25 MB as one binary string would be held three times over. Fails with
 * `host` and 9002 where it is no base64.
 */
export function base64Parts(content: string): Uint8Array<ArrayBuffer>[] {
  const text = /\s/.test(content) ? content.replace(/\s+/g, '') : content;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < text.length; at += sliceLength) {
    parts.push(binaryBytes(decode(text.slice(at, at + sliceLength))));
  }
  return parts;
}

function decode(base64: string): string {
  try {
    return atob(base64);
  } catch {
    throw new ProblemError({ kind: 'host', code: malformedAnswer });
  }
}

function binaryBytes(binary: string): Uint8Array<ArrayBuffer> {
  const decoded = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) decoded[at] = binary.charCodeAt(at);
  return decoded;
}
