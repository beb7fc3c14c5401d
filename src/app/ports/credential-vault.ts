import type { Observable } from 'rxjs';

/** What opens the CRM. Never leaves the vault and the CRM's adapter: no store, no action, no log. */
export interface AccessKey {
  /** Origin and path, without a slash at its end. */
  readonly crmAddress: string;
  readonly userName: string;
  readonly accessKey: string;
}

/** The part of an access key that may be shown. */
export interface Account {
  readonly crmAddress: string;
  readonly userName: string;
}

/** Keeps the one access key in use: encrypted on the device if the person wished so, else in memory. */
export abstract class CredentialVault {
  /** Brings back what was kept on the device, once; nothing where there is none or storage is blocked. */
  abstract restore(): Observable<Account | undefined>;

  /**
   * Keeps the key from now on. Gives whether it is remembered on the device: false where that was not
   * wished or storage is blocked.
   */
  abstract keep(key: AccessKey, remember: boolean): Observable<boolean>;

  /** Forgets the key here and on the device. */
  abstract forget(): Observable<void>;

  /** The key in use. Only for the CRM's adapter. */
  abstract current(): AccessKey | undefined;
}
