/** An element with attributes and children; texts become text nodes, so nothing is markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The element of the page with this id; throws where the page has none. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found as E;
}

/** A size as people read it: "10.5 MB". */
export function readableSize(bytes: number): string {
  const kilobyte = 1024;
  if (bytes < kilobyte) return `${bytes} bytes`;
  const kilobytes = bytes / kilobyte;
  if (kilobytes < kilobyte) return `${Math.round(kilobytes)} KB`;
  return `${(kilobytes / kilobyte).toFixed(1)} MB`;
}
