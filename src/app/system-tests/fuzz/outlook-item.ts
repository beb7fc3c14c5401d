import * as fc from 'fast-check';
import { mailProperties, openItem } from '../../adapters/office/open-item';
import type { PaneWindow } from '../../adapters/office/pane-window';
import type { Mail } from '../../domain/mail';

/** What Outlook gives of an ordinary mail. */
export const honestItem = {
  itemType: 'message',
  itemClass: 'IPM.Note',
  itemId: 'item-1',
  subject: 'Offer TT12',
  from: { displayName: 'Anna Rossi', emailAddress: 'anna@rossi.example' },
  sender: { displayName: 'Anna Rossi', emailAddress: 'anna@rossi.example' },
  to: [{ displayName: 'Demo', emailAddress: 'demo@vendor.example' }],
  cc: [{ displayName: 'Luca', emailAddress: 'luca@bianchi.example' }],
  bcc: [{ displayName: '', emailAddress: 'b@c.example' }],
  internetMessageId: '<1@rossi.example>',
  conversationId: 'c',
  inReplyTo: '<0@rossi.example>',
  attachments: [
    {
      id: 'a',
      name: 'offer.pdf',
      size: 10,
      attachmentType: 'file',
      isInline: false,
      contentType: 'application/pdf',
      contentId: '<x@y>',
    },
    {
      id: 'b',
      name: 'Re: plan',
      size: 10,
      attachmentType: 'item',
      isInline: true,
      contentType: null,
    },
  ],
};

/** An Outlook with this item; the dates of items are objects, which `anyItem` cannot make. */
export function outlookWith(item: unknown, date: number): PaneWindow {
  if (typeof item === 'object' && item !== null) {
    Object.assign(item, { dateTimeCreated: new Date(date) });
  }
  const mailbox = {
    item,
    userProfile: { emailAddress: 'demo@vendor.example', timeZone: 'W. Europe Standard Time' },
  };
  const requirements = { isSetSupported: () => true };
  return { Office: { context: { mailbox, requirements } } } as unknown as PaneWindow;
}

export const anyDate = fc.oneof(
  fc.constantFrom(NaN, 0, -8.64e15, 8.64e15, 1e18),
  fc.integer({ min: 0, max: 4e12 }),
);

/** The mail as the adapter reads it, where the item is one. */
export function readMail(item: unknown, date: number, body: string): Mail | undefined {
  const pane = outlookWith(item, date);
  const open = openItem(pane);
  if (open.kind !== 'mail') return undefined;
  const read = pane.Office?.context.mailbox.item as unknown as Office.MessageRead;
  return { ...mailProperties(pane, read, ['shared@vendor.example']), body };
}
