import type { Module } from '../metadata/catalogue.ts';
import type { Database, Row } from '../store/database.ts';
import type { Records } from '../store/records.ts';
import { User, type UserDefinition } from './user.ts';

/**
 * The users of the CRM. Passwords are kept as they are: this CRM is a demonstration whose
 * credentials are printed at its start.
 */
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly records: Records,
    private readonly usersModule: Module,
  ) {}

  add(definition: UserDefinition): void {
    const { password, accessKey, ...profile } = definition;
    this.database.run(
      'INSERT INTO account (number, name, password, accesskey, profile) VALUES (?, ?, ?, ?, ?)',
      definition.number,
      definition.name,
      password,
      accessKey,
      JSON.stringify(profile),
    );
    this.records.insert(this.usersModule, definition.number, {
      user_name: definition.name,
      first_name: definition.firstName,
      last_name: definition.lastName,
      email1: definition.email,
      is_admin: definition.isAdmin ? 'on' : 'off',
      status: definition.isActive ? 'Active' : 'Inactive',
      accesskey: accessKey,
      default_language: definition.language,
      user_timezone: definition.zone,
      date_format: definition.dateFormat,
    });
  }

  /** The user of that name, written in any case. */
  named(name: string): User | undefined {
    return this.asUser(this.database.first('SELECT * FROM account WHERE name = ?', name));
  }

  numbered(number: number): User | undefined {
    return this.asUser(this.database.first('SELECT * FROM account WHERE number = ?', number));
  }

  /** Changes settings of a user; the access key for example, as only the CRM's own page can. */
  change(user: User, changes: Partial<UserDefinition>): void {
    this.database.transaction(() => {
      const { number } = user;
      this.database.run('DELETE FROM account WHERE number = ?', number);
      this.database.run('DELETE FROM "m_Users" WHERE number = ?', number);
      this.add({ ...user.definition, ...changes, number });
    });
  }

  private asUser(row: Row | undefined): User | undefined {
    if (!row) return undefined;
    const profile = JSON.parse(String(row['profile'])) as UserDefinition;
    return new User({
      ...profile,
      password: String(row['password']),
      accessKey: String(row['accesskey']),
    });
  }
}
