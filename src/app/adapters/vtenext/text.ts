/**
 * Characters above U+FFFF as numeric entities: the CRM's database would turn them into `????`, while
 * its pages show the entity as the character (API.md 7.4).
 */
export function withEntities(text: string): string {
  return text.replace(/[\u{10000}-\u{10ffff}]/gu, (character) => {
    return `&#${String(character.codePointAt(0))};`;
  });
}

/** A subject as the CRM takes it: its lists show the subject as HTML (API.md 7.1). */
export function subjectText(subject: string): string {
  return withEntities(subject.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
}

/** Without characters above U+FFFF, which make a stored file impossible to download (API.md 8.3). */
export function withoutAstral(name: string): string {
  return name.replace(/[\u{10000}-\u{10ffff}]/gu, '').trim();
}

/** Bytes as UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
