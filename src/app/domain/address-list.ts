import { isAddress } from './addr-spec';

/** One entry of a list of addresses (RFC 5322, 3.4), as it stands there. */
export interface ListedAddress {
  /** The display name, encoded words (RFC 2047) not yet read; empty where there is none. */
  readonly name: string;
  /** The addr-spec (RFC 5322, 3.4.1) without comments and blanks; empty where there is none. */
  readonly address: string;
}

/** Characters of a list that are read; Exchange lets nobody write to more than 1,000 people. */
const LONGEST_LIST = 500_000;

/**
 * The entries of a header's list. Groups are opened: their members are
 * entries, their names are not. Only an addr-spec is an address: never a name,
 * whatever it looks like, nor what stands in a comment. An entry that cannot
 * be read has an empty address. Takes time in proportion to the text's length.
 */
export function addressList(text: string): readonly ListedAddress[] {
  return new ListReader(text.slice(0, LONGEST_LIST)).read();
}

class ListReader {
  private at = 0;
  private readonly listed: ListedAddress[] = [];
  private entry = newEntry();
  /**
   * Words before a comma that were no address: part of an unquoted name, such as `Rossi, Anna <…>`.
   */
  private before = '';
  private readonly ends: Ends;

  constructor(private readonly text: string) {
    this.ends = new Ends(text);
  }

  read(): readonly ListedAddress[] {
    while (this.at < this.text.length) this.readOne(this.text.charAt(this.at));
    this.endEntry();
    this.giveBefore();
    return this.listed;
  }

  private readOne(character: string): void {
    const begin = this.at;
    const end = this.ends.of(character, begin) ?? begin;
    const inside = this.text.slice(begin + 1, end);
    this.at = end + 1;
    if (end > begin && character === '"') {
      this.add(unescaped(inside).replace(/\s+/g, ' '), `"${inside}"`);
    } else if (end > begin && character === '(') {
      this.entry.comment = unescaped(inside).trim();
      this.add(' ');
    } else if (end > begin && character === '<') {
      this.entry.bracket ??= specIn(inside);
    } else if (character === ',' || character === ';') {
      this.endEntry();
      if (character === ';') this.giveBefore();
    } else if (character === ':') {
      // What stood before it is the name of a group.
      this.entry = newEntry();
      this.before = '';
    } else {
      this.add(/\s/.test(character) ? ' ' : character);
    }
  }

  private add(word: string, written = word): void {
    const { entry } = this;
    if (word !== ' ' || !entry.isBlank) {
      entry.words += word;
      entry.written += written;
    }
    entry.isBlank = word === ' ';
  }

  private endEntry(): void {
    const { bracket, comment, ...entry } = this.entry;
    const words = entry.words.trim();
    const written = entry.written.trim().replace(/ ?([@.]) ?/g, '$1');
    this.entry = newEntry();
    if (bracket !== undefined) {
      const name = [this.before, words].filter((part) => part !== '').join(', ');
      this.before = '';
      this.give(name || comment, bracket);
      return;
    }
    const isName = words !== '' && !words.includes('@') && this.before === '';
    if (isName) {
      this.before = words;
      return;
    }
    this.giveBefore();
    this.give(isAddress(written) ? comment : words, written);
  }

  private giveBefore(): void {
    this.give(this.before, '');
    this.before = '';
  }

  private give(name: string, address: string): void {
    if (name !== '' || address !== '') {
      this.listed.push({ name, address: isAddress(address) ? address : '' });
    }
  }
}

const newEntry = () => ({
  /** What stands outside of brackets: as a name, and as an address would be written. */
  words: '',
  written: '',
  /** Whether it ends with a blank, or is empty. */
  isBlank: true,
  comment: '',
  bracket: undefined as string | undefined,
});

/** The addr-spec between angle brackets, without comments, blanks and a route (RFC 5322, 4.4). */
function specIn(text: string): string {
  const ends = new Ends(text);
  let spec = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const end = character === '<' ? undefined : ends.of(character, at);
    if (end !== undefined) {
      if (character === '"') spec += text.slice(at, end + 1);
      at = end;
    } else if (character === ':' && spec.startsWith('@')) {
      spec = '';
    } else if (!/\s/.test(character) && (character !== '<' || spec !== '')) {
      spec += character;
    }
  }
  return spec;
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

/** Finds where what begins in a text ends; what ends nowhere is sought once only. */
class Ends {
  private readonly endless = new Set<string>();

  constructor(private readonly text: string) {}

  /**
   * The place of the end of a quoted string, a comment or a bracket; nothing where there is none.
   */
  of(opening: string, begin: number): number | undefined {
    const closing = closings[opening];
    if (closing === undefined || this.endless.has(opening)) return undefined;
    let depth = 1;
    for (let at = begin + 1; at < this.text.length; at += 1) {
      const character = this.text.charAt(at);
      if (character === closing) depth -= 1;
      else if (character === '(' && opening === '(') depth += 1;
      else if (character === '\\') at += 1;
      if (depth === 0) return at;
    }
    this.endless.add(opening);
    return undefined;
  }
}

const closings: Readonly<Record<string, string>> = { '"': '"', '(': ')', '<': '>' };
