import type { SoughtFile } from '../domain/archive';
import type { LinkProgress } from '../domain/link-progress';
import type { Attachment, Mail } from '../domain/mail';

/** The id that the whole mail has among the files of a link. */
export const originalId = 'original';

/** The whole mail as a file of a link, named for its subject. */
export function originalFile({ subject }: Pick<Mail, 'subject'>): Attachment {
  const name = `${subject.trim().replace(/\s+/g, ' ') || 'mail'}.eml`;
  return {
    id: originalId,
    name,
    size: 0,
    kind: 'mail',
    inline: false,
    contentType: 'message/rfc822',
  };
}

export function isOriginal({ id }: Pick<Attachment, 'id'>): boolean {
  return id === originalId;
}

/** Whether it was pasted into the body: see `liftPictures`. */
export function isPicture({ id }: Pick<Attachment, 'id'>): boolean {
  return /^picture-\d+$/.test(id);
}

/** A link, as far as its files are concerned. */
interface FilesOfMail {
  readonly mail: Mail;
}

/**
 * The files that a link archives: the attachments, the pictures that had no room in the body, and
 * the whole mail where it is wanted.
 */
export function filesOf(
  { mail }: FilesOfMail,
  { originalWanted, pictures = [] }: Pick<LinkProgress, 'originalWanted' | 'pictures'>,
): readonly Attachment[] {
  return [...mail.attachments, ...pictures, ...(originalWanted ? [originalFile(mail)] : [])];
}

/** The files whose name, exact size and content are known. */
export function soughtFiles(
  link: FilesOfMail & { readonly hints?: Readonly<Record<string, string>> | undefined },
  progress: LinkProgress,
): readonly SoughtFile[] {
  return filesOf(link, progress).flatMap(({ id }) => {
    const file = progress.read[id];
    if (!file) return [];
    const documentId = link.hints?.[id];
    const { name, size, digest } = file;
    return [
      { attachmentId: id, name, size, digest, ...(documentId !== undefined && { documentId }) },
    ];
  });
}
