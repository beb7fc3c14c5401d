/**
 * Characters above U+FFFF as numeric entities: the CRM's database would turn them into `????`, while
 * its pages show the entity as the character (API.md 7.4).
 */
export function withEntities(text: string): string {
  return text.replace(/[\u{10000}-\u{10ffff}]/gu, (character) => {
    return `&#${String(character.codePointAt(0))};`;
  });
}

/** The longest subject in characters; the CRM cuts silently, and in the middle of an entity. */
const LONGEST_SUBJECT = 255;

const markup: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;' };

/**
 * A subject as the CRM takes it: its lists show the subject as HTML (API.md 7.1), so what looks like
 * an entity in it must not become one.
 */
export function subjectText(subject: string): string {
  let text = '';
  for (const [character, ampersand] of subject.matchAll(/(&)(?=#?\w+;)|[^]/gu)) {
    const next = ampersand ? '&amp;' : (markup[character] ?? withEntities(character));
    if (text.length + next.length > LONGEST_SUBJECT) break;
    text += next;
  }
  return text;
}

/** Without characters above U+FFFF, which make a stored file impossible to download (API.md 8.3). */
export function withoutAstral(name: string): string {
  return name.replace(/[\u{10000}-\u{10ffff}]/gu, '').trim();
}

/** Bytes as UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
