import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import type { StoredBytes } from '../store/files.ts';

/** A file part of a request, already on disk. */
export type UploadedFile = {
  /** The part's name; `filename` means something to Documents (REST API 8.2). */
  readonly part: string;
  /** The file name as sent. */
  readonly name: string;
  readonly type: string;
  /** The bytes; `undefined` where PHP dropped them for a limit. */
  readonly bytes: StoredBytes | undefined;
};

/** What a request carries, from query string and body together. */
export class Parameters {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  /** A plain parameter; `''` when missing or no text. */
  text(name: string): string {
    const value = this.values[name];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? value : '';
  }

  /**
   * A parameter of type "encoded": JSON text. A real object or array in its place, or a text that
   * is no JSON, counts as nothing (REST API 1).
   */
  encoded(name: string): unknown {
    const value = this.values[name];
    if (typeof value !== 'string' || value === '') return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return undefined;
    }
  }

  /** An encoded object; empty when it is none. */
  object(name: string): Readonly<Record<string, unknown>> {
    const value = this.encoded(name);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : {};
  }
}

/** One call of a REST method by a signed-in user. */
export type Call = {
  readonly user: User;
  readonly parameters: Parameters;
  readonly files: readonly UploadedFile[];
};

/** A method answers what becomes `data`; it fails with `CrmError` or `PhpError`. */
export type Method = (crm: Crm, call: Call) => unknown;
