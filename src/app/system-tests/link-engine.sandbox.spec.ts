import * as fc from 'fast-check';
import type { CrmRecord } from '../domain/crm';
import { type Told, commandOf } from './engine-stories/commands';
import { MemoryStage } from './engine-stories/memory-stage';
import { Sandbox } from './engine-stories/sandbox';
import { SandboxStage } from './engine-stories/sandbox-stage';
import { type Stage, type Truth, stateOf } from './engine-stories/stage';
import { World } from './engine-stories/world';
import { drawAtOnce } from '../testing/harness/without-page';
import { cases, patience } from '../testing/random';
import { aRecord } from '../testing/samples';

/**
 * So that the CRM in memory is no judge in its own cause: random stories are told on the sandbox's
 * database, too, through the real adapter, and must end in the same state.
 */
const PARTS = 4;
const RUNS = cases(50);

const { crmAddress } = (window as unknown as { __karma__: { config: { crmAddress: string } } })
  .__karma__.config;

/** Each command when the CRM has answered all before: calls over HTTP have no fixed order. */
const told: fc.Arbitrary<Told> = fc.record({ command: commandOf(3) });

/** What the CRM holds after a story, and at its end. */
async function outcome(stage: Stage, story: readonly Told[]): Promise<readonly [...string[]][]> {
  const world = new World(stage);
  try {
    await world.tell(story);
    const truths: Truth[] = [await stage.truth()];
    await world.comeToTheEnd();
    truths.push(await stage.truth());
    return [...truths.map(stateOf), [...new Set(world.broken)].sort()];
  } finally {
    world.end();
  }
}

describe('the CRM in memory', () => {
  drawAtOnce();
  let records: readonly CrmRecord[];
  const sandbox = new Sandbox(crmAddress);

  beforeAll(async () => {
    await sandbox.post('reset', {});
    const query = "SELECT lastname FROM Contacts WHERE email LIKE '%@%' LIMIT 3;";
    const rows = await sandbox.call<{ id: string }[]>('mario', 'query', { query });
    records = rows.map(({ id }) => aRecord({ id, label: id }));
  });
  let alike = 0;
  afterAll(async () => {
    console.log(`stories on the sandbox ${String(alike)} of ${String(PARTS * RUNS)} alike`);
    await sandbox.post('reset', {});
  });

  const stories = fc.sample(fc.array(told, { minLength: 1, maxLength: 7 }), PARTS * RUNS);
  for (let part = 1; part <= PARTS; part += 1) {
    it(
      `ends ${String(RUNS)} random stories as the sandbox does, part ${String(part)}`,
      async () => {
        for (const story of stories.slice((part - 1) * RUNS, part * RUNS)) {
          const inMemory = await outcome(new MemoryStage(records, () => 0), story);
          const onSandbox = await outcome(await SandboxStage.of(sandbox, records), story);
          if (JSON.stringify(onSandbox) === JSON.stringify(inMemory)) alike += 1;
          expect(onSandbox).withContext(JSON.stringify(story)).toEqual(inMemory);
        }
      },
      patience(300_000),
    );
  }
});
