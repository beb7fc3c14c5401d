/** How many elements may be open at a time: a browser nests 512, and no mail half as many. */
const MOST_OPEN = 350;
/**
 * Elements that hold nothing, or that another of their kind closes
 * (HTML, 13.1.2): they nest nothing.
 */
const CLOSED = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot ' +
    'colgroup caption option optgroup html head body'
  ).split(' '),
);

/**
 * As much of a page as does not nest deeper than any mail: parsing takes a browser time in
 * proportion to the square of what is open.
 */
export function shallow(html: string): string {
  let [open, pictures] = [0, 0];
  for (const { 1: closing, 2: name = '', 3: end, index } of html.matchAll(
    /<(\/?)([a-z][^\s<>/]{0,40})(?:[^<>]{0,400}(\/)>)?/gi,
  )) {
    const tag = name.toLowerCase();
    if (CLOSED.has(tag) || (end !== undefined && pictures > 0)) continue;
    if (tag === 'svg') pictures = Math.max(0, pictures + (closing ? -1 : 1));
    open = Math.max(0, open + (closing ? -1 : 1));
    if (open > MOST_OPEN) return html.slice(0, index);
  }
  return html;
}
