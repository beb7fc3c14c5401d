import { Injectable, inject } from '@angular/core';
import { type Observable, catchError, defer, forkJoin, map, of, switchMap, tap } from 'rxjs';
import type { Attachment, AttachmentContent, Envelope, InlinePart, Mail } from '../../domain/mail';
import type { Thread } from '../../domain/other-side';
import { ProblemError, toProblem } from '../../domain/problem';
import { partOfPane } from '../../platform/part-of-pane';
import { MailReader, type Patience } from '../../ports/mail-reader';
import { bareId, messageIdsIn } from './internet-headers';
import type { FileCalls } from './file-calls';
import { OFFICE_CALLS } from './office-calls';
import { itemExtras, mailOnScreen, mailProperties } from './open-item';
import { OFFICE_PATIENCE, PANE_WINDOW } from './pane-window';
import { loadZones } from './time-zone';

/** Reads mails through Office.js. */
@Injectable()
export class OfficeMailReader extends MailReader {
  private readonly pane = inject(PANE_WINDOW);
  private readonly patience = inject(OFFICE_PATIENCE);
  private readonly calls = inject(OFFICE_CALLS);

  override prepare(): Observable<void> {
    return defer(() =>
      Promise.all([
        loadHeaderReading().then(({ loadParser }) => loadParser()),
        loadThread(),
        loadZones(),
        loadEnvelope(),
        loadFiles(),
      ]),
    ).pipe(map(() => undefined));
  }

  override readMail(itemId: string): Observable<Mail> {
    return this.whileOpen(itemId, (item) => {
      return forkJoin([this.calls.body(), this.calls.sharedBy()]).pipe(
        map(([body, shared]) => ({ ...mailProperties(this.pane, item, shared), body })),
      );
    });
  }

  override readThread(mail: Mail): Observable<Thread> {
    return this.whileOpen(mail.itemId, (item) => {
      const { inReplyTo } = itemExtras(this.pane, item);
      return this.headersOf(mail).pipe(
        switchMap(async (block) => (await loadThread()).readThread(block, inReplyTo)),
      );
    });
  }

  override readEnvelope(mail: Mail): Observable<Envelope> {
    return this.whileOpen(mail.itemId, (item) =>
      this.headersOf(mail).pipe(
        switchMap(async (block) => {
          const { makeEnvelope } = await loadEnvelope();
          const { readHeaders } = await loadHeaderReading();
          return makeEnvelope(mail, itemExtras(this.pane, item), await readHeaders(block));
        }),
      ),
    );
  }

  override readAttachment(
    itemId: string,
    attachment: Attachment,
    patience?: Patience,
  ): Observable<AttachmentContent> {
    return this.withFiles(itemId, (files, item) => files.attachment(item, attachment, patience));
  }

  override readOriginal(itemId: string, patience?: Patience): Observable<Blob> {
    return this.withFiles(itemId, (files) => files.original(patience));
  }

  override readInlineParts(itemId: string): Observable<readonly InlinePart[]> {
    return this.withFiles(itemId, (files) => files.inlineParts());
  }

  private withFiles<T>(
    itemId: string,
    read: (files: FileCalls, item: Office.MessageRead) => Observable<T>,
  ): Observable<T> {
    return this.whileOpen(itemId, (item) =>
      defer(loadFiles).pipe(
        switchMap((part) => read(new part.FileCalls(this.calls, this.pane, this.patience), item)),
      ),
    );
  }

  /** Empty where they cannot be read. */
  private headersOf(mail: Mail): Observable<string> {
    return this.calls.headers().pipe(
      catchError(() => of('')),
      tap((block) => {
        assertSameMail(mail, block);
      }),
    );
  }

  /**
   * Reads the mail `itemId` in any number of steps, and throws the reading away where another mail
   * is on the screen before or after: calls carry no item id, and read what is open then
   * (Outlook host 15). A call that failed on account of the change counts as changed, too.
   */
  private whileOpen<T>(
    itemId: string,
    read: (item: Office.MessageRead) => Observable<T>,
  ): Observable<T> {
    return defer(() => read(this.openMail(itemId)).pipe(tap(() => this.openMail(itemId)))).pipe(
      catchError((error: unknown) =>
        defer(() => {
          this.openMail(itemId);
          throw isChange(error) ? changed() : new ProblemError(toProblem(error));
        }),
      ),
    );
  }

  private openMail(itemId: string): Office.MessageRead {
    const item = mailOnScreen(this.pane);
    if (item?.itemId !== itemId) throw changed();
    return item;
  }
}

const loadHeaderReading = () => partOfPane(import('./header-reading'));
const loadThread = () => partOfPane(import('./thread'));
const loadEnvelope = () => partOfPane(import('./envelope'));
const loadFiles = () => partOfPane(import('./file-calls'));

const changed = (): ProblemError => new ProblemError({ kind: 'mailChanged' });

/** Whether Outlook itself refused because another item was opened: APICallFailedDueToItemChange. */
function isChange(error: unknown): boolean {
  const problem = toProblem(error);
  return problem.kind === 'host' && problem.code === 9030;
}

/** The headers are those of the mail on the screen, even where the client did not hear of it. */
function assertSameMail({ messageId }: Mail, block: string): void {
  const written = messageIdsIn(block);
  if (messageId && written.length > 0 && !written.includes(bareId(messageId))) throw changed();
}
