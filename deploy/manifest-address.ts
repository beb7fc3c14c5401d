import { XMLSerializer, DOMParser, onErrorStopParsing } from '@xmldom/xmldom';

/** The address that stands in `manifest.xml` for the one where the pane is hosted. */
export const placeholder = 'https://addin.example.com/outlook';

/** An address that the pane cannot be hosted at; its message is a sentence for people. */
export class BadAddress extends Error {}

/**
 * The folder's address without `index.html` and slashes at its end.
 * Throws `BadAddress` unless it is an absolute https URL without user, query and fragment: Outlook
 * loads add-ins over https alone.
 */
export function hostedAt(typed: string): string {
  const text = typed.trim();
  if (/\s/.test(text)) throw new BadAddress(`The address must not contain blanks: ${text}`);
  if (!URL.canParse(text)) throw new BadAddress(`This is no web address: ${text}`);
  const url = new URL(text);
  if (url.protocol !== 'https:') {
    throw new BadAddress(
      `The address must begin with https://, for Outlook loads no other: ${text}`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new BadAddress('The address must not contain a user name or password.');
  }
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text)) {
    throw new BadAddress(`The address must end with the folder, without ? and #: ${text}`);
  }
  const folder = url.pathname.replace(/\/index\.html$/, '').replace(/\/+$/, '');
  return `${url.origin}${folder}`;
}

/**
 * The manifest for a pane that is hosted at `address`, made from the text of `manifest.xml`.
 * Throws `BadAddress`, or an `Error` where `template` is not XML or lacks the placeholder.
 */
export function manifestFor(template: string, address: string): string {
  const base = hostedAt(address);
  const manifest = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
    template,
    'text/xml',
  );
  let replaced = 0;
  for (const element of manifest.getElementsByTagName('*')) {
    const value = element.getAttribute('DefaultValue');
    if (!value?.startsWith(`${placeholder}/`)) continue;
    element.setAttribute('DefaultValue', base + value.slice(placeholder.length));
    replaced += 1;
  }
  if (replaced === 0) throw new Error(`The manifest does not name ${placeholder}.`);
  return `${new XMLSerializer().serializeToString(manifest)}\n`;
}
