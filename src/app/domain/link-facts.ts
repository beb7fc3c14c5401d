import type { FileFate, StoredMessage } from './archive';
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
  /** Whether storing was tried: a message found afterwards is this link's own. */
  readonly storeTried: boolean;
  readonly message?: StoredMessage;
  /** Whether the CRM held the message before this link. */
  readonly messageWasThere: boolean;
  /** Whether the CRM was asked for the files before: what it has since then was sent alone. */
  readonly filesLookedFor: boolean;
  /** Whether it is known which attachments the body carries itself. */
  readonly bodyPrepared: boolean;
  /** Whether the body had to be cut to what the CRM keeps. */
  readonly bodyCut: boolean;
  /** What was read of each attachment, by its id. */
  readonly read: Readonly<Record<string, ReadFile>>;
  /** What became of each attachment, by its id. */
  readonly files: Readonly<Record<string, FileFate>>;
  /** The documents that this link made: no others are ever deleted. */
  readonly created: readonly string[];
  /** The records, by id, that the message is related to. */
  readonly related: readonly string[];
}

export const noFacts: LinkFacts = {
  storeTried: false,
  messageWasThere: false,
  filesLookedFor: false,
  bodyPrepared: false,
  bodyCut: false,
  read: {},
  files: {},
  created: [],
  related: [],
};

/** Facts with what a step learnt: maps and lists grow, all else is replaced. */
export function withLearnt(facts: LinkFacts, learnt: Partial<LinkFacts>): LinkFacts {
  return {
    ...facts,
    ...learnt,
    read: { ...facts.read, ...learnt.read },
    files: { ...facts.files, ...learnt.files },
    created: [...new Set([...facts.created, ...(learnt.created ?? [])])],
    related: [...new Set([...facts.related, ...(learnt.related ?? [])])],
  };
}

/** Only what Outlook told still holds: the message is gone from the CRM. */
export function startedOver({ envelope }: LinkFacts): LinkFacts {
  return envelope ? { ...noFacts, envelope } : noFacts;
}

/** The documents that hold files of the link. */
export function documentIds({ files }: Pick<LinkFacts, 'files'>): readonly string[] {
  return Object.values(files).flatMap((file) =>
    file.fate === 'archived' || file.fate === 'linked' ? [file.documentId] : [],
  );
}
