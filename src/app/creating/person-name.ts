import type { Person } from '../domain/mail';

/** A person's name in two parts; either may be empty. */
export interface NameParts {
  readonly first: string;
  readonly last: string;
}

const TITLES =
  /^((dr|prof|ing|dott|dott\.?ssa|avv|arch|geom|rag|sig|sig\.?ra|mr|mrs|ms|herr|frau|m|mme|dipl-ing)\.?\s+)+/i;
/** Words that begin a last name. */
const PARTICLES = new Set(
  'van von de di da dal della del dello degli dei de’ dos das du des la le lo ter den der zu zur bin ibn al el'.split(
    ' ',
  ),
);
/** Mailboxes that are nobody's. */
const NOBODY =
  /^(info|sales|support|office|contact|kontakt|admin|no-?reply|do-?not-?reply|service|mail|hello|team|amministrazione|vendite|ufficio|commerciale|acquisti|billing|accounts?|post|postmaster|newsletter|marketing|help(desk)?|orders?|ordini)$/i;

/** Characters of a name that somebody bears: what is longer is not looked through. */
const LONGEST_NAME = 300;

/** First and last name as the header gives them, or as the address spells them. */
export function splitName({ name, address }: Person): NameParts {
  const shown = tidy(name.slice(0, LONGEST_NAME));
  if (shown === '' || shown.includes('@')) return fromAddress(address);
  const [behind, before, ...more] = shown.split(',').map((part) => part.trim());
  if (behind && before && more.length === 0) return { first: before, last: behind };
  const words = shown.split(' ');
  const particle = words.findIndex((word, at) => at > 0 && PARTICLES.has(word.toLowerCase()));
  const at = particle > 0 ? particle : words.length - 1;
  return { first: words.slice(0, at).join(' '), last: words.slice(at).join(' ') };
}

/** What a domain suggests as its company's name: `rossi-impianti.co.uk` gives “Rossi Impianti”. */
export function companyName(domain: string): string {
  const labels = domain.split('.').slice(0, -1);
  if (labels.length > 1 && /^(co|com|org|net|gov|ac|edu|or|ne)$/.test(labels.at(-1) ?? ''))
    labels.pop();
  return capitalised((labels.at(-1) ?? '').replace(/[-_]+/g, ' '));
}

function tidy(name: string): string {
  const text = name
    .replace(/["“”]|\([^)]*\)|\[[^\]]*\]|\s+[|–-]\s.*$/g, ' ')
    .replace(/^'(.*)'$/, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(TITLES, '');
  return text === text.toUpperCase() && /\p{Lu}{2}/u.test(text)
    ? capitalised(text.toLowerCase())
    : text;
}

function fromAddress(address: string): NameParts {
  const local = address.split('@')[0]?.replace(/\+.*$/, '') ?? '';
  const words = local.split(/[._-]+/).filter((word) => /^\p{L}{2,}$/u.test(word));
  if (words.length < 2 || NOBODY.test(local) || words.some((word) => NOBODY.test(word))) {
    return { first: '', last: '' };
  }
  return {
    first: capitalised(words.slice(0, -1).join(' ')),
    last: capitalised(words.at(-1) ?? ''),
  };
}

function capitalised(text: string): string {
  return text.replace(/(^|[\s'’-])(\p{Ll})/gu, (_, before: string, letter: string) => {
    return before + letter.toUpperCase();
  });
}
