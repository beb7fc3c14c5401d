import type { CrmRecord } from '../domain/crm';
import { aRecord } from '../testing/samples';
import { type PointedAt, steadyOrder } from './steady-order';

const list = (ids: string): readonly CrmRecord[] =>
  [...ids].map((id) => aRecord({ id, label: id.toUpperCase() }));
const ranking = (text: string) => {
  const [suggested = '', atHand = ''] = text.split('|');
  return { suggested: list(suggested), atHand: list(atHand) };
};

/** What was drawn, what is known now, where somebody points, and what is shown. */
const cases: readonly (readonly [string, string, PointedAt, string])[] = [
  ['ab|cd', 'xba|dc', undefined, 'xba|dc'],
  ['ab|cd', 'xba|dyc', 'suggested', 'abx|cdy'],
  ['ab|cd', 'xba|dyc', 'atHand', 'ab|cdy'],
  ['ab|cd', 'cab|d', 'atHand', 'ab|cd'],
  ['ab|cd', 'b|cd', 'suggested', 'b|cd'],
  ['|', 'ab|c', 'suggested', 'ab|c'],
];

describe('steadyOrder', () => {
  for (const [drawn, now, at, expected] of cases) {
    it(`shows ${expected} when ${drawn} was drawn, ${now} comes and ${at ?? 'nothing'} is pointed at`, () => {
      const { suggested, atHand } = steadyOrder(ranking(now), ranking(drawn), at);
      const ids = [suggested, atHand].map((some) => some.map(({ id }) => id).join(''));
      expect(ids.join('|')).toBe(expected);
    });
  }

  it('shows what is told of a record last, in the place it had', () => {
    const newer = {
      ...ranking('ab|'),
      suggested: [aRecord({ id: 'b' }), aRecord({ id: 'a', detail: 'X Ltd' })],
    };
    expect(
      steadyOrder(newer, ranking('ab|'), 'suggested').suggested.map(({ detail }) => detail)[0],
    ).toBe('X Ltd');
  });
});
