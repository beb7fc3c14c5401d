/**
 * What a mail is known again by. A Message-ID alone proves nothing: scanners and invoicing programs
 * use one again.
 */
export interface MailIdentity {
  /** As in the mail, or made of it where it has none. */
  readonly messageId: string;
  readonly subject: string;
  /** The sender's address in lower case; empty where there is none. */
  readonly sender: string;
  /** ISO 8601 in UTC. */
  readonly sentAt: string;
  /** Whether `sentAt` is that of the `Date` header; else it is the arrival's. */
  readonly sentAtIsExact: boolean;
  /** Of Message-ID, sender and subject. */
  readonly digest: string;
  /**
   * Message-IDs made of the digest and the time, the same for every user and device: the one to
   * store under first, then the one that a device uses which does not know when the mail was sent.
   */
  readonly derivedIds: readonly [string, ...string[]];
}

/** A stored mail beside the one that is open, for a person to compare. */
export interface OtherMail {
  /** Web service id of the message. */
  readonly id: string;
  readonly subject: string;
  readonly sender: string;
  /** As the CRM writes it, in its server's zone. */
  readonly sentAt: string;
}

/** Names a mail on this device and in its journal: no two mails that can be told apart share it. */
export function mailKey({ derivedIds: [first] }: MailIdentity): string {
  return first;
}
