/** Hosts that show the pane in a frame (Outlook host 9); one's own Exchange server is one more. */
export const OUTLOOK_ORIGINS: readonly string[] = [
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.live.com',
  'https://outlook.cloud.microsoft',
];

/** Where office.js is, and MicrosoftAjax, which it loads (Outlook host 11.1). */
export const OFFICE_JS_ORIGIN = 'https://appsforoffice.microsoft.com';
const MICROSOFT_AJAX_ORIGIN = 'https://ajax.aspnetcdn.com';

/** What the policy depends on. */
export interface PolicyOptions {
  /** The only CRM, where `config.json` locks it; without it any over https. */
  readonly crmOrigin?: string | undefined;
  /** Who may show the pane in a frame; only a header can say so. */
  readonly outlookOrigins?: readonly string[];
  /** What may be called besides: a sandbox speaks plain http on loopback. */
  readonly alsoConnect?: readonly string[];
  /** Where office.js is; another address in the sandbox. */
  readonly officeJs?: string;
}

/** The policy of the pane as a response header. Reasons for each line: docs/security.md. */
export function policyHeader(options: PolicyOptions = {}): string {
  const ancestors = options.outlookOrigins ?? OUTLOOK_ORIGINS;
  return [...directives(options), `frame-ancestors ${ancestors.join(' ')}`].join('; ');
}

/** The policy as a `meta` element, where browsers ignore `frame-ancestors`. */
export function policyMeta(options: PolicyOptions = {}): string {
  return `<meta http-equiv="Content-Security-Policy" content="${directives(options).join('; ')}"/>`;
}

function directives(options: PolicyOptions): readonly string[] {
  const { crmOrigin = 'https:', alsoConnect = [], officeJs = OFFICE_JS_ORIGIN } = options;
  return [
    "default-src 'none'",
    `script-src 'self' ${OFFICE_JS_ORIGIN} ${MICROSOFT_AJAX_ORIGIN}`,
    // Angular writes the styles of components into the page when they are first shown.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", crmOrigin, ...alsoConnect].join(' ')}`,
    // office.js asks there whether an Outlook it does not know is trusted (Outlook host 11.4).
    `frame-src ${officeJs}`,
    // Not 'none': the page itself says where it stands, with a relative <base>.
    "base-uri 'self'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types angular default inert-page',
  ];
}

/**
 * The origin of the CRM that `config.json` locks, or nothing where people type it. Throws a
 * sentence where it is locked and is no address over https.
 */
export function lockedCrm(config: string | undefined): string | undefined {
  if (config === undefined) return undefined;
  const { crmUrl, lockCrmUrl } = JSON.parse(config) as Record<string, unknown>;
  if (lockCrmUrl !== true) return undefined;
  // As the pane reads it: a name alone is meant over https.
  const text = typeof crmUrl === 'string' ? crmUrl.trim() : '';
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:') {
    throw new Error(
      'config.json locks crmUrl, which must then be an address such as https://crm.example.com',
    );
  }
  return url.origin;
}

/** What goes with every answer of the pane's host beside the policy. */
export const OTHER_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Said only by a host that is reached over https alone: for a year. */
export const TRANSPORT_SECURITY = 'max-age=31536000';

/** How long a browser may keep a file; those named for their content for good. */
export const CACHING = {
  page: 'no-store',
  named: 'public, max-age=31536000, immutable',
  other: 'no-cache',
} as const;

/** Files that the build names for their content. */
export const NAMED_FILES = /-[\w-]{8}\.(js|css)$/;
