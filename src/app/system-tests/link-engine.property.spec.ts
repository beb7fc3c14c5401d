import * as fc from 'fast-check';
import { type Told, commandOf } from './engine-stories/commands';
import { MemoryStage } from './engine-stories/memory-stage';
import { World } from './engine-stories/world';
import { lessons } from './engine-stories/lessons';
import { aRecord } from '../testing/samples';

/**
 * Random stories of people, devices and mails that resemble each other, with whatever happens to
 * calls, files and a CRM, against a CRM in memory.
 */
const RUNS = 3_000;

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
  it(`doubles no message and loses none in ${String(RUNS)} random stories`, async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(told, { maxLength: 8 }), fc.nat(), async (story, seed) => {
        const world = new World(new MemoryStage(records, drawFrom(seed)));
        await world.tell(story);
        await world.comeToTheEnd();
        world.end();
        runs += 1;
        if (world.broken.length > 0) throw new Error([...new Set(world.broken)].join('; '));
      }),
      {
        numRuns: RUNS,
        endOnFailure: false,
        seed: 20_261_128,
        examples: lessons.map((story) => [[...story], 1]),
      },
    );
    console.log(`random stories ${String(runs)}, no message doubled, none lost`);
    expect(runs).toBeGreaterThanOrEqual(RUNS);
  }, 600_000);
});
