import type { Provider } from '@angular/core';
import { EMPTY, Observable, of } from 'rxjs';
import type { CrmRecord } from '../../domain/crm';
import { EnginePane } from '../../testing/harness/engine-pane';
import type { AccessKey } from '../../ports/credential-vault';
import { LinkJournal } from '../../ports/link-journal';
import { LinkLock } from '../../ports/link-lock';
import { ModuleCatalogue } from '../../ports/module-catalogue';
import { RecordSearch } from '../../ports/record-search';
import { RecordSuggestions } from '../../ports/record-suggestions';
import { lazy } from '../../platform/lazy-port';
import { MemoryCrm } from '../../testing/memory-crm';
import { MemoryDatabase } from '../../testing/memory-crm/database';
import type { Trouble } from '../../testing/memory-crm/troubles';
import { MemoryJournal, MemoryLinkLock } from '../../testing/memory-stores';
import { aDraft, aModule, anAccount, anIdentity } from '../../testing/samples';
import {
  type Person,
  type StoryMail,
  fileOfContent,
  mailOfText,
  mails,
  people,
  seats,
  storyHost,
} from './cast';
import type { Stage, Truth } from './stage';

class StoryCrm extends MemoryCrm {
  override get providers(): readonly Provider[] {
    return [
      ...super.providers,
      {
        provide: ModuleCatalogue,
        useValue: { permittedModules: () => of([aModule()]), refreshModules: () => EMPTY },
      },
      { provide: lazy(RecordSuggestions), useValue: of({ suggest: () => EMPTY }) },
      { provide: lazy(RecordSearch), useValue: of({ recordsOf: () => of([]) }) },
    ];
  }
}

/** Calls that wait until they are let through, one by one. */
class Gate {
  private readonly waiting: (() => void)[] = [];

  /** `draw` chooses who is next: a whole number below the one given. */
  constructor(private readonly draw: (below: number) => number) {}

  readonly pass = (): Observable<void> =>
    new Observable((subscriber) => {
      const go = (): void => {
        subscriber.next();
        subscriber.complete();
      };
      this.waiting.push(go);
      return () => {
        const index = this.waiting.indexOf(go);
        if (index >= 0) this.waiting.splice(index, 1);
      };
    });

  /** Lets one call through; tells whether there was any. */
  open(): boolean {
    const [go] = this.waiting.splice(this.draw(this.waiting.length), 1);
    go?.();
    return go !== undefined;
  }
}

/** A turn of the event loop: what was promised goes on. */
const { port1, port2 } = new MessageChannel();
const turn = (): Promise<void> =>
  new Promise((done) => {
    port1.onmessage = () => {
      done();
    };
    port2.postMessage(0);
  });

/** As many quiet turns as tell that all are at rest. */
const QUIET = 4;
const MOST_TURNS = 5_000;
/** Milliseconds. */
const PATIENCE = 3_000;

/** A CRM in memory, whose calls are answered in an order that the story's seed draws. */
export class MemoryStage implements Stage {
  readonly database = new MemoryDatabase();
  private readonly gate: Gate;
  private readonly crms: readonly StoryCrm[];
  private readonly journals = new Map<string, MemoryJournal>();
  private readonly turns = new Map<string, MemoryLinkLock>();

  constructor(
    readonly records: readonly CrmRecord[],
    draw: (below: number) => number,
  ) {
    this.gate = new Gate(draw);
    this.crms = seats.map(({ person }) => {
      const crm = new StoryCrm(this.database, people[person]);
      crm.gate = this.gate.pass;
      return crm;
    });
  }

  open(seat: number): Promise<EnginePane> {
    const { person, device } = seatAt(seat);
    const key: AccessKey = { ...anAccount, userName: person, accessKey: `TheKeyOf${person}` };
    return EnginePane.open(key, storyHost(), [
      ...(this.crms[seat]?.providers ?? []),
      { provide: LinkJournal, useValue: oneOf(this.journals, device, () => new MemoryJournal()) },
      { provide: LinkLock, useValue: oneOf(this.turns, device, () => new MemoryLinkLock()) },
    ]);
  }

  async until(isSo: () => boolean): Promise<boolean> {
    // A pane waits for its page to be drawn, which a busy machine does late.
    const end = performance.now() + PATIENCE;
    for (let turns = 0; turns < MOST_TURNS || performance.now() < end; turns += 1) {
      await turn();
      if (isSo()) return true;
      this.gate.open();
    }
    return false;
  }

