import { type Observable, catchError, map, throwError } from 'rxjs';
import type { RecordAnswer } from '../../../../contract/rest';
import type { OutgoingFile, UploadEvent } from '../../../domain/archive';
import { toProblem } from '../../../domain/problem';
import type { CrmWriter } from './crm-writer';

/** As many files, and bytes of files, as PHP takes in one request by default (REST API 8.1). */
const MOST_FILES = 20;
const MOST_BYTES = 7_500_000;

/** Those of the files that can go with a message: an empty one is none to the CRM. */
export function sendable(files: readonly OutgoingFile[]): readonly OutgoingFile[] {
  return files.filter(({ blob }) => blob.size > 0).slice(0, MOST_FILES);
}

/**
 * Creates a message with the files; or, where the whole is more than the server takes in one
 * request, with fewer and in the end with none: that looks like a missing permission
 * (REST API 8.1).
 */
export function createMessage(
  writer: CrmWriter,
  element: Readonly<Record<string, string>>,
  files: readonly OutgoingFile[],
): Observable<readonly [UploadEvent<RecordAnswer>, sent: readonly OutgoingFile[]]> {
  return writer.create('Messages', element, files, 'files').pipe(
    map((event) => [event, files] as const),
    catchError((error: unknown) => {
      if (toProblem(error).kind !== 'forbidden' || files.length === 0) {
        return throwError(() => error);
      }
      const fewer = within(MOST_BYTES, files);
      return createMessage(writer, element, fewer.length < files.length ? fewer : []);
    }),
  );
}

/** As many of the files, in their order, as are together no more than `bytes`. */
function within(bytes: number, files: readonly OutgoingFile[]): readonly OutgoingFile[] {
  let room = bytes;
  return files.filter(({ blob: { size } }) => {
    if (size > room) return false;
    room -= size;
    return true;
  });
}
