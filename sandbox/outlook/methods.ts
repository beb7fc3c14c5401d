import { composeMethods } from './compose-methods.ts';
import type { Mailbox } from './mailbox.ts';
import { mailboxMethods } from './mailbox-methods.ts';
import { unsupported, type ItemMethod, type MailboxMethod, type Parameters } from './method.ts';
import { readMethods } from './read-methods.ts';
import { levelIncludes, type MethodReply } from './wire.ts';

const ofMailbox: ReadonlyMap<number, MailboxMethod> = new Map(mailboxMethods);
const ofItem: ReadonlyMap<number, ItemMethod> = new Map(readMethods);
const ofDraft: ReadonlyMap<number, ItemMethod> = new Map(composeMethods);

/**
 * Answers the method with this dispatch id for the item selected now. Unknown methods, methods
 * above the mailbox's level, item methods without an item and methods of writing on a mail that is
 * read answer as unsupported, which the client reports as 5000 (Outlook host 14.1).
 */
export function answerMethod(mailbox: Mailbox, dispatchId: number, given: unknown): MethodReply {
  const parameters = firstRecord(given);
  const { level, selection } = mailbox;
  const needsNoItem = ofMailbox.get(dispatchId);
  if (needsNoItem) {
    const isThere = levelIncludes(level, needsNoItem.since);
    return isThere ? needsNoItem.answer(mailbox, parameters) : unsupported;
  }
  const isDraft = selection?.mail.kind === 'draft';
  const method = ofItem.get(dispatchId) ?? (isDraft ? ofDraft.get(dispatchId) : undefined);
  if (!method || !selection || !levelIncludes(level, method.since)) return unsupported;
  return method.answer(selection, parameters, mailbox);
}

/** The Office.js name of a dispatch id, or undefined where this host has no such method. */
export function methodName(dispatchId: number): string | undefined {
  return [ofItem, ofDraft, ofMailbox].map((methods) => methods.get(dispatchId)?.name).find(Boolean);
}

/** Every name `methodName` knows. */
export function methodNames(): string[] {
  return [ofItem, ofDraft, ofMailbox].flatMap((methods) =>
    [...methods.values()].map(({ name }) => name),
  );
}

/** Roaming settings come in an array of one, everything else as an object (Outlook host 14.3). */
function firstRecord(value: unknown): Parameters {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as Parameters) : {};
}
