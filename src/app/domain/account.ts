/** One user of one CRM. The part of an access key that may be shown. */
export interface Account {
  /** Origin and path, without a slash at its end. */
  readonly crmAddress: string;
  readonly userName: string;
}

/**
 * An account as a key of two parts. The user name is in lower case, for the CRM takes it in any
 * (REST API 3).
 */
export function accountKey({
  crmAddress,
  userName,
}: Account): readonly [crmAddress: string, userName: string] {
  return [crmAddress, userName.toLowerCase()];
}

/**
 * The text that names an account, or something of it, wherever that is stored, looked up or locked:
 * `accountKey` and `parts` as a JSON array. Devices hold such names, so their form must not change.
 */
export function accountId(account: Account, ...parts: readonly string[]): string {
  return JSON.stringify([...accountKey(account), ...parts]);
}

/** Whether it is the same user of the same CRM. */
export function isSameAccount(one: Account, other: Account): boolean {
  return accountId(one) === accountId(other);
}
