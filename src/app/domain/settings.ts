/** What a person chose once and for all on a device. */
export interface Settings {
  /** Whether the whole mail is filed beside each message, as an `.eml`. */
  readonly archivesOriginal: boolean;
  /** Domains of one's own company, in lower case, beside that of the mailbox. */
  readonly ownDomains: readonly string[];
  /** What the status of a ticket or an opportunity says once it is done. */
  readonly closed: readonly string[];
  /** Names of modules that were searched in or linked to, the last one first. */
  readonly recentModules: readonly string[];
}

/** The stock values of vtenext stand for done until something else is chosen (REST API 14.6). */
export const defaultSettings: Settings = {
  archivesOriginal: false,
  ownDomains: [],
  closed: ['Closed', 'Closed Won', 'Closed Lost'],
  recentModules: [],
};
