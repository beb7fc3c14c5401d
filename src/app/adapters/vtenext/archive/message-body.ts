import type { CloudLink, FittedBody, InlineImage } from '../../../domain/archive';
import { liftPictures } from '../../../domain/pasted-pictures';
import { type Pause, createPause } from '../../../platform/pause';
import { slicedPage } from '../../../platform/sliced-page';
import { settleAddresses } from './body-addresses';
import { choosePictures, placeImages, withPictures } from './body-pictures';
import { sentBytes, sentHtml, takeOff } from './body-size';
import { inlineStyles } from './inline-styles';
import { byteLength } from './text';

/** Bytes above which a body stalls the whole CRM (REST API 7.4). */
export const MOST_BYTES = 500_000;
/** Characters of a body, its pictures apart, beyond which it is not even read. */
const MOST_CHARACTERS = 3 * MOST_BYTES;
/** Elements that a body of so many characters has at most, if it is an honest one. */
const MOST_ELEMENTS = 150_000;

const CUT_NOTE = $localize`:@@body.cut:[The mail is longer than the CRM keeps: its end is left out here.]`;
const LINKS_TITLE = $localize`:@@body.links:Files kept in the cloud:`;
/** An empty body would make the CRM show a useless button (REST API 7.4). */
const EMPTY = '<p>&nbsp;</p>';

/**
 * A body that the CRM keeps: styles inlined, addresses that hold outside of Outlook, and pictures
 * as `data:` URIs. Where that is too much, the largest pictures leave first, then the styles, and
 * only then text is cut at the end, with a visible note. Parsing is inert: no script of the mail
 * runs and no image is fetched. Works in slices of time, so that the pane answers meanwhile.
 */
export async function fitBody(
  html: string,
  images: readonly InlineImage[],
  links: readonly CloudLink[] = [],
  mostBytes = MOST_BYTES,
): Promise<FittedBody> {
  const pause = createPause();
  const { html: text, pictures } = liftPictures(html);
  const { page, isShortened, losesStyles } = await styledPage(text, mostBytes, pause);
  await settleAddresses(page, pause);
  const { placed, lacksImages } = await placeImages(page, images, pause);
  const list = linkList(page, links, mostBytes / 2);
  const cut = await cutToSize(page, mostBytes, isShortened, list, pause);
  const space = { room: mostBytes - sentBytes(page), isCut: cut };
  const { embedded, left, uris } = await choosePictures(page, placed, pictures, space, pause);
  const isEmpty = page.body.textContent.trim() === '' && !page.body.querySelector('img,svg,hr');
  return {
    html: isEmpty ? EMPTY : withPictures(sentHtml(page.body.innerHTML), uris),
    embedded,
    cut,
    lacksImages,
    ...(left.length > 0 && { left }),
    ...(losesStyles && { losesStyles }),
  };
}

interface StyledPage {
  readonly page: Document;
  readonly isShortened: boolean;
  readonly losesStyles: boolean;
}

/** The page with its styles inlined, as far as they fit beside its text. */
async function styledPage(html: string, mostBytes: number, pause: Pause): Promise<StyledPage> {
  // Half a tag at the end would be text, which a browser moves out of a table to before it.
  const beginning = html.slice(0, MOST_CHARACTERS).replace(/<\/?$/, '');
  const { page, isWhole } = await slicedPage(beginning, MOST_ELEMENTS, pause);
  const sheets = [...page.querySelectorAll('style')];
  // Outlook writes its sheets between the marks of a comment.
  const css = sheets.map((sheet) => sheet.textContent.replace(/<!--|-->/g, '')).join('\n');
  for (const sheet of sheets) sheet.remove();
  await removeComments(page, pause);
  const excess = sentBytes(page) - mostBytes;
  if (excess > 0) await takeOff(page.body, excess, pause);
  const isShortened = excess > 0 || !isWhole || html.length > MOST_CHARACTERS;
  if (css.trim() === '') return { page, isShortened, losesStyles: false };
  const isStyled = await inlineStyles(page, css, mostBytes - sentBytes(page), pause);
  return { page, isShortened, losesStyles: !isStyled };
}

/** Nobody sees them, the CRM drops them, and Word writes more of them than text. */
async function removeComments(page: Document, pause: Pause): Promise<void> {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const comments: ChildNode[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode as ChildNode);
  for (const comment of comments) {
    comment.remove();
    if (pause.isDue()) await pause.take();
  }
}

/**
 * The cloud attachments as they stand at the end of the body, as many as fit; nothing where there
 * are none. Each is filed as a document besides.
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
    room -= byteLength(sentHtml(item.outerHTML));
    if (room < 0) {
      item.remove();
      break;
    }
  }
  return list;
}

/**
 * Takes text and elements from the end until the page fits, and puts note and links there; whether
 * any was taken, now or before.
 */
async function cutToSize(
  page: Document,
  mostBytes: number,
  isShortened: boolean,
  links: HTMLElement | undefined,
  pause: Pause,
): Promise<boolean> {
  const room = mostBytes - byteLength(sentHtml(links?.outerHTML ?? ''));
  const note = page.createElement('p');
  note.textContent = CUT_NOTE;
  const isCut = isShortened || sentBytes(page) > room;
  if (isCut) {
    const roomForText = room - byteLength(note.outerHTML);
    const excess = (): number => sentBytes(page) - roomForText;
    for (let bytes = excess(); bytes > 0 && page.body.lastChild; bytes = excess()) {
      await takeOff(page.body, bytes, pause);
    }
    page.body.append(note);
  }
  if (links) page.body.append(links);
  return isCut;
}
