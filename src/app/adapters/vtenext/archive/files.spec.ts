import type { OutgoingFile } from '../../../domain/archive';
import { writeDocumentMark } from './document-mark';
import {
  claims,
  documentRow,
  groupsOf,
  matchMarked,
  possibleTitles,
  sentName,
  shownName,
  sought,
} from './files';

const aFile = (
  attachmentId: string,
  name: string,
  size: number,
  digest = attachmentId,
): OutgoingFile => ({
  attachmentId,
  name,
  blob: new Blob([new Uint8Array(size)]),
  digest,
});
const aRow = (id: string, notes_title: string, filesize: number, notecontent = '') =>
  documentRow({ id, notes_title, filesize: String(filesize), creator: '19x4', notecontent });
const message = { id: '44x10', owner: '19x4' };

describe('the names of files', () => {
  it('gives a leading _ to names whose start the CRM would cut', () => {
    expect(sentName('offer_v2.pdf')).toBe('_offer_v2.pdf');
    expect(sentName('offer.pdf')).toBe('offer.pdf');
  });

  it('leaves out characters that make a file impossible to download', () => {
    expect(sentName('plan 📐.pdf')).toBe('plan .pdf');
    expect(sentName('📐')).toBe('file');
    expect(sentName('half \ud83d.pdf')).toBe('half .pdf');
  });

  for (const [what, name] of [
    ['of 120 Chinese characters', `${'報告書'.repeat(40)}.pdf`],
    ['of 300 letters', `${'a'.repeat(296)}.pdf`],
    ['with a _', `_${'b_'.repeat(60)}.pdf`],
    ['with emoji', `${'📐c'.repeat(60)}.pdf`],
  ] as const) {
    it(`keep beginning, end and extension within 50 characters: ${what}`, () => {
      const shown = shownName(name);
      expect(shown.length).toBe(50);
      expect(shown).toMatch(/^.{20,}….{5,}-[a-z0-9]{4}\.pdf$/);
      expect(shownName(shown)).toBe(shown);
      // What the CRM makes of the name that is sent, and what it is asked for: REST API 8.1, 8.3.
      expect(possibleTitles(name)).toContain(
        sentName(name)
          .replace(/^[^_]*_/, '')
          .slice(0, 50),
      );
    });
  }

  for (const name of [
    'half \ud83d.pdf',
    '\udc00.txt',
    'a_b.pdf. ',
    '_a_b.pdf',
    '\u202efdp.exe',
    'a/b\u0000.pdf',
    '📐.pdf',
  ]) {
    it(`are looked for as they are sent: ${JSON.stringify(name)}`, () => {
      const sent = sentName(name);
      expect(possibleTitles(name)).toContain(sent.slice(sent.indexOf('_') + 1));
      // Half a character is sent as another one than is looked for.
      expect(sent).toBe(new TextDecoder().decode(new TextEncoder().encode(sent)));
    });
  }

  it('stay apart where only their middles differ', () => {
    const names = ['north', 'south'].map(
      (site) => `${'Plan '.repeat(20)}${site}${' final'.repeat(20)}.pdf`,
    );
    expect(new Set(names.map(shownName)).size).toBe(2);
  });

  it('are looked for as older panes and the CRM cut them, too', () => {
    const name = `${'a'.repeat(80)}.pdf`;
    expect(possibleTitles(name)).toContain(`${'a'.repeat(46)}.pdf`);
    expect(possibleTitles(name)).toContain('a'.repeat(50));
  });
});

describe('shownName', () => {
  it('replaces what forms, PHP or the CRM would drop or rewrite', () => {
    expect(shownName('10:30 a/b\\c "x" <y>|?*\n.pdf')).toBe('10-30 a-b-c -x- -y-.pdf');
  });

  it('leaves out emoji, what joins them, and marks that turn the text round', () => {
    expect(shownName('👩\u200d💻 notes\u202efdp.exe')).toBe('notesfdp.exe');
    expect(shownName('😀')).toBe('file');
  });

  it('leaves out what no file system keeps, wherever it stands', () => {
    expect(shownName('report.pdf. . ')).toBe('report.pdf');
    expect(shownName('...')).toBe('file');
    expect(shownName('../../etc/passwd')).toBe('..-..-etc-passwd');
    expect(shownName('a\u2028b\u0085c\uffff.txt')).toBe('a-b-c.txt');
    expect(shownName('\udc00 lone \ud83d.txt')).toBe('lone .txt');
  });
});

