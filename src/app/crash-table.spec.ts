import { CrashPane, anotherMail } from './crash-pane';
import type { CrmRecord } from './domain/crm';
import type { AttachmentContent, Mail } from './domain/mail';
import { TableHost } from './engine-pane';
import { FakeClock } from './fake-clock';
import { LinkPageActions } from './linking/linking.actions';
import { aMail, aRecord, anAttachment } from './testing/samples';

/**
 * The crash table: a link of one mail with two files, a cloud attachment and a note to two records
 * meets each fault at each of its calls, over HTTP against the sandbox's CRM. Whatever happened, in
 * the end the CRM holds one message, one relation to each record, each file once, byte by byte, and
 * one comment on each record.
 */
const { crmAddress } = (
  window as unknown as { __karma__: { config: { crmAddress: string } } }
).__karma__.config;
const key = { crmAddress, userName: 'mario', accessKey: 'SandboxMarioKey1' };

const textOf: Readonly<Record<string, string>> = {
  offer: 'The offer, in bytes that must come through. '.repeat(40),
  notes: 'Notes with an underscore in their name. '.repeat(60),
};
const attachments = [
  anAttachment({ id: 'offer', name: 'offer.pdf' }),
  anAttachment({ id: 'notes', name: 'notes_v2 final.docx' }),
  anAttachment({ id: 'plan', name: 'plan.dwg', kind: 'link', size: 0 }),
];
const contents = new Map<string, AttachmentContent>([
  ...Object.entries(textOf).map(
    ([id, text]) => [id, { kind: 'bytes', blob: new Blob([text]) }] as const,
  ),
  ['plan', { kind: 'link', url: 'https://drive.example/plan.dwg' }],
]);

/** With what the CRM's pages would take for a tag and for an entity, and what its database loses. */
const note = 'Call <Anna> back & tell her, 5 < 6 &lt; 😀';
const keptNote = 'Call < Anna> back & tell her, 5 < 6 & lt; &#128512;';

/** Faults that the CRM, or the line to it, has at one call. */
const crmFaults = ['cutBefore', 'cutAfter', 'http500', 'htmlBefore', 'unauthorized'] as const;
/** Calls that are never answered: the pane's own patience ends them. */
const silences = ['hangBefore', 'hangAfter'] as const;
/** What happens on this side while a call is under way. */
const events = ['paneClosed', 'browserKilled', 'itemChanged', 'twoPanes', 'twoDevices'] as const;
/** What happens while Outlook is read. */
const hostEvents = ['paneClosed', 'browserKilled', 'itemChanged'] as const;
type Fault =
  | (typeof crmFaults)[number]
  | (typeof silences)[number]
  | (typeof events)[number];

// The clock of the pane is a fake one; the table itself waits by the real one.
const wait = setTimeout;
const clock = new FakeClock();
const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => wait(done, milliseconds));
async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 15_000; performance.now() < end; await pause(3)) {
    if (await isSo()) return;
  }
  throw new Error(`Waited in vain: ${what}`);
}

async function sandbox<T>(path: string, data?: object): Promise<T> {
  const answer = await fetch(`${crmAddress}/sandbox/${path}`, {
    ...(data && {
      method: 'POST',
      body: JSON.stringify(data),
      headers: { 'Content-Type': 'application/json' },
    }),
  });
  return (await answer.json()) as T;
}

