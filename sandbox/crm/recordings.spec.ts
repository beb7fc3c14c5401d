import type { UserDefinition } from './access/user.ts';
import { demoUsers } from './demo.ts';
import { installationsModule } from './metadata/installations.ts';
import { TestCrm } from './testing/fixtures.ts';
import { difference } from './testing/replay-comparison.ts';
import { conditionsOf, notYet, outOfScope } from './testing/replay-conditions.ts';
import { KnownRecords, seedWorld } from './testing/replay-world.ts';
import {
  readRecordings,
  type Recording,
  recordingsFolder,
  restMethod,
} from './testing/recordings.ts';

const folder = recordingsFolder();

/** The users of the recorded server: like the demo's, but a role without pick list values. */
const users: readonly UserDefinition[] = [
  { ...demoUsers.admin, password: 'Adm1n!Pass-8180' },
  {
    ...demoUsers.mario, password: 'Mar1o!Pass-8180', language: 'en_us', hasPicklists: false,
  },
];

/** The recorded server's custom module had no language pack. */
const customModule = { ...installationsModule, languagePacks: {} };

describe('The sandbox CRM, beside recordings of a real vtenext', () => {
  if (!folder) {
    it('is not compared: there are no recordings here', () => {
      console.log('sandbox/crm: no recordings here, the replay is skipped');
      expect(folder).toBeUndefined();
    });
    return;
  }

  const recordings = readRecordings(folder);
  const inScope = recordings.filter((each) => !outOfScope.includes(restMethod(each)));
  const known = new KnownRecords(recordings);
  let test: TestCrm;

  beforeAll(async () => {
    test = await TestCrm.start({ users, customModules: [customModule] });
  });

  afterAll(() => test.stop());

  it('answers each recorded request alike', async () => {
    const differing: string[] = [];
    for (const recording of inScope) {
      const found = await replay(test, recording, known);
      const isExpected = notYet.includes(recording.scenario);
      if (found && !isExpected) differing.push(`${recording.scenario}: ${found}`);
      if (!found && isExpected) differing.push(`${recording.scenario}: no longer differs`);
    }
    const outside = recordings.length - inScope.length;
    const alike = inScope.length - differing.length - notYet.length;
    console.log(
      `replayed ${alike} of ${inScope.length}, ${differing.length} differ, ` +
        `${notYet.length} not yet, ${outside} out of scope`,
    );
    expect(differing).toEqual([]);
  }, 120_000);
});

/** Sends one recorded request to a CRM seeded as it needs; tells the first difference. */
async function replay(
  test: TestCrm, recording: Recording, known: KnownRecords,
): Promise<string | undefined> {
  const { crm, app } = test;
  await app.inject({ method: 'POST', url: '/sandbox/reset' });
  const conditions = conditionsOf(recording);
  conditions.prepare?.(crm);
  seedWorld(crm, recording, known, conditions);
  if (conditions.fault) {
    await app.inject({ method: 'POST', url: '/sandbox/faults', payload: conditions.fault });
  }
  const { authorization: _recorded, 'content-length': _length, ...headers } = recording.headers;
  const response = await app.inject({
    method: recording.method as 'POST',
    url: recording.path,
    headers: { ...headers, ...conditions.headers },
    ...(recording.body.length > 0 ? { payload: recording.body } : {}),
  });
  const seen = { status: response.statusCode, headers: response.headers, text: response.body };
  return difference(recording, seen, { isMap: restMethod(recording) === 'getlabels' });
}
