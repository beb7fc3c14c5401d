import type {
  DocumentOrigin,
  FoundFiles,
  SoughtFile,
  StoredFile,
  StoredMessage,
} from '../../domain/archive';
import type { MemoryDatabase } from './database';
import { type DocumentRow, numberOf } from './rows';

/** How documents are found and marked, for one user. */
export class Filing {
  constructor(
    private readonly database: MemoryDatabase,
    private readonly owner: string,
    /** Whether this user may write the notes of documents, in which marks stand. */
    private readonly canMark: () => boolean,
  ) {}

  /** Which of the files are documents of this message; those that came with it are marked now. */
  find(message: StoredMessage, files: readonly SoughtFile[], origin: DocumentOrigin): FoundFiles {
    const left = this.ofOwner(message.owner);
    const stored: StoredFile[] = [];
    const open: SoughtFile[] = [];
    const known = new Set(files.map(({ documentId }) => documentId));
    for (const file of files) {
      const isIt = (one: DocumentRow): boolean =>
        isFile(one, file, message.id) && (one.id === file.documentId || !known.has(one.id));
      const own = left.findIndex((one) => one.id === file.documentId && isIt(one));
      const index = own >= 0 ? own : left.findIndex(isIt);
      const [row] = index < 0 ? [] : left.splice(index, 1);
      if (row) stored.push(storedFile(file, row, origin));
      else if (message.sentTogether?.includes(file.attachmentId)) open.push(file);
    }
    const doubtful: string[] = [];
    for (const group of groups(open)) {
      const claimed = this.claim(message, group, origin);
      if (claimed === 'doubtful') doubtful.push(...group.map(({ attachmentId }) => attachmentId));
      else stored.push(...claimed);
    }
    return { stored, doubtful };
  }

  /** The same at the end, when what was filed once more by a replayed call goes. */
  settle(message: StoredMessage, files: readonly SoughtFile[], origin: DocumentOrigin): FoundFiles {
    const { stored } = this.find({ ...message, sentTogether: [] }, files, origin);
    const kept = new Set(stored.map(({ documentId }) => documentId));
    const digests = new Set(files.map(({ digest }) => digest));
    const again = this.ofOwner(message.owner).filter(
      ({ id, mark }) =>
        mark?.attempt === origin.attempt &&
        mark.messageId === message.id &&
        digests.has(mark.digest) &&
        !kept.has(id),
    );
    for (const { id } of again) this.database.remove(id, origin.attempt);
    return { stored, doubtful: [] };
  }

  /** Documents made in one call with the message count only if they are as many as were sent. */
  private claim(
    message: StoredMessage,
    group: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): 'doubtful' | readonly StoredFile[] {
    const times = message.timesStored ?? 1;
    const rows = this.ofOwner(message.owner)
      .filter((one) => !one.mark && isLike(one, group[0]))
      .filter(({ id }) => numberOf(id) > numberOf(message.id))
      .sort((one, other) => numberOf(one.id) - numberOf(other.id));
    if (rows.length === 0) return [];
    const contents = new Set(group.map(({ digest }) => digest));
    const isCertain = rows.length === group.length * times && (times === 1 || contents.size === 1);
    if (!isCertain || this.hasOtherBetween(message, rows)) return 'doubtful';
    const claimed = group.map((file, index) => [file, rows[index] as DocumentRow] as const);
    for (const [{ digest }, row] of claimed) {
      this.mark(row, message.id, digest, origin);
      if (times > 1) row.atMessage.add(message.id);
    }
    if (this.canMark()) {
      for (const again of rows.slice(group.length)) this.database.remove(again.id, origin.attempt);
    }
    return claimed.map(([file, row]) => ({ ...storedFile(file, row, origin), isListed: true }));
  }

  /** Whether another message, which may have brought files, has a number among the documents'. */
  private hasOtherBetween({ id, owner }: StoredMessage, rows: readonly DocumentRow[]): boolean {
    const last = Math.max(...rows.map((row) => numberOf(row.id)));
    return this.database.messages.some(
      (one) =>
        one.owner === owner &&
        !one.isFetched &&
        numberOf(one.id) > numberOf(id) &&
        numberOf(one.id) < last,
    );
  }

  keep(file: Omit<DocumentRow, 'id' | 'owner' | 'atMessage' | 'atRecord'>): DocumentRow {
    const row: DocumentRow = {
      ...file,
      id: this.database.newId('7x'),
      owner: this.owner,
      atMessage: new Set(),
      atRecord: new Set(),
    };
    this.database.documents.push(row);
    return row;
  }

  mark(row: DocumentRow, messageId: string, digest: string, { attempt }: DocumentOrigin): void {
    if (this.canMark()) row.mark = { attempt, messageId, digest };
  }

  private ofOwner(owner: string): DocumentRow[] {
    return this.database.documents.filter((one) => one.owner === owner);
  }
}

function isFile(row: DocumentRow, file: SoughtFile, messageId: string): boolean {
  return row.mark
    ? row.mark.messageId === messageId && row.mark.digest === file.digest && row.size === file.size
    : row.id === file.documentId && isLike(row, file);
}

export function isLike(row: DocumentRow, file: SoughtFile | undefined): boolean {
  return row.name === file?.name && row.size === file.size;
}

/** Files that name and size do not tell apart. */
function groups(files: readonly SoughtFile[]): readonly (readonly SoughtFile[])[] {
  const all = new Map<string, SoughtFile[]>();
  for (const file of files) {
    const key = `${String(file.size)} ${file.name}`;
    all.set(key, [...(all.get(key) ?? []), file]);
  }
  return [...all.values()];
}

export function storedFile(
  { attachmentId }: { readonly attachmentId: string },
  { id, size, mark }: DocumentRow,
  { attempt }: DocumentOrigin,
): StoredFile {
  return { attachmentId, documentId: id, size, isOwn: mark?.attempt === attempt };
}
