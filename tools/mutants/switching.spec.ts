import { withSwitches } from './switching.ts';

describe('withSwitches', () => {
  const place = (find: string, becomes: string) => ({ id: 'm', find, becomes });
  const switched = (text: string, find: string, becomes = 'x'): string =>
    withSwitches(text, [place(find, becomes)])
      .split('\n')
      .slice(2)
      .join('\n');

  it('puts an expression and its mutant behind one condition', () => {
    expect(switched('const a = b < c && d;', 'b < c', 'b <= c')).toBe(
      "const a = (mutantInUse === 'm' ? (b <= c) : (b < c)) && d;",
    );
  });

  it('leaves a statement out', () => {
    expect(switched('f(); g();', 'g();', '')).toBe(
      "f(); if (mutantInUse === 'm') {  } else { g(); }",
    );
  });

  it('puts several mutants into one file', () => {
    const text = withSwitches('a + b', [place('b', '1'), { id: 'n', find: 'a', becomes: '2' }]);
    expect(text).toContain("(mutantInUse === 'n' ? (2) : (a)) + (mutantInUse === 'm' ? (1) : (b))");
  });

  it('refuses what is not there, there twice, or no whole', () => {
    expect(() => switched('a + b', 'c')).toThrowError('m: not in the file: c');
    expect(() => switched('a + a', 'a')).toThrowError('m: more than once in the file: a');
    expect(() => switched('a + b < c', 'b < c')).toThrowError(/^m: neither an expression/);
  });

  it('refuses mutants that overlap', () => {
    const places = [place('a + b', '1'), place('b', '2')];
    expect(() => withSwitches('a + b', places)).toThrowError('Two mutants overlap at: a + b');
  });
});
