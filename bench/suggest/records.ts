/** A record to be: `key` is its module and its place among that module's records: `HelpDesk:12`. */
export interface PlannedRecord {
  readonly key: string;
  readonly module: string;
  readonly values: Values;
}

/** Values by field; a reference names a record that was planned before. */
export type Values = Readonly<Record<string, string | { readonly to: string }>>;

/** A mail that the user stored and linked from another device. */
export interface EarlierMail {
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  /** `YYYY-MM-DD HH:MM:SS`. */
  readonly date: string;
  readonly inReplyTo: string;
  readonly references: string;
  /** Keys of records. */
  readonly linkedTo: readonly string[];
  /** The field `xmailer`; each record's key stands where its id shall (REST API 14.1). */
  readonly note: readonly string[];
}

/** The records of a CRM, numbered as it will number them (REST API 14.3). */
export class Register {
  readonly records: PlannedRecord[] = [];
  private readonly counts = new Map<string, number>();

  /** Tells the record's key and, in figures, its number. */
  add(module: string, values: Values): { readonly key: string; readonly figures: number } {
    const figures = (this.counts.get(module) ?? 0) + 1;
    this.counts.set(module, figures);
    const key = `${module}:${String(figures)}`;
    this.records.push({ key, module, values });
    return { key, figures };
  }
}
