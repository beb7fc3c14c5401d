import type { UserDefinition } from './access/user.ts';
import { demoUsers } from './demo.ts';
import { installationsModule } from './metadata/installations.ts';
import { TestCrm } from './testing/fixtures.ts';
import { type OtherNames, otherNames, recordedNames } from './testing/other-names.ts';
import { difference } from './testing/replay-comparison.ts';
import { conditionsOf, outOfScope } from './testing/replay-conditions.ts';
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
  const outside = recordings.length - inScope.length;
  const runs: readonly (readonly [string, OtherNames])[] = [
    ['as they were recorded', recordedNames],
    ['under other names, addresses, Message-IDs and record numbers', otherNames(recordings)],
  ];
  for (const [how, names] of runs) {
    it(`answers all requests alike ${how}`, async () => {
      const test = await TestCrm.start({
        users: users.map((user) => renamedUser(user, names)),
        customModules: [customModule],
      });
      const renamed = recordings.map(names.recording);
      const known = new KnownRecords(renamed);
      const differing: string[] = [];
      for (const recording of renamed.filter((each) => !outOfScope.includes(restMethod(each)))) {
        const found = await replay(test, recording, known, names);
        if (found) differing.push(`${recording.scenario}: ${found}`);
      }
      await test.stop();
      console.log(
        `replayed ${inScope.length - differing.length} of ${inScope.length}, ` +
          `${differing.length} differ, ${outside} out of scope`,
      );
      expect(differing).toEqual([]);
    }, 120_000);
  }

  it('has other names for everything that could be known by heart', () => {
    const { recording, text } = otherNames(recordings);
    const told = inScope.filter((each) => recording(each).answer.text !== each.answer.text);
    expect(told.length).toBeGreaterThan(100);
    expect(text('Luca Bianchi <luca.bianchi@acme.example.com> 4x50')).not.toMatch(
      /luca|bianchi|acme|4x50/i,
    );
    expect(text('19x4 4x99999 Contacts')).toBe('19x4 4x99999 Contacts');
  });
});

function renamedUser(user: UserDefinition, { text }: OtherNames): UserDefinition {
  const { name, firstName, lastName, email } = user;
  return {
    ...user,
    name: text(name),
    firstName: text(firstName),
    lastName: text(lastName),
    email: text(email),
  };
}

/** Sends one recorded request to a CRM seeded as it needs; tells the first difference. */
async function replay(
  test: TestCrm, recording: Recording, known: KnownRecords, names: OtherNames,
): Promise<string | undefined> {
  const { crm, app } = test;
  await app.inject({ method: 'POST', url: '/sandbox/reset' });
  const conditions = conditionsOf(recording, names);
  conditions.prepare?.(crm);
  seedWorld(crm, recording, known, conditions, names);
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
