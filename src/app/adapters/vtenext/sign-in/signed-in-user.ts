import { type Observable, catchError, map, of, switchMap, tap, throwError } from 'rxjs';
import { type RecordAnswer, rowsSchema } from '../../../../contract/rest';
import { isAddress } from '../../../domain/addr-spec';
import type { CrmUser } from '../../../domain/crm';
import type { Cache } from '../../../ports/cache';
import type { AccessKey, CredentialVault } from '../../../ports/credential-vault';
import { endsTheKey } from '../rest/module-answer';
import type { RestCaller } from '../rest/rest-caller';
import { writeVtql } from '../rest/vtql';

/** Under `user` an older pane keeps it without the address. */
const cacheName = 'user with address';
/** Characters of a name that are shown. */
const LONGEST_NAME = 100;
const userId = /^\d+x\d+$/;

type NamedUser = Pick<CrmUser, 'name' | 'id' | 'address'>;

/**
 * Who the key belongs to: the row of Employees that the CRM keeps for each user (REST API 14.13),
 * kept in the cache. Where the module is hidden, or has no such row, it is the user name alone.
 */
export function signedInUser(
  rest: RestCaller,
  cache: Cache,
  vault: CredentialVault,
  key: AccessKey,
): Observable<CrmUser> {
  const { userName } = key;
  return cache.read(key, cacheName).pipe(
    switchMap((kept) => (isUser(kept) ? of(kept) : asked(rest, cache, vault, key))),
    map(({ name, id, address }) => ({
      userName,
      name,
      ...(id !== undefined && { id }),
      ...(address !== undefined && { address }),
    })),
  );
}

function asked(
  rest: RestCaller,
  cache: Cache,
  vault: CredentialVault,
  key: AccessKey,
): Observable<NamedUser> {
  const { userName } = key;
  const nobody: NamedUser = { name: userName };
  const query = writeVtql({
    select: ['username', 'lastname', 'firstname', 'email', 'assigned_user_id'],
    from: 'Employees',
    where: [[{ field: 'username', is: userName }]],
    limit: 2,
  });
  if (!query) return of(nobody);
  return rest.call('query', { query }, rowsSchema).pipe(
    map((rows) => rows.find((row) => isOf(userName, row))),
    map((row) => (row ? userIn(row) : undefined)),
    tap((user) => {
      // Somebody else may be in by now, or nobody, and then nothing of this account is to be kept.
      if (user && vault.current() === key) cache.write(key, cacheName, user).subscribe();
    }),
    map((user) => user ?? nobody),
    catchError((error: unknown) => (endsTheKey(error) ? throwError(() => error) : of(nobody))),
  );
}

/** A CRM may answer with the row of somebody else. */
const isOf = (userName: string, row: RecordAnswer): boolean =>
  row['username']?.toLowerCase() === userName.toLowerCase();

/** What is on the device may be of another version, or tampered with. */
function isUser(kept: unknown): kept is NamedUser {
  const { name, id, address } = (kept ?? {}) as Readonly<Record<string, unknown>>;
  return (
    typeof name === 'string' &&
    name !== '' &&
    name.length <= LONGEST_NAME &&
    (id === undefined || (typeof id === 'string' && userId.test(id))) &&
    (address === undefined || (typeof address === 'string' && isAddress(address)))
  );
}

function userIn(row: RecordAnswer): NamedUser | undefined {
  const name = [row['firstname'], row['lastname']]
    .map((part) => (part ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim())
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, LONGEST_NAME);
  const id = row['assigned_user_id'] ?? '';
  if (name === '') return undefined;
  const address = (row['email'] ?? '').trim().toLowerCase();
  return { name, ...(userId.test(id) && { id }), ...(isAddress(address) && { address }) };
}
