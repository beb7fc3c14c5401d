import * as fc from 'fast-check';
import { EMPTY, of } from 'rxjs';
import { anotherMail } from './crash-pane';
import type { CrmRecord } from './domain/crm';
import type { AttachmentContent } from './domain/mail';
import type { Problem } from './domain/problem';
import { EnginePane, TableHost } from './engine-pane';
import { LinkPageActions } from './linking/linking.actions';
import { type LinkState, isUnderWay } from './linking/linking.state';
import { Crm } from './ports/crm';
import { LinkJournal } from './ports/link-journal';
import { LinkTurns } from './ports/link-turns';
import { FreeTurns, MemoryJournal } from './testing/memory-stores';
import { type ArchiveMethod, MemoryCrm } from './testing/memory-crm';
import { aMail, aModule, aRecord, anAccount, anAttachment } from './testing/samples';

/** Random sequences of faults and of what people do, against a model of the CRM. */
const RUNS = 2_000;

const key = { ...anAccount, accessKey: 'TheKeyOfMario123' };
const records = ['4x50', '3x20', '5x7'].map((id) => aRecord({ id, label: id }));
const names = ['offer.pdf', 'notes.docx', 'plan.dwg'] as const;
const attachments = [
  anAttachment({ id: 'offer', name: 'offer.pdf', size: 10 }),
  anAttachment({ id: 'notes', name: 'notes.docx', size: 20 }),
  anAttachment({ id: 'plan', name: 'plan.dwg', kind: 'link', size: 0 }),
];
const contents = new Map<string, AttachmentContent>([
  ['offer', { kind: 'bytes', blob: new Blob(['0123456789']) }],
  ['notes', { kind: 'bytes', blob: new Blob(['01234567890123456789']) }],
  ['plan', { kind: 'link', url: 'https://drive.example/plan.dwg' }],
]);
const mail = aMail({ attachments });

class ModelCrm extends MemoryCrm {
  override permittedModules = () => of([aModule()]);
  override suggest = () => EMPTY;
  override recordsOf = () => of([]);
}

const methods: readonly ArchiveMethod[] = [
  'findMessage',
  'storeMessage',
  'checkMessage',
  'relateMessage',
  'findFiles',
  'uploadFile',
  'attachFile',
  'fileLink',
  'relateFiles',
  'findComments',
  'addComment',
  'discard',
  'writeNote',
];
const problems: readonly Problem[] = [
  { kind: 'unreachable' },
  { kind: 'timedOut' },
  { kind: 'crmRefused', status: 500 },
  { kind: 'keyRefused' },
];
type Command =
  | { readonly is: 'fault'; method: ArchiveMethod; when: 'before' | 'after'; problem: Problem }
  | { readonly is: 'drop' | 'refuse'; readonly name: string }
  | { readonly is: 'link'; readonly records: readonly CrmRecord[]; readonly note: string }
  | { readonly is: (typeof plain)[number] };
const plain = [
  'anotherMail', 'thisMail', 'cancel', 'retry', 'leaveOut', 'reopen', 'otherDevice', 'finish',
  'giveUp', 'undo', 'closeReceipt', 'retryFile', 'messageDeleted', 'documentDeleted', 'behave',
] as const;

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('fault' as const),
      method: fc.constantFrom(...methods),
      when: fc.constantFrom('before' as const, 'after' as const),
      problem: fc.constantFrom(...problems),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constantFrom('drop' as const, 'refuse' as const),
      name: fc.constantFrom(...names),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constant('link' as const),
      records: fc.subarray(records, { minLength: 1 }),
      note: fc.constantFrom('', 'Call back'),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ is: 'retry' as const }) },
  { weight: 6, arbitrary: fc.record({ is: fc.constantFrom(...plain) }) },
);

/** Stories that went wrong once. */
const lessons: Command[][] = [
  [
    { is: 'fault', method: 'writeNote', when: 'before', problem: { kind: 'keyRefused' } },
    { is: 'link', records: records.slice(0, 1), note: '' },
    { is: 'documentDeleted' },
  ],
  [
    { is: 'refuse', name: 'offer.pdf' },
    { is: 'link', records: records.slice(0, 1), note: '' },
    { is: 'messageDeleted' },
    { is: 'retryFile' },
  ],
];

