import { type Observable, catchError, map, of, switchMap } from 'rxjs';
import type { RecordAnswer } from '../../../../contract/rest';
import type { MessageDraft, StoredMessage } from '../../../domain/archive';
import type { Device } from '../../../ports/device';
import type { CrmWriter } from './crm-writer';
import { userTime } from './message-element';
import { storedMessage } from './message-finder';
import { measuredOffset, userOffset } from './zones';

/** The time is set anew where the CRM user's zone is another than was assumed (REST API 7.3). */
export function timeCorrected(
  row: RecordAnswer,
  { sentAt, zones, identity }: MessageDraft,
  storedAt: Date,
  { clock, writer }: { readonly clock: Pick<Device, 'clockError'>; readonly writer: CrmWriter },
): Observable<StoredMessage> {
  const own = storedMessage({ row, isOwn: true }, identity);
  return clock.clockError().pipe(
    catchError(() => of(undefined)),
    switchMap((error) => {
      const measured = measuredOffset(row['createdtime'] ?? '', zones, storedAt, error);
      if (!measured) return of({ ...own, timeIsGuessed: true });
      const { minutes, isGuessed } = userOffset(
        measured.minutes,
        zones,
        new Date(sentAt),
        storedAt,
      );
      const message = {
        ...own,
        ...(isGuessed && { timeIsGuessed: true }),
        ...(!measured.isSure && { timeIsUnsure: true }),
      };
      const mdate = userTime(sentAt, minutes);
      if (row['mdate'] === mdate) return of(message);
      return writer.revise({ id: row.id, mdate }).pipe(map(() => message));
    }),
  );
}
