import type { Observable } from 'rxjs';
import type {
  DocumentOrigin,
  FoundFiles,
  OutgoingFile,
  SoughtFile,
  StoredFile,
  StoredMessage,
  UploadEvent,
} from '../../domain/archive';
import type { CrmRecord } from '../../domain/crm';
import { ProblemError } from '../../domain/problem';
import { type CloudFile, DocumentArchive } from '../../ports/document-archive';
import { storedFile } from './filing';
import type { MemoryAccess } from './memory-access';
import type { DocumentRow } from './rows';
import type { Call } from './troubles';

/** Keeps files in memory. */
export class MemoryDocumentArchive extends DocumentArchive {
  constructor(private readonly crm: MemoryAccess) {
    super();
  }

  override findFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.crm.perform('findFiles', () => this.crm.filing.find(message, files, origin));
  }

  override settleFiles(
    message: StoredMessage,
    files: readonly SoughtFile[],
    origin: DocumentOrigin,
  ): Observable<FoundFiles> {
    return this.crm.perform('settleFiles', () => this.crm.filing.settle(message, files, origin));
  }

  override uploadFile(
    message: StoredMessage,
    file: OutgoingFile,
    origin: DocumentOrigin,
  ): Observable<UploadEvent<StoredFile>> {
    const { name, blob } = file;
    return this.crm.perform('uploadFile', (call) => {
      const { mostFiles, largestFile } = this.crm.database;
      if (this.crm.refused.includes(name) || mostFiles < 1 || blob.size > largestFile) {
        const { id } = this.made({ name, size: 0 }, file, message, origin, call);
        this.crm.database.remove(id, origin.attempt);
        throw new ProblemError({ kind: 'fileRefused' });
      }
      const document = this.file(message, { name, size: blob.size, blob }, file, origin, call);
      return { kind: 'stored' as const, stored: storedFile(file, document, origin) };
    });
  }

  override attachFile(message: StoredMessage, documentId: string): Observable<void> {
    return this.crm.perform('attachFile', () => {
      this.crm.database.rowOf(message);
      const document = this.crm.database.document(documentId);
      if (!document) throw new ProblemError({ kind: 'recordGone' });
      document.atMessage.add(message.id);
    });
  }

  override fileLink(
    message: StoredMessage,
    link: CloudFile,
    origin: DocumentOrigin,
  ): Observable<StoredFile> {
    const { name, url } = link;
    return this.crm.perform('fileLink', (call) =>
      storedFile(link, this.file(message, { name, size: 0, url }, link, origin, call), origin),
    );
  }

  override relateFiles(documentIds: readonly string[], record: CrmRecord): Observable<void> {
    return this.crm.perform('relateFiles', () => {
      const gone = documentIds.filter((id) => !this.crm.database.document(id));
      if (gone.length > 0) throw new ProblemError({ kind: 'documentsGone', ids: gone });
      for (const id of documentIds) this.crm.database.document(id)?.atRecord.add(record.id);
    });
  }

  /** Files one document by itself, marked as it is made, then lists it at the message. */
  private file(
    message: StoredMessage,
    content: Pick<DocumentRow, 'name' | 'size' | 'url' | 'blob'>,
    file: { readonly digest: string },
    origin: DocumentOrigin,
    call: Call,
  ): DocumentRow {
    const document = this.made(content, file, message, origin, call);
    this.crm.database.rowOf(message);
    document.atMessage.add(message.id);
    return document;
  }

  /** The document that the answer tells of. */
  private made(
    content: Pick<DocumentRow, 'name' | 'size' | 'url' | 'blob'>,
    { digest }: { readonly digest: string },
    message: StoredMessage,
    origin: DocumentOrigin,
    call: Call,
  ): DocumentRow {
    const rows = Array.from({ length: call.times }, () =>
      this.crm.filing.keep({ ...content, cameWith: '', maker: origin.attempt }),
    );
    for (const one of rows) this.crm.filing.mark(one, message.id, digest, origin);
    call.created();
    return rows.at(-1) as DocumentRow;
  }
}
