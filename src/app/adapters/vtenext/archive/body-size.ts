import type { Pause } from '../../../platform/pause';
import { byteLength, withEntities } from './text';

/**
 * HTML as it is sent. The CRM decodes one level of `&amp;` before it stores a body, and its page
 * decodes references without a semicolon, too, some hundred names (REST API 7.4 and 14.17): each
 * `&` of the mail has two levels.
 */
export function sentHtml(html: string): string {
  return withEntities(html.replaceAll('&amp;', '&amp;amp;'));
}

/** Bytes of a page's body as it is sent. */
export function sentBytes({ body }: Document): number {
  return byteLength(sentHtml(body.innerHTML));
}

/** Takes at least `bytes` off the end of what `body` holds, or all of it. */
export async function takeOff(body: Element, bytes: number, pause: Pause): Promise<void> {
  const sizes = await sizesIn(body, pause);
  let parent: Node = body;
  let left = bytes;
  for (let child = parent.lastChild; child && left > 0; child = parent.lastChild) {
    if (pause.isDue()) await pause.take();
    const size = sizes.get(child) ?? 0;
    if (size <= left || !(child.hasChildNodes() || child.nodeType === Node.TEXT_NODE)) {
      parent.removeChild(child);
      left -= size;
    } else if (child.nodeType === Node.TEXT_NODE) {
      shorten(child, size - left);
      return;
    } else {
      parent = child;
    }
  }
}

/** Bytes of each node as it is sent, or a few more. Each is looked at once. */
async function sizesIn(body: Element, pause: Pause): Promise<ReadonlyMap<Node, number>> {
  const sizes = new Map<Node, number>();
  const nodes: Node[] = [];
  const walker = document.createTreeWalker(body);
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
    if (pause.isDue()) await pause.take();
  }
  // From the end, what an element holds comes before it.
  for (const node of nodes.reverse()) {
    if (pause.isDue()) await pause.take();
    const size = (sizes.get(node) ?? 0) + ownBytes(node);
    sizes.set(node, size);
    const { parentNode } = node;
    if (parentNode) sizes.set(parentNode, (sizes.get(parentNode) ?? 0) + size);
  }
  return sizes;
}

/** Bytes of a node without what it holds. */
function ownBytes(node: Node): number {
  if (node.nodeType === Node.TEXT_NODE) return textBytes(node.nodeValue ?? '');
  if (!(node.nodeType === Node.ELEMENT_NODE))
    return byteLength(node.nodeValue ?? '') + '<!---->'.length;
  const { tagName, attributes } = node as Element;
  let bytes = 2 * byteLength(tagName) + '<></>'.length;
  for (const { name, value } of attributes)
    bytes += byteLength(name) + ' =""'.length + textBytes(value);
  return bytes;
}

/** Bytes of a text or a value as it is sent, at most. */
function textBytes(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) bytes += bytesAt(text, at);
  return bytes;
}

const AMPERSAND = 0x26;
const QUOTE = 0x22;
const LESS = 0x3c;
const GREATER = 0x3e;
const BLANK = 0xa0;

/**
 * Bytes that the character at this place is sent as: halves of one above U+FFFF share its entity.
 */
function bytesAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === AMPERSAND) return '&amp;amp;'.length;
  if (code === QUOTE || code === BLANK) return '&quot;'.length;
  if (code === LESS || code === GREATER) return '&lt;'.length;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code >= 0xd800 && code < 0xe000 ? '&#1114111;'.length / 2 : 3;
}

/** Leaves as much of the text's start as takes no more than `bytes`. */
function shorten(text: Node, bytes: number): void {
  const whole = text.nodeValue ?? '';
  let [fitting, left] = [0, bytes];
  while (fitting < whole.length && left >= bytesAt(whole, fitting)) {
    left -= bytesAt(whole, fitting);
    fitting += 1;
  }
  // Not between the two halves of a character above U+FFFF.
  text.nodeValue = whole.slice(0, fitting).replace(/[\ud800-\udbff]$/, '');
}
