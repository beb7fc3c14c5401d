import type { Rule } from '../rule.ts';
import type { Row, Server } from '../server.ts';

type File = readonly [part: string, name: string, bytes: number];

const document = (title: string) => ({
  notes_title: title,
  filelocationtype: 'I',
  filestatus: '1',
});
const number = (id: string): number => Number(id.split('x')[1]);

/** Titles and sizes of the documents made with a message that was stored with these files. */
export async function withMessage(
  server: Server,
  files: readonly File[],
): Promise<readonly (Row & { id: string })[]> {
  const { data, message } = await server.upload(
    'Messages',
    {
      messageid: server.marked.messageId(),
      subject: server.marked.name('files'),
      mfrom: 'sender@contract.example',
      mto: 'receiver@contract.example',
      mdate: '2026-01-15 10:00:00',
      mtype: 'Link',
      mvisibility: 'Public',
      description: '<p>files</p>',
      hasattachments: 'True',
      external_plugin: 'true',
    },
    files,
  );
  const row = data as (Row & { id: string }) | undefined;
  if (!row) throw new Error(message);
  const rows = await server.rows(
    "SELECT notes_title,filesize,notecontent,creator FROM Documents WHERE notes_title LIKE '%contract-%' " +
      `AND assigned_user_id='${row['assigned_user_id'] ?? ''}' ORDER BY createdtime DESC LIMIT 60;`,
  );
  const own = rows
    .map((each) => ({ ...each, id: each['id'] ?? '' }))
    .filter(({ id }) => number(id) > number(row.id));
  for (const each of own) server.marked.note('Documents', each);
  return own.toSorted((one, other) => number(one.id) - number(other.id));
}

const shown = (rows: readonly Row[], mark: string): string =>
  rows
    .map((row) => `${(row['notes_title'] ?? '').replace(mark, '*')} ${row['filesize'] ?? ''}`)
    .join(' | ');

/** A document made by itself. */
async function alone(
  server: Server,
  title: string,
  file: readonly [part: string, name: string, bytes: number | string],
): Promise<Row & { id: string }> {
  const { data, message } = await server.upload('Documents', document(title), [file]);
  if (!data) throw new Error(message);
  return data as Row & { id: string };
}

/** REST API 8: files, with the message and by themselves. */
export const fileRules: readonly Rule[] = [
  {
    section: '8.1',
    rule: 'files sent with the message become documents, in their order, with their sizes',
    cites: ['create-message-with-attachments-multipart', 'e2e-11-query-new-documents'],
    expected: '*.pdf 30 | *.txt 5',
    see: async (server) => {
      const mark = server.marked.name('');
      const rows = await withMessage(server, [
        ['file0', `${mark}.pdf`, 30],
        ['file1', `${mark}.txt`, 5],
      ]);
      return shown(rows, mark);
    },
  },
  {
    section: '8.1',
    rule: 'the name is cut up to its first _; one more at the start keeps it',
    cites: ['create-message-attachment-names'],
    expected: '*two_three.txt 5 | *one_two.txt 6',
    see: async (server) => {
      const mark = server.marked.name('').trim();
      const rows = await withMessage(server, [
        ['file0', `one_${mark}two_three.txt`, 5],
        ['file1', `_${mark}one_two.txt`, 6],
      ]);
      return shown(rows, mark);
    },
  },
  {
    section: '8.1',
    rule: 'a file of zero bytes is lost, silently',
    cites: ['feature-attachments-one-over-limit', 'feature-attachments-check-query'],
    expected: '*b.txt 5',
    see: async (server) => {
      const mark = server.marked.name('').trim();
      const rows = await withMessage(server, [
        ['file0', `${mark}a.txt`, 0],
        ['file1', `${mark}b.txt`, 5],
      ]);
      return shown(rows, mark);
    },
  },
  {
    section: '8.1',
    rule: 'files after the 20th are lost, silently',
    cites: ['quirk-create-message-22-files'],
    expected: ['20', '22'],
    see: async (server) => {
      const mark = server.marked.name('').trim();
      const files = Array.from({ length: 22 }, (_, index): File => [
        `file${index}`,
        `${mark}n${index}.txt`,
        5 + index,
      ]);
      return String((await withMessage(server, files)).length);
    },
  },
  {
    section: '8.1',
    rule: 'a file of 2.5 MB with the message is kept, or lost silently',
    cites: ['quirk-create-message-one-file-over-upload-max'],
    expected: ['kept', 'lost'],
    see: async (server) => {
      const name = `${server.marked.name('').trim()}.bin`;
      return (await withMessage(server, [['file0', name, 2_500_000]])).length === 1
        ? 'kept'
        : 'lost';
    },
  },
  {
    section: '8.2',
    rule: 'a document by itself tells type and size',
    cites: ['create-document-with-file-multipart'],
    expected: 'text/plain 5',
    see: async (server) => {
      const title = server.marked.name('a.txt');
      const row = await alone(server, title, ['filename', title, 'hello']);
      return `${row['filetype'] ?? ''} ${row['filesize'] ?? ''}`;
    },
  },
  {
    section: '8.2',
    rule: 'a file of zero bytes leaves a document without a file',
    cites: ['create-document-empty-file'],
    expected: '0',
    see: async (server) => {
      const title = server.marked.name('zero');
      return (await alone(server, title, ['filename', title, 0]))['filesize'] ?? '';
    },
  },
  {
    section: '8.2',
    rule: 'a part of another name leaves the size unknown',
    cites: ['create-document-file-part-wrong-name'],
    expected: 'unknown',
    see: async (server) => {
      const title = server.marked.name('part.txt');
      return (await alone(server, title, ['file', title, 'hello']))['filesize'] || 'unknown';
    },
  },
  {
    section: '8.2',
    rule: 'a link is a document without a file',
    cites: ['create-document-external-url'],
    expected: 'E 0',
    see: async (server) => {
      const row = await server.made('Documents', {
        notes_title: server.marked.name('link'),
        filelocationtype: 'E',
        filename: 'https://contract.example/x.pdf',
        filestatus: '1',
      });
      return `${row['filelocationtype'] ?? ''} ${row['filesize'] ?? ''}`;
    },
  },
  {
    section: '8.3',
    rule: 'a title is cut at 50 characters, silently',
    cites: [],
    expected: '50',
    see: async (server) => {
      const title = server.marked.name('t'.repeat(80));
      const row = await alone(server, title, ['filename', 'a.txt', 'hello']);
      return String(row['notes_title']?.length);
    },
  },
  {
    section: '8.3',
    rule: 'equal names are fine',
    cites: ['feature-attachments-one-over-limit', 'feature-attachments-check-query'],
    expected: '*.txt 5 | *.txt 5',
    see: async (server) => {
      const mark = server.marked.name('').trim();
      const rows = await withMessage(server, [
        ['file0', `${mark}.txt`, 5],
        ['file1', `${mark}.txt`, 5],
      ]);
      return shown(rows, mark);
    },
  },
];
