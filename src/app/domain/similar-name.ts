/** Words that tell a company's legal form or a person's title, and so say nothing of who it is. */
const EMPTY_WORDS = new Set(
  (
    'spa srl srls snc sas gmbh ag kg ohg ug mbh co ltd llc inc corp plc limited company sa sarl bv nv ' +
    'mr mrs ms dr dott dottssa ing herr frau prof sig the'
  ).split(' '),
);

/** The words that a name is known by: without case, accents, dots and empty words. */
export function nameWords(name: string): ReadonlySet<string> {
  const folded = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[.'’]/gu, '');
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return new Set(telling.length > 0 ? telling : words);
}

/**
 * Whether two names may be of one and the same: all words of the shorter are in the longer,
 * whatever their order, or they share most words.
 */
export function areSimilarNames(one: string, other: string): boolean {
  const [a, b] = [nameWords(one), nameWords(other)];
  const smaller = Math.min(a.size, b.size);
  if (smaller === 0) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared === smaller || shared / (a.size + b.size - shared) >= 0.5;
}
