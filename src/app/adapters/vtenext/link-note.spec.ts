import { isOurs, readNote, writeNote } from './link-note';

describe('the note at a message', () => {
  it('is read as it was written', () => {
    expect(readNote(writeNote(['4x50', '3x20']))).toEqual(['4x50', '3x20']);
    expect(readNote(writeNote([]))).toEqual([]);
  });

  it('is of other writers where it does not begin as ours', () => {
    for (const text of ['Microsoft Outlook 16.0', '4x50', '<b>mail-connector/1 4x50</b>']) {
      expect(readNote(text)).withContext(text).toEqual([]);
      expect(isOurs(text)).withContext(text).toBeFalse();
    }
    for (const text of ['', null, undefined, 'mail-connector/1 4x50']) expect(isOurs(text)).toBeTrue();
  });

  it('reads what a later version may have added behind the ids', () => {
    expect(readNote('mail-connector/2 4x50 3x20 and more')).toEqual(['4x50', '3x20']);
  });

  it('holds only ids: the CRM prints it as raw HTML', () => {
    expect(writeNote(['4x50', '<script>', '3x20"', '']).replace(/[\w\-/ ]/g, '')).toBe('');
    expect(readNote(writeNote(['4x50', '<script>', '3x2']))).toEqual(['4x50', '3x2']);
  });

  it('is never longer than the CRM keeps, and lets the oldest go', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `4x${String(1000 + index)}`);
    const note = writeNote(ids);
    expect(note.length).toBeLessThanOrEqual(255);
    expect(readNote(note).at(-1)).toBe('4x1099');
    expect(readNote(note).length).toBeGreaterThan(30);
  });
});
