import { add, readTotal, verdict } from './totals.ts';

const line = /^Unit tests: (\d+) passed, (\d+) failed$/m;

describe('totals', () => {
  it('reads the closing line', () => {
    expect(readTotal('noise\nUnit tests: 3 passed, 1 failed\n', line, 1)).toEqual({
      passed: 3,
      failed: 1,
    });
  });

  it('counts a part that printed no total as failed', () => {
    expect(readTotal('crashed', line, 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a bad end as failed when no failure was named', () => {
    expect(readTotal('Unit tests: 3 passed, 0 failed', line, 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('adds up', () => {
    expect(add([verdict(0), verdict(2), { passed: 4, failed: 0 }])).toEqual({
      passed: 5,
      failed: 1,
    });
  });
});
