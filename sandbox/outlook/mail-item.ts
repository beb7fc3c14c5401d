import { base64 } from './base64.ts';
import type { ListedAttachment } from './draft.ts';
import type { ParsedMail } from './eml.ts';
import type { InitialData } from './wire.ts';

/** A mail in the mailbox: `id` is stable and the mailbox's own, not the wire's item id. */
export interface MailItem {
  readonly id: string;
  readonly mail: ParsedMail;
}

/** What a host shows in place of an item: nothing at all, and it says so with a null payload. */
export type Selection = MailItem | null;

/** How the wire numbers kinds of attachments. */
export const attachmentTypes = { file: 0, mail: 1, event: 1, cloud: 2 } as const;

/** The class that a store keeps an item of a kind under. */
export const itemClasses = {
  message: 'IPM.Note',
  meetingRequest: 'IPM.Schedule.Meeting.Request',
  appointment: 'IPM.Appointment',
} as const;

/** The class that a store keeps the item under, such as "IPM.Note". */
export function itemClassOf({ kind }: ParsedMail): string {
  return kind === 'meetingRequest' || kind === 'appointment' ? itemClasses[kind] : 'IPM.Note';
}

/** The wire's id of an item: shaped like an EWS id, `/` and `+` included (Outlook host 4). */
export function itemId({ id }: Pick<MailItem, 'id'>): string {
  return `AAMkAGE/sb+${base64(new TextEncoder().encode(id))}`;
}

/** `series`: a letter that tells one handing out of ids from another. */
export function received(item: MailItem, series = 'Q'): ListedAttachment[] {
  return item.mail.attachments.map((attachment, index) => ({
    id: `${itemId(item)}AAABEgA${series}${String(index).padStart(3, '0')}=`,
    attachment,
  }));
}

/** The id that a draft gets with its first save. */
export function savedItemId({ id }: MailItem): string {
  return itemId({ id: `draft/${id}` });
}

/** The id of the thread, where the mail names one. */
export function conversation(mail: ParsedMail): Pick<InitialData, 'conversationId'> {
  return mail.threadId
    ? { conversationId: `AAQkAGE/sb+${base64(new TextEncoder().encode(mail.threadId))}` }
    : {};
}

/** Whether both are the same item, or nothing. */
export function isSameItem(one: Selection, other: Selection): boolean {
  return (one && itemId(one)) === (other && itemId(other));
}
