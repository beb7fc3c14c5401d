import { createPause } from '../../platform/pause';
import { ProblemError } from '../../domain/problem';
import { malformedAnswer } from './office-call';

/** Characters decoded at a time. */
const sliceLength = 4 * 65_536;

/**
 * Decodes in slices, each of which goes to the browser at once: a mail's 25 MB would otherwise be
 * held in the pane several times over, and hold the pane. Fails with `host` and 9002 where it is no
 * base64.
 */
export async function base64Parts(content: string): Promise<readonly Blob[]> {
  const pause = createPause();
  const parts: Blob[] = [];
  // Outlook's own task, in which a text of megabytes was made, ends first.
  if (content.length > sliceLength) await pause.take();
  let rest = '';
  for (let at = 0; at < content.length; at += sliceLength) {
    const text = rest + withoutBreaks(content.slice(at, at + sliceLength));
    const whole = text.length - (text.length % 4);
    rest = text.slice(whole);
    parts.push(new Blob([decode(text.slice(0, whole))]));
    if (pause.isDue()) await pause.take();
  }
  if (rest !== '') parts.push(new Blob([decode(rest)]));
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
