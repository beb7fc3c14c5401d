import type { CrmRecord } from '../../domain/crm';
import type { EnginePane } from '../../testing/harness/engine-pane';
import type { Trouble } from '../../testing/memory-crm/troubles';
import type { Person } from './cast';

/** A message that the CRM holds. Mails and files are named as in the cast. */
export interface TrueMessage {
  readonly id: string;
  readonly owner: Person;
  readonly mail: string;
  /** By the CRM's own mail client. */
  readonly isFetched: boolean;
  readonly isMarked: boolean;
  readonly isPublic: boolean;
  /** The records at which it is shown, through whichever copy. */
  readonly records: readonly string[];
}

export interface TrueDocument {
  readonly id: string;
  readonly owner: Person;
  /** Which file of which mail it holds; empty where it holds none. */
  readonly mail: string;
  readonly file: string;
  readonly messages: readonly string[];
  readonly records: readonly string[];
}

export interface TrueComment {
  readonly id: string;
  readonly owner: Person;
  readonly record: string;
  readonly text: string;
}

/** What the CRM holds, read past the pane. */
export interface Truth {
  readonly messages: readonly TrueMessage[];
  readonly documents: readonly TrueDocument[];
  readonly comments: readonly TrueComment[];
}

/** Where stories are played: a CRM, and devices with panes. */
export interface Stage {
  readonly records: readonly CrmRecord[];
  open(seat: number): Promise<EnginePane>;
  /** Lets the CRM answer until `isSo`; tells whether it came to that. */
  until(isSo: () => boolean): Promise<boolean>;
  /** Lets the CRM answer all that it is asked; tells whether it then is `isSo`. */
  rest(isSo: () => boolean): Promise<boolean>;
  /** Lets the CRM answer so many calls, at most. */
  answer(calls: number): Promise<void>;
  trouble(seat: number, trouble: Trouble): void;
  behave(): Promise<void>;
  limit(files: number, bytes: number): Promise<void>;
  fetch(person: Person, mail: number): Promise<void>;
  /** As version 0.1 stored a mail: related to the first record, and noted, without a mark. */
  storeAsOlder(person: Person, mail: number): Promise<void>;
  deleteMessage(id: string): Promise<void>;
  deleteDocument(id: string): Promise<void>;
  backup(): Promise<void>;
  restore(): Promise<void>;
  loseJournal(seat: number): void;
  truth(): Promise<Truth>;
  /** What was deleted that was not the deleter's, as far as it can be told. */
  foreignDeletions(): readonly string[];
  end(): void;
}

/** A truth without the numbers that a CRM gave out: equal where two hold the same. */
export function stateOf({ messages, documents, comments }: Truth): string[] {
  const nameOf = ({ owner, mail, isFetched, isMarked, isPublic }: TrueMessage): string => {
    const kind = isFetched ? 'fetched' : isMarked ? 'marked' : 'older';
    return `${mail} of ${owner}, ${kind}, ${isPublic ? 'public' : 'not public'}`;
  };
  return [
    ...messages.map((one) => `message: ${nameOf(one)}, at ${one.records.toSorted().join()}`),
    ...documents
      .filter(({ file }) => file !== '')
      .map(({ owner, file, messages: at, records }) => {
        const names = messages.filter(({ id }) => at.includes(id)).map(nameOf);
        return `document: ${file} of ${owner}, at ${[...names, ...records].toSorted().join()}`;
      }),
    ...comments.map(({ owner, record, text }) => `comment: ${text}, of ${owner}, at ${record}`),
  ].sort();
}
