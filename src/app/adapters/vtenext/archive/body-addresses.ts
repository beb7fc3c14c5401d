import type { Pause } from '../../../platform/pause';

/** Attributes that hold one address. */
const ADDRESSES = new Set([
  'action',
  'background',
  'cite',
  'data',
  'dynsrc',
  'formaction',
  'href',
  'longdesc',
  'lowsrc',
  'poster',
  'src',
  'usemap',
  'xlink:href',
]);
/** Attributes that hold several, each with a size (HTML, 4.8.4.2). */
const LISTS = new Set(['srcset', 'imagesrcset']);
const URLS_OF_STYLE = /url\(([^()"']*|\s*"[^"]*"\s*|\s*'[^']*'\s*)\)/gi;

/** Where Outlook on the web fetches pictures from, with a token of the mailbox in the address. */
const OUTLOOK = /(^|\.)(office|office365|outlook|live)\.(com|net)$/i;
const OUTLOOK_PATH = /\/owa\/|service\.svc|attachment/i;
/** Parameters that let their bearer in. */
const SECRET = /token|canary|jwt|^auth|access_?key|^sig$|signature$/i;

/**
 * Makes the addresses of a body hold outside of Outlook: those of a `base` are whole, a picture is
 * found by what Outlook on the web keeps of its true address, no token of a mailbox is left in one,
 * and what Outlook notes for itself is gone.
 */
export async function settleAddresses(page: Document, pause: Pause): Promise<void> {
  const base = baseOf(page);
  for (const element of page.querySelectorAll('base')) element.remove();
  for (const element of page.querySelectorAll('*')) {
    if (pause.isDue()) await pause.take();
    if (element.attributes.length > 0) settleElement(element, base);
  }
}

/**
 * The addresses of pictures in a style, each as `change` gives it; nothing: `none` in its place.
 */
export function changeUrls(style: string, change: (address: string) => string | undefined): string {
  return style.replace(URLS_OF_STYLE, (whole, written: string) => {
    const before = written
      .trim()
      .replace(/^["']|["']$/g, '')
      .trim();
    const after = change(before);
    if (after === undefined) return 'none';
    return after === before ? whole : `url('${after.replace(/['\\]/g, encodeURIComponent)}')`;
  });
}

/** The addresses of a list, each as `change` gives it; nothing: it is left out. */
export function changeList(list: string, change: (address: string) => string | undefined): string {
  return entriesOf(list)
    .flatMap(([address, ...size]) => {
      const after = change(address);
      return after === undefined ? [] : [[after, ...size].join(' ')];
    })
    .join(', ');
}

/**
 * Addresses, each with its sizes. An address ends at a blank, or with a comma: it may hold commas.
 */
function entriesOf(list: string): readonly (readonly [address: string, ...sizes: string[]])[] {
  const entries: [string, ...string[]][] = [];
  let entry: [string, ...string[]] | undefined;
  // The size of one may be followed by the next without a blank.
  const words = list.trim().split(/\s+|(?<=\s[\d.]{1,12}[wxh],)/);
  for (const word of words) {
    if (!entry) {
      const address = word.replace(/^,+/, '');
      if (address === '') continue;
      const isAlone = address.endsWith(',');
      entry = [isAlone ? address.slice(0, -1) : address];
      entries.push(entry);
      if (isAlone) entry = undefined;
    } else {
      const size = word.replace(/,.*$/, '');
      if (size !== '') entry.push(size);
      if (size !== word) entry = undefined;
    }
  }
  return entries;
}

/** The first `base` counts, if it leads into the web. */
function baseOf(page: Document): URL | undefined {
  const href = page.querySelector('base[href]')?.getAttribute('href')?.trim() ?? '';
  const base = URL.canParse(href) ? new URL(href) : undefined;
  return base && /^https?:$/.test(base.protocol) ? base : undefined;
}

function settleElement(element: Element, base: URL | undefined): void {
  restoreOriginal(element);
  for (const { name, value } of [...element.attributes]) {
    if (/^(data-|original)/i.test(name) || name === 'shash') {
      element.removeAttribute(name);
      continue;
    }
    const isLink = name === 'href' && element.namespaceURI?.endsWith('xhtml') === true;
    const settle = (address: string): string | undefined => settled(address, base, isLink);
    const after =
      name === 'style'
        ? /url\(/i.test(value)
          ? changeUrls(value, settle)
          : value
        : LISTS.has(name)
          ? changeList(value, settle)
          : ADDRESSES.has(name)
            ? settle(value.trim())
            : /^\s*(https?:)?\/\//i.test(value)
              ? settled(value.trim(), undefined, false)
              : value;
    if (after === undefined || (after === '' && LISTS.has(name))) element.removeAttribute(name);
    else if (after !== value) element.setAttribute(name, after);
  }
}

/** Outlook on the web shows pictures from an address of its own, links by way of a guard. */
function restoreOriginal(element: Element): void {
  const original = element.getAttribute('originalsrc')?.trim() ?? '';
  const name = element.localName === 'a' || element.localName === 'area' ? 'href' : 'src';
  const isGuarded = /^https:\/\/[^/]*safelinks\.protection\.outlook\.com\//i;
  if (name === 'src' ? /^(cid|https?):/i.test(original) : /^https?:/i.test(original)) {
    const shown = element.getAttribute(name) ?? '';
    if (name === 'src' || isGuarded.test(shown)) element.setAttribute(name, original);
  }
}

/**
 * An address as it holds outside of Outlook; nothing where it leads nowhere there. Without a base
 * what is not whole would lead into the CRM itself.
 */
function settled(address: string, base: URL | undefined, isLink: boolean): string | undefined {
  // As browsers read it: blanks and line ends within a scheme do not count.
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(address.replace(/[\t\n\r]/g, ''))?.[1]?.toLowerCase();
  if (address === '' || address.startsWith('#')) return address;
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return address;
  const start = scheme === undefined ? base?.href : undefined;
  if (scheme === undefined && start === undefined && !address.startsWith('//')) return undefined;
  if (!URL.canParse(address, start ?? 'https://base.invalid')) return address;
  const url = new URL(address, start ?? 'https://base.invalid');
  const whole = scheme === undefined ? url.href : address;
  return withoutSecrets(whole, url, isLink);
}

function withoutSecrets(address: string, url: URL, isLink: boolean): string | undefined {
  const isOutlooks = OUTLOOK.test(url.hostname) && OUTLOOK_PATH.test(url.href);
  const names = [...new URLSearchParams(`${url.search.slice(1)}&${url.hash.slice(1)}`).keys()];
  if (!names.some((name) => SECRET.test(name)) || (isLink && !isOutlooks)) return address;
  // Without its token a picture of the mailbox is none.
  if (isOutlooks && !isLink) return undefined;
  for (const name of [...url.searchParams.keys()]) {
    if (SECRET.test(name)) url.searchParams.delete(name);
  }
  url.hash = '';
  url.username = url.password = '';
  return url.href;
}
