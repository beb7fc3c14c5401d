import type { FileFate, NoteFates, StoredMessage } from './archive';
import type { Envelope } from './mail';

/** What was read of an attachment: the name it is archived under, and its exact size in bytes. */
export interface ReadFile {
  readonly name: string;
  readonly size: number;
  /** Whether it is a cloud attachment, of which there is only an address. */
  readonly isLink: boolean;
}

/**
 * What is established so far of a link; going on builds on it. Serialisable, and holds neither
 * secrets nor bodies.
 */
export interface LinkFacts {
  readonly envelope?: Envelope;
  /**
   * When storing was tried last, ISO 8601 in UTC: a message found afterwards is this link's own.
   */
  readonly storeTriedAt?: string;
  readonly message?: StoredMessage;
  /** Whether the CRM held the message before this link. */
  readonly messageWasThere: boolean;
  /** Whether what the CRM stored was compared with what was sent. */
  readonly messageChecked: boolean;
  /**
   * Attachments, by their ids, that the CRM did not have when it was asked: what it has of them
   * since then was sent alone by this link.
   */
  readonly missed: readonly string[];
  /** Whether it is known which attachments the body carries itself. */
  readonly bodyPrepared: boolean;
  /** Whether the body had to be cut to what the CRM keeps. */
  readonly bodyCut: boolean;
  /** Whether the whole mail is filed beside the message, as an `.eml`. */
  readonly originalWanted: boolean;
  /** What was read of each attachment, by its id. */
  readonly read: Readonly<Record<string, ReadFile>>;
  /** What became of each attachment, by its id. */
  readonly files: Readonly<Record<string, FileFate>>;
  /** The documents that this link made: no others are ever deleted. */
  readonly created: readonly string[];
  /** The records, by id, that the message is related to. */
  readonly related: readonly string[];
  readonly note: NoteFates;
}

export const noFacts: LinkFacts = {
  messageWasThere: false,
  messageChecked: false,
  missed: [],
  bodyPrepared: false,
  bodyCut: false,
  originalWanted: false,
  read: {},
  files: {},
  created: [],
  related: [],
  note: { at: {} },
};

/** Facts with what a step learnt: maps and lists grow, all else is replaced. */
export function withLearnt(facts: LinkFacts, learnt: Partial<LinkFacts>): LinkFacts {
  return {
    ...facts,
    ...learnt,
    read: { ...facts.read, ...learnt.read },
    files: { ...facts.files, ...learnt.files },
    missed: [...new Set([...facts.missed, ...(learnt.missed ?? [])])],
    created: [...new Set([...facts.created, ...(learnt.created ?? [])])],
    related: [...new Set([...facts.related, ...(learnt.related ?? [])])],
  };
}

/**
 * Only what Outlook told still holds, and what is at the records: the message is gone from the CRM,
 * or there is another in its place.
 */
export function startedOver(
  { envelope, read, originalWanted, files, note }: LinkFacts,
  message?: StoredMessage,
): LinkFacts {
  const told = Object.entries(files).filter(
    ([, { fate }]) => fate === 'empty' || fate === 'missing',
  );
  return {
    ...noFacts,
    ...(envelope && { envelope }),
    ...(message && { message, messageWasThere: true }),
    read,
    originalWanted,
    files: Object.fromEntries(told),
    note,
  };
}

/** Without what was believed of files that are not in the CRM after all. */
export function withoutFiles(facts: LinkFacts, lost: readonly string[]): LinkFacts {
  const kept = Object.entries(facts.files).filter(([id]) => !lost.includes(id));
  return { ...facts, files: Object.fromEntries(kept) };
}

/** The documents that hold files of the link. */
export function documentIds({ files }: Pick<LinkFacts, 'files'>): readonly string[] {
  return Object.values(files).flatMap((file) =>
    file.fate === 'archived' || file.fate === 'linked' ? [file.documentId] : [],
  );
}