async function sum(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One link that meets one fault. */
class Row {
  private readonly device = `crash ${String(Math.random())} `;
  private readonly mail: Mail = aMail({ attachments });
  private readonly panes: CrashPane[] = [];
  /** No turn reaches another device: two that file the same at one moment do not see each other. */
  private mayDouble = false;

  constructor(private readonly records: readonly CrmRecord[]) {}

  static async of(records: readonly CrmRecord[]): Promise<Row> {
    await sandbox('reset', {});
    await sandbox('limits', { maxFiles: 1 });
    return new Row(records);
  }

  async open(device = this.device): Promise<CrashPane> {
    const pane = await CrashPane.onDevice(key, device, new TableHost(this.mail, contents));
    this.panes.push(pane);
    await until('a pane is ready', () => pane.isReady);
    return pane;
  }

  /** Links without any fault; gives how many calls it takes of the CRM and of Outlook. */
  async count(): Promise<{ crm: number; host: number }> {
    const pane = await this.open();
    const counted = { crm: 0, host: 0 };
    pane.hook = (call) => (counted.crm = call);
    pane.host.hook = (call) => (counted.host = call);
    pane.begin(this.records, note);
    await this.toTheEnd(pane);
    return counted;
  }

  /** Lets `fault` happen at call `at` and brings the link to its end as a person would. */
  async meet(fault: Fault, at: number, where: 'crm' | 'host' = 'crm'): Promise<void> {
    this.mayDouble = fault === 'twoDevices';
    const pane = await this.open();
    const other = fault === 'twoPanes' || fault === 'twoDevices' ? await this.other(fault) : pane;
    const isOfCrm = [...crmFaults, ...silences].some((kind) => kind === fault);
    if (isOfCrm) await sandbox('faults', { method: '*', nth: at, kind: fault });
    const before = (await sandbox<unknown[]>('calls')).length;
    let isReached = false;
    const hook = (call: number): void => {
      if (call !== at) return;
      isReached = true;
      if (fault === 'itemChanged') pane.host.show(anotherMail);
      if (fault === 'twoPanes' || fault === 'twoDevices') other.begin(this.records, note);
      if (fault === 'browserKilled') pane.loseStorage();
      if (where === 'host' && fault !== 'itemChanged') pane.host.isSilent = true;
    };
    if (where === 'crm') pane.hook = hook;
    else pane.host.hook = hook;
    pane.begin(this.records, note);
    await until('the call of the fault', () => isReached || pane.link?.status === 'failed');

    if (fault === 'paneClosed' || fault === 'browserKilled') {
      const isAnswered = async (): Promise<boolean> =>
        (await sandbox<unknown[]>('calls')).length - before >= at;
      // A pane may be closed at any moment; the browser is killed when the CRM has done its part.
      if (fault === 'browserKilled' && where === 'crm') await until('the CRM is done', isAnswered);
      pane.close();
      return this.reopened();
    }
    if (fault === 'hangBefore' || fault === 'hangAfter') {
      await until('the call hangs', async () =>
        (await sandbox<{ status: number }[]>('calls')).some(({ status }) => status === 0),
      );
      clock.tick(16 * 60_000);
    }
    await this.toTheEnd(pane);
    if (other !== pane) await this.toTheEnd(other);
  }

  /** What is wrong in the CRM; nothing where all is there, and once. */
  async wrong(): Promise<readonly string[]> {
    const [messages, links, documents, comments] = await Promise.all([
      sandbox<{ mdate: string }[]>('messages'),
      sandbox<{ record: string; files: { name: string; sha256: string; onRecord: boolean }[] }[]>(
        'links',
      ),
      sandbox<{ name: string; sha256: string }[]>('documents'),
      sandbox<{ record: string; text: string }[]>('comments'),
    ]);
    const noted = comments.map(({ record, text }) => `${record} ${text}`).sort();
    const expected = [
      `notes_v2 final.docx ${await sum(textOf['notes'] ?? '')}`,
      `offer.pdf ${await sum(textOf['offer'] ?? '')}`,
      'plan.dwg ',
    ];
    const listed = (files: readonly { name: string; sha256: string }[]): readonly string[] => {
      const names = files.map(({ name, sha256 }) => `${name} ${sha256}`).sort();
      return this.mayDouble ? [...new Set(names)] : names;
    };
    const differences = (what: string, seen: unknown, wanted: unknown): readonly string[] =>
      JSON.stringify(seen) === JSON.stringify(wanted)
        ? []
        : [`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`];
    return [
      ...differences('times of messages', messages.map(({ mdate }) => mdate), [
        '2026-11-20 09:59:00',
      ]),
      ...differences(
        'records',
        links.map(({ record }) => record).sort(),
        this.records.map(({ id }) => id).sort(),
      ),
      ...links.flatMap(({ record, files }) =>
        differences(
          `files of ${record}`,
          listed(files.filter(({ onRecord }) => onRecord)),
          expected,
        ),
      ),
      ...differences('documents', listed(documents), expected),
      ...differences(
        'comments',
        this.mayDouble ? [...new Set(noted)] : noted,
        this.records.map(({ id }) => `${id} ${keptNote}`).sort(),
      ),
    ];
  }

  end(): void {
    for (const pane of this.panes) pane.close();
    indexedDB.deleteDatabase(`${this.device}vtenext-mail-connector.journal`);
  }

  private other(fault: 'twoPanes' | 'twoDevices'): Promise<CrashPane> {
    return this.open(fault === 'twoPanes' ? this.device : `${this.device}other `);
  }

  /** Opens the mail anew and finishes what was begun, or links it if nothing is known to be. */
  private async reopened(): Promise<void> {
    const pane = await this.open();
    const { begun } = pane;
    if (begun) pane.do(LinkPageActions.finishRequested({ entry: begun }));
    else pane.begin(this.records, note);
    await this.toTheEnd(pane);
  }

  /** Waits until the mail is linked, and does after each failure what the pane offers. */
  private async toTheEnd(pane: CrashPane): Promise<void> {
    for (let failures = 0; failures < 6; failures += 1) {
      await until('the link ends', () => ['linked', 'failed'].includes(pane.link?.status ?? ''));
      const { link } = pane;
      if (link?.status !== 'failed') return;
      if (link.problem.kind === 'mailChanged') {
        pane.host.show();
        await until('the mail is open again', () => pane.isReady);
      }
      pane.tryAgain(link);
    }
    throw new Error('It failed six times');
  }
}

describe('the crash table', () => {
  let records: readonly CrmRecord[];
  let calls: { crm: number; host: number };
  const score = { rows: 0, survived: 0 };

  beforeAll(async () => {
    await sandbox('reset', {});
    const query = "SELECT lastname FROM Contacts WHERE email LIKE '%@%' LIMIT 2;";
    const answer = await fetch(`${crmAddress}/restapi/v1/vtews/query`, {
      method: 'POST',
      body: JSON.stringify({ query }),
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Basic ${btoa(`${key.userName}:${key.accessKey}`)}`,
      },
    });
    const { data } = (await answer.json()) as { data: { id: string }[] };
    records = data.map(({ id }) => aRecord({ id, label: id }));
    const row = await Row.of(records);
    calls = await row.count();
    expect(await row.wrong()).toEqual([]);
    row.end();
  });
  beforeEach(() => {
    clock.install();
  });
  afterEach(() => {
    clock.uninstall();
  });
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
    it(`ends with everything once when ${fault} happens at any call of the CRM`, async () => {
      await walk(fault, 'crm', calls.crm);
    }, patience);
  }
  for (const fault of hostEvents) {
    it(`ends with everything once when ${fault} happens at any call of Outlook`, async () => {
      await walk(fault, 'host', calls.host);
    }, patience);
  }
});