const numberOf = (id: string): number => Number(id.split('x').at(-1));

/** A turn of the event loop: what was promised goes on. */
const { port1, port2 } = new MessageChannel();
const turn = (): Promise<void> =>
  new Promise((done) => {
    port1.onmessage = () => {
      done();
    };
    port2.postMessage(0);
  });

/** One person, one mail, one CRM, and whatever happens to them. */
class World {
  readonly crm = new ModelCrm();
  private journal = new MemoryJournal();
  private pane!: EnginePane;
  private checked: LinkState | undefined;
  /** Ids of what the CRM held before the link that is under way, or was last, began. */
  private foreign: readonly string[] = [];
  readonly broken: string[] = [];

  async start(): Promise<void> {
    this.pane = await EnginePane.open(key, new TableHost(mail, contents), [
      { provide: Crm, useValue: this.crm },
      { provide: LinkJournal, useValue: this.journal },
      { provide: LinkTurns, useClass: FreeTurns },
    ]);
    await this.settle();
  }

  async perform(one: Command): Promise<void> {
    const { link } = this.pane;
    const id = link?.link.id ?? '';
    switch (one.is) {
      case 'fault':
        this.crm.failNext(one.method, one.when, one.problem);
        break;
      case 'drop':
        this.crm.dropped = [...this.crm.dropped, one.name];
        break;
      case 'refuse':
        this.crm.refused = [...this.crm.refused, one.name];
        break;
      case 'link':
        if (link && !isUnderWay(link)) {
          this.pane.do(LinkPageActions.linkClosed({ id }));
          await this.settle();
        }
        this.begin(one.records, one.note);
        break;
      case 'anotherMail':
        this.pane.host.show(anotherMail);
        break;
      case 'thisMail':
        this.pane.host.show();
        break;
      case 'cancel':
        this.pane.do(LinkPageActions.cancelRequested({ id }));
        break;
      case 'retry':
        if (link?.status === 'failed') this.pane.tryAgain(link);
        break;
      case 'leaveOut':
        this.pane.do(LinkPageActions.recordLeftOut({ id }));
        break;
      case 'otherDevice':
        this.journal = new MemoryJournal();
        await this.reopen();
        break;
      case 'reopen':
        await this.reopen();
        break;
      case 'finish':
        if (this.pane.begun) this.pane.do(LinkPageActions.finishRequested({ entry: this.pane.begun }));
        break;
      case 'giveUp':
        if (this.pane.begun) {
          this.pane.do(LinkPageActions.unfinishedForgotten({ entry: this.pane.begun }));
        }
        break;
      case 'undo':
        this.pane.do(LinkPageActions.undoRequested({ id }));
        break;
      case 'closeReceipt':
        this.pane.do(LinkPageActions.linkClosed({ id }));
        break;
      case 'retryFile': {
        const missing = Object.entries(link?.facts.files ?? {}).find(
          ([, { fate }]) => fate === 'missing',
        );
        const attachmentId = missing?.[0];
        if (attachmentId) this.pane.do(LinkPageActions.fileRetryRequested({ id, attachmentId }));
        break;
      }
      case 'messageDeleted':
        this.crm.messages.pop();
        break;
      case 'documentDeleted':
        this.crm.documents.pop();
        break;
      case 'behave':
        this.crm.behave();
    }
    await this.settle();
    this.check(one);
  }

