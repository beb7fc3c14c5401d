/**
 * Whether everybody who may open the record sees a stored message, or its owner alone
 * (REST API 7.1).
 */
export type MessageVisibility = 'Public' | 'Private';

/** Parts of the pane that whoever hosts it may leave out. */
export interface Features {
  /** The form for a new record. */
  readonly newRecords: boolean;
  /** The note on the record that goes with a link. */
  readonly notes: boolean;
  /** The whole mail as a file beside the message. */
  readonly originalMail: boolean;
}

/** What whoever hosts the pane decided for all who use it (docs/configuration.md). */
export interface Configuration {
  /** The CRM's address, as `readCrmAddress` gives it; `undefined` where each person types it. */
  readonly crmUrl?: string | undefined;
  /** Whether no other CRM may be used. */
  readonly lockCrmUrl: boolean;
  readonly allowPassword: boolean;
  readonly allowAccessKey: boolean;
  /** Domains of one's own company, in lower case, beside those that the person names. */
  readonly ownDomains: readonly string[];
  /** Where a person finds help, over https. */
  readonly supportUrl?: string | undefined;
  /** BCP 47; `undefined` for the one that the pane's page names. */
  readonly language?: string | undefined;
  readonly features: Features;
  readonly messageVisibility: MessageVisibility;
}

/** What holds where nothing was decided. */
export const stockConfiguration: Configuration = {
  lockCrmUrl: false,
  allowPassword: true,
  allowAccessKey: true,
  ownDomains: [],
  features: { newRecords: true, notes: true, originalMail: true },
  messageVisibility: 'Public',
};

/** Whether this CRM may be used here. */
export function isCrmAllowed({ lockCrmUrl, crmUrl }: Configuration, crmAddress: string): boolean {
  return !lockCrmUrl || crmUrl === crmAddress;
}

/** What an entry of the configuration must be, or which must not be without another. */
export type ConfigurationRule =
  'json' | 'known' | 'documented' | 'httpsAddress' | 'withCrmUrl' | 'withWayIn';
