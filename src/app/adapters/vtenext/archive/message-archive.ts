import { Injectable, inject } from '@angular/core';
import {
  type Observable,
  catchError,
  concatMap,
  from,
  map,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import { type RecordAnswer, recordSchema } from '../../../../contract/rest';
import type {
  CloudLink,
  Discarded,
  DocumentOrigin,
  FittedBody,
  InlineImage,
  LookHints,
  MessageDraft,
  MessageLook,
  OutgoingFile,
  StoredMessage,
  UploadEvent,
} from '../../../domain/archive';
import type { CrmRecord } from '../../../domain/crm';
import type { MailIdentity } from '../../../domain/mail-identity';
import { ProblemError, toProblem } from '../../../domain/problem';
import { Device } from '../../../ports/device';
import { type Discardable, MessageArchive } from '../../../ports/message-archive';
import { CrmWriter, unlessGone } from './crm-writer';
import { VtenextDocumentArchive } from './document-archive';
import { DocumentMarker } from './document-marker';
import { sought } from './files';
import { LinkRemover } from './link-remover';
import { writeMark } from './mark-writing';
import { fitBody } from './message-body';
import { messageElement, shortenedParts } from './message-element';
import { type JudgedRow, lookOf, ownMark, rowsOf, storedMessage } from './message-finder';
import { standingOf } from './message-standing';
import { createMessage, sendable } from './message-upload';
import { RestCaller } from '../rest/rest-caller';
import { timeCorrected } from './sent-time';
import { difference } from './stored-difference';

/** Where there is no device to ask, the clock is right. */
const rightClock: Pick<Device, 'clockError'> = { clockError: () => of(0) };

/** Keeps mails as messages of vtenext: the recipe of REST API 10. */
@Injectable({ providedIn: 'root' })
export class VtenextMessageArchive extends MessageArchive {
  private readonly rest = inject(RestCaller);
  private readonly documents = inject(VtenextDocumentArchive);
  private readonly marker = inject(DocumentMarker);
  readonly writer = inject(CrmWriter);
  readonly clock = inject(Device, { optional: true }) ?? rightClock;
  private readonly remover = inject(LinkRemover);

  override findMessage(mail: MailIdentity, hints: LookHints = {}): Observable<MessageLook> {
    return rowsOf(mail, hints, this.rest).pipe(map((rows) => lookOf(rows, mail)));
  }

  override fitBody(
    html: string,
    images: readonly InlineImage[],
    links: readonly CloudLink[],
  ): Promise<FittedBody> {
    return fitBody(html, images, links);
  }

  /**
   * The message with its files; the answer is compared with what was sent, the time corrected. What
   * was stored wrongly is deleted again, so that another attempt does not take it for the mail.
   */
  override storeMessage(
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<UploadEvent<StoredMessage>> {
    return createMessage(this.writer, messageElement(draft), sendable(files)).pipe(
      concatMap(([event, sent]): Observable<UploadEvent<StoredMessage>> =>
        event.kind === 'progress'
          ? of(event)
          : this.accepted(event.stored, draft, sent, new Date()).pipe(
              map((message) => ({ kind: 'stored' as const, stored: message })),
            ),
      ),
      catchError((error: unknown) =>
        error instanceof IdTaken
          ? this.storeMessage({ ...draft, idIsTaken: true }, files)
          : throwError(() => error),
      ),
    );
  }

  override checkMessage(
    { id }: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    storedAt: Date,
  ): Observable<StoredMessage> {
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      switchMap((row) => this.accepted(row, draft, sendable(files), storedAt)),
      // The body to store it anew with is not at hand: the link begins anew.
      catchError((error: unknown) =>
        throwError(() =>
          error instanceof IdTaken
            ? new ProblemError({ kind: 'storedWrongly', what: 'message' })
            : error,
        ),
      ),
    );
  }

  override relateMessage(message: StoredMessage, record: CrmRecord): Observable<void> {
    return this.writer.relate(message.id, [record.id]).pipe(
      catchError((error: unknown) => {
        // Of a permitted module a record that is denied is one that is gone (REST API 2).
        const problem = toProblem(error);
        return throwError(() =>
          problem.kind === 'noMessagesRelation'
            ? new ProblemError({ kind: 'noMessagesRelation', module: record.module })
            : error,
        );
      }),
    );
  }

  override storeLinkedIds(
    { id }: StoredMessage,
    recordIds: readonly string[],
    without: readonly string[] = [],
  ): Observable<void> {
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      switchMap((row) => {
        const mark = ownMark(row);
        if (!mark) return of(undefined);
        const ids = [...mark.recordIds, ...recordIds].filter((one) => !without.includes(one));
        const xmailer = writeMark({ ...mark, recordIds: ids });
        return xmailer === row['xmailer'] ? of(undefined) : this.writer.revise({ id, xmailer });
      }),
    );
  }

  override showToAll({ id }: StoredMessage): Observable<void> {
    return this.rest.call('retrieve', { id }, recordSchema).pipe(
      switchMap((row) => {
        const mark = ownMark(row);
        return this.writer.revise({
          id,
          mvisibility: 'Public',
          ...(mark && { xmailer: writeMark({ ...mark, visibility: 'Public' }) }),
        });
      }),
    );
  }

  override discard(own: Discardable): Observable<Discarded> {
    return this.remover.remove(own);
  }

  /**
   * What the CRM says it stored is corrected and compared with what was sent; copies are settled.
   */
  private accepted(
    row: RecordAnswer,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    storedAt: Date,
  ): Observable<StoredMessage> {
    const { attempt, identity } = draft;
    const problem = difference(row, draft);
    if (problem) {
      const message = storedMessage({ row, isOwn: true }, identity);
      return this.withdraw(message, draft, files, 1).pipe(
        switchMap(() => throwError(() => new ProblemError(problem))),
      );
    }
    return timeCorrected(row, draft, storedAt, this).pipe(
      switchMap((corrected) =>
        rowsOf(identity, { attempt }, this.rest).pipe(
          switchMap((rows) => {
            // Where something sent the call again, another copy stays than the one that was
            // answered.
            const id = rows.find(({ isOwn }) => isOwn)?.row.id ?? row.id;
            return id === row.id
              ? this.settled(corrected, rows, draft, files)
              : timeCorrected({ ...row, id }, draft, storedAt, this).pipe(
                  switchMap((kept) => this.settled(kept, rows, draft, files)),
                );
          }),
        ),
      ),
      map((message) => {
        const shortened = shortenedParts(draft);
        return { ...message, ...(shortened.length > 0 && { shortened }) };
      }),
    );
  }

  /**
   * Locks do not reach another device, and a proxy may send a call again. Of copies of this attempt
   * the oldest stays. Where another device stored the mail before, one's own copy goes; where
   * another mail came first under this id, it goes, too, and is stored under another.
   */
  private settled(
    corrected: StoredMessage,
    rows: readonly JudgedRow[],
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<StoredMessage> {
    const { id, times, again, elder, isTaken } = standingOf(corrected.id, rows, draft);
    const message: StoredMessage = {
      ...corrected,
      id,
      sentTogether: files.map(({ attachmentId }) => attachmentId),
      ...(times > 1 && { timesStored: times }),
    };
    const withoutCopies = from(again).pipe(
      concatMap(({ row }) => this.writer.remove(row.id).pipe(catchError(unlessGone))),
      toArray(),
    );
    if (isTaken) {
      return withoutCopies.pipe(
        switchMap(() => this.withdraw(message, draft, files, times)),
        switchMap(() => throwError(() => new IdTaken())),
      );
    }
    if (elder) {
      const kept = storedMessage(elder, draft.identity, rows);
      return withoutCopies.pipe(switchMap(() => this.giveWay(message, kept, draft, files)));
    }
    return withoutCopies.pipe(map(() => message));
  }

  /** Hands one's own files over to the copy that stays, then takes one's own copy away. */
  private giveWay(
    own: StoredMessage,
    kept: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
  ): Observable<StoredMessage> {
    const origin = originOf(draft);
    return this.documents.findFiles(own, files.map(sought), origin).pipe(
      switchMap(({ stored }) =>
        from(stored).pipe(
          concatMap(({ attachmentId, documentId }) => {
            const digest = files.find((file) => file.attachmentId === attachmentId)?.digest ?? '';
            return this.documents
              .attachFile(kept, documentId)
              .pipe(switchMap(() => this.marker.remark(documentId, kept.id, digest, origin)));
          }),
          toArray(),
        ),
      ),
      switchMap(() => this.writer.remove(own.id).pipe(catchError(unlessGone))),
      switchMap(() => this.storeLinkedIds(kept, draft.recordIds)),
      map(() => ({ ...kept, copyRemoved: true })),
    );
  }

  /** Deletes one's own message that is not to stay, with what came with it. */
  private withdraw(
    message: StoredMessage,
    draft: MessageDraft,
    files: readonly OutgoingFile[],
    times: number,
  ): Observable<unknown> {
    const { attempt } = draft;
    const asked = files.map(sought);
    const together = asked.map(({ attachmentId }) => attachmentId);
    const whole = { ...message, sentTogether: together, timesStored: times };
    const marked$ =
      asked.length === 0 ? of({}) : this.documents.findFiles(whole, asked, originOf(draft));
    return marked$.pipe(
      switchMap(() =>
        this.discard({
          attempt,
          message,
          owner: message.owner,
          files: asked,
          unmarked: [],
          comments: [],
        }),
      ),
    );
  }
}

/** Another mail was stored first under the id that a mail was stored under. */
class IdTaken extends Error {}

function originOf({ attempt, identity: { sender }, sentAt }: MessageDraft): DocumentOrigin {
  return { attempt, sender, sentAt };
}
