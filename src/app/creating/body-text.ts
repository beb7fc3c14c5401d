import { inertPage } from '../platform/inert-page';
import { shallow } from '../domain/shallow';

/** Elements that stand on lines of their own. */
const BLOCKS =
  'address,article,blockquote,dd,div,dl,dt,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,section,table,tr,ul';
/** Where a line ends, unless one has just ended. */
const END = '\ue000';

/**
 * The text of a mail's body, line by line. The body is parsed into a document of its own, in which
 * nothing is loaded or run. Paragraphs are lines: mail programs write an empty one where a blank
 * line is seen.
 */
export function bodyText(html: string): string {
  const { body } = inertPage(shallow(html.replaceAll(END, '')));
  for (const unseen of body.querySelectorAll('style,script,title,template')) unseen.remove();
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest('pre')) {
      node.textContent = (node.textContent ?? '').replace(/[ \t\r\n]+/g, ' ');
    }
  }
  for (const cell of body.querySelectorAll('td,th')) cell.append(' ');
  for (const line of body.querySelectorAll('br')) line.replaceWith('\n');
  for (const element of body.querySelectorAll(BLOCKS)) {
    element.before(END);
    element.append(END);
  }
  return body.textContent
    .replace(/[ \ue000]+/g, (blanks) => (blanks.includes(END) ? '\n' : blanks))
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
