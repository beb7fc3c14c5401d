import type { FileOutcome, NoteOutcomes, StoredMessage } from './archive';
import type { FileDoubt } from './file-doubt';
import type { Attachment, Envelope } from './mail';
import type { MailIdentity } from './mail-identity';

/** What was read of an attachment: the name it is archived under, and its exact size in bytes. */
export interface ReadFile {
  readonly name: string;
  readonly size: number;
  /** Whether it is a cloud attachment, of which there is only an address. */
  readonly isLink: boolean;
  /** Of its content, or of its address: see `digestOf`. */
  readonly digest: string;
  /** In which the content is not what Outlook listed. */
  readonly doubt?: FileDoubt;
}

/** What a person says of a content that is not what Outlook listed. */
export type DoubtAnswer = 'save' | 'leaveOut' | 'readAgain';

/**
 * What is established so far of a link; going on builds on it. Serialisable, and holds neither
 * secrets nor bodies.
 */
export interface LinkProgress {
  readonly envelope?: Envelope;
  /** What the mail is known again by; read with its envelope. */
  readonly identity?: MailIdentity;
  /** What all that this link makes is marked with; in the journal before anything is stored. */
  readonly attempt?: string;
  /** When storing was tried last, ISO 8601 in UTC. */
  readonly storeTriedAt?: string;
  readonly message?: StoredMessage;
  /** Whether the message is not this link's own: it bears another mark, or none. */
  readonly messageWasThere: boolean;
  /** Whether what the CRM stored was compared with what was sent. */
  readonly messageChecked: boolean;
  /** Whether another mail is stored under this one's Message-ID. */
  readonly idIsTaken: boolean;
  /** What the person said of stored mails, by their ids: whether it is this one. */
  readonly judged: Readonly<Record<string, boolean>>;
  /** What the person said of contents that are not what was listed, by their digests. */
  readonly doubts: Readonly<Record<string, DoubtAnswer>>;
  /** Attachments, by their ids, that did not come with the message, and were sent alone. */
  readonly missed: readonly string[];
  /** Of those, the ones that the CRM may hold twice. */
  readonly doubtful: readonly string[];
  /** Whether it is known which attachments the body carries itself. */
  readonly bodyPrepared: boolean;
  /** Whether the body had to be cut to what the CRM keeps. */
  readonly bodyCut: boolean;
  /** Whether the style sheets of the body were too much to keep. */
  readonly losesStyles?: boolean;
  /** Pictures that were pasted into the body and had no room there: they are files of the link. */
  readonly pictures?: readonly Attachment[];
  /** Whether the whole mail is filed beside the message, as an `.eml`. */
  readonly originalWanted: boolean;
  /** What was read of each attachment, by its id. */
  readonly read: Readonly<Record<string, ReadFile>>;
  /** What became of each attachment, by its id. */
  readonly files: Readonly<Record<string, FileOutcome>>;
  /** The documents that bear this link's mark: they may be taken away again. */
  readonly created: readonly string[];
  /** Documents that were answered to this pane and could not be marked: its own while it lives. */
  readonly unmarked: readonly string[];
  /** The records, by id, that the message is related to. */
  readonly related: readonly string[];
  readonly note: NoteOutcomes;
}

export const noProgress: LinkProgress = {
  messageWasThere: false,
  messageChecked: false,
  idIsTaken: false,
  judged: {},
  doubts: {},
  missed: [],
  doubtful: [],
  bodyPrepared: false,
  bodyCut: false,
  originalWanted: false,
  read: {},
  files: {},
  created: [],
  unmarked: [],
  related: [],
  note: { at: {} },
};

/** With what a step learnt: maps and lists grow, all else is replaced. */
export function withProgress(
  progress: LinkProgress,
  progressed: Partial<LinkProgress>,
): LinkProgress {
  return {
    ...progress,
    ...progressed,
    read: { ...progress.read, ...progressed.read },
    files: { ...progress.files, ...progressed.files },
    judged: { ...progress.judged, ...progressed.judged },
    doubts: { ...progress.doubts, ...progressed.doubts },
    missed: [...new Set([...progress.missed, ...(progressed.missed ?? [])])],
    doubtful: [...new Set([...progress.doubtful, ...(progressed.doubtful ?? [])])],
    unmarked: [...new Set([...progress.unmarked, ...(progressed.unmarked ?? [])])],
    created: [...new Set([...progress.created, ...(progressed.created ?? [])])],
    related: [...new Set([...progress.related, ...(progressed.related ?? [])])],
  };
}

/**
 * For another attempt: where a document was is to be seen in the CRM, which may hold another under
 * its number by now, and what was missing is tried again: all of it, or what the link `repairs`.
 */
export function askedAnew(progress: LinkProgress, repairs?: Pick<Attachment, 'id'>): LinkProgress {
  const sure = Object.entries(progress.files).filter(([id, { fate }]) =>
    fate === 'missing'
      ? repairs && id !== repairs.id
      : ['inBody', 'empty', 'leftOut'].includes(fate),
  );
  return { ...progress, files: Object.fromEntries(sure), created: [] };
}
