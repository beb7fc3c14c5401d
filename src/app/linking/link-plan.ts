import type { FileFate, StoredMessage } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import type { Attachment, Envelope, Mail } from '../domain/mail';
import type { Account } from '../ports/credential-vault';

export type LinkId = string;

/** One mail on its way to one record. */
export interface Link {
  readonly id: LinkId;
  readonly account: Account;
  readonly mail: Mail;
  readonly record: CrmRecord;
  readonly steps: readonly LinkStep[];
}

/**
 * One step of a link. Each is idempotent, or resumes at a look that makes it so (`resumeAt`).
 *
 * - `readEnvelope`, `readFile`: from Outlook; nothing is written yet, so a link can be cancelled.
 * - `findMessage`: the CRM is asked by Message-ID, so that no mail is stored twice.
 * - `storeMessage`: body and files in one call, unless the message is there.
 * - `findFiles`: which files the CRM kept, by name and size, for it drops some behind a success.
 * - `uploadFile`: one that is missing, by itself.
 * - `readBack`: what the receipt claims is read from the CRM.
 */
export type LinkStep =
  | { readonly name: 'readEnvelope' }
  | { readonly name: 'findMessage' }
  | { readonly name: 'readFile'; readonly attachment: Attachment }
  | { readonly name: 'storeMessage' }
  | { readonly name: 'relateMessage' }
  | { readonly name: 'findFiles' }
  | { readonly name: 'uploadFile'; readonly attachment: Attachment }
  | { readonly name: 'relateFiles' }
  | { readonly name: 'readBack' };

/** What is established so far; a retry builds on it. Serialisable, and holds neither secrets nor bodies. */
export interface LinkFacts {
  readonly envelope?: Envelope;
  /** Whether storing was tried: a message found afterwards is this link's own. */
  readonly storeTried: boolean;
  readonly message?: StoredMessage;
  /** Whether the CRM held the message before this link. */
  readonly messageWasThere: boolean;
  /** Whether the CRM was asked for the files before: what it has since then was sent alone. */
  readonly filesLookedFor: boolean;
  /** Whether the body had to be cut to what the CRM keeps. */
  readonly bodyCut: boolean;
  /** What became of each attachment, by its id. */
  readonly files: Readonly<Record<string, FileFate>>;
}

export const noFacts: LinkFacts = {
  storeTried: false,
  messageWasThere: false,
  filesLookedFor: false,
  bodyCut: false,
  files: {},
};

/** The steps that link `mail`, in order. */
export function planSteps(mail: Mail): readonly LinkStep[] {
  const readable = mail.abilities.attachments ? mail.attachments : [];
  return [
    { name: 'readEnvelope' },
    { name: 'findMessage' },
    ...readable.map((attachment) => ({ name: 'readFile', attachment }) as const),
    { name: 'storeMessage' },
    { name: 'relateMessage' },
    ...(readable.length > 0
      ? [
          { name: 'findFiles' } as const,
          ...readable.map((attachment) => ({ name: 'uploadFile', attachment }) as const),
          { name: 'relateFiles' } as const,
        ]
      : []),
    { name: 'readBack' },
  ];
}

/** Where a link goes on after `failed`: at that step, or at the look that makes repeating it harmless. */
export function resumeAt(steps: readonly LinkStep[], failed: number): number {
  const step = steps[failed]?.name;
  const look =
    step === 'storeMessage' || step === 'readBack'
      ? 'findMessage'
      : step === 'uploadFile'
        ? 'findFiles'
        : undefined;
  return look ? steps.findIndex(({ name }) => name === look) : failed;
}

/** Whether nothing has been written to the CRM before the end of this step. */
export function isBeforeFirstWrite(steps: readonly LinkStep[], step: number): boolean {
  return step < steps.findIndex(({ name }) => name === 'storeMessage');
}

/** The documents that hold files of the link. */
export function documentIds(facts: Pick<LinkFacts, 'files'>): readonly string[] {
  return Object.values(facts.files).flatMap((file) =>
    file.fate === 'archived' || file.fate === 'linked' ? [file.documentId] : [],
  );
}
