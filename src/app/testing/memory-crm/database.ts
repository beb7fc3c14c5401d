import { ProblemError } from '../../domain/problem';
import type { CommentRow, Deletion, DocumentRow, MessageRow } from './rows';

/** What restoring a backup brings back: rows, relations, and the numbers to be given out next. */
interface Backup {
  readonly messages: readonly MessageRow[];
  readonly documents: readonly DocumentRow[];
  readonly comments: readonly CommentRow[];
  readonly relations: readonly string[];
  readonly numbers: number;
}

type Stored = Pick<MessageRow, 'messageId'> & { readonly draft: { readonly subject: string } };

/** What a CRM keeps of mails; any number of users share one. */
export class MemoryDatabase {
  readonly messages: MessageRow[] = [];
  readonly documents: DocumentRow[] = [];
  readonly comments: CommentRow[] = [];
  /** What was deleted through the port, in order. */
  readonly deletions: Deletion[] = [];
  /** As many files of one call are kept, up to so many bytes each; others are dropped silently. */
  mostFiles = 20;
  largestFile = Infinity;

  /** Pairs of a message's hash and a record; they outlive the message (REST API 7.2). */
  private readonly links = new Set<string>();
  private numbers = 100;
  private kept: Backup | undefined;

  newId(prefix: '44x' | '7x' | '36x'): string {
    return prefix + String((this.numbers += 1));
  }

  relate(message: Stored, record: string): void {
    this.links.add(JSON.stringify([hashOf(message), record]));
  }

  /** The records at which every copy of this message is shown, whoever linked it. */
  recordsAt(message: Stored): readonly string[] {
    const hash = hashOf(message);
    return [...this.links].flatMap((link) => {
      const [of, record] = JSON.parse(link) as [string, string];
      return of === hash ? [record] : [];
    });
  }

  message(id: string): MessageRow | undefined {
    return this.messages.find((one) => one.id === id);
  }

  /** The row of a message. Fails with `recordGone`. */
  rowOf({ id }: Pick<MessageRow, 'id'>): MessageRow {
    const row = this.message(id);
    if (!row) throw new ProblemError({ kind: 'recordGone' });
    return row;
  }

  document(id: string): DocumentRow | undefined {
    return this.documents.find((one) => one.id === id);
  }

  comment(id: string): CommentRow | undefined {
    return this.comments.find((one) => one.id === id);
  }

  /** Deletes a row on behalf of an attempt; its relations stay. */
  remove(id: string, by: string): void {
    const maker =
      this.message(id)?.mark?.attempt ?? this.document(id)?.maker ?? this.comment(id)?.maker;
    for (const rows of [this.messages, this.documents, this.comments]) {
      const index = rows.findIndex((one) => one.id === id);
      if (index < 0) continue;
      rows.splice(index, 1);
      this.deletions.push({ id, maker, by });
    }
  }

  backup(): void {
    this.kept = {
      messages: this.messages.map(copyOfMessage),
      documents: this.documents.map(copyOfDocument),
      comments: [...this.comments],
      relations: [...this.links],
      numbers: this.numbers,
    };
  }

  /** As it was at the backup: numbers given out since then will be given out again. */
  restore(): void {
    const { kept } = this;
    if (!kept) return;
    this.messages.splice(0, Infinity, ...kept.messages.map(copyOfMessage));
    this.documents.splice(0, Infinity, ...kept.documents.map(copyOfDocument));
    this.comments.splice(0, Infinity, ...kept.comments);
    this.links.clear();
    for (const link of kept.relations) this.links.add(link);
    this.numbers = kept.numbers;
  }
}

/** What relations hang on: Message-ID and subject, of whatever copy. */
export function hashOf({ messageId, draft: { subject } }: Stored): string {
  return `${messageId}${subject}`;
}

const copyOfMessage = ({ mark, ...row }: MessageRow): MessageRow => ({
  ...row,
  ...(mark && { mark: { ...mark } }),
});

const copyOfDocument = (row: DocumentRow): DocumentRow => ({
  ...row,
  atMessage: new Set(row.atMessage),
  atRecord: new Set(row.atRecord),
});
