import { LONGEST_TEXT } from './longest-text';

/**
 * Characters above U+FFFF as numeric entities: the CRM's database would turn them into `????`,
 * while its pages show the entity as the character (REST API 7.4).
 */
export function withEntities(text: string): string {
  return text.replace(/[\u{10000}-\u{10ffff}]/gu, (character) => {
    return `&#${String(character.codePointAt(0))};`;
  });
}

const markup: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;' };

/**
 * A subject as the CRM takes it: its lists show the subject as HTML (REST API 7.1), so what looks
 * like an entity in it must not become one.
 */
export function subjectText(subject: string): string {
  let text = '';
  // Each character takes one at least: what is behind so many has no room.
  for (const part of subjectParts(subject.slice(0, 2 * LONGEST_TEXT))) {
    if (text.length + part.length > LONGEST_TEXT) break;
    text += part;
  }
  return text;
}

/** Whether the CRM has room for all of a subject. */
export function isWholeSubject(subject: string): boolean {
  return subject.length <= LONGEST_TEXT && subjectParts(subject).join('').length <= LONGEST_TEXT;
}

/** The characters of a subject, each as the CRM takes it. */
function subjectParts(subject: string): readonly string[] {
  return [...subject.matchAll(/(&)(?=#?\w+;)|[^]/gu)].map(([character, ampersand]) =>
    ampersand ? '&amp;' : (markup[character] ?? withEntities(character)),
  );
}

/** As much of a text as a field keeps, its entities whole. */
export function shortText(text: string): string {
  return text.length <= LONGEST_TEXT
    ? text
    : text
        .slice(0, LONGEST_TEXT)
        .replace(/&#?\w{0,8}$|[\ud800-\udbff]$/, '')
        .trimEnd();
}

/**
 * Without characters above U+FFFF, which make a stored file impossible to download (REST API 8.3),
 * and without halves of them, which nothing writes the same way twice.
 */
export function withoutAstral(name: string): string {
  return name.replace(/[\u{10000}-\u{10ffff}\p{Cs}]/gu, '').trim();
}

/** Bytes as UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
