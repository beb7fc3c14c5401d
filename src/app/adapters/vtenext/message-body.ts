import type { CloudLink, FittedBody, InlineImage } from '../../domain/archive';
import { inertPage } from '../../domain/inert-page';
import { partOfPane } from '../../domain/problem';
import { byteLength, withEntities } from './text';

/** Bytes above which a body stalls the whole CRM (API.md 7.4). */
export const MOST_BYTES = 500_000;

const CUT_NOTE = $localize`:@@body.cut:[The mail is longer than the CRM keeps: its end is left out here.]`;
const LINKS_TITLE = $localize`:@@body.links:Files kept in the cloud:`;
/** An empty body would make the CRM show a useless button (API.md 7.4). */
const EMPTY = '<p>&nbsp;</p>';

/**
 * A body that the CRM keeps: styles inlined, `cid:` images as `data:` URIs, the smallest first while
 * they fit, and text cut at the end with a visible note where even it is too long. Parsing is inert:
 * no script of the mail runs and no image is fetched.
 */
export async function fitBody(
  html: string,
  images: readonly InlineImage[],
  links: readonly CloudLink[] = [],
  mostBytes = MOST_BYTES,
): Promise<FittedBody> {
  const { page, isShortened } = await styledPage(html, mostBytes);
  const cut = cutToSize(page, mostBytes, isShortened, linkList(page, links, mostBytes / 2));
  const embedded: string[] = [];
  let room = mostBytes - pageBytes(page);
  for (const image of images.toSorted((one, other) => one.blob.size - other.blob.size)) {
    const shown = referrers(page).filter((element) =>
      isShownBy(element.getAttribute('src') ?? '', image),
    );
    if (shown.length === 0) continue;
    const uri = await dataUri(image);
    if (uri.length * shown.length > room) continue;
    for (const element of shown) element.setAttribute('src', uri);
    room -= uri.length * shown.length;
    if (image.attachmentId !== undefined) embedded.push(image.attachmentId);
  }
  const isEmpty = page.body.textContent.trim() === '' && !page.body.querySelector('img,svg,hr');
  return {
    html: isEmpty ? EMPTY : sentText(page),
    embedded,
    cut,
    lacksImages: referrers(page).some(
      (element) => !images.some((image) => isShownBy(element.getAttribute('src') ?? '', image)),
    ),
  };
}

/** Loads the inliner of style sheets, 165 KB. Fails with `paneIncomplete`. */
export function loadInliner() {
  return partOfPane(import('./inline-styles'));
}

/**
 * The page with its styles inlined. One that is far too long is shortened before, for inlining takes
 * its time.
 */
async function styledPage(
  html: string,
  mostBytes: number,
): Promise<{ page: Document; isShortened: boolean }> {
  const page = inertPage(html);
  const sheets = [...page.querySelectorAll('style')];
  // Outlook writes its sheets between the marks of a comment, which inliners do not know.
  const styles = sheets.map((sheet) => sheet.textContent.replace(/<!--|-->/g, '')).join('\n');
  for (const sheet of sheets) sheet.remove();
  const excess = pageBytes(page) - mostBytes;
  if (excess > 0) takeOff(page.body, excess);
  if (styles.trim() === '') return { page, isShortened: excess > 0 };
  const { inlineStyles } = await loadInliner();
  return {
    page: inertPage(inlineStyles(`<style>${styles}</style>${page.body.outerHTML}`)),
    isShortened: excess > 0,
  };
}

/** The images that stand for a part of the mail. */
const referrers = (page: Document): readonly HTMLImageElement[] => [
  ...page.querySelectorAll<HTMLImageElement>('img[src^="cid:" i]'),
];

/**
 * The page as it is sent. The CRM decodes one level of `&amp;` (API.md 7.4): where that would make
 * another character of what the mail shows, there is one level more.
 */
function sentText(page: Document): string {
  return withEntities(page.body.innerHTML).replace(/&amp;(?=#?\w+;)/g, '&amp;amp;');
}

const pageBytes = (page: Document): number => byteLength(sentText(page));

/**
 * The cloud attachments as they stand at the end of the body, as many as fit; nothing where there are
 * none. Each is filed as a document besides.
 */
function linkList(
  page: Document,
  links: readonly CloudLink[],
  mostBytes: number,
): HTMLElement | undefined {
  if (links.length === 0) return undefined;
  const list = page.createElement('div');
  list.append(page.createElement('hr'), LINKS_TITLE, page.createElement('ul'));
  let room = mostBytes;
  for (const { name, url } of links) {
    const anchor = page.createElement('a');
    anchor.href = url;
    anchor.textContent = name;
    const item = page.createElement('li');
    item.append(anchor);
    list.lastElementChild?.append(item);
    room -= byteLength(withEntities(item.outerHTML));
    if (room < 0) {
      item.remove();
      break;
    }
  }
  return list;
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

/** Types of images by the ending of their names: some mails call every part a stream of bytes. */
const imageTypes: ReadonlyMap<string, string> = new Map([
  ['bmp', 'image/bmp'],
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['svg', 'image/svg+xml'],
  ['webp', 'image/webp'],
]);

function imageType({ contentType, name }: InlineImage): string {
  if (/^image\/[\w.+-]+$/i.test(contentType)) return contentType;
  return imageTypes.get(name.split('.').at(-1)?.toLowerCase() ?? '') ?? 'image/png';
}

async function dataUri(image: InlineImage): Promise<string> {
  const { blob } = image;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return `data:${imageType(image)};base64,${btoa(binary)}`;
}

/**
 * Takes text and elements from the end until the page fits, and puts note and links there; whether
 * any was taken, now or before.
 */
function cutToSize(
  page: Document,
  mostBytes: number,
  isShortened: boolean,
  links: HTMLElement | undefined,
): boolean {
  const room = mostBytes - byteLength(withEntities(links?.outerHTML ?? ''));
  const note = page.createElement('p');
  note.textContent = CUT_NOTE;
  const isCut = isShortened || pageBytes(page) > room;
  if (isCut) {
    const roomForText = room - byteLength(note.outerHTML);
    const excess = (): number => pageBytes(page) - roomForText;
    for (let bytes = excess(); bytes > 0 && page.body.lastChild; bytes = excess()) {
      takeOff(page.body, bytes);
    }
    page.body.append(note);
  }
  if (links) page.body.append(links);
  return isCut;
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
