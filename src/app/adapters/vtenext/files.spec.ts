import type { OutgoingFile } from '../../domain/archive';
import { documentTitle, matchFiles, sentName, shownName, sought } from './files';

const aFile = (attachmentId: string, name: string, size: number): OutgoingFile => ({
  attachmentId,
  name,
  blob: new Blob([new Uint8Array(size)]),
});
const aRow = (id: string, notes_title: string, filesize: number) => ({
  id,
  notes_title,
  filesize: String(filesize),
});

describe('the names of files', () => {
  it('gives a leading _ to names whose start the CRM would cut', () => {
    expect(sentName('offer_v2.pdf')).toBe('_offer_v2.pdf');
    expect(sentName('offer.pdf')).toBe('offer.pdf');
  });

  it('leaves out characters that make a file impossible to download', () => {
    expect(sentName('plan 📐.pdf')).toBe('plan .pdf');
    expect(sentName('📐')).toBe('file');
  });

  it('keeps the extension in a title of 50 characters', () => {
    const title = documentTitle(`${'a'.repeat(80)}.pdf`);
    expect(title.length).toBe(50);
    expect(title).toMatch(/\.pdf$/);
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
});

describe('matchFiles', () => {
  it('knows files by title and size, each document for one file only', () => {
    const files = [aFile('one', 'same.txt', 5), aFile('two', 'same.txt', 5), aFile('three', 'x.txt', 1)];
    const rows = [aRow('7x12', 'same.txt', 5), aRow('7x11', 'same.txt', 5), aRow('7x13', 'x.txt', 9)];
    expect(matchFiles(files.map(sought), rows, 10)).toEqual([
      { attachmentId: 'one', documentId: '7x11', size: 5, cameWithMessage: true },
      { attachmentId: 'two', documentId: '7x12', size: 5, cameWithMessage: true },
    ]);
  });

  it('tells a document that came with the message from one that was stored much later', () => {
    const [found] = matchFiles([aFile('one', 'a.txt', 5)].map(sought), [aRow('7x900', 'a.txt', 5)], 10);
    expect(found?.cameWithMessage).toBeFalse();
  });

  it('takes no document that is older than the message', () => {
    expect(matchFiles([aFile('one', 'a.txt', 5)].map(sought), [aRow('7x9', 'a.txt', 5)], 10)).toEqual([]);
  });

  it('knows a file whose title the CRM cut, or gave an ending', () => {
    const long = `${'b'.repeat(60)}.pdf`;
    const rows = [aRow('7x11', long.slice(0, 50), 5), aRow('7x12', 'page.html.txt', 6)];
    const found = matchFiles(
      [aFile('one', long, 5), aFile('two', 'page.html', 6)].map(sought),
      rows,
      10,
    );
    expect(found.map(({ documentId }) => documentId)).toEqual(['7x11', '7x12']);
  });
});
