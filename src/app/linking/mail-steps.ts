import {
  EMPTY,
  type Observable,
  catchError,
  defer,
  from,
  map,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import type { CloudLink, FittedBody, InlineImage } from '../domain/archive';
import { digestOf } from '../domain/digest';
import { TELLING_BYTES, doubtOf } from '../domain/file-doubt';
import type { LinkProgress, ReadFile } from '../domain/link-progress';
import type { Attachment, AttachmentContent, InlinePart, Mail } from '../domain/mail';
import { identityOf } from '../domain/identify';
import { ProblemError, toProblem } from '../domain/problem';
import { type StepEvent, type StepContext, fileOutcome, progressed } from './step-context';
import { filesOf, isOriginal, originalFile } from '../machine/link-files';
import { takenOut } from './picture-steps';
import { policyOf } from '../domain/problem-policy';

/**
 * Bytes of a mail up to which it is read as a whole only to see which image belongs where: more
 * would be held in memory for little.
 */
const MOST_BYTES_FOR_PARTS = 10_000_000;

export function readEnvelope({ link, progress, host }: StepContext): Observable<StepEvent> {
  return progress.envelope && progress.identity
    ? EMPTY
    : host
        .readEnvelope(link.mail)
        .pipe(
          switchMap(async (envelope) =>
            progressed({ envelope, identity: await identityOf(link.mail, envelope) }),
          ),
        );
}

/**
 * A file that Outlook does not give, for whatever reason, is told in the receipt and stops nothing.
 * After a first silence others are waited for briefly, but for one that the person asks for alone.
 */
export function readFile(
  attachment: Attachment,
  { link, progress, contentCache, host }: StepContext,
): Observable<StepEvent> {
  const { id } = attachment;
  const { itemId } = link.mail;
  const isWantedAgain = progress.doubts[progress.read[id]?.digest ?? ''] === 'readAgain';
  if (contentCache.contents.has(id) && !isWantedAgain) return EMPTY;
  const known = progress.files[id];
  if (known && (progress.message || known.fate === 'missing' || known.fate === 'leftOut'))
    return EMPTY;
  const patience = !link.repairs && wasSilent(progress) ? 'short' : 'full';
  const content$: Observable<AttachmentContent> = isOriginal(attachment)
    ? host.readOriginal(itemId, patience).pipe(map((blob) => ({ kind: 'bytes', blob })))
    : host.readAttachment(itemId, attachment, patience);
  return content$.pipe(
    switchMap(async (content) => {
      const read = { [id]: await describeContent(attachment, content) };
      contentCache.contents.set(id, content);
      return content.kind === 'bytes' && content.blob.size === 0
        ? progressed({ read, files: { [id]: { fate: 'empty' } } })
        : progressed({ read });
    }),
    catchError((error: unknown) => {
      const problem = toProblem(error);
      if (policyOf(problem).stopsReading) return throwError(() => error);
      contentCache.contents.delete(id);
      return of(fileOutcome(id, { fate: 'missing', problem }));
    }),
  );
}

function wasSilent({ files }: LinkProgress): boolean {
  return Object.values(files).some(
    (file) => file.fate === 'missing' && file.problem.kind === 'hostSilent',
  );
}

/**
 * Contents that are grossly not what Outlook listed are saved only if the person says so, and what
 * is left out is held no longer. Fails with `filesDoubted` where the person has not said it of all.
 */
export function checkFiles({ link, progress, contentCache }: StepContext): Observable<StepEvent> {
  const doubted = filesOf(link, progress).flatMap(({ id, name }) => {
    const { doubt, digest = '' } = progress.read[id] ?? {};
    return doubt && !progress.files[id]
      ? [{ id, name, digest, doubt, answer: progress.doubts[digest] }]
      : [];
  });
  const open = doubted.filter(({ answer }) => answer !== 'save' && answer !== 'leaveOut');
  if (open.length > 0) {
    const files = open.map(({ name, digest, doubt }) => ({ name, digest, doubt }));
    return throwError(() => new ProblemError({ kind: 'filesDoubted', files }));
  }
  const leftOut = doubted.filter(({ answer }) => answer === 'leaveOut').map(({ id }) => id);
  for (const id of leftOut) contentCache.contents.delete(id);
  const files = Object.fromEntries(leftOut.map((id) => [id, { fate: 'leftOut' } as const]));
  return leftOut.length > 0 ? of(progressed({ files })) : EMPTY;
}

/** The whole mail, where it is wanted. */
export function readOriginal(context: StepContext): Observable<StepEvent> {
  return context.progress.originalWanted
    ? readFile(originalFile(context.link.mail), context)
    : EMPTY;
}

/**
 * The body is made also for a message that is there: which images it carries must be known. Of a
 * mail whose text had to be cut the whole is filed, too, where Outlook can give it; pictures that
 * had no room in it become files of the link.
 */
export function prepareMessage(context: StepContext): Observable<StepEvent> {
  const { link, progress, contentCache } = context;
  if (progress.bodyPrepared && (progress.message || contentCache.body !== undefined)) return EMPTY;
  return fittedBody(context).pipe(
    switchMap(async ({ html, cut, embedded, left = [], losesStyles = false }) => {
      const pictures = await takenOut(context, left);
      contentCache.body = html;
      return progressed({
        bodyPrepared: true,
        bodyCut: cut,
        ...(losesStyles && { losesStyles }),
        ...(left.length > 0 && pictures),
        originalWanted: progress.originalWanted || (cut && link.mail.abilities.original),
        files: Object.fromEntries(embedded.map((id) => [id, { fate: 'inBody' }])),
      });
    }),
  );
}

async function describeContent(
  attachment: Attachment,
  content: AttachmentContent,
): Promise<ReadFile> {
  const { name } = attachment;
  if (content.kind === 'link') {
    return { name, size: 0, isLink: true, digest: await digestOf(content.url) };
  }
  const { blob } = content;
  const start = new Uint8Array(await blob.slice(0, TELLING_BYTES).arrayBuffer());
  const doubt = isOriginal(attachment) ? undefined : doubtOf(attachment, blob.size, start);
  return {
    name: content.name ?? name,
    size: blob.size,
    isLink: false,
    digest: await digestOf(blob),
    ...(doubt && { doubt }),
  };
}

/** Where attachments do not tell which image stands where, the mail itself is asked. */
function fittedBody(context: StepContext): Observable<FittedBody> {
  const { link, host } = context;
  const { mail } = link;
  return fit(context, []).pipe(
    switchMap((fitted) =>
      mayTellMore(mail) && (fitted.lacksImages || hasImagesWithoutId(mail))
        ? host.readInlineParts(mail.itemId).pipe(
            switchMap((parts) => fit(context, parts)),
            catchError((error: unknown) =>
              toProblem(error).kind === 'mailChanged' ? throwError(() => error) : of(fitted),
            ),
          )
        : of(fitted),
    ),
  );
}

function fit(context: StepContext, parts: readonly InlinePart[]): Observable<FittedBody> {
  const { link, archive } = context;
  return defer(() =>
    from(archive.fitBody(link.mail.body, inlineImages(context, parts), cloudLinks(context))),
  );
}

function mayTellMore({ abilities, body, attachments }: Mail): boolean {
  const bytes = attachments.reduce((sum, { size }) => sum + size, body.length);
  return abilities.original && /\bcid:/i.test(body) && bytes <= MOST_BYTES_FOR_PARTS;
}

function hasImagesWithoutId({ attachments }: Mail): boolean {
  return attachments.some(({ inline, contentId }) => inline && contentId === undefined);
}

/**
 * The images that the body may show: those of the mail's own parts first, for they have their ids.
 */
function inlineImages(
  { link, contentCache }: StepContext,
  parts: readonly InlinePart[],
): readonly InlineImage[] {
  const listed = link.mail.attachments.flatMap((attachment) => {
    const content = contentCache.contents.get(attachment.id);
    if (content?.kind !== 'bytes' || attachment.kind !== 'file' || content.blob.size === 0)
      return [];
    return [{ attachment, blob: content.blob }];
  });
  const ofParts = parts.map((part): InlineImage => {
    const index = listed.findIndex(
      ({ attachment, blob }) =>
        blob.size === part.blob.size &&
        (attachment.name === part.name || attachment.contentId === part.contentId),
    );
    const [known] = index < 0 ? [] : listed.splice(index, 1);
    return { ...part, ...(known && { attachmentId: known.attachment.id }) };
  });
  const others = listed.flatMap(({ attachment, blob }): readonly InlineImage[] => {
    const { id, name, contentType, contentId, inline } = attachment;
    if (!inline && contentId === undefined) return [];
    return [{ attachmentId: id, name, contentType, blob, ...(contentId && { contentId }) }];
  });
  return [...ofParts, ...others];
}

function cloudLinks({ link, contentCache }: StepContext): readonly CloudLink[] {
  return link.mail.attachments.flatMap(({ id, name }) => {
    const content = contentCache.contents.get(id);
    return content?.kind === 'link' ? [{ name, url: content.url }] : [];
  });
}
