/** A picture that stands in the text of a mail itself, as a `data:` URI (RFC 2397). */
export interface PastedPicture {
  /** What it is known by among the files of a link; the same for the same body. */
  readonly id: string;
  /** The name to save it under: `picture-1.png`, by its place in the body. */
  readonly name: string;
  readonly contentType: string;
  readonly uri: string;
}

/** A body without its pictures, each of which left a short URI in its place: see `placeOf`. */
export interface LiftedBody {
  readonly html: string;
  readonly pictures: readonly PastedPicture[];
}

/** Characters of a `data:` URI that is worth lifting: less is no weight. */
const LEAST = 300;

/** Pictures of a body, beyond which no more are told from its text. */
const MOST_PICTURES = 300;

const BEGINNING = /^data:(image\/[\w.+-]{1,40})(?:;[\w=.-]{1,40}){0,3},/i;
const LONGEST_BEGINNING = 200;
const END_OF_BASE64 = /[^\w+/=%-]/g;
const END_OF_TEXT = /[^\w%.~!*+/=:;,@$-]/g;

/**
 * Takes the pictures out of a body before anything is made of it: they may be megabytes, and most
 * of what is done with a body takes as long as the body. Works on the text, wherever a picture
 * stands: in an attribute, a style or a style sheet. Takes time in proportion to the body.
 */
export function liftPictures(html: string): LiftedBody {
  const known = new Map<string, PastedPicture>();
  const parts: string[] = [];
  let done = 0;
  for (const { index: at } of html.matchAll(/data:image\//gi)) {
    if (at < done || known.size >= MOST_PICTURES) continue;
    const [beginning, contentType] = BEGINNING.exec(html.slice(at, at + LONGEST_BEGINNING)) ?? [];
    if (beginning === undefined || contentType === undefined) continue;
    const end = endOf(html, at, at + beginning.length);
    if (end - at < LEAST) continue;
    const uri = html.slice(at, end).replace(/\s+/g, '');
    const picture = known.get(uri) ?? pictureOf(uri, contentType, known.size + 1);
    known.set(uri, picture);
    parts.push(html.slice(done, at), placeOf(picture));
    done = end;
  }
  return {
    html: done === 0 ? html : `${parts.join('')}${html.slice(done)}`,
    pictures: [...known.values()],
  };
}

/** What stands in a lifted body where the picture stood. No part of another's. */
export function placeOf({ id }: Pick<PastedPicture, 'id'>): string {
  return `data:,${id}.`;
}

/** The bytes of a picture; nothing where its URI holds none. */
export function pictureBlob({ uri, contentType }: PastedPicture): Blob | undefined {
  const comma = uri.indexOf(',');
  try {
    const text = decodeURIComponent(uri.slice(comma + 1));
    const isBase64 = /;base64$/i.test(uri.slice(0, comma));
    if (!isBase64) return new Blob([text], { type: contentType });
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return new Blob([bytes], { type: contentType });
  } catch {
    return undefined;
  }
}

/**
 * Where a URI ends that begins at `start`: at the quote that it stands in, or where no URI goes on.
 */
function endOf(html: string, start: number, content: number): number {
  const isBase64 = /;base64,$/i.test(html.slice(content - 8, content));
  const quote = html.charAt(start - 1);
  if (isBase64 && (quote === '"' || quote === "'")) {
    // Mail programs break the lines of an attribute, too.
    const end = html.indexOf(quote, content);
    if (end > 0 && !/[^\w+/=%\s-]/.test(html.slice(content, end))) return end;
  }
  const pattern = isBase64 ? END_OF_BASE64 : END_OF_TEXT;
  pattern.lastIndex = content;
  return pattern.exec(html)?.index ?? html.length;
}

function pictureOf(uri: string, contentType: string, number: number): PastedPicture {
  const id = `picture-${String(number)}`;
  const [, subtype = ''] = /^image\/(?:x-)?([\w-]+)/.exec(contentType.toLowerCase()) ?? [];
  const extension = extensions.get(subtype) ?? (subtype || 'png');
  return { id, name: `${id}.${extension}`, contentType: contentType.toLowerCase(), uri };
}

/** Endings of names that differ from the type's own word. */
const extensions = new Map([
  ['jpeg', 'jpg'],
  ['pjpeg', 'jpg'],
  ['vnd', 'ico'],
  ['icon', 'ico'],
  ['ms-bmp', 'bmp'],
]);
