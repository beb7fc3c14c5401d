/** Elements that begin a line of their own. */
const BLOCKS = 'address,article,blockquote,br,dd,div,dl,dt,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,section,table,tr,ul';

/**
 * The text of a mail's body, line by line. The body is parsed into a document of its own, in which
 * nothing is loaded or run.
 */
export function bodyText(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const unseen of body.querySelectorAll('style,script,title,template')) unseen.remove();
  for (const cell of body.querySelectorAll('td,th')) cell.append(' ');
  for (const element of body.querySelectorAll('pre')) {
    element.innerText = element.textContent;
  }
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest('pre')) {
      node.textContent = (node.textContent ?? '').replace(/[ \t\r\n]+/g, ' ');
    }
  }
  for (const element of body.querySelectorAll(BLOCKS)) {
    element.before('\n');
    element.append('\n');
  }
  return body.textContent
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
