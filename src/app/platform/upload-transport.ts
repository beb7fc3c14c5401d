import { Injectable } from '@angular/core';
import { Observable, catchError, map } from 'rxjs';
import type { UploadProgress } from '../domain/archive';
import { ACCEPT, type Reply, unlessRefused, withinTime } from './transport';

/** A form to be posted. */
export interface UploadRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormData;
  /** Milliseconds that may pass without progress. */
  readonly patience: number;
}

/** An upload's course: progress any number of times, then once the answer. */
export type UploadStep =
  | ({ readonly kind: 'progress' } & Pick<UploadProgress, 'sent' | 'total'>)
  | { readonly kind: 'answer'; readonly reply: Reply };

/**
 * Posts forms by `XMLHttpRequest`, for only it tells how far an upload is. It follows redirects:
 * whoever sends a secret makes sure first that there are none.
 */
@Injectable({ providedIn: 'root' })
export class UploadTransport {
  /** As `Transport.send`; `redirected` apart, it fails with the same problems. */
  send({ url, headers, body, patience }: UploadRequest): Observable<UploadStep> {
    let seen = 0;
    const steps = new Observable<UploadStep>((subscriber) => {
      seen = 0;
      const xhr = new XMLHttpRequest();
      xhr.open('POST', url);
      for (const [name, value] of Object.entries({ ...ACCEPT, ...headers })) {
        xhr.setRequestHeader(name, value);
      }
      xhr.upload.onprogress = ({ loaded, total, lengthComputable }) => {
        subscriber.next({
          kind: 'progress',
          sent: loaded,
          total: lengthComputable ? total : loaded,
        });
      };
      xhr.onreadystatechange = () => {
        seen ||= xhr.status;
      };
      xhr.onload = () => {
        subscriber.next({ kind: 'answer', reply: { status: xhr.status, text: xhr.responseText } });
        subscriber.complete();
      };
      xhr.onerror =
        xhr.ontimeout =
        xhr.onabort =
          (event) => {
            subscriber.error(event);
          };
      xhr.send(body);
      return () => {
        xhr.abort();
      };
    });
    return steps.pipe(
      withinTime(patience),
      catchError((error: unknown) =>
        unlessRefused(seen, error).pipe(map((reply): UploadStep => ({ kind: 'answer', reply }))),
      ),
    );
  }
}
