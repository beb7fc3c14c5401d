import type { FittedBody, InlineImage } from '../../domain/archive';
import { byteLength, withEntities } from './text';

/** Bytes above which a body stalls the whole CRM (API.md 7.4). */
export const MOST_BYTES = 500_000;

const CUT_NOTE = $localize`:@@body.cut:[The mail is longer than the CRM keeps: its end is left out here.]`;
/** An empty body would make the CRM show a useless button (API.md 7.4). */
const EMPTY = '<p>&nbsp;</p>';

/**
 * A body that the CRM keeps: `cid:` images as `data:` URIs, the smallest first while they fit, and
 * text cut at the end with a visible note where even it is too long. Parsing is inert: no script of
 * the mail runs and no image is fetched.
 */
export async function fitBody(
  html: string,
  images: readonly InlineImage[],
  mostBytes = MOST_BYTES,
): Promise<FittedBody> {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const size = (): number => byteLength(withEntities(page.body.innerHTML));
  const cut = cutToSize(page, size, mostBytes);
  const embedded: string[] = [];
  let room = mostBytes - size();
  for (const image of images.toSorted((one, other) => one.blob.size - other.blob.size)) {
    const shown = [...page.querySelectorAll<HTMLImageElement>('img[src^="cid:" i]')].filter(
      (element) => isShownBy(element.getAttribute('src') ?? '', image),
    );
    if (shown.length === 0) continue;
    const uri = await dataUri(image);
    if (uri.length * shown.length > room) continue;
    for (const element of shown) element.setAttribute('src', uri);
    room -= uri.length * shown.length;
    embedded.push(image.attachmentId);
  }
  const styles = [...page.head.querySelectorAll('style')].map(({ outerHTML }) => outerHTML).join('');
  const content = `${styles}${page.body.innerHTML}`;
  const isEmpty = page.body.textContent.trim() === '' && !page.body.querySelector('img,svg,hr');
  return { html: isEmpty ? EMPTY : withEntities(content), embedded, cut };
}

/** By content id where it is known, else by the name that mail programs put before its `@`. */
function isShownBy(source: string, { contentId, name }: InlineImage): boolean {
  const cid = decode(source.slice('cid:'.length)).toLowerCase();
  if (contentId !== undefined) return cid === contentId.toLowerCase();
  const file = name.toLowerCase();
  return cid === file || cid.split('@')[0] === file || cid.split('@')[0] === file.split('.')[0];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function dataUri({ blob, contentType }: InlineImage): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return `data:${contentType || 'image/png'};base64,${btoa(binary)}`;
}

/** Takes nodes from the end until the page fits; whether any was taken. */
function cutToSize(page: Document, size: () => number, mostBytes: number): boolean {
  if (size() <= mostBytes) return false;
  const note = page.createElement('p');
  note.textContent = CUT_NOTE;
  const room = mostBytes - byteLength(note.outerHTML);
  let excess = size() - room;
  while (excess > 0) {
    let last: Node = page.body;
    while (last.lastChild) last = last.lastChild;
    if (last === page.body) break;
    const text = last.nodeType === Node.TEXT_NODE ? (last.nodeValue ?? '') : '';
    if (text.length > excess + 1) {
      // A character is at least one byte: at least one too few is left, never one too many.
      last.nodeValue = text.slice(0, text.length - excess - 1);
    } else {
      last.parentNode?.removeChild(last);
    }
    excess = size() - room;
  }
  page.body.append(note);
  return true;
}
