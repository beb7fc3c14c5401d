import { figuresOf, figuresText, rankOf, shortcomings } from './metrics.ts';

describe('The figures of the benchmark', () => {
  it('rank a record by where it stands, 0 where it is missing', () => {
    expect(rankOf('4x2', ['4x1', '4x2'])).toBe(2);
    expect(rankOf('4x3', ['4x1', '4x2'])).toBe(0);
  });

  it('rank showing nothing first where nothing fits', () => {
    expect(rankOf(null, [])).toBe(1);
    expect(rankOf(null, ['4x1'])).toBe(0);
  });

  it('are shares of all mails, and the mean of reciprocal ranks', () => {
    const figures = figuresOf([1, 1, 2, 4, 0].map((rank) => ({ rank })));
    expect(figures.hit1).toBeCloseTo(0.4);
    expect(figures.hit3).toBeCloseTo(0.6);
    expect(figures.mrr).toBeCloseTo((1 + 1 + 1 / 2 + 1 / 4) / 5);
    expect(figuresText(figures)).toBe('hit@1 0.40 hit@3 0.60 MRR 0.55');
  });

  it('fall short below the goal or too near to the baseline', () => {
    const baseline = { hit1: 0.5, hit3: 0.5, mrr: 0.5 };
    expect(shortcomings({ hit1: 0.85, hit3: 0.97, mrr: 0.9 }, baseline)).toEqual([]);
    expect(shortcomings({ hit1: 0.84, hit3: 0.96, mrr: 0.9 }, baseline)).toHaveSize(2);
    expect(shortcomings({ hit1: 0.9, hit3: 1, mrr: 1 }, { ...baseline, hit1: 0.71 })).toHaveSize(1);
  });
});
