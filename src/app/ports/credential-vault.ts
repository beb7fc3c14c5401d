import type { Observable } from 'rxjs';
import type { Account } from '../domain/account';

/**
 * What opens the CRM. Never leaves the vault and the CRM's adapter: no store, no action, no log.
 */
export interface AccessKey {
  /** Origin and path, without a slash at its end. */
  readonly crmAddress: string;
  readonly userName: string;
  readonly accessKey: string;
  /**
   * Whether the CRM refused it: it must not be sent again, for each refusal counts (REST API 3).
   */
  readonly isRefused?: boolean;
}

/** The colours that profiles are told apart by, beside their names. */
export const PROFILE_COLOURS = ['blue', 'orange', 'green', 'purple', 'red', 'teal'] as const;
export type ProfileColour = (typeof PROFILE_COLOURS)[number];

/** What a person may choose of a profile. */
export interface ProfileLook {
  readonly name: string;
  readonly colour: ProfileColour;
}

/** An account that a key is held for, as a person knows it: "production", "test". */
export interface Profile extends ProfileLook {
  readonly account: Account;
}

/** What the vault holds, without its keys. */
export interface Keyring {
  /** In the order they were added. */
  readonly profiles: readonly Profile[];
  /**
   * Whether the browser keeps nothing for the pane, as far as it has been tried: it is blocked, or
   * what lies there is a newer pane's.
   */
  readonly isBlocked: boolean;
}

/**
 * Keeps one access key for each account, one of them in use: encrypted on the device where the
 * person wished so, else in memory.
 */
export abstract class CredentialVault {
  /**
   * Brings back what was kept on the device, once. Gives the account used last; none where there is
   * none, where somebody signed out since, or where storage is blocked.
   */
  abstract restore(): Observable<Account | undefined>;

  /** What is held, now and whenever it changes. */
  abstract watch(): Observable<Keyring>;

  /**
   * Keeps the key, in place of an earlier one of its account, and takes it into use. Gives whether
   * it is remembered on the device: false where that was not wished or storage is blocked.
   */
  abstract keep(key: AccessKey, remember: boolean): Observable<boolean>;

  /** Takes the key of another account into use, at once. Gives whether there is one. */
  abstract use(account: Account): boolean;

  /**
   * Changes what an account is called, or its colour. Never fails; it
   * may be forgotten with the pane.
   */
  abstract updateProfile(account: Account, look: ProfileLook): Observable<void>;

  /**
   * Forgets the key in use here, on the device and in all other panes of this browser. None is in
   * use then, also at the next start.
   */
  abstract forget(): Observable<void>;

  /** The account that was in use here, each time somebody signs out from it in another pane. */
  abstract forgotten(): Observable<Account>;

  /**
   * The CRM refused this key: it is marked, also for the next start and for panes that open later.
   * The account stays, to sign in again.
   */
  abstract refuse(key: AccessKey): void;

  /** The key in use. Only for the CRM's adapter. */
  abstract current(): AccessKey | undefined;
}
