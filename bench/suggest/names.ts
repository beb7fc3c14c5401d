import { Faker, base, de, en, fr, it } from '@faker-js/faker';
import type { Deck, Dice } from './dice.ts';
import { companyWords, legalForms, tradeWords } from './words.ts';

/** Somebody with an address. */
export interface Person {
  readonly given: string;
  readonly family: string;
  readonly address: string;
}

/** A company's name and the domain of its addresses. */
export interface Firm {
  readonly name: string;
  readonly domain: string;
}

/**
 * Names and addresses that nobody else in the benchmark has. People's names are Faker's, in the
 * languages that the mails are written in; the words of subjects and companies are ours
 * (`words.ts`), for Faker makes up sentences that say nothing.
 */
export class Names {
  private readonly nations: readonly Faker[];
  private readonly firms: Deck<readonly [word: string, trade: string]>;

  constructor(private readonly dice: Dice) {
    const randomizer = { next: () => dice.fraction(), seed: () => undefined };
    this.nations = [it, de, fr, en].map(
      (nation) => new Faker({ locale: [nation, base], randomizer }),
    );
    this.firms = dice.deck(pairs(companyWords, tradeWords));
  }

  person(domain: string): Person {
    const { given, family } = this.somebody();
    const [first, last] = [ascii(given), ascii(family)];
    const local = this.dice.pick([
      `${first}.${last}`,
      `${first}.${last}`,
      `${first.charAt(0)}.${last}`,
      `${last}.${first}`,
      `${first}_${last}`,
    ]);
    return { given, family, address: this.free(`${local}@${domain}`) };
  }

  firm(): Firm {
    const [word, trade] = this.firms.draw();
    const domain = this.dice.pick([
      `${ascii(word)}-${ascii(trade)}.example`,
      `${ascii(word)}${ascii(trade)}.example`,
    ]);
    return { name: `${word} ${trade} ${this.dice.pick(legalForms)}`, domain };
  }

  /** Another company, whose domain ends or begins as that of `firm`. */
  lookAlike({ name, domain }: Firm): Firm {
    const bare = domain.replace(/\.example$/, '');
    const [first = ''] = name.split(' ');
    return this.dice.pick([
      { name: `Not ${name}`, domain: `not${domain}` },
      { name: `My${name}`, domain: `my${domain}` },
      { name: `${first} Group Holding`, domain: `${bare}-group.example` },
      { name: `The ${name}`, domain: `the-${domain}` },
    ]);
  }

  private somebody(): Pick<Person, 'given' | 'family'> {
    const { person } = this.dice.pick(this.nations);
    const one = { given: person.firstName(), family: person.lastName() };
    const name = fullName(one);
    if (this.taken.has(name)) return this.somebody();
    this.taken.add(name);
    return one;
  }

  private readonly taken = new Set<string>();

  private free(address: string, attempt = 1): string {
    const candidate = attempt === 1 ? address : address.replace('@', `${String(attempt)}@`);
    if (this.taken.has(candidate)) return this.free(address, attempt + 1);
    this.taken.add(candidate);
    return candidate;
  }
}

export function fullName({ given, family }: Pick<Person, 'given' | 'family'>): string {
  return `${given} ${family}`;
}

/** The letters of a name as addresses have them: `D'Amico` and `Weiß` are `damico` and `weiss`. */
export function ascii(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}

function pairs<A, B>(ones: readonly A[], others: readonly B[]): (readonly [A, B])[] {
  return ones.flatMap((one) => others.map((other) => [one, other] as const));
}
