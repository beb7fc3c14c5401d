import { giants } from '../sandbox/mail/giants.ts';
import type { StoredMail } from '../sandbox/outlook/server.ts';
import { corpusMails } from './corpus.ts';

/** Mails during which the pane must answer: opened, read for a new record, and linked. */
export const linkedMails: readonly StoredMail[] = giants();

/** Mails during whose opening the pane must answer; `corpus.spec.ts` links them. */
export const openedMails: readonly StoredMail[] = corpusMails;
