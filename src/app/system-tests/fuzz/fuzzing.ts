import * as fc from 'fast-check';
import { type Observable, lastValueFrom, toArray } from 'rxjs';
import { ProblemError } from '../../domain/problem';
import { cases as casesOf, patience } from '../../testing/random';

/** How many cases were tried in this run, and how many ended neither in a result nor a problem. */
export const tally = { cases: 0, uncaught: 0 };

/** As the browser gave it, for specs speed the clock up. */
const realSetTimeout = window.setTimeout.bind(window);
const realClearTimeout = window.clearTimeout.bind(window);

/** After so many real milliseconds a case counts as endless: waiting itself takes none. */
const BOUND = 3_000;

/**
 * One property over so many cases. What fails is shrunk and thrown with its seed, and counted once.
 * Waiting costs nothing: the clock goes on as soon as nothing else is to be done.
 */
export function fuzz<T>(
  title: string,
  usualCases: number,
  input: fc.Arbitrary<T>,
  act: (value: T) => unknown,
): void {
  const cases = casesOf(usualCases);
  it(
    title,
    async () => {
      let tried = 0;
      const property = fc.asyncProperty(input, async (value) => {
        tried += 1;
        await act(value);
      });
      try {
        await fc.assert(property, { numRuns: cases, endOnFailure: false });
      } catch (error) {
        tally.uncaught += 1;
        throw error;
      } finally {
        tally.cases += tried;
      }
      expect(tried).toBeGreaterThanOrEqual(cases);
    },
    patience(120_000),
  );
}

/**
 * Ends with what the call gave, or nothing where it ended in a problem. Throws for any other end.
 */
export async function settled<T>(
  call: Observable<T>,
  bound = BOUND,
): Promise<readonly T[] | undefined> {
  return ended(() => lastValueFrom(call.pipe(toArray())), bound);
}

/** As `settled`, for what is no observable. */
export async function ended<T>(act: () => T | Promise<T>, bound = BOUND): Promise<T | undefined> {
  let alarm = 0;
  const endless = new Promise<never>((_, reject) => {
    alarm = realSetTimeout(() => {
      reject(new Error('It never ended.'));
    }, bound);
  });
  try {
    return await Promise.race([(async () => act())(), endless]);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  } finally {
    realClearTimeout(alarm);
  }
}

/** Names that every object answers to, and text that means something to a page or a database. */
const NASTY: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  '',
  ' ',
  '\0',
  '\ud800',
  '\udc00\ud800',
  '😀'.repeat(20),
  '\u202egpj.exe',
  '\u200b',
  '\ufeff',
  'a\r\nBcc: b@c.d',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '&lt;b&gt;',
  '&#60;',
  "' OR 1=1 --",
  'javascript:alert(1)',
  'data:text/html,x',
  '../../etc/passwd',
  'CON',
  'a'.repeat(3_000),
  '%00',
  '%zz',
  '4x',
  'x',
  '4x50x7',
  '-1x-1',
  '99999999999999999999x1',
  '0',
  'NaN',
  '1e309',
  'null',
  '2026-13-45 99:99:99',
  '0000-00-00',
  'Invalid Date',
  '=?utf-8?q?=zz?=',
  '=?x?b?????=',
  '[]',
  '{}',
];

/** Any text: nasty ones, any code unit, and both mixed. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 6 })), { maxLength: 5 })
    .map((parts) => parts.join('')),
);

/** A list of lists, so deep that a function that calls itself may run out of room. */
export function nested(depth: number): unknown {
  return JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;
}

/** Anything that JSON can say, with own keys such as `__proto__` among it. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: anyText },
  {
    weight: 6,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e308,
      -0,
      [],
      {},
      [null],
      [[]],
      [''],
      { '': '' },
      JSON.parse('{"__proto__":{"isEntity":true,"label":"x","singular":"y"},"constructor":"z"}'),
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(anyText, anyText, { maxKeys: 4 }) },
);

/** `value` with some of its parts replaced by anything, or taken away. */
export function mutated<T>(value: T): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  const change = fc.record({
    place: fc.nat({ max: places.length - 1 }),
    how: fc.constantFrom('replace', 'replace', 'replace', 'rename', 'remove', 'repeat'),
    by: anyValue,
    name: anyText,
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy = { root: structuredClone(value) as unknown };
    for (const { place, how, by, name } of changes) {
      change1(copy, ['root', ...(places[place] ?? [])], how, structuredClone(by), name);
    }
    return copy.root;
  });
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...at, key]))];
}

function change1(root: object, place: Place, how: string, by: unknown, name: string): void {
  let parent: unknown = root;
  for (const key of place.slice(0, -1)) parent = (parent as Record<string, unknown> | null)?.[key];
  const last = String(place.at(-1));
  if (typeof parent !== 'object' || parent === null) return;
  const holder = parent as Record<string, unknown>;
  const set = (key: string, part: unknown): void => {
    Object.defineProperty(holder, key, {
      value: part,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  };
  if (how === 'replace' || parent === root) set(last, by);
  else if (how === 'remove') Reflect.deleteProperty(holder, last);
  else if (how === 'repeat') {
    const part = holder[last];
    set(last, Array.isArray(part) ? Array.from({ length: 40 }, () => part).flat() : [part, part]);
  } else if (!Array.isArray(holder)) set(name, holder[last]);
}
