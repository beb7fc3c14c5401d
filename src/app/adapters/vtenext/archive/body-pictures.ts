import type { InlineImage } from '../../../domain/archive';
import { type PastedPicture, pictureBlob, placeOf } from '../../../domain/pasted-pictures';
import type { Pause } from '../../../platform/pause';
import { changeList, changeUrls } from './body-addresses';

/** A picture that the body may show, where `placeOf` it stands in it. */
interface Candidate {
  readonly id: string;
  /** What a `cid:` reference is left as where the picture does not fit. */
  readonly reference: string;
  /** Characters of its `data:` URI. */
  readonly length: number;
  readonly image?: InlineImage;
  readonly pasted?: PastedPicture;
}

/** What became of the pictures of a body. */
export interface ShownPictures {
  /** Attachments that the body now carries itself. */
  readonly embedded: readonly string[];
  /** Pasted pictures, by id, that had to leave the body. */
  readonly left: readonly string[];
  /** By place, what stands there in the end. */
  readonly uris: ReadonlyMap<string, string>;
}

/** Bytes that are kept free for the note in the place of each pasted picture. */
const NOTE_ROOM = 150;

/** Attributes that show a picture, as an address of its own. */
const SHOWING = ['src', 'background', 'poster', 'href', 'xlink:href'];

/**
 * Puts the place of an image wherever the page refers to one by `cid:` (RFC 2392): in an attribute,
 * in a list of sizes or in a style. Whether it refers to one that is not given.
 */
export async function placeImages(
  page: Document,
  images: readonly InlineImage[],
  pause: Pause,
): Promise<{ readonly placed: readonly Candidate[]; readonly lacksImages: boolean }> {
  const find = finder(images);
  const placed = new Map<string, Candidate>();
  let lacksImages = false;
  const place = (address: string): string => {
    if (!/^cid:/i.test(address)) return address;
    const index = find(decode(address.slice('cid:'.length)).toLowerCase());
    const image = images[index];
    if (!image) {
      lacksImages = true;
      return address;
    }
    const id = `image-${String(index)}`;
    const length = Math.ceil(image.blob.size / 3) * 4 + `data:${imageType(image)};base64,`.length;
    if (!placed.has(id)) placed.set(id, { id, reference: address, length, image });
    return placeOf({ id });
  };
  for (const element of page.body.querySelectorAll('*')) {
    if (pause.isDue()) await pause.take();
    for (const { name, value } of [...element.attributes]) {
      if (!/cid:/i.test(value) || (name === 'href' && element.localName !== 'image')) continue;
      if (name === 'style') element.setAttribute(name, changeUrls(value, place));
      else if (name === 'srcset') element.setAttribute(name, changeList(value, place));
      else if (SHOWING.includes(name)) element.setAttribute(name, place(value.trim()));
    }
  }
  return { placed: [...placed.values()], lacksImages };
}

/**
 * Chooses the pictures that the page shows, the smallest first while they fit into `room` bytes,
 * and puts a note where one that was pasted had to leave. Of a page that is cut those leave, too,
 * which stood in what is left out.
 */
export async function choosePictures(
  page: Document,
  placed: readonly Candidate[],
  pasted: readonly PastedPicture[],
  { room, isCut }: { readonly room: number; readonly isCut: boolean },
  pause: Pause,
): Promise<ShownPictures> {
  const counts = placesIn(page.body.innerHTML);
  const candidates: readonly Candidate[] = [
    ...placed,
    ...pasted.map((one) => ({ id: one.id, reference: '', length: one.uri.length, pasted: one })),
  ].filter(({ id }) => counts.has(id));
  const uris = new Map<string, string>();
  const embedded: string[] = [];
  const left: string[] = [];
  let free = room - NOTE_ROOM * pasted.length;
  for (const candidate of candidates.toSorted((one, other) => one.length - other.length)) {
    if (pause.isDue()) await pause.take();
    const { id, length, image, pasted: picture, reference } = candidate;
    const bytes = length * (counts.get(id) ?? 1);
    if (bytes <= free) {
      free -= bytes;
      uris.set(id, image ? await dataUri(image) : (picture?.uri ?? ''));
      if (image?.attachmentId !== undefined) embedded.push(image.attachmentId);
    } else if (picture) {
      takeOut(page, picture);
      if (pictureBlob(picture)) left.push(id);
    } else {
      uris.set(id, reference);
    }
  }
  const gone = isCut ? pasted.filter((one) => !counts.has(one.id) && pictureBlob(one)) : [];
  return { embedded, left: [...left, ...gone.map(({ id }) => id)], uris };
}

const PLACE = /data:,((?:image|picture)-\d{1,6})\./g;

/** HTML with the pictures in their places. */
export function withPictures(html: string, uris: ReadonlyMap<string, string>): string {
  return html.replace(PLACE, (place, id: string) => uris.get(id) ?? place);
}

/** How often each place stands in the HTML. */
function placesIn(html: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, id = ''] of html.matchAll(PLACE)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** A note stands where the picture was; where it was but a background, nothing does. */
function takeOut(page: Document, picture: PastedPicture): void {
  const place = placeOf(picture);
  for (const element of page.body.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (!value.includes(place)) continue;
      if (name === 'src' && element.localName === 'img') {
        const note = page.createElement('span');
        note.textContent = $localize`:@@body.picture:[Picture saved as ${picture.name}:name:]`;
        element.replaceWith(note);
      } else if (name === 'style') {
        element.setAttribute(
          name,
          changeUrls(value, (uri) => (uri === place ? undefined : uri)),
        );
      } else if (name === 'srcset') {
        element.setAttribute(
          name,
          changeList(value, (uri) => (uri === place ? undefined : uri)),
        );
      } else {
        element.removeAttribute(name);
      }
    }
  }
}

/**
 * Finds an image by content id where it is known, else by the name
 * that mail programs put before its `@`.
 */
function finder(images: readonly InlineImage[]): (cid: string) => number {
  const byId = new Map<string, number>();
  const byName = new Map<string, number>();
  const note = (map: Map<string, number>, key: string, index: number): void => {
    if (!map.has(key)) map.set(key, index);
  };
  images.forEach(({ contentId, name }, index) => {
    const file = name.toLowerCase();
    if (contentId === undefined) note(byName, file, index);
    else note(byId, contentId.toLowerCase(), index);
  });
  images.forEach(({ contentId, name }, index) => {
    const stem = name.toLowerCase().split('.')[0] ?? '';
    if (contentId === undefined && stem !== '') note(byName, stem, index);
  });
  return (cid) => byId.get(cid) ?? byName.get(cid) ?? byName.get(cid.split('@')[0] ?? '') ?? -1;
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
  const bytes = new Uint8Array(await image.blob.arrayBuffer());
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return `data:${imageType(image)};base64,${btoa(binary)}`;
}
