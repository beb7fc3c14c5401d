/**
 * What Outlook's answers are altered in.
 *
 * Where a pane gets new ids from, as office.js 1.1.110 has it (`outlook-web-16.01.debug.js`, and
 * Outlook host 13.2, 15): `mailbox.item` with its `attachments` is made of the initial data alone,
 * in `OutlookAppOm.initialize`, which runs twice: on the answer to `GetInitialData`, once for each
 * load of the pane's page, and on ItemChanged, before the handler of the pane, where `mailbox.item`
 * becomes a new object. An item never changes by itself, and no method of an item that is read
 * lists its attachments. So there are three ways to new ids: another ItemChanged (the person
 * selects the mail again), loading the pane's page anew, and `loadItemByIdAsync` (Mailbox 1.14 in
 * newer clients), which answers the same data as JSON text without touching `mailbox.item`. This
 * host answers all three.
 */
export interface HostAlterations {
  /**
   * `missing`: attachments are listed without ids. `stale`: the ids that are handed out first with
   * an item go stale as soon as its data were sent, and asking with them answers 9003
   * (InvalidAttachmentId); its data, when they are sent again, have other ids, which stay good.
   */
  readonly attachmentIds?: 'missing' | 'stale';
  /** Names of attachments whose content is never answered. */
  readonly silentAttachments?: readonly string[];
  /** Names of attachments whose content is refused, by Office error code. */
  readonly refusedAttachments?: Readonly<Record<string, number>>;
  /**
   * Names of attachments for which 20 KB of a sign-in page are handed out instead of their bytes.
   */
  readonly wrongBytes?: readonly string[];
  /** To and Cc are cut to so many people, as real clients do. */
  readonly recipientLimit?: number;
  /** Headers come back empty. */
  readonly headers?: 'absent';
}

/** What a proxy hands out in place of a file: 20 KB of a page on which one signs in. */
export function signInPage(): string {
  const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form>';
  return page.padEnd(20 * 1024, '<!-- Sign in to read this file. -->\n');
}
