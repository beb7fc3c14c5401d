import type { MessageDraft } from '../../domain/archive';
import type { MessageVisibility } from '../../domain/configuration';

/** What a pane wrote at a message that it stored, as it is meant: no text has to be parsed. */
export interface MessageMark {
  readonly attempt: string;
  readonly digest: string;
  /** Missing where only the arrival was known. */
  readonly sentAt?: string;
  visibility: MessageVisibility;
  records: readonly string[];
}

export interface MessageRow {
  readonly id: string;
  /** Web service id of its owner, who alone finds it. */
  readonly owner: string;
  /** What it is stored under: relations hang on that and the subject. */
  readonly messageId: string;
  readonly draft: MessageDraft;
  /** Whether the CRM's own mail client stored it; else a pane did. */
  readonly isFetched: boolean;
  /** Missing where the CRM itself stored it, or version 0.1. */
  readonly mark?: MessageMark;
  /** What version 0.1 noted of records; it wrote no marks. */
  readonly noted: readonly string[];
  isPublic: boolean;
}

export interface DocumentMark {
  readonly attempt: string;
  readonly messageId: string;
  readonly digest: string;
}

export interface DocumentRow {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly size: number;
  readonly url?: string;
  readonly blob?: Blob;
  /** The message it was stored with; empty where it was filed alone. */
  readonly cameWith: string;
  /** The attempt that truly made it, whatever is marked; missing where no pane did. */
  readonly maker?: string;
  mark?: DocumentMark;
  readonly atMessage: Set<string>;
  readonly atRecord: Set<string>;
}

export interface CommentRow {
  readonly id: string;
  readonly owner: string;
  readonly record: string;
  readonly text: string;
  readonly maker?: string;
}

/** Something that was deleted through the port, and who did it. */
export interface Deletion {
  readonly id: string;
  /** The attempt that had made it; missing where no pane did. */
  readonly maker?: string | undefined;
  /** The attempt on whose behalf it was deleted. */
  readonly by: string;
}

/** Numbers rise: what is stored later has a higher one. */
export const numberOf = (id: string): number => Number(id.split('x').at(-1));
