import { type AbstractType, Injector, type Provider, type Type, inject } from '@angular/core';
import {
  type Observable,
  catchError,
  concat,
  defer,
  ignoreElements,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import { CrashPane } from '../../testing/harness/crash-pane';
import { VtenextCommentStore } from '../../adapters/vtenext/archive/comment-store';
import { VtenextDocumentArchive } from '../../adapters/vtenext/archive/document-archive';
import { VtenextMessageArchive } from '../../adapters/vtenext/archive/message-archive';
import type { CrmRecord } from '../../domain/crm';
import { ProblemError } from '../../domain/problem';
import type { EnginePane } from '../../testing/harness/engine-pane';
import { type Lazy, lazy } from '../../platform/lazy-port';
import { CommentStore } from '../../ports/comment-store';
import { DocumentArchive } from '../../ports/document-archive';
import { MessageArchive } from '../../ports/message-archive';
import {
  type ArchiveMethod,
  type Trouble,
  archiveMethods,
} from '../../testing/memory-crm/troubles';
import {
  type Person,
  type StoryMail,
  contentOf,
  fileOfContent,
  mailOfText,
  mails,
  storyHost,
} from './cast';
import { type Sandbox, keys } from './sandbox';
import { seatAt } from './memory-stage';
import type { Stage, Truth } from './stage';

/** Calls that meet trouble at the level of the port, as those of the CRM in memory do. */
class Troubles {
  /** The pane whose calls they are. */
  pane: CrashPane | undefined;
  private readonly waiting: Trouble[] = [];

  constructor(private readonly sandbox: Sandbox) {}

  add(trouble: Trouble): void {
    this.waiting.push(trouble);
  }

  clear(): void {
    this.waiting.length = 0;
  }

  around<T>(method: ArchiveMethod, send: () => Observable<T>): Observable<T> {
    return defer(() => {
      const index = this.waiting.findIndex((one) => one.method === method);
      const [trouble] = index < 0 ? [] : this.waiting.splice(index, 1);
      if (!trouble) return send();
      const fail = throwError(() => new ProblemError(trouble.problem));
      switch (trouble.when) {
        case 'before':
          return fail;
        case 'after':
          return concat(send().pipe(ignoreElements()), fail);
        case 'between':
          // No connection is cut: browsers send some calls again then, of themselves.
          this.pane?.loseAnswer();
          return concat(send().pipe(ignoreElements()), fail).pipe(catchError(() => fail));
        case 'replayed':
          return this.sandbox.replayNext().pipe(switchMap(send));
      }
    });
  }
}

/** The real adapter, each of whose calls may meet trouble. */
function troubled(troubles: Troubles): readonly Provider[] {
  const around = <Port extends object>(
    port: AbstractType<Port>,
    implementation: Type<Port>,
  ): Provider => ({
    provide: lazy(port),
    useFactory: (injector = inject(Injector)): Lazy<Port> =>
      defer(() => of(withTroubles(injector.get(implementation), troubles))),
  });
  return [
    around(MessageArchive, VtenextMessageArchive),
    around(DocumentArchive, VtenextDocumentArchive),
    around(CommentStore, VtenextCommentStore),
  ];
}

/** What a port does within itself meets none. */
function withTroubles<Port extends object>(port: Port, troubles: Troubles): Port {
  return new Proxy(port, {
    get: (target, name, receiver: unknown) => {
      const member: unknown = Reflect.get(target, name, receiver);
      const method = archiveMethods.find((one) => one === name);
      if (!method || typeof member !== 'function') return member;
      const send = member.bind(target) as (...args: unknown[]) => Observable<unknown>;
      return (...args: unknown[]) => troubles.around(method, () => send(...args));
    },
  });
}

const PATIENCE = 20_000;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

/** The real adapter, journal and turns, against the sandbox's database. */
export class SandboxStage implements Stage {
  private readonly partition = `story ${String(Math.random())}`;
  private readonly troubles = new Map<number, Troubles>();
  /** Counts journals that were lost, by device. */
  private readonly lost = new Map<string, number>();
  private readonly journals = new Set<string>();

  constructor(
    private readonly sandbox: Sandbox,
    readonly records: readonly CrmRecord[],
    private readonly sums: ReadonlyMap<string, string>,
  ) {}

  static async of(sandbox: Sandbox, records: readonly CrmRecord[]): Promise<SandboxStage> {
    await sandbox.post('reset', {});
    const sums = await Promise.all(
      [...fileOfContent.keys()].map(async (content) => [await sumOf(content), content] as const),
    );
    return new SandboxStage(sandbox, records, new Map(sums));
  }

  async open(seat: number): Promise<EnginePane> {
    const { person } = seatAt(seat);
    const key = { crmAddress: this.sandbox.address, userName: person, accessKey: keys[person] };
    const device = this.deviceOf(seat);
    this.journals.add(device);
    const troubles = this.troublesOf(seat);
    troubles.pane = await CrashPane.onDevice(key, device, storyHost(), {
      providers: troubled(troubles),
    });
    return troubles.pane;
  }

  async until(isSo: () => boolean): Promise<boolean> {
    const end = performance.now() + PATIENCE;
    while (!isSo() && performance.now() < end) await pause(2);
    return isSo();
  }

  async rest(isSo: () => boolean): Promise<boolean> {
    const end = performance.now() + PATIENCE;
    for (let quiet = 0; quiet < 3;) {
      if (performance.now() > end) return false;
      await pause(3);
      quiet = isSo() ? quiet + 1 : 0;
    }
    return true;
  }

  /** Calls over HTTP cannot be counted off: all are answered. */
  answer(): Promise<void> {
    return Promise.resolve();
  }

  trouble(seat: number, trouble: Trouble): void {
    this.troublesOf(seat).add(trouble);
  }

  async behave(): Promise<void> {
    for (const one of this.troubles.values()) one.clear();
    await this.sandbox.post('faults/clear', {});
    await this.limit(20, 2_000_000);
  }

  async limit(maxFiles: number, perFile: number): Promise<void> {
    await this.sandbox.post('limits', { maxFiles, perFile });
  }

  async fetch(user: Person, index: number): Promise<void> {
    const { mail, envelope } = mails[index] as StoryMail;
    await this.sandbox.post('webmail', {
      user,
      messageid: envelope.messageId,
      subject: mail.subject,
      mfrom: envelope.from.address,
      mdate: envelope.sentAt,
      description: mail.body,
    });
  }

  async storeAsOlder(person: Person, index: number): Promise<void> {
    const { mail, envelope } = mails[index] as StoryMail;
    const [record] = this.records as readonly [CrmRecord];
    const element = {
      messageid: envelope.messageId,
      subject: mail.subject,
      description: mail.body,
      mfrom: envelope.from.address,
      mdate: envelope.sentAt.slice(0, 19).replace('T', ' '),
      mtype: 'Link',
      xmailer: `mail-connector/1 ${record.id}`,
    };
    const { id } = await this.sandbox.call<{ id: string }>(person, 'create', {
      elementType: 'Messages',
      element: JSON.stringify(element),
    });
    const relatelist = JSON.stringify([record.id]);
    await this.sandbox.call(person, 'relate', { id, relatelist, relationid: '' });
  }

  async deleteMessage(id: string): Promise<void> {
    const { messages } = await this.truth();
    const owner = messages.find((one) => one.id === id)?.owner ?? 'mario';
    await this.sandbox.call(owner, 'delete', { id });
  }

  async deleteDocument(id: string): Promise<void> {
    const { documents } = await this.truth();
    const owner = documents.find((one) => one.id === id)?.owner ?? 'mario';
    await this.sandbox.call(owner, 'delete', { id });
  }

  async backup(): Promise<void> {
    await this.sandbox.post('backup', {});
  }

  async restore(): Promise<void> {
    await this.sandbox.post('restore', {});
  }

  loseJournal(seat: number): void {
    const { device } = seatAt(seat);
    this.lost.set(device, (this.lost.get(device) ?? 0) + 1);
  }

  async truth(): Promise<Truth> {
    const { messages, documents, comments, relations } = await this.sandbox.ledger();
    const ids = this.records.map(({ id }) => id);
    return {
      messages: messages
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ id, owner, description, mtype, xmailer, mvisibility, hash }) => ({
          id,
          owner,
          mail: mailOfText(description),
          isFetched: mtype === 'Webmail',
          isMarked: mtype !== 'Webmail' && xmailer.startsWith('vtmc/1 '),
          isPublic: mvisibility === 'Public',
          records: relations.filter((one) => one.hash === hash).map(({ record }) => record),
        })),
      documents: documents
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ id, owner, title, sha256, messages: at, records }) => ({
          id,
          owner,
          ...(fileOfContent.get(this.contentOf(title, sha256)) ?? { mail: '', file: '' }),
          messages: at,
          records: records.filter((one) => ids.includes(one)),
        })),
      comments: comments
        .filter(({ isDeleted, record }) => !isDeleted && ids.includes(record))
        .map(({ id, author, record, text }) => ({ id, owner: author, record, text })),
    };
  }

  /** The ledger does not tell who deleted what: the states at the end are compared instead. */
  foreignDeletions(): readonly string[] {
    return [];
  }

  end(): void {
    for (const device of this.journals) {
      indexedDB.deleteDatabase(`${device}vtenext-mail-connector.journal-2`);
    }
  }

  /** Of a link the ledger has no bytes; only one mail has any. */
  private contentOf(title: string, sum: string): string {
    return title === 'plan.dwg' ? contentOf('offer', 2) : (this.sums.get(sum) ?? '');
  }

  private deviceOf(seat: number): string {
    const { device } = seatAt(seat);
    return `${this.partition} ${device} ${String(this.lost.get(device) ?? 0)} `;
  }

  private troublesOf(seat: number): Troubles {
    const known = this.troubles.get(seat) ?? new Troubles(this.sandbox);
    this.troubles.set(seat, known);
    return known;
  }
}

async function sumOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
