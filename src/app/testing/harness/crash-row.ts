import { CrashPane, anotherMail } from './crash-pane';
import type { CrmRecord } from '../../domain/crm';
import type { AttachmentContent, Mail } from '../../domain/mail';
import { TableHost } from './engine-pane';
import { installClock } from './fake-clock';
import { PaneActions } from '../../machine/machine.actions';
import { people, sandbox, sha256, until } from '../../system-tests/scenes/sandbox-crm';
import { aMail, anAttachment } from '../samples';

/** One row of the crash table: see its spec. For specs alone. */
const key = people.mario;

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

/** With what the CRM's pages would take for a tag and an entity, and what its database loses. */
const note = 'Call <Anna> back & tell her, 5 < 6 &lt; 😀';
const keptNote = 'Call < Anna> back & tell her, 5 < 6 & lt; &#128512;';

/** Faults that the CRM, or the line to it, has at one call. */
export const crmFaults = [
  'cutBefore',
  'cutAfter',
  'cutAnswer',
  'http500',
  'htmlBefore',
  'proxyPage',
  'replayed',
  'unauthorized',
] as const;
/** Calls that are never answered: the pane's own patience ends them. */
export const silences = ['hangBefore', 'hangAfter'] as const;
/** What happens on this side while a call is under way. */
export const events = [
  'paneClosed',
  'browserKilled',
  'itemChanged',
  'twoPanes',
  'twoDevices',
] as const;
/** What happens while Outlook is read. */
export const hostEvents = ['paneClosed', 'browserKilled', 'itemChanged'] as const;
export type Fault =
  (typeof crmFaults)[number] | (typeof silences)[number] | (typeof events)[number];

let clock: ReturnType<typeof installClock> | undefined;
/** The clock of the pane is a fake one; the table itself waits by the real one. */
export function startClock(): void {
  clock = installClock();
}
export function stopClock(): void {
  clock?.uninstall();
}

/** One link that meets one fault. */
export class Row {
  private readonly device = `crash ${String(Math.random())} `;
  private readonly mail: Mail = aMail({ attachments });
  private readonly panes: CrashPane[] = [];
  /**
   * How often the same may be there: no turn reaches another device, and each keeps what it filed
   * before it could see the other's. The message is there once all the same.
   */
  private most = 1;
  private isReplayed = false;

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
    this.most = fault === 'twoDevices' ? 2 : 1;
    this.isReplayed = fault === 'replayed';
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
      clock?.tick(16 * 60_000);
    }
    await this.toTheEnd(pane);
    if (other !== pane) await this.toTheEnd(other);
  }

  /** What is wrong in the CRM; nothing where all is there, and once. */
  async wrong(): Promise<readonly string[]> {
    const [messages, links, documents, comments, strays] = await Promise.all([
      sandbox<{ mdate: string }[]>('messages'),
      sandbox<{ record: string; files: { name: string; sha256: string; onRecord: boolean }[] }[]>(
        'links',
      ),
      sandbox<{ name: string; sha256: string }[]>('documents'),
      sandbox<{ record: string; text: string }[]>('comments'),
      this.strays(),
    ]);
    const noted = comments.map(({ record, text }) => `${record} ${text}`).sort();
    const expected = [
      `notes_v2 final.docx ${await sha256(textOf['notes'] ?? '')}`,
      `offer.pdf ${await sha256(textOf['offer'] ?? '')}`,
      'plan.dwg ',
    ];
    const once = (names: readonly string[]): readonly string[] =>
      names.filter((name, index) => index === names.indexOf(name) || !this.mayRepeat(names, name));
    const listed = (files: readonly { name: string; sha256: string }[]): readonly string[] =>
      once(files.map(({ name, sha256 }) => `${name} ${sha256}`).sort());
    const differences = (what: string, seen: unknown, wanted: unknown): readonly string[] =>
      JSON.stringify(seen) === JSON.stringify(wanted)
        ? []
        : [`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`];
    return [
      ...differences(
        'times of messages',
        messages.map(({ mdate }) => mdate),
        ['2026-11-20 09:59:00'],
      ),
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
      // A comment can bear no mark: what a proxy writes twice is there twice.
      ...differences(
        'comments',
        this.isReplayed ? [...new Set(noted)] : once(noted),
        this.records.map(({ id }) => `${id} ${keptNote}`).sort(),
      ),
      ...strays.map((id) => `${id} is not listed wherever it belongs`),
    ];
  }

  /** Whether a name is there more often than once, and not more often than is right. */
  private mayRepeat(names: readonly string[], name: string): boolean {
    return names.filter((one) => one === name).length <= this.most;
  }

  /** Documents that are on no record, or at no message. */
  private async strays(): Promise<readonly string[]> {
    const { documents } = await sandbox<{
      documents: { id: string; isDeleted: boolean; messages: string[]; records: string[] }[];
    }>('ledger');
    return documents
      .filter(({ isDeleted }) => !isDeleted)
      .filter(({ messages, records }) => {
        const places = [messages, records].filter(({ length }) => length > 0).length;
        // What devices filed at one moment cannot be told apart, and may be at its message alone.
        return places < (this.most > 1 ? 1 : 2);
      })
      .map(({ id }) => id);
  }

  end(): void {
    for (const pane of this.panes) pane.close();
    for (const device of [this.device, `${this.device}other `]) {
      indexedDB.deleteDatabase(`${device}vtenext-mail-connector.journal-2`);
    }
  }

  private other(fault: 'twoPanes' | 'twoDevices'): Promise<CrashPane> {
    return this.open(fault === 'twoPanes' ? this.device : `${this.device}other `);
  }

  /** Opens the mail anew and finishes what was begun, or links it if nothing is known to be. */
  private async reopened(): Promise<void> {
    const pane = await this.open();
    const { begun } = pane;
    if (begun) pane.do(PaneActions.finishRequested({ entry: begun }));
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
