import { mailProperties, openItem } from './open-item';
import type { PaneWindow } from './pane-window';

function outlookWith(item: unknown): PaneWindow {
  const mailbox = { item, userProfile: { emailAddress: 'demo@vendor.example' } };
  const requirements = { isSetSupported: () => true };
  return { Office: { context: { mailbox, requirements } } } as unknown as PaneWindow;
}

describe('mailProperties', () => {
  it('makes text of nothing that is none', () => {
    const item = {
      itemType: 'message',
      itemId: 'item-1',
      subject: null,
      from: { displayName: 7, emailAddress: 'anna@rossi.example' },
      to: 'everybody',
      cc: [null, { displayName: 'Luca', emailAddress: 'luca@bianchi.example' }],
      internetMessageId: {},
      dateTimeCreated: 'today',
      attachments: [{ id: 1, name: null, size: '10', attachmentType: 'file', isInline: 'no' }],
    };
    const pane = outlookWith(item);
    expect(openItem(pane)).toEqual(jasmine.objectContaining({ kind: 'mail', subject: '' }));
    const mail = mailProperties(pane, item as unknown as Office.MessageRead, []);
    expect(mail.from).toEqual({ name: '', address: 'anna@rossi.example' });
    expect(mail.to).toEqual([]);
    expect(mail.cc).toEqual([{ name: 'Luca', address: 'luca@bianchi.example' }]);
    expect(mail.messageId).toBeUndefined();
    expect(mail.createdAt).toBe('1970-01-01T00:00:00.000Z');
    expect(mail.attachments).toEqual([
      {
        id: '0 0 attachment',
        name: 'attachment',
        size: 0,
        kind: 'file',
        inline: false,
        contentType: '',
      },
    ]);
  });

  it('gives each attachment a key of its own, whatever ids Outlook lists', () => {
    const scan = { name: 'scan.pdf', size: 10, attachmentType: 'file' };
    const keysOf = (ids: readonly unknown[]): readonly string[] => {
      const listed = ids.map((id) => ({ ...scan, id }));
      const item = { itemType: 'message', itemId: 'item-1', attachments: [null, ...listed, {}] };
      return mailProperties(
        outlookWith(item),
        item as unknown as Office.MessageRead,
        [],
      ).attachments.map(({ id }) => id);
    };
    const keys = keysOf(['a', 'b']);
    expect(new Set(keys).size).toBe(3);
    for (const ids of [
      [undefined, undefined],
      ['', ''],
      ['same', 'same'],
      ['c', 'd'],
      [null, 7],
    ]) {
      expect(keysOf(ids)).toEqual(keys);
    }
  });
});
