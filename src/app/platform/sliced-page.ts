import { inertMarkup } from './inert-page';
import type { Pause } from './pause';
import { shallow } from '../domain/shallow';

/** Characters that are parsed at a time. */
const SLICE = 4_096;

/**
 * The HTML of a mail as an inert document (see `inertPage`), parsed slice by slice, only as far as
 * it is `shallow`, and until it has `mostElements`: a few tags that are never closed make millions.
 * Whether it is the whole of it.
 */
export async function slicedPage(
  html: string,
  mostElements: number,
  pause: Pause,
): Promise<{ readonly page: Document; readonly isWhole: boolean }> {
  const page = document.implementation.createHTMLDocument('');
  const elements = page.getElementsByTagName('*');
  page.open();
  const text = shallow(html);
  let at = 0;
  while (at < text.length && elements.length <= mostElements) {
    // Not between the two halves of a character above U+FFFF.
    const isHalf = /[\ud800-\udbff]/.test(text.charAt(at + SLICE - 1));
    const end = at + SLICE - (isHalf ? 1 : 0);
    page.write(inertMarkup(text.slice(at, end)));
    at = end;
    if (pause.isDue()) await pause.take();
  }
  page.close();
  return { page, isWhole: at >= html.length };
}
