import { Injectable, inject } from '@angular/core';
import { type Observable, map, of, throwError } from 'rxjs';
import { type RecordAnswer, anySchema, recordSchema } from '../../../../contract/rest';
import type { OutgoingFile, UploadEvent } from '../../../domain/archive';
import { toProblem } from '../../../domain/problem';
import { sentName, shownName } from './files';
import { RestCaller } from '../rest/rest-caller';
import { policyOf } from '../../../domain/problem-policy';

/**
 * The calls that change the CRM: create with files or without, revise, relate, delete (REST API 6
 * to 9).
 */
@Injectable({ providedIn: 'root' })
export class CrmWriter {
  private readonly rest = inject(RestCaller);

  create(
    elementType: string,
    element: Readonly<Record<string, string>>,
    files: readonly OutgoingFile[],
    part: 'files' | 'filename',
  ): Observable<UploadEvent<RecordAnswer>> {
    if (files.length === 0) {
      return this.rest
        .call('create', { elementType, element: JSON.stringify(element) }, recordSchema, 'write')
        .pipe(map((answer) => ({ kind: 'stored', stored: answer })));
    }
    const form = new FormData();
    form.set('elementType', elementType);
    form.set(
      'element',
      JSON.stringify(
        part === 'files'
          ? { ...element, hasattachments: 'True', external_plugin: 'true' }
          : element,
      ),
    );
    files.forEach(({ blob, name }, index) => {
      if (part === 'files') form.append(`file${String(index)}`, blob, sentName(name));
      else form.append('filename', blob, shownName(name));
    });
    return this.rest
      .upload('create', form, recordSchema)
      .pipe(
        map((event) =>
          event.kind === 'progress' ? { ...event, file: underWay(files, event.sent) } : event,
        ),
      );
  }

  revise(element: Readonly<Record<string, string>>): Observable<void> {
    return this.rest
      .call('revise', { element: JSON.stringify(element) }, recordSchema, 'write')
      .pipe(map(() => undefined));
  }

  relate(id: string, list: readonly string[]): Observable<void> {
    return this.rest
      .call('relate', { id, relatelist: JSON.stringify(list), relationid: '' }, anySchema, 'write')
      .pipe(map(() => undefined));
  }

  remove(id: string): Observable<void> {
    return this.rest.call('delete', { id }, anySchema, 'write').pipe(map(() => undefined));
  }
}

/** The name of the file whose bytes are sent after so many. */
function underWay(files: readonly OutgoingFile[], sent: number): string {
  let end = 0;
  const file = files.find(({ blob: { size } }) => (end += size) >= sent) ?? files.at(-1);
  return file?.name ?? '';
}

/** What was deleted before is one that the CRM denies (REST API 2). */
export function unlessGone(error: unknown): Observable<void> {
  return policyOf(toProblem(error)).deniesRecord ? of(undefined) : throwError(() => error);
}
