import {
  type Fault,
  Row,
  crmFaults,
  events,
  hostEvents,
  silences,
  startClock,
  stopClock,
} from '../testing/harness/crash-row';
import { drawAtOnce } from '../testing/harness/without-page';
import type { CrmRecord } from '../domain/crm';
import { sandbox, someContacts } from './scenes/sandbox-crm';

/** Faults whose names do not say it all. */
const inWords: Partial<Record<Fault, string>> = {
  cutAnswer: 'half of the answer is missing',
  proxyPage: "the answer is a proxy's page",
  replayed: 'the call was replayed',
};

/**
 * The crash table: a link of one mail with two files, a cloud attachment and a note to two records
 * meets each fault at each of its calls, over HTTP against the sandbox's CRM. Whatever happened, in
 * the end the CRM holds one message, one relation to each record, each file once, byte by byte, and
 * one comment on each record.
 */
describe('the crash table', () => {
  drawAtOnce();
  let records: readonly CrmRecord[];
  let calls: { crm: number; host: number };
  const score = { rows: 0, survived: 0 };

  beforeAll(async () => {
    await sandbox('reset', {});
    records = await someContacts(2);
    const row = await Row.of(records);
    calls = await row.count();
    expect(await row.wrong()).toEqual([]);
    row.end();
  });
  beforeEach(startClock);
  afterEach(stopClock);
  afterAll(async () => {
    await sandbox('reset', {});
    console.log(`survived ${String(score.survived)} of ${String(score.rows)}`);
  });

  const walk = async (fault: Fault, where: 'crm' | 'host', most: number): Promise<void> => {
    for (let at = 1; at <= most; at += 1) {
      score.rows += 1;
      const row = await Row.of(records);
      let problems: readonly string[];
      try {
        await row.meet(fault, at, where);
        problems = await row.wrong();
      } catch (error) {
        problems = [String(error)];
      }
      row.end();
      if (problems.length === 0) score.survived += 1;
      expect(problems)
        .withContext(`${fault} at call ${String(at)} of ${where === 'crm' ? 'the CRM' : 'Outlook'}`)
        .toEqual([]);
    }
  };
  const patience = 180_000;

  for (const fault of [...crmFaults, ...silences, ...events]) {
    const what = inWords[fault] ?? `${fault} happens`;
    it(
      `ends with everything once when ${what} at any call of the CRM`,
      async () => {
        await walk(fault, 'crm', calls.crm);
      },
      patience,
    );
  }
  for (const fault of hostEvents) {
    it(
      `ends with everything once when ${fault} happens at any call of Outlook`,
      async () => {
        await walk(fault, 'host', calls.host);
      },
      patience,
    );
  }
});
