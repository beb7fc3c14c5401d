import { EMPTY, type Observable, concat, defer, from } from 'rxjs';
import { digestOf } from '../domain/digest';
import type { LinkFacts } from '../domain/link-facts';
import type { Attachment } from '../domain/mail';
import { type PastedPicture, liftPictures, pictureBlob } from '../domain/pasted-pictures';
import { uploadFile } from './archive-steps';
import { type StepEvent, type Workbench, learnt } from './link-bench';

/** Puts the pictures of these ids on the shelf, and tells of them as files of the link. */
export async function takenOut(
  { link, shelf }: Workbench,
  ids: readonly string[],
): Promise<Pick<LinkFacts, 'pictures' | 'read'>> {
  if (ids.length === 0) return { read: {} };
  const found = liftPictures(link.mail.body).pictures.flatMap((picture) => {
    const blob = ids.includes(picture.id) ? pictureBlob(picture) : undefined;
    return blob ? [{ file: fileOf(picture, blob), blob }] : [];
  });
  const read: Record<string, LinkFacts['read'][string]> = {};
  for (const {
    file: { id, name, size },
    blob,
  } of found) {
    shelf.contents.set(id, { kind: 'bytes', blob });
    read[id] = { name, size, isLink: false, digest: await digestOf(blob) };
  }
  return { pictures: found.map(({ file }) => file), read };
}

/** One picture, of the body that it was pasted into. */
export function readPicture({ id }: Attachment, bench: Workbench): Observable<StepEvent> {
  if (bench.shelf.contents.has(id)) return EMPTY;
  return defer(() => from(takenOut(bench, [id]).then(({ read }) => learnt({ read }))));
}

/** Those that the CRM does not have yet, each by itself. */
export function uploadPictures(bench: Workbench): Observable<StepEvent> {
  const { pictures = [] } = bench.facts;
  return concat(...pictures.map((picture) => uploadFile(picture, bench)));
}

function fileOf({ id, name, contentType }: PastedPicture, { size }: Blob): Attachment {
  return { id, name, size, kind: 'file', inline: false, contentType };
}
