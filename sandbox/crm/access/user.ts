import type { Module } from '../metadata/catalogue.ts';
import type { DateFormat } from '../text/dates.ts';

export type Language = 'en_us' | 'it_it';

/** What a profile forbids of a module: to see it, or to change its records. */
export type Restriction = 'none' | 'read';

/** Names of fields by the name of their module. */
export type FieldNames = Readonly<Record<string, readonly string[]>>;

/** Somebody who can sign in, with the settings that change what the API answers. */
export type UserDefinition = {
  /** The `4` of `19x4`. */
  readonly number: number;
  readonly name: string;
  readonly password: string;
  /** The web service access key: 16 letters and digits. */
  readonly accessKey: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly isAdmin: boolean;
  readonly isActive: boolean;
  readonly language: Language;
  /** IANA zone, for example Europe/Rome. */
  readonly zone: string;
  readonly dateFormat: DateFormat;
  readonly role: string;
  /** Whether the role has pick list values; without, every pick list is empty (REST API 14.5). */
  readonly hasPicklists: boolean;
  /** Modules that the profile restricts; all others are free. */
  readonly restrictions: Readonly<Record<string, Restriction>>;
  /** Names of fields, by module, that the profile hides. */
  readonly hiddenFields?: FieldNames;
  /** Names of fields, by module, that the profile shows but does not let change. */
  readonly readOnlyFields?: FieldNames;
};

/** A signed-in user and what the profile allows. */
export class User {
  constructor(readonly definition: UserDefinition) {}

  get number(): number {
    return this.definition.number;
  }

  get isAdmin(): boolean {
    return this.definition.isAdmin;
  }

  maySee(module: Module): boolean {
    return this.isAdmin || this.definition.restrictions[module.name] !== 'none';
  }

  mayWrite(module: Module): boolean {
    if (this.isAdmin) return true;
    return module.name !== 'Users' && this.definition.restrictions[module.name] === undefined;
  }

  maySeeField(module: Module, field: string): boolean {
    return this.isAdmin || !this.definition.hiddenFields?.[module.name]?.includes(field);
  }

  /** Whether the profile lets the user change a field that can be changed at all. */
  mayWriteField(module: Module, field: string): boolean {
    if (this.isAdmin) return true;
    const isReadOnly = this.definition.readOnlyFields?.[module.name]?.includes(field) ?? false;
    return !isReadOnly && this.maySeeField(module, field);
  }
}
