import { CrmError } from '../crm-error.ts';
import type { Database } from '../store/database.ts';
import type { Accounts } from './accounts.ts';
import type { User } from './user.ts';

/** Failures in a row after which a user is locked for one IP address, for good. */
const failuresUntilLocked = 5;
/** Failures from one IP address, of whatever users, after which it is banned. */
const failuresUntilBanned = 100;

/**
 * Lets users in by password or by access key, and locks them out (REST API 3): both ways
 * count together, and nothing but `unlock` opens a lock. Only the right key is told of a lock;
 * wrong keys and passwords read the same as ever, and go on counting (REST API 2).
 */
export class Gatekeeper {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
  ) {}

  /** The access key for a password; the user's name must be written exactly. */
  exchangePassword(name: string, password: string, ip: string): string {
    const refusal = new CrmError('Invalid username or password');
    if (name === '' || password === '') throw refusal;
    const user = this.accounts.named(name)?.definition;
    if (user?.name !== name || user.password !== password || !user.isActive) {
      this.countFailure(name, ip);
      throw refusal;
    }
    if (this.isLocked(name, ip)) throw refusal;
    this.unlock(name, ip);
    return user.accessKey;
  }

  /** The user of a Basic header's content, `undefined` without a header. */
  admit(credentials: { name: string; key: string } | undefined, ip: string): User {
    if (!credentials?.name) throw CrmError.signIn('no username supplied');
    const { name, key } = credentials;
    if (key === '') throw CrmError.signIn('no password supplied');
    const user = this.accounts.named(name);
    const expected = user?.definition.accessKey.toLowerCase();
    if (!user?.definition.isActive || expected !== key.toLowerCase()) {
      this.countFailure(name, ip);
      throw CrmError.signIn('incorrect username and password combination');
    }
    if (this.isLocked(name, ip)) throw CrmError.signIn('too many unsuccessfully logins');
    this.unlock(name, ip);
    return user;
  }

  /** Failed sign-ins since the last success, by user name in lower case. */
  failures(): Readonly<Record<string, number>> {
    const rows = this.database.all('SELECT user, sum(count) AS count FROM failure GROUP BY user');
    return Object.fromEntries(rows.map((row) => [String(row['user']), Number(row['count'])]));
  }

  /** Forgets a user's failures, as an administrator does by hand; from every address by default. */
  unlock(name: string, ip?: string): void {
    if (ip === undefined) {
      this.database.run('DELETE FROM failure WHERE user = ?', name.toLowerCase());
    } else {
      this.database.run('DELETE FROM failure WHERE user = ? AND ip = ?', name.toLowerCase(), ip);
    }
  }

  private isLocked(name: string, ip: string): boolean {
    const own = this.database.first(
      'SELECT count FROM failure WHERE user = ? AND ip = ?',
      name.toLowerCase(),
      ip,
    );
    if (Number(own?.['count'] ?? 0) >= failuresUntilLocked) return true;
    const all = this.database.first('SELECT sum(count) AS count FROM failure WHERE ip = ?', ip);
    return Number(all?.['count'] ?? 0) >= failuresUntilBanned;
  }

  private countFailure(name: string, ip: string): void {
    this.database.run(
      'INSERT INTO failure (user, ip, count) VALUES (?, ?, 1) ' +
        'ON CONFLICT (user, ip) DO UPDATE SET count = count + 1',
      name.toLowerCase(),
      ip,
    );
  }
}
