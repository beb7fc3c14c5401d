import { type Observable, catchError, map, of, switchMap, tap, throwError } from 'rxjs';
import * as z from 'zod/mini';
import { type RecordAnswer, rowsSchema } from '../../../contract/rest';
import type { CrmUser } from '../../domain/crm';
import type { Cache } from '../../ports/cache';
import type { AccessKey, CredentialVault } from '../../ports/credential-vault';
import { endsTheKey } from './module-answer';
import type { RestCaller } from './rest-caller';
import { writeVtql } from './vtql';

const cacheName = 'user';
/** Characters of a name that are shown. */
const LONGEST_NAME = 100;
const userId = /^\d+x\d+$/;

const keptUser = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(LONGEST_NAME)),
  id: z.optional(z.string().check(z.regex(userId))),
});

/**
 * Who the key belongs to: the row of Employees that the CRM keeps for each user (API.md 14.13), kept
 * in the cache. Where the module is hidden, or has no such row, it is the user name alone.
 */
export function signedInUser(
  rest: RestCaller,
  cache: Cache,
  vault: CredentialVault,
  key: AccessKey,
): Observable<CrmUser> {
  const { userName } = key;
  return cache.read(key, cacheName).pipe(
    switchMap((kept) => {
      const read = keptUser.safeParse(kept);
      return read.success ? of(read.data) : asked(rest, cache, vault, key);
    }),
    map(({ name, id }) => ({ userName, name, ...(id !== undefined && { id }) })),
  );
}

function asked(
  rest: RestCaller,
  cache: Cache,
  vault: CredentialVault,
  key: AccessKey,
): Observable<z.infer<typeof keptUser>> {
  const { userName } = key;
  const nobody = { name: userName };
  const query = writeVtql({
    select: ['username', 'lastname', 'firstname', 'assigned_user_id'],
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

function userIn(row: RecordAnswer): z.infer<typeof keptUser> | undefined {
  const name = [row['firstname'], row['lastname']]
    .map((part) => (part ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim())
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, LONGEST_NAME);
  const id = row['assigned_user_id'] ?? '';
  if (name === '') return undefined;
  return { name, ...(userId.test(id) && { id }) };
}
