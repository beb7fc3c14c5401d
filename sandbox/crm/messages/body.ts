import sanitizeHtml from 'sanitize-html';

const opening = '\n<!-- begin sanitized html -->\n';
const closing = '\n<!-- end sanitized html -->\n';
const blankPicture = 'modules/Messages/src/img/blank.png';

/** A `data:` URI this long, in characters, makes the CRM store no body at all (REST API 7.4). */
const longestDataUri = 1024 * 1024;

/** Gone with all they hold. */
const removedWithContent = [
  'script',
  'style',
  'title',
  'iframe',
  'object',
  'embed',
  'applet',
  'xml',
  'noscript',
];
/** Gone, but what they hold stays. */
const unwrapped = ['html', 'head', 'meta', 'link', 'base', 'o:p'];

/** Attributes without a value that are not booleans: those become `name="yes"`. */
const mayBeEmpty = ['alt', 'title', 'href', 'src', 'value', 'style'];

/** An option of the sanitiser that its types do not name. */
type EmptyAttributes = { readonly allowedEmptyAttributes: readonly string[] };

/** What a style must not say; the CRM makes nonsense of it. */
const forbiddenStyles = /position\s*:|expression|binding|behaviou?r/gi;

/** Parts that a caller sent along for `cid:` images: content id to part number. */
export type InlineParts = ReadonlyMap<string, string>;

/**
 * A mail's HTML as the CRM cleans it before it stores it (REST API 7.4). Entities stay as they were
 * written but for one level of `&amp;`; an empty body stays empty.
 */
export function cleanBody(html: string, record: number, parts: InlineParts = new Map()): string {
  if (html === '') return '';
  if (holdsHugeDataUri(html)) return '';
  const tags = new Set(
    [...html.matchAll(/<\s*([a-z][^\s/>]*)/gi)].map((match) => (match[1] ?? '').toLowerCase()),
  );
  const allowed = [...tags, 'div', 'p'].filter(
    (tag) => !removedWithContent.includes(tag) && !unwrapped.includes(tag),
  );
  const options: sanitizeHtml.IOptions & EmptyAttributes = {
    allowedTags: allowed,
    allowedAttributes: false,
    allowVulnerableTags: true,
    nonTextTags: removedWithContent,
    allowedSchemes: ['http', 'https', 'ftp', 'mailto', 'tel', 'data', 'file', 'callto', 'sip'],
    allowProtocolRelative: true,
    parseStyleAttributes: false,
    allowedEmptyAttributes: mayBeEmpty,
    nonBooleanAttributes: [],
    selfClosing: [
      'img',
      'br',
      'hr',
      'area',
      'input',
      'col',
      'wbr',
      'circle',
      'ellipse',
      'line',
      'path',
      'polygon',
      'polyline',
      'rect',
      'stop',
      'use',
    ],
    parser: { decodeEntities: false },
    transformTags: {
      body: () => ({ tagName: 'div', attribs: {} }),
      pre: (_tag, attributes) => ({
        tagName: 'p',
        attribs: { ...cleanAttributes('p', attributes, record, parts), class: 'MessagePre' },
      }),
      '*': (tagName, attributes) => ({
        tagName,
        // `pre` and `body` come by here a second time, under their new names.
        attribs: cleanAttributes(tagName, attributes, record, parts),
      }),
    },
  };
  const cleaned = sanitizeHtml(html, options).replaceAll('&amp;', '&');
  return `${opening}${bareRemotePictures(cleaned)}${closing}`;
}

/** Looks for the quotes itself: a pattern over megabytes of base64 would exhaust the stack. */
function holdsHugeDataUri(html: string): boolean {
  for (let at = html.indexOf('data:'); at >= 0; at = html.indexOf('data:', at + 5)) {
    const quote = html.charAt(at - 1);
    const end = html.indexOf(quote === '"' || quote === "'" ? quote : '>', at);
    if ((end < 0 ? html.length : end) - at >= longestDataUri) return true;
  }
  return false;
}

type Attributes = Record<string, string>;

function cleanAttributes(
  tag: string,
  attributes: Attributes,
  record: number,
  parts: InlineParts,
): Attributes {
  const kept = Object.entries(attributes).flatMap(([name, value]) => {
    if (name.startsWith('on') || (name === 'class' && value !== 'MessagePre')) return [];
    return [[name, cleanValue(tag, name, value, record, parts)] as const];
  });
  const ending = tag === 'a' ? { target: '_blank', title: '' } : {};
  return { ...Object.fromEntries(kept), ...ending };
}

function cleanValue(
  tag: string,
  name: string,
  value: string,
  record: number,
  parts: InlineParts,
): string {
  if (name === 'style') return value.replace(forbiddenStyles, 'idiocy');
  if (name === 'src' && tag === 'img' && /^cid:/i.test(value)) {
    const part = parts.get(value.slice(4));
    return part === undefined
      ? blankPicture
      : 'index.php?module=Messages&action=MessagesAjax&file=Download' +
          `&record=${record}&contentid=${part}&mode=inline`;
  }
  const isPlayable = name === 'src' && ['video', 'audio', 'source', 'track'].includes(tag);
  if (isPlayable || /^\s*(javascript|vbscript|cid):/i.test(value)) return blankPicture;
  return value === '' && !mayBeEmpty.includes(name) ? 'yes' : value;
}

/** The CRM writes the address of a remote picture without quotes. */
function bareRemotePictures(html: string): string {
  return html.replace(/(<img\b[^>]*?\ssrc=)"(https?:[^"]*)"/gi, '$1$2');
}
