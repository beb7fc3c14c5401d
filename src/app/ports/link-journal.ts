import type { Observable } from 'rxjs';
import type { CrmRecord } from '../domain/crm';
import type { LinkProgress } from '../domain/link-progress';
import type { Attachment } from '../domain/mail';
import type { MailIdentity } from '../domain/mail-identity';
import type { Account } from '../domain/account';

/** What is known on this device of one mail and one CRM. Holds neither secrets nor bodies. */
export interface JournalEntry {
  readonly account: Account;
  /** See `mailKey`: a Message-ID alone may be that of several mails. */
  readonly mailKey: string;
  readonly messageId: string;
  readonly subject: string;
  /** As Outlook listed them; their ids hold only within its session. */
  readonly attachments: readonly Attachment[];
  /** As Outlook numbers conversations; missing in entries of older panes, as is `people`. */
  readonly conversationId?: string;
  /** Addresses of the people of the mail who may have a record, in lower case. */
  readonly people?: readonly string[];
  /** Records that the mail was linked to, the newest last. */
  readonly linked: readonly CrmRecord[];
  /** Records of a link that was begun and has not come to its end; empty where there is none. */
  readonly wanted: readonly CrmRecord[];
  /** Records whose links come back when the mail is stored again (REST API 7.2). */
  readonly undone: readonly CrmRecord[];
  /** The note that goes with the link that was begun, where there is one. */
  readonly note?: string;
  readonly progress: LinkProgress;
  /** When it was last written, ISO 8601 in UTC. */
  readonly at: string;
}

/** Which mail of which account an entry is about. */
export type JournalKey = Pick<JournalEntry, 'account' | 'mailKey'>;

/** A mail to be looked up: entries of version 0.1 are known by Message-ID and subject. */
export interface JournalLook {
  readonly account: Account;
  readonly mail: MailIdentity;
}

/**
 * What was linked, and what was begun. Kept on the device, or in memory where the browser blocks
 * its storage: no call ever fails for that.
 */
export abstract class LinkJournal {
  /** Loads what reads entries before the first is there; fails with `paneIncomplete`. */
  abstract prepare(): Observable<void>;

  /** Settles once the entry would outlive the pane. */
  abstract write(entry: JournalEntry): Observable<void>;

  abstract read(look: JournalLook): Observable<JournalEntry | undefined>;

  /** The last entries with a record that the mail was linked to, the newest first. */
  abstract linked(account: Account): Observable<readonly JournalEntry[]>;

  /** Entries with a link that was begun and has not come to its end, the oldest first. */
  abstract unfinished(account: Account): Observable<readonly JournalEntry[]>;

  /** Removes what is known of a mail; with a whole entry also what version 0.1 knew of it. */
  abstract remove(key: JournalKey | JournalEntry): Observable<void>;

  /** Forgets all of one account. */
  abstract forget(account: Account): Observable<void>;
}
