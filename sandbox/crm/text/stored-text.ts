/** What the database does to any text: characters above U+FFFF are lost (REST API 7.4). */
export function storable(text: string): string {
  return text.replace(/[\u{10000}-\u{10FFFF}]/gu, '????');
}

/** The first `length` characters; the rest is cut silently. */
export function cut(text: string, length: number | undefined): string {
  return length === undefined ? text : text.slice(0, length);
}

/** `<` and `>` of a plain field as the CRM stores them (REST API 4, last point). */
export function escapeTags(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  euro: '€',
};

/** HTML entities, decoded once: numeric ones and those that mail clients write by name. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (entity, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? parseInt(String(hex), 16) : undefined;
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    return named[String(name)] ?? entity;
  });
}