describe('matchMarked', () => {
  it('takes message and content together, each document for one file only', () => {
    const digest = 'ababababababababababab00';
    const attempt = '0123456789abcdef01234567';
    const notes = (messageId: string, of: string): string =>
      writeDocumentMark({ attempt, messageId, digest: of }, { attempt, sender: '', sentAt: '' });
    const rows = [
      aRow('7x11', 'a.txt', 5, notes('44x10', digest)),
      aRow('7x12', 'a.txt', 5, notes('44x11', digest)),
      aRow('7x13', 'a.txt', 5, notes('44x10', '000000000000000000000000')),
    ];
    const files = [aFile('one', 'a.txt', 5, digest), aFile('two', 'a.txt', 5, digest)].map(sought);
    const found = matchMarked(files, rows, '44x10');
    expect(found.map(({ file, row }) => [file.attachmentId, row.id])).toEqual([['one', '7x11']]);
  });
});

describe('documents that came with a message', () => {
  const claimed = (
    files: readonly OutgoingFile[],
    rows: readonly ReturnType<typeof aRow>[],
    times = 1,
  ) =>
    groupsOf(files.map(sought), rows, message).flatMap((group) =>
      (claims(group, times) ?? []).map(({ file, row }) => `${file.attachmentId} ${row.id}`),
    );

  it('are the files in their order where there are as many of one name and size', () => {
    const files = Array.from({ length: 20 }, (_, index) =>
      aFile(`f${String(index)}`, 'scan.pdf', 5),
    );
    const rows = files.map((_, index) => aRow(`7x${String(11 + 2 * index)}`, 'scan.pdf', 5));
    expect(claimed(files, rows.toReversed())).toEqual(
      files.map(({ attachmentId }, index) => `${attachmentId} 7x${String(11 + 2 * index)}`),
    );
  });

  it('are none where one is too many or too few, and the others are as certain as before', () => {
    const files = [aFile('a', 'a.txt', 5), aFile('b', 'b.txt', 5)];
    const rows = [aRow('7x11', 'a.txt', 5), aRow('7x12', 'a.txt', 5), aRow('7x13', 'b.txt', 5)];
    expect(claimed(files, rows)).toEqual(['b 7x13']);
    expect(claimed([...files, aFile('c', 'b.txt', 5)], rows)).toEqual([]);
  });

  it('count as often as the call was made, where all have one content', () => {
    const rows = ['7x11', '7x13', '7x16', '7x18'].map((id) => aRow(id, 'a.txt', 5));
    expect(
      claimed([aFile('a', 'a.txt', 5, 'same'), aFile('b', 'a.txt', 5, 'same')], rows, 2).length,
    ).toBe(4);
    expect(
      claimed([aFile('a', 'a.txt', 5, 'one'), aFile('b', 'a.txt', 5, 'two')], rows, 2),
    ).toEqual([]);
  });

  it('are told apart by size and title, whatever the CRM made of the title', () => {
    const long = `${'b'.repeat(60)}.pdf`;
    const files = [
      aFile('one', long, 5),
      aFile('two', 'page.html', 6),
      aFile('three', 'a b.txt', 7),
      aFile('four', 'a_b.txt', 7),
    ];
    const rows = [
      aRow('7x11', long.slice(0, 50), 5),
      aRow('7x12', 'page.html.txt', 6),
      aRow('7x13', 'a b.txt', 7),
      aRow('7x14', 'a_b.txt', 7),
    ];
    expect(claimed(files, rows)).toEqual(['one 7x11', 'two 7x12', 'three 7x13', 'four 7x14']);
    expect(groupsOf(files.map(sought), rows, message).length).toBe(3);
  });

  it('are younger than the message, its owner’s own, and have nothing in their notes', () => {
    const files = [aFile('a', 'a.txt', 5)];
    for (const row of [
      aRow('7x9', 'a.txt', 5),
      aRow('7x11', 'a.txt', 5, 'Anna’s'),
      { ...aRow('7x11', 'a.txt', 5), creator: '19x5' },
    ]) {
      expect(claimed(files, [row])).toEqual([]);
    }
  });
});
