import { createTrust } from './trusted-types';

/**
 * Trusts any HTML, for documents without a window alone (here and in `sliced-page.ts`): scripts in
 * them never run, and their images, styles and frames are not fetched.
 */
const trust = createTrust('inert-page', { createHTML: (html) => html });

/**
 * The HTML of a mail or of the CRM as a document to read. Elements of it never go into the page.
 */
export function inertPage(html: string): Document {
  return new DOMParser().parseFromString(inertMarkup(html), 'text/html');
}

/** The same HTML for what makes an inert document of it. */
export function inertMarkup(html: string): string {
  return trust?.createHTML(html) ?? html;
}
