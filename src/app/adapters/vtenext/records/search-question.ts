import type { ModuleDescription, RecordAnswer } from '../../../../contract/rest';
import type { CrmModule } from '../../../domain/crm';
import { closeness, haveEveryWord } from '../../../domain/search-words';
import { type Condition, type Vtql, writeVtql } from '../rest/vtql';
import { labelFields, numberFields, searchedFields, selectedFields } from './record-row';

/** How many records a module gives at a time. */
export const PAGE = 10;
/** A query of words × fields multiplies out; the CRM takes it well up to here (REST API 14.11). */
const MOST_TERMS = 200;
/** Rows asked for at a time where not all of them are an answer. */
const SIEVED = 100;
/** The last of the questions that pages come from; see `placeOf`. */
export const LAST_QUESTION = 3;

/** What one module is asked, and which of its rows are an answer. */
export class Question {
  private readonly fields: readonly string[];
  private readonly names: readonly string[];
  private readonly numbers: readonly string[];
  /** Words that are in the queries, and those that are not. */
  private readonly asked: readonly string[];
  private readonly left: readonly string[];

  constructor(
    private readonly module: CrmModule,
    private readonly description: ModuleDescription,
    words: readonly string[],
  ) {
    this.fields = searchedFields(description);
    this.names = labelFields(description);
    this.numbers = numberFields(description);
    const { asked, left } = askedWords(words, this.fields.length);
    this.asked = asked;
    this.left = left;
  }

  /**
   * The question in this place of the order, from the CRM's row `offset` on, and how many rows it
   * gives at most. Sorted by name, and by what no two records share: so pages neither overlap nor
   * leave gaps.
   */
  query(place: number, offset: number): { readonly text: Vtql; readonly size: number } | undefined {
    const { description, names, numbers } = this;
    const created = description.fields.some(({ name }) => name === 'createdtime');
    const isWhole = place === LAST_QUESTION && offset === 0 && this.left.length === 0;
    const size = isWhole ? PAGE + 1 : SIEVED;
    const text = writeVtql({
      select: selectedFields(description),
      from: this.module.name,
      where: this.where(place),
      orderBy: [...names, ...(numbers.length > 0 ? numbers : created ? ['createdtime'] : [])],
      limit: size,
      offset,
    });
    return text && { text, size };
  }

  isAnsweredBy(row: RecordAnswer): boolean {
    return haveEveryWord(textsOf(row, this.fields), this.left);
  }

  /** Whose question a row answers to; 0 where it bears one of the words as its number. */
  placeOf(row: RecordAnswer): number {
    return closeness(textsOf(row, this.names), textsOf(row, this.numbers), this.asked);
  }

  private where(place: number): readonly (readonly Condition[])[] {
    const { asked, names, numbers } = this;
    if (place > 1) return multipliedOut(asked, place === LAST_QUESTION ? this.fields : names);
    return asked.flatMap((word) => {
      const others = asked.filter((one) => one !== word);
      const withOthers = (condition: Condition, fields: readonly string[]) =>
        multipliedOut(others, fields).map((all) => [condition, ...all]);
      return [
        ...numbers.flatMap((field) => withOthers({ field, is: word }, this.fields)),
        ...names.flatMap((field) => withOthers({ field, beginsWith: word }, names)),
      ];
    });
  }
}

const textsOf = (row: RecordAnswer, fields: readonly string[]): readonly string[] =>
  fields.map((field) => row[field] ?? '');

/**
 * The words that a query may ask for, the longest first: where words joined by AND over fields
 * joined by OR are too much once they are multiplied out, only the longest, and the others are
 * left.
 */
export function askedWords(
  words: readonly string[],
  fields: number,
): { readonly asked: readonly string[]; readonly left: readonly string[] } {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  let kept = longestFirst.length;
  while (kept > 1 && kept * fields ** kept > MOST_TERMS) kept -= 1;
  return { asked: longestFirst.slice(0, kept), left: longestFirst.slice(kept) };
}

/**
 * Words joined by AND over fields joined by OR, multiplied out, for the grammar has no parentheses.
 * Where one word is too much, it is asked for in the first fields.
 */
export function multipliedOut(
  words: readonly string[],
  fields: readonly string[],
): readonly (readonly Condition[])[] {
  const asked = fields.slice(0, MOST_TERMS);
  return words.reduce<Condition[][]>(
    (alternatives, word) =>
      alternatives.flatMap((all) => asked.map((field) => [...all, { field, contains: word }])),
    [[]],
  );
}
