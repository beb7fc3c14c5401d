import { EMPTY, type Observable, concat, defer, from } from 'rxjs';
import { digestOf } from '../domain/digest';
import type { LinkProgress } from '../domain/link-progress';
import type { Attachment } from '../domain/mail';
import { type PastedPicture, liftPictures, pictureBlob } from '../domain/pasted-pictures';
import { uploadFile } from './file-steps';
import { type StepEvent, type StepContext, progressed } from './step-context';

/** Puts the pictures of these ids into the cache, and tells of them as files of the link. */
export async function takenOut(
  { link, contentCache }: StepContext,
  ids: readonly string[],
): Promise<Pick<LinkProgress, 'pictures' | 'read'>> {
  if (ids.length === 0) return { read: {} };
  const found = liftPictures(link.mail.body).pictures.flatMap((picture) => {
    const blob = ids.includes(picture.id) ? pictureBlob(picture) : undefined;
    return blob ? [{ file: fileOf(picture, blob), blob }] : [];
  });
  const read: Record<string, LinkProgress['read'][string]> = {};
  for (const {
    file: { id, name, size },
    blob,
  } of found) {
    contentCache.contents.set(id, { kind: 'bytes', blob });
    read[id] = { name, size, isLink: false, digest: await digestOf(blob) };
  }
  return { pictures: found.map(({ file }) => file), read };
}

/** One picture, of the body that it was pasted into. */
export function readPicture({ id }: Attachment, context: StepContext): Observable<StepEvent> {
  if (context.contentCache.contents.has(id)) return EMPTY;
  return defer(() => from(takenOut(context, [id]).then(({ read }) => progressed({ read }))));
}

/** Those that the CRM does not have yet, each by itself. */
export function uploadPictures(context: StepContext): Observable<StepEvent> {
  const { pictures = [] } = context.progress;
  return concat(...pictures.map((picture) => uploadFile(picture, context)));
}

function fileOf({ id, name, contentType }: PastedPicture, { size }: Blob): Attachment {
  return { id, name, size, kind: 'file', inline: false, contentType };
}
