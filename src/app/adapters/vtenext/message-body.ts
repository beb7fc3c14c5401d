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

/** Takes text and elements from the end until the page fits; whether any was taken. */
function cutToSize(page: Document, size: () => number, mostBytes: number): boolean {
  if (size() <= mostBytes) return false;
  const note = page.createElement('p');
  note.textContent = CUT_NOTE;
  const room = mostBytes - byteLength(note.outerHTML);
  for (let excess = size() - room; excess > 0; excess = size() - room) takeOff(page.body, excess);
  page.body.append(note);
  return true;
}

/** Takes at least `bytes` off the end of what `parent` holds, or all of it. */
function takeOff(parent: Node, bytes: number): void {
  let left = bytes;
  for (let child = parent.lastChild; child && left > 0; child = parent.lastChild) {
    const size = writtenBytes(child);
    if (size <= left || !(child.hasChildNodes() || child.nodeType === Node.TEXT_NODE)) {
      child.remove();
      left -= size;
    } else {
      if (child.nodeType === Node.TEXT_NODE) shorten(child, size - left);
      else takeOff(child, left);
      return;
    }
  }
}

/** Leaves as much of the text's start as takes no more than `bytes`. */
function shorten(text: Node, bytes: number): void {
  const whole = text.nodeValue ?? '';
  let [fitting, tooLong] = [0, whole.length];
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2);
    text.nodeValue = whole.slice(0, middle);
    if (writtenBytes(text) <= bytes) fitting = middle;
    else tooLong = middle;
  }
  // Not between the two halves of a character above U+FFFF.
  text.nodeValue = whole.slice(0, fitting).replace(/[\ud800-\udbff]$/, '');
}

/** Bytes of a node as it is sent. */
function writtenBytes(node: Node): number {
  const around = node.ownerDocument?.createElement('div');
  around?.append(node.cloneNode(true));
  return byteLength(withEntities(around?.innerHTML ?? ''));
}
