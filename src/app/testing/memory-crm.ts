import { type Observable, defer, of, throwError } from 'rxjs';
import type {
  MessageDraft,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
} from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import { type Problem, ProblemError } from '../domain/problem';
import type { UploadEvent } from '../ports/crm';
import { FakeCrm } from './fakes';

/** A method that writes or reads what linking leaves in the CRM. */
export type ArchiveMethod =
  | 'findMessage'
  | 'storeMessage'
  | 'checkMessage'
  | 'relateMessage'
  | 'findFiles'
  | 'uploadFile'
  | 'attachFile'
  | 'fileLink'
  | 'relateFiles'
  | 'findComments'
  | 'addComment'
  | 'discard'
  | 'writeNote';

interface Comment {
  readonly id: string;
  readonly record: string;
  readonly text: string;
}

interface Document {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly url?: string;
  /** The message it was stored with; empty where it was filed alone. */
  readonly cameWith: string;
  readonly atMessage: Set<string>;
  readonly atRecord: Set<string>;
}

/**
 * A CRM that keeps mails in memory and answers at once: for whole links. It can lose a call before it
 * is done or the answer after it, and drop files as a real one does.
 */
export class MemoryCrm extends FakeCrm {
  readonly messages: { readonly id: string; readonly draft: MessageDraft }[] = [];
  readonly documents: Document[] = [];
  /** Pairs of message and record. */
  readonly relations = new Set<string>();
  readonly comments: Comment[] = [];
  /** Record ids noted at a message. */
  readonly notes = new Map<string, readonly string[]>();
  /** Every call, in order. */
  readonly log: ArchiveMethod[] = [];
  /** Names of files that are dropped behind a success when sent with the message. */
  dropped: readonly string[] = [];
  /** Names of files that are refused whatever happens. */
  refused: readonly string[] = [];

  private readonly faults: { method: ArchiveMethod; when: 'before' | 'after'; problem: Problem }[] =
    [];
  private numbers = 100;

  /** Lets the next call of `method` fail: before anything is done, or after it. */
  failNext(
    method: ArchiveMethod,
    when: 'before' | 'after' = 'before',
    problem: Problem = { kind: 'unreachable' },
  ): void {
    this.faults.push({ method, when, problem });
  }

  /** All calls succeed from now on, and no file is dropped or refused. */
  behave(): void {
    this.faults.length = 0;
    this.dropped = [];
    this.refused = [];
  }

  override findMessage(messageId: string): Observable<StoredMessage | undefined> {
    return this.perform('findMessage', () => {
      const found = this.messages.find(({ draft }) => draft.messageId === messageId);
      return found && { id: found.id, owner: '19x4', noted: this.notes.get(found.id) ?? [] };
    });
  }

