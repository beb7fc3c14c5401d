import { Accounts } from './access/accounts.ts';
import { Gatekeeper } from './access/gatekeeper.ts';
import type { Language, UserDefinition } from './access/user.ts';
import { Catalogue } from './metadata/catalogue.ts';
import type { ModuleDefinition } from './metadata/module-definition.ts';
import { type Backup, putBack, takeBackup } from './store/backup.ts';
import { Database } from './store/database.ts';
import { Files } from './store/files.ts';
import { Links } from './store/links.ts';
import { Records } from './store/records.ts';
import { createSchema, emptyTables } from './store/schema.ts';
import { wallTime } from './text/zones.ts';

/** What a server's PHP takes of uploads, in bytes and files (REST API 8.1). */
export type UploadLimits = {
  /** `upload_max_filesize`: a larger file is dropped silently. */
  readonly perFile: number;
  /** `post_max_size`: of a larger request every parameter is lost. */
  readonly perRequest: number;
  /** `max_file_uploads`: files after that are dropped silently. */
  readonly maxFiles: number;
};

/** What an administrator or the server's owner has set; tests change it while the CRM runs. */
export type Settings = {
  limits: UploadLimits;
  /** IANA zone in which the server keeps and queries date-times. */
  serverZone: string;
  /** The language of `listtypes` and `describe`, whoever asks. */
  language: Language;
  /** Modules whose Messages list an administrator removed. */
  withoutMessages: ReadonlySet<string>;
};

const mebibyte = 1024 * 1024;

const defaultSettings: Settings = {
  limits: { perFile: 20 * mebibyte, perRequest: 100 * mebibyte, maxFiles: 20 },
  serverZone: 'Europe/Rome',
  language: 'en_us',
  withoutMessages: new Set(),
};

export type CrmOptions = {
  /** Path of the database file; created when missing. The files lie beside it. */
  readonly databaseFile: string;
  /** Modules beside the stock ones; by default those of the demo. */
  readonly customModules?: readonly ModuleDefinition[];
  readonly users: readonly UserDefinition[];
  /** Fills an empty CRM; runs when the database is new and at each reset. */
  readonly seed?: (crm: Crm) => void;
  readonly clock?: () => Date;
  readonly settings?: Partial<Settings>;
};

/** A vtenext of our own: records, people who may use them, files, links and settings. */
export class Crm {
  readonly catalogue: Catalogue;
  readonly database: Database;
  readonly records: Records;
  readonly links: Links;
  readonly files: Files;
  readonly accounts: Accounts;
  readonly gatekeeper: Gatekeeper;
  settings: Settings;
  private readonly clock: () => Date;
  private backup: Backup | undefined;

  constructor(private readonly options: CrmOptions) {
    this.catalogue = new Catalogue(options.customModules);
    this.database = new Database(options.databaseFile);
    createSchema(this.database, this.catalogue);
    this.records = new Records(this.database, this.catalogue);
    this.links = new Links(this.database);
    this.files = new Files(this.database);
    this.accounts = new Accounts(this.database, this.records, this.catalogue.get('Users'));
    this.gatekeeper = new Gatekeeper(this.database, this.accounts);
    this.settings = this.initialSettings();
    this.clock = options.clock ?? ((): Date => new Date());
    if (!this.database.first('SELECT 1 FROM account')) this.fill();
  }

  /** Begins anew: the seed's records, nobody locked out, no files, the settings of the start. */
  reset(): void {
    emptyTables(this.database, this.catalogue);
    this.files.discardAll();
    this.settings = this.initialSettings();
    this.backup = undefined;
    this.fill();
  }

  /** Remembers all records, users, numbers and files as they are, and nothing of before. */
  remember(): void {
    this.backup = takeBackup(this.database, this.files);
  }

  /**
   * Puts back what was remembered, as a server's owner does from a backup: ids given out since are
   * given out again. Tells whether there was anything to put back; may be done again.
   */
  restore(): boolean {
    if (this.backup) putBack(this.database, this.files, this.backup);
    return this.backup !== undefined;
  }

  /** The server's clock, as it writes date-times. */
  now(): string {
    return wallTime(this.clock(), this.settings.serverZone);
  }

  /** The database's own clock, which runs in UTC whatever the server's zone (REST API 7.3). */
  databaseNow(): string {
    return wallTime(this.clock(), 'UTC');
  }

  close(): void {
    this.database.close();
  }

  private initialSettings(): Settings {
    return { ...defaultSettings, ...this.options.settings };
  }

  private fill(): void {
    this.database.transaction(() => {
      for (const user of this.options.users) this.accounts.add(user);
      const folders = [
        [1, 'Default', 'This is a Default Folder'],
        [2, 'Message attachments', 'Files that came with mail'],
      ] as const;
      for (const [number, name, description] of folders) {
        this.database.run('INSERT INTO folder VALUES (?, ?, ?)', number, name, description);
      }
      this.options.seed?.(this);
    });
  }
}
