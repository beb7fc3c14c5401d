import { classesBelow, classesIn, sourcesBelow } from './house.ts';

/** More would be several roles. */
const MOST_METHODS = 10;

describe('The house', () => {
  it('has ports of one role each', () => {
    const ports = classesBelow('src/app/ports').filter(({ isAbstract }) => isAbstract);
    const most = Math.max(...ports.map(({ methods }) => methods));
    console.log(`ports ${String(ports.length)}, the largest of ${String(most)} methods`);
    expect(ports.length).toBeGreaterThan(10);
    expect(ports.filter(({ methods }) => methods > MOST_METHODS)).toEqual([]);
  });

  it('has no class that only forwards', () => {
    const all = classesBelow('src/app').filter(
      ({ path }) => !/\/(testing|system-tests)\//.test(path),
    );
    const passing = all.filter(
      ({ methods, forwarding }) => methods > 1 && forwarding > methods / 2,
    );
    console.log(`classes ${String(all.length)}, ${String(passing.length)} that only forward`);
    expect(passing).toEqual([]);
  });

  it('is read by this test as it is written', () => {
    const [one] = classesIn(
      'x.ts',
      `export class X extends Y {
        private readonly a = inject(A);
        find(b: string) { return this.a.find(b); }
        told(b: string) { return load().pipe(switchMap((a) => a.told(b))); }
        emitted(b: string): void { this.subject.next(b); }
        turned(b: string, c: string) { return this.a.turned(c, b); }
        own() { return 1; }
        private hidden() { return this.a.hidden(); }
      }`,
    );
    expect(one).toEqual({
      name: 'X',
      path: 'x.ts',
      isAbstract: false,
      methods: 5,
      forwarding: 2,
    });
    expect(sourcesBelow('src/app/ports').length).toBeGreaterThan(5);
  });
});
