import type { MailItem } from './mail-item.ts';
import type { Mailbox } from './mailbox.ts';
import type { MethodReply } from './wire.ts';

export type Parameters = Readonly<Record<string, unknown>>;

/** One method of the object model: its name in Office.js and the Mailbox set it came with. */
interface Method {
  readonly name: string;
  readonly since: string;
}

/** A method of the item that is selected. */
export interface ItemMethod extends Method {
  readonly answer: (item: MailItem, parameters: Parameters, mailbox: Mailbox) => MethodReply;
}

/** A method that needs no item. */
export interface MailboxMethod extends Method {
  readonly answer: (mailbox: Mailbox, parameters: Parameters) => MethodReply;
}

/** Reported by the client as 5000 (Outlook host 14.1). */
export const unsupported: MethodReply = { wasSuccessful: false };

/** Stands for no answer at all: the host sends none. */
export const neverAnswered: MethodReply = {};

export function succeed(data: unknown = null): MethodReply {
  return { wasSuccessful: true, error: false, errorCode: 0, data };
}

/** `errorCode` as in Outlook host 14.4. */
export function fail(errorCode: number): MethodReply {
  return { wasSuccessful: false, error: true, errorCode };
}

/** A method that only reads, and cannot fail. */
export function reading(
  name: string,
  since: string,
  read: (item: MailItem, parameters: Parameters, mailbox: Mailbox) => unknown,
): ItemMethod {
  return { name, since, answer: (...call) => succeed(read(...call)) };
}

/** The texts of a parameter that is a list; empty for anything else. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
