import type { Provider } from '@angular/core';
import type { Observable } from 'rxjs';
import { type Reply, Transport, type WebRequest } from '../../platform/transport';
import {
  type UploadRequest,
  type UploadStep,
  UploadTransport,
} from '../../platform/upload-transport';

/**
 * What stands between a pane and its CRM: given a call and what is heard of it, it gives that on.
 */
export type Around = <T extends Reply | UploadStep>(
  request: WebRequest | UploadRequest,
  heard: Observable<T>,
) => Observable<T>;

/** Whether what is heard of a call is its answer. */
export function isAnswer(heard: Reply | UploadStep): boolean {
  return !('kind' in heard) || heard.kind === 'answer';
}

/** Sends as the pane does, with `around` in between. For specs alone. */
export function wrappedTransports(around: Around): Provider[] {
  class WrappedTransport extends Transport {
    override send(request: WebRequest): Observable<Reply> {
      return around(request, super.send(request));
    }
  }
  class WrappedUploadTransport extends UploadTransport {
    override send(request: UploadRequest): Observable<UploadStep> {
      return around(request, super.send(request));
    }
  }
  return [
    { provide: Transport, useFactory: () => new WrappedTransport() },
    { provide: UploadTransport, useFactory: () => new WrappedUploadTransport() },
  ];
}