  /** All is well from now on: the mail can be linked, whatever was before. */
  async comeToTheEnd(): Promise<void> {
    this.crm.behave();
    this.pane.host.show();
    await this.settle();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const { link, begun } = this.pane;
      if (link?.status === 'linked' && !link.undoProblem) break;
      if (link?.status === 'failed') this.pane.tryAgain(link);
      else if (link?.status === 'linked') {
        this.pane.do(LinkPageActions.undoRequested({ id: link.link.id }));
      } else if (link?.status === 'undone') {
        this.pane.do(LinkPageActions.linkClosed({ id: link.link.id }));
      }
      else if (begun) this.pane.do(LinkPageActions.finishRequested({ entry: begun }));
      else this.begin(records.slice(0, 1));
      await this.settle();
    }
    if (this.pane.link?.status !== 'linked') this.broken.push('it never comes to an end');
    this.check({ is: 'behave' });
  }

  end(): void {
    this.pane.close();
  }

  private begin(to: readonly CrmRecord[], note = ''): void {
    const { pane } = this.pane.state;
    if (pane.status !== 'choosing' || pane.mail.itemId !== mail.itemId) return;
    const { earlier } = pane;
    const entry = earlier.status === 'known' ? earlier.links.entry : undefined;
    const isGoingOn = entry && entry.wanted.length > 0 && entry.facts.related.length === 0;
    const { link } = this.pane;
    const isIdle = !link || !isUnderWay(link);
    if (isIdle && !isGoingOn) this.foreign = this.held();
    this.pane.begin(to, note);
  }

  private held(): readonly string[] {
    const { messages, documents, comments } = this.crm;
    return [...messages, ...documents, ...comments].map(({ id }) => id);
  }

  private async reopen(): Promise<void> {
    this.pane.close();
    await this.start();
  }

  private async settle(): Promise<void> {
    let quiet = 0;
    for (let turns = 0; quiet < 6 && turns < 2_000; turns += 1) {
      await turn();
      const { link, isReady, state } = this.pane;
      const isAtRest = (isReady || state.pane.status !== 'choosing') && (!link || !isUnderWay(link));
      quiet = isAtRest ? quiet + 1 : 0;
    }
    if (quiet < 6) this.broken.push('it never rests');
  }

  private check(after: Command): void {
    const { messages } = this.crm;
    if (messages.length > 1) this.broken.push('the message is doubled');
    const { link } = this.pane;
    // After an undo that failed the receipt says so, and claims nothing else.
    const isReceipt = link?.status === 'linked' && !link.undoProblem;
    if (isReceipt && link !== this.checked) this.checkReceipt(link);
    if (link?.status === 'undone' && link !== this.checked && after.is !== 'documentDeleted') {
      const left = new Set(this.held());
      const gone = this.foreign.filter((id) => !left.has(id) && !this.deletedElsewhere.has(id));
      if (gone.length > 0) this.broken.push(`what was there before is undone: ${gone.join()}`);
    }
    this.checked = link;
    this.deletedElsewhere = new Set(this.foreign.filter((id) => !this.held().includes(id)));
  }
  private deletedElsewhere: ReadonlySet<string> = new Set();

  /** Whatever a receipt says must be so. */
  private checkReceipt({ link, facts }: LinkState): void {
    const [message] = this.crm.messages;
    if (!message) {
      this.broken.push('the message is lost');
      return;
    }
    for (const { id } of link.records) {
      const comments = this.crm.comments.filter(({ record }) => record === id);
      const comment = facts.note.at[id];
      if (comment && comments.length === 0) this.broken.push(`the note on ${id} is lost`);
      if (link.note && !comment) this.broken.push(`nothing is said of the note on ${id}`);
      const ofMail = comments.filter((one) => numberOf(one.id) > numberOf(message.id));
      if (ofMail.length > 1) this.broken.push(`the note on ${id} is doubled`);
      if (!this.crm.relations.has(`${message.id} ${id}`)) this.broken.push(`not related to ${id}`);
    }
    for (const { id, name } of attachments) {
      const file = facts.files[id];
      const copies = this.crm.documents.filter(
        (document) => document.name === name && document.atMessage.has(message.id),
      );
      if (copies.length > 1) this.broken.push(`${name} is doubled`);
      if (file?.fate === 'missing') continue;
      const [kept] = copies;
      const isWhole = kept && link.records.every((record) => kept.atRecord.has(record.id));
      if (!file || !isWhole) this.broken.push(`${name} is said to be there`);
    }
  }
}

describe('the link engine', () => {
  it(`doubles no message and loses none in ${String(RUNS)} random stories`, async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 16 }), async (commands) => {
        const world = new World();
        await world.start();
        for (const one of commands) await world.perform(one);
        await world.comeToTheEnd();
        world.end();
        runs += 1;
        return world.broken.length === 0
          ? true
          : Promise.reject(new Error([...new Set(world.broken)].join('; ')));
      }),
      { numRuns: RUNS, endOnFailure: false, examples: lessons.map((commands) => [commands]) },
    );
    console.log(`link engine: ${String(runs)} random stories, no message doubled, none lost`);
    expect(runs).toBeGreaterThanOrEqual(RUNS);
  }, 300_000);
});
