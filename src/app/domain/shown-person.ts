import type { Person } from './mail';

/** Marks of direction, with which a text may look like another, and what no line shows. */
const HIDDEN = /[\p{Cc}\p{Bidi_C}\u2028\u2029\ufeff]+/gu;
/** What looks like the sign between the two parts of an address. */
const AT = /[@\uff20\ufe6b]/;
/** Characters of a name that stand before an address; a longer one would push it out of sight. */
const LONGEST_NAME = 60;

/** A name in one line, without marks of direction and control characters. */
export function withoutControls(text: string): string {
  return text.replace(HIDDEN, ' ').replace(/\s+/g, ' ').trim();
}

/**
 * What somebody is called; empty where the name is one, or holds one, that looks like an address.
 */
export function calledBy({ name }: Person): string {
  const plain = withoutControls(name);
  return AT.test(plain) ? '' : plain;
}

/**
 * Somebody in one line, by name and address. Anybody may write any name: one that looks like an
 * address is not shown beside the true one.
 */
export function shownPerson(person: Person): string {
  const address = withoutControls(person.address);
  const called = calledBy(person);
  const name = called.length > LONGEST_NAME ? `${called.slice(0, LONGEST_NAME)}…` : called;
  if (address === '') return name || (person.name && `“${withoutControls(person.name)}”`);
  return name === '' ? address : `${name} <${address}>`;
}
