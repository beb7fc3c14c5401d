import { type Observable, map, of } from 'rxjs';
import { type RecordAnswer, rowsSchema } from '../../../contract/rest';
import type { StoredMessage } from '../../domain/archive';
import { readNote } from './link-note';
import { recordNumber } from './record-number';
import type { RestCaller } from './rest-caller';
import { writeVtql } from './vtql';

/** One's own copies of a mail, the oldest first: those of others are not found (API.md 9). */
export function copiesOf(
  messageId: string,
  rest: RestCaller,
): Observable<readonly RecordAnswer[]> {
  const query = writeVtql({
    select: ['messageid', 'assigned_user_id', 'createdtime', 'xmailer'],
    from: 'Messages',
    where: [[{ field: 'messageid', is: messageId }]],
    limit: 10,
  });
  if (!query) return of([]);
  return rest
    .call('query', { query }, rowsSchema)
    .pipe(
      map((rows) => rows.toSorted((one, other) => recordNumber(one.id) - recordNumber(other.id))),
    );
}

/** One's own copy of a mail; the oldest where there are several. */
export function findMessage(
  messageId: string,
  rest: RestCaller,
): Observable<StoredMessage | undefined> {
  return copiesOf(messageId, rest).pipe(map(([oldest]) => oldest && stored(oldest)));
}

/** A row of Messages as the pane knows it. */
export function stored(row: RecordAnswer): StoredMessage {
  const storedAt = row['createdtime'];
  return {
    id: row.id,
    owner: row['assigned_user_id'] ?? '',
    noted: readNote(row['xmailer']),
    ...(storedAt && { storedAt }),
  };
}
