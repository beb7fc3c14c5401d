import type { InlinePart } from '../../domain/mail';
import { loadParser } from './header-reading';

/** The parts of an `.eml` that have a content id; none where it cannot be read. */
export async function inlineParts(original: Blob): Promise<readonly InlinePart[]> {
  const { default: PostalMime } = await loadParser();
  const email = await PostalMime.parse(original).catch(() => undefined);
  return (email?.attachments ?? []).flatMap(({ contentId, filename, mimeType, content }) =>
    contentId
      ? [
          {
            name: filename ?? '',
            contentId: contentId.replace(/^<|>$/g, ''),
            contentType: mimeType,
            blob: new Blob([content as BlobPart], { type: mimeType }),
          },
        ]
      : [],
  );
}
