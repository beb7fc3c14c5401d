import { ProblemError } from '../../domain/problem';
import { malformedAnswer } from './office-call';

/** Characters decoded at a time: a multiple of four, so that each slice is base64 of its own. */
const sliceLength = 4 * 65_536;

/**
 * Decodes in slices, each of which goes to the browser at once: a mail's 25 MB would otherwise be
 * held in the pane several times over. Fails with `host` and 9002 where it is no base64.
 */
export function base64Parts(content: string): readonly Blob[] {
  const text = withoutBreaks(content);
  const parts: Blob[] = [];
  for (let at = 0; at < text.length; at += sliceLength) {
    parts.push(new Blob([decode(text.slice(at, at + sliceLength))]));
  }
  return parts;
}

/** The first bytes, at least as many as tell one format from another. Fails as `base64Parts`. */
export function base64Start(content: string): Uint8Array {
  return decode(withoutBreaks(content.slice(0, 1_024)).slice(0, 512));
}

function withoutBreaks(content: string): string {
  return /\s/.test(content) ? content.replace(/\s+/g, '') : content;
}

/** Newer browsers decode into bytes at once; the others by way of a text of the same length. */
const { fromBase64 } = Uint8Array as {
  fromBase64?: (base64: string) => Uint8Array<ArrayBuffer>;
};

function decode(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64 ? fromBase64.call(Uint8Array, base64) : binaryBytes(atob(base64));
  } catch {
    throw new ProblemError({ kind: 'host', code: malformedAnswer });
  }
}

function binaryBytes(binary: string): Uint8Array<ArrayBuffer> {
  const decoded = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) decoded[at] = binary.charCodeAt(at);
  return decoded;
}
