import * as fc from 'fast-check';
import { type Told, commandOf } from './engine-stories/commands';
import { MemoryStage } from './engine-stories/memory-stage';
import { World } from './engine-stories/world';
import { lessons } from './engine-stories/lessons';
import { drawAtOnce } from '../testing/harness/without-page';
import { cases, patience, seed } from '../testing/random';
import { aRecord } from '../testing/samples';

/**
 * Random stories of people, devices and mails that resemble each other, with whatever happens to
 * calls, files and a CRM, against a CRM in memory. In parts: a runner gives up a browser that is
 * silent for minutes.
 */
const PARTS = 6;
const RUNS = cases(500);

const records = ['4x50', '3x20', '5x7'].map((id) => aRecord({ id, label: id }));

/** The next of a row of numbers that follows from the one before. */
function drawFrom(seed: number): (below: number) => number {
  let last = seed;
  return (below) => {
    last = (Math.imul(last, 1_103_515_245) + 12_345) & 0x7fffffff;
    return below === 0 ? 0 : (last >> 8) % below;
  };
}

const told: fc.Arbitrary<Told> = fc.record({
  command: commandOf(records.length),
  calls: fc.option(fc.nat(25), { nil: undefined, freq: 2 }),
});

describe('the link engine', () => {
  drawAtOnce();
  let runs = 0;
  afterAll(() => {
    console.log(`random stories ${String(runs)}, no message doubled, none lost`);
    expect(runs).toBeGreaterThanOrEqual(PARTS * RUNS);
  });

  for (let part = 1; part <= PARTS; part += 1) {
    it(
      `doubles no message and loses none in ${String(RUNS)} random stories, part ${String(part)}`,
      async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(told, { maxLength: 8 }), fc.nat(), async (story, draws) => {
            const world = new World(new MemoryStage(records, drawFrom(draws)));
            await world.tell(story);
            await world.comeToTheEnd();
            world.end();
            runs += 1;
            if (world.broken.length > 0) throw new Error([...new Set(world.broken)].join('; '));
          }),
          {
            numRuns: RUNS,
            endOnFailure: false,
            seed: seed + part,
            examples: part === 1 ? lessons.map((story) => [[...story], 1]) : [],
          },
        );
        expect(runs).toBeGreaterThan(0);
      },
      patience(300_000),
    );
  }
});
