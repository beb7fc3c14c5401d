import * as fc from 'fast-check';
import { attachmentContent } from '../../adapters/office/attachment-content';
import {
  claims,
  documentRow,
  groupsOf,
  matchMarked,
  possibleTitles,
  sentName,
  shownName,
} from '../../adapters/vtenext/archive/files';
import type { AttachmentContent } from '../../domain/mail';
import { anAttachment } from '../../testing/samples';
import { anyText, anyValue, ended, fuzz } from './fuzzing';

/** Attachments: their names, and the contents that Outlook answers with. */
export function fuzzAttachments(): void {
  // security: fuzz
  fuzz(
    'names of attachments',
    2_500,
    fc.tuple(anyText, anyText, fc.nat()),
    ([name, title, size]) => {
      if (shownName(name) === '' || shownName(name).length > 50) throw new Error('No name.');
      if (/[<>:"/\\|?*\p{Cc}]/u.test(sentName(name))) throw new Error('A name that is no file.');
      possibleTitles(name);
      const row = documentRow({
        id: '7x9',
        notes_title: title,
        filesize: String(size),
        notecontent: name,
      });
      const files = [{ attachmentId: 'a', name, size, digest: '' }];
      matchMarked(files, [row], '44x8');
      for (const group of groupsOf(files, [row], { id: '44x8', owner: '19x4' })) claims(group, 1);
    },
  );

  const contents = fc.record({
    content: fc.oneof(anyText, fc.base64String(), anyValue),
    format: fc.oneof(fc.constantFrom('base64', 'url', 'eml', 'iCalendar'), anyText),
  });
  const kinds = fc.constantFrom(
    'file' as const,
    'mail' as const,
    'event' as const,
    'link' as const,
  );
  // security: fuzz
  fuzz(
    'contents of attachments',
    1_500,
    fc.tuple(contents, kinds, anyText),
    async ([answer, kind, name]) => {
      const given: AttachmentContent | undefined = await ended(() =>
        attachmentContent(answer as Office.AttachmentContent, anAttachment({ kind, name })),
      );
      if (given?.kind === 'link' && !/^https?:/i.test(given.url))
        throw new Error(`A link: ${given.url}`);
    },
  );
}
