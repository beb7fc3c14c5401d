/** One user of one CRM. The part of an access key that may be shown. */
export interface Account {
  /** Origin and path, without a slash at its end. */
  readonly crmAddress: string;
  readonly userName: string;
}

/**
 * What names an account wherever one is looked up, locked or noted: the same for a user name in
 * whatever case, for the CRM takes it in any (API.md 3).
 */
export function accountId({ crmAddress, userName }: Account): string {
  return JSON.stringify([crmAddress, userName.toLowerCase()]);
}

/** Whether it is the same user of the same CRM. */
export function isSameAccount(one: Account, other: Account): boolean {
  return accountId(one) === accountId(other);
}
