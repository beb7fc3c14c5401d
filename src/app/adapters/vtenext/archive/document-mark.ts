import type { DocumentOrigin } from '../../../domain/archive';

/**
 * What the pane writes into a document's notes: which attempt made
 * it, of which message and content.
 */
export interface DocumentMark {
  readonly attempt: string;
  /** Web service id of the message copy that it belongs to. */
  readonly messageId: string;
  /** Of its content: see `digestOf`. */
  readonly digest: string;
}

/** Found anywhere in the text: people edit notes. */
const form = /vtmc\/1 l=([\da-f]{24}) m=(\d{1,9}x\d{1,12}) f=([\da-f]{24})(?![\da-f])/;

/**
 * The notes of a document: a line for people, then the mark. The CRM prints notes as raw HTML
 * (REST API 14.16), so of the sender's address only letters that cannot be markup are kept.
 */
export function writeDocumentMark(
  { attempt, messageId, digest }: DocumentMark,
  { sender, sentAt }: DocumentOrigin,
): string {
  const from = sender.replace(/[^A-Za-z0-9@._+-]/g, '').slice(0, 100);
  const of = from === '' ? '' : ` of ${from}`;
  const line = `Saved by Mail Connector from the email${of}, ${sentAt.slice(0, 10).replace(/[^\d-]/g, '')}`;
  return `${line}\nvtmc/1 l=${attempt} m=${messageId} f=${digest}`;
}

/** The mark in a document's notes, whatever people wrote round it. */
export function readDocumentMark(text: string | null | undefined): DocumentMark | undefined {
  const [, attempt, messageId, digest] = form.exec(text ?? '') ?? [];
  return attempt && messageId && digest ? { attempt, messageId, digest } : undefined;
}
