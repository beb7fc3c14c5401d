import { caseMails } from '../sandbox/mail/cases.ts';
import { giants } from '../sandbox/mail/giants.ts';
import type { StoredMail } from '../sandbox/outlook/server.ts';

/**
 * Mails during which the pane must answer: opened, read for a new record, and linked. Those of the
 * corpus are measured by `corpus.spec.ts`, which links them anyway.
 */
export const linkedMails: readonly StoredMail[] = [...giants(), ...caseMails()];
