import type { Rule } from '../rule.ts';
import type { Row, Server } from '../server.ts';
import { withMessage } from './files.ts';
import { store } from './messages.ts';

/** A field of messages, with the recording that shows how much of it is kept. */
type Limit = readonly [field: string, recording: string];

const cutFields: readonly Limit[] = [
  ['messageid', 'limit-message-id-300'],
  ['in_reply_to', 'limit-in-reply-to-300'],
  ['subject', 'limit-subject-300'],
  ['mfrom', 'limit-sender-300'],
  ['mfrom_n', 'limit-sender-300'],
  ['mfrom_f', 'limit-sender-300'],
  ['xmailer', 'limit-xmailer-300'],
];
const wholeFields: readonly Limit[] = [
  ['mreferences', 'limit-references-1000'],
  ['mto', 'limit-recipients-1000'],
  ['mto_f', 'limit-recipients-1000'],
];

/** How many characters of a value that long are kept, and whether those are its first. */
async function keptOf(server: Server, field: string, length: number): Promise<string> {
  const value = server.marked.name('').trim().padEnd(length, 'x');
  const kept = (await store(server, { [field]: value }))[field] ?? '';
  return `${kept.length}${value.startsWith(kept) ? '' : ' other'}`;
}

const limit = ([field, recording]: Limit, length: number, expected: string): Rule => ({
  section: '14.15',
  rule: `of ${length} characters ${field} keeps ${expected}`,
  cites: [recording],
  expected,
  see: (server) => keptOf(server, field, length),
});

/** A document with a note, sent in the call that sends its file. */
async function noted(server: Server, notecontent: string): Promise<Row & { id: string }> {
  const title = server.marked.name('note.txt');
  const element = { notes_title: title, filelocationtype: 'I', filestatus: '1', notecontent };
  const { data, message } = await server.upload('Documents', element, [['filename', title, 'hi']]);
  if (!data) throw new Error(message);
  return data as Row & { id: string };
}

/** REST API 9, 14.15 and 14.16: what is kept of long texts, and the marks of our own. */
export const markRules: readonly Rule[] = [
  ...cutFields.map((each) => limit(each, 300, '255')),
  ...wholeFields.map((each) => limit(each, 1000, '1000')),
  {
    section: '14.15',
    rule: 'without references, what a mail answers is taken for one, whole',
    cites: ['limit-in-reply-to-300'],
    expected: '255 299',
    see: async (server) => {
      const id = `<${'a'.repeat(297)}>`;
      const { in_reply_to: cut, mreferences } = await store(server, { in_reply_to: id });
      return `${cut?.length ?? 0} ${mreferences?.length ?? 0}`;
    },
  },
  {
    section: '14.16',
    rule: 'a document keeps the note that is sent with its file, and is found by it',
    cites: ['document-note-create', 'document-note-query'],
    expected: 'm=1 <b>, 2, 1 row',
    see: async (server) => {
      const mark = server.marked.name('').trim();
      const { notecontent, filesize } = await noted(server, `${mark} m=1 <b>`);
      const rows = await server.rows(
        `SELECT notecontent FROM Documents WHERE notecontent LIKE '%${mark} m=1%';`,
      );
      const note = (notecontent ?? '').replace(`${mark} `, '');
      return `${note}, ${filesize ?? ''}, ${rows.length} row`;
    },
  },
  {
    section: '14.16',
    rule: 'documents made with a message begin without a note, the caller their creator',
    cites: ['message-with-file-and-note', 'document-of-message-query'],
    expected: '"" own',
    see: async (server) => {
      const name = `${server.marked.name('').trim()}.txt`;
      const [row] = await withMessage(server, [['file0', name, 5]]);
      const own = (await store(server))['assigned_user_id'];
      return `"${row?.['notecontent'] ?? 'none'}" ${row?.['creator'] === own ? 'own' : 'other'}`;
    },
  },
  {
    section: '14.16',
    rule: 'a note is written afterwards, and title and size stay',
    cites: ['document-note-revise', 'document-note-retrieve'],
    expected: 'm=2 f=3 5 same title, retrieved alike',
    see: async (server) => {
      const name = `${server.marked.name('').trim()}.txt`;
      const [made] = await withMessage(server, [['file0', name, 5]]);
      const id = made?.id ?? '';
      const element = JSON.stringify({ id, notecontent: 'm=2 f=3' });
      const row = (await server.call('revise', { element })).data as Row;
      const again = (await server.call('retrieve', { id })).data as Row;
      const isAlike = again['notecontent'] === row['notecontent'];
      return (
        `${row['notecontent'] ?? ''} ${row['filesize'] ?? ''} ` +
        `${row['notes_title'] === made?.['notes_title'] ? 'same' : 'other'} title, ` +
        (isAlike ? 'retrieved alike' : 'retrieved otherwise')
      );
    },
  },
  {
    section: '9',
    rule: 'a message keeps the mark it is created with, and is found and read by it',
    cites: ['message-mark-query', 'message-mark-retrieve'],
    expected: '1 row, retrieved alike',
    see: async (server) => {
      const xmailer = `vtmc/1 l=${server.marked.name('').trim()}`;
      const { id } = await store(server, { xmailer });
      const rows = await server.rows(
        `SELECT xmailer,mtype FROM Messages WHERE xmailer LIKE '%${xmailer}%';`,
      );
      const again = (await server.call('retrieve', { id })).data as Row;
      const isAlike = again['xmailer'] === xmailer && rows[0]?.['xmailer'] === xmailer;
      return `${rows.length} row, retrieved ${isAlike ? 'alike' : 'otherwise'}`;
    },
  },
];