  override storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    return this.perform('storeMessage', () => {
      const id = `44x${String((this.numbers += 1))}`;
      this.messages.push({ id, draft });
      for (const { name, blob } of files) {
        if (blob.size > 0 && ![...this.dropped, ...this.refused].includes(name)) {
          this.keep({ name, size: blob.size, cameWith: id }).atMessage.add(id);
        }
      }
      return { kind: 'stored', stored: { id, owner: '19x4' } };
    });
  }

  override checkMessage(message: StoredMessage): Observable<StoredMessage> {
    return this.perform('checkMessage', () => message);
  }

  override relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.perform('relateMessage', () => {
      this.relations.add(`${message.id} ${record.id}`);
    });
  }

  override findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
  ): Observable<readonly StoredFile[]> {
    return this.perform('findFiles', () => {
      const left = this.documents.filter(({ id }) => numberOf(id) > numberOf(message.id));
      return files.flatMap(({ attachmentId, name, size }) => {
        const index = left.findIndex((one) => one.name === name && one.size === size);
        const [document] = index < 0 ? [] : left.splice(index, 1);
        return document
          ? [
              {
                attachmentId,
                documentId: document.id,
                size,
                cameWithMessage: document.cameWith === message.id,
              },
            ]
          : [];
      });
    });
  }

  override uploadFile(
    message: StoredMessage,
    { attachmentId, name, blob }: OutgoingFile,
  ): Observable<UploadEvent<StoredFile>> {
    return this.perform('uploadFile', (isAnswered) => {
      if (this.refused.includes(name)) throw new ProblemError({ kind: 'fileRefused' });
      const document = this.keep({ name, size: blob.size });
      // A lost answer is followed by no second call, which would list it at the message.
      if (isAnswered) document.atMessage.add(message.id);
      return {
        kind: 'stored',
        stored: { attachmentId, documentId: document.id, size: blob.size },
      };
    });
  }

  override attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.perform('attachFile', () => {
      this.documents.find(({ id }) => id === documentId)?.atMessage.add(message.id);
    });
  }

  override fileLink(
    message: StoredMessage,
    { attachmentId, name, url }: { attachmentId: string; name: string; url: string },
  ): Observable<StoredFile> {
    return this.perform('fileLink', (isAnswered) => {
      const document = this.keep({ name, size: 0, url });
      if (isAnswered) document.atMessage.add(message.id);
      return { attachmentId, documentId: document.id, size: 0 };
    });
  }

  override relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.perform('relateFiles', () => {
      for (const document of this.documents) {
        if (documentIds.includes(document.id)) document.atRecord.add(record.id);
      }
    });
  }

  override findComments(
    message: Pick<StoredMessage, 'id' | 'owner'>,
    recordIds: readonly string[],
    text: string,
  ): Observable<Readonly<Record<string, string>>> {
    return this.perform('findComments', () => {
      const found = this.comments.filter(
        (comment) =>
          comment.text === text &&
          recordIds.includes(comment.record) &&
          numberOf(comment.id) > numberOf(message.id),
      );
      return Object.fromEntries(found.map(({ record, id }) => [record, id]));
    });
  }

  override addComment(record: CrmRecord, text: string): Observable<string> {
    return this.perform('addComment', () => {
      const id = `36x${String((this.numbers += 1))}`;
      this.comments.push({ id, record: record.id, text });
      return id;
    });
  }

  override discard(
    message: StoredMessage | undefined,
    madeIds: readonly string[],
  ): Observable<void> {
    return this.perform('discard', () => {
      for (const id of madeIds) {
        remove(this.documents, id);
        remove(this.comments, id);
      }
      if (message) remove(this.messages, message.id);
    });
  }

  override writeNote({ id }: StoredMessage, recordIds: readonly string[]): Observable<void> {
    return this.perform('writeNote', () => {
      this.notes.set(id, [...new Set([...(this.notes.get(id) ?? []), ...recordIds])]);
    });
  }

  private keep(file: {
    name: string;
    size: number;
    url?: string;
    cameWith?: string;
  }): Document {
    const id = `7x${String((this.numbers += 1))}`;
    const document = { cameWith: '', ...file, id, atMessage: new Set<string>(), atRecord: new Set<string>() };
    this.documents.push(document);
    return document;
  }

  private perform<T>(method: ArchiveMethod, work: (isAnswered: boolean) => T): Observable<T> {
    return defer(() => {
      this.log.push(method);
      const index = this.faults.findIndex((fault) => fault.method === method);
      const [fault] = index < 0 ? [] : this.faults.splice(index, 1);
      const failure = fault && throwError(() => new ProblemError(fault.problem));
      if (failure && fault.when === 'before') return failure;
      const answer = work(fault === undefined);
      return failure ?? of(answer);
    });
  }
}

function remove(list: { readonly id: string }[], id: string): void {
  const index = list.findIndex((one) => one.id === id);
  if (index >= 0) list.splice(index, 1);
}

const numberOf = (id: string): number => Number(id.split('x').at(-1));