  async rest(isSo: () => boolean): Promise<boolean> {
    let quiet = 0;
    for (let turns = 0; turns < MOST_TURNS; turns += 1) {
      await turn();
      quiet = !this.gate.open() && isSo() ? quiet + 1 : 0;
      if (quiet >= QUIET) return true;
    }
    return false;
  }

  async answer(calls: number): Promise<void> {
    let answered = 0;
    for (let idle = 0; answered < calls && idle < QUIET;) {
      await turn();
      if (this.gate.open()) answered += 1;
      else idle += 1;
    }
  }

  trouble(seat: number, { method, when, problem }: Trouble): void {
    const crm = this.crms[seat];
    if (when === 'replayed') crm?.replayNext(method);
    else crm?.failNext(method, when, problem);
  }

  behave(): Promise<void> {
    for (const crm of this.crms) crm.behave();
    return Promise.resolve();
  }

  limit(files: number, bytes: number): Promise<void> {
    this.database.mostFiles = files;
    this.database.largestFile = bytes;
    return Promise.resolve();
  }

  fetch(person: Person, mail: number): Promise<void> {
    const story = mails[mail] as StoryMail;
    this.stored(story, { owner: people[person], isFetched: true, noted: [] });
    return Promise.resolve();
  }

  storeAsOlder(person: Person, mail: number): Promise<void> {
    const [{ id }] = this.records as readonly [CrmRecord];
    const story = mails[mail] as StoryMail;
    const row = this.stored(story, { owner: people[person], isFetched: false, noted: [id] });
    this.database.relate(row, id);
    return Promise.resolve();
  }

  deleteMessage(id: string): Promise<void> {
    return this.deleted(id);
  }
  deleteDocument(id: string): Promise<void> {
    return this.deleted(id);
  }

  backup(): Promise<void> {
    this.database.backup();
    return Promise.resolve();
  }
  restore(): Promise<void> {
    this.database.restore();
    return Promise.resolve();
  }

  loseJournal(seat: number): void {
    this.journals.delete(seatAt(seat).device);
  }

  truth(): Promise<Truth> {
    const { messages, documents, comments } = this.database;
    return Promise.resolve({
      messages: messages.map((row) => ({
        id: row.id,
        owner: personOf(row.owner),
        mail: mailOfText(row.draft.body),
        isFetched: row.isFetched,
        isMarked: row.mark !== undefined,
        isPublic: row.isPublic,
        records: this.database.recordsAt(row),
      })),
      documents: documents.map(({ id, owner, blob, url, atMessage, atRecord }) => ({
        id,
        owner: personOf(owner),
        ...(fileOfContent.get(url ?? contents.get(blob) ?? '') ?? { mail: '', file: '' }),
        messages: [...atMessage],
        records: [...atRecord],
      })),
      comments: comments.map(({ id, owner, record, text }) => ({
        id,
        owner: personOf(owner),
        record,
        text,
      })),
    });
  }

  foreignDeletions(): readonly string[] {
    return this.database.deletions
      .filter(({ id, maker, by }) => !id.startsWith('36x') && maker !== by)
      .map(({ id }) => id);
  }

  end(): void {
    this.journals.clear();
  }

  /** Somebody else's deleting leaves no trace. */
  private deleted(id: string): Promise<void> {
    const { deletions } = this.database;
    this.database.remove(id, '');
    deletions.pop();
    return Promise.resolve();
  }

  private stored(
    { mail, envelope }: StoryMail,
    row: { readonly owner: string; readonly isFetched: boolean; readonly noted: readonly string[] },
  ) {
    const { messageId, sentAt, from } = envelope;
    const { subject, body } = mail;
    const identity = anIdentity({ messageId, subject, sender: from.address, sentAt });
    const draft = aDraft({ identity, subject, body, sentAt });
    const id = this.database.newId('44x');
    const whole = { ...row, id, messageId, draft, isPublic: false };
    this.database.messages.push(whole);
    return whole;
  }
}

/** The content of each file that Outlook gives, by the very object. */
const contents = new Map<Blob | undefined, string>();
for (const { contents: all } of mails) {
  for (const one of all.values()) {
    if (one.kind === 'bytes') void one.blob.text().then((text) => contents.set(one.blob, text));
  }
}

export function seatAt(seat: number): (typeof seats)[number] {
  return seats[seat] ?? seats[0];
}

const personOf = (owner: string): Person => (owner === people.giulia ? 'giulia' : 'mario');

function oneOf<T>(all: Map<string, T>, name: string, make: () => T): T {
  const found = all.get(name) ?? make();
  all.set(name, found);
  return found;
}
