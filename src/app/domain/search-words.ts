import { fold } from './fold';

/** The words of what was typed, each once, in small letters. */
export function searchWords(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().split(/\s+/))].filter((word) => word !== '');
}

/** Whether each word occurs in any of the texts, as the CRM compares. */
export function haveEveryWord(texts: readonly string[], words: readonly string[]): boolean {
  const folded = texts.map(fold);
  return words.map(fold).every((word) => folded.some((text) => text.includes(word)));
}

/**
 * How well a record answers to the words: 0 its number is one of them, 1 its name has them all and
 * begins with one, 2 its name has them all, 3 they stand elsewhere.
 * `names`: the fields of its name.
 */
export function closeness(
  names: readonly string[],
  numbers: readonly string[],
  words: readonly string[],
): 0 | 1 | 2 | 3 {
  const sought = words.map(fold);
  if (numbers.some((number) => sought.includes(fold(number.trim())))) return 0;
  if (!haveEveryWord(names, words)) return 3;
  return names.some((name) => sought.some((word) => fold(name).startsWith(word))) ? 1 : 2;
}

/** A piece of a text, and whether a word that was searched for stands there. */
export interface TextPart {
  readonly text: string;
  readonly matches: boolean;
}

/**
 * The text in pieces that together are the text again: what any of the words matches, and the rest.
 */
export function emphasised(text: string, words: readonly string[]): readonly TextPart[] {
  if (text === '' || words.length === 0) return [{ text, matches: false }];
  const letters = [...text];
  // Folding makes no, one or several letters of one: each knows which it came from.
  const folded = letters.map(fold);
  const origin = folded.flatMap((each, index) => Array<number>(each.length).fill(index));
  const line = folded.join('');
  const matched = new Set<number>();
  for (const word of words.map(fold).filter((each) => each !== '')) {
    for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
      for (const index of origin.slice(at, at + word.length)) matched.add(index);
    }
  }
  const parts: { text: string; matches: boolean }[] = [];
  letters.forEach((letter, index) => {
    const last = parts.at(-1);
    // An accent of its own goes with the letter before it.
    const matches = folded[index] === '' && last ? last.matches : matched.has(index);
    if (last?.matches === matches) last.text += letter;
    else parts.push({ text: letter, matches });
  });
  return parts;
}
