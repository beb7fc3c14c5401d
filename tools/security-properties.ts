/** What the add-in promises about security, by the id that tests name in `// security: <id>`. */
export interface Property {
  readonly id: string;
  /** One sentence or a few, in Markdown. */
  readonly title: string;
}

/** Properties of one heading of `docs/security-tests.md`. */
export interface PropertyGroup {
  readonly heading: string;
  readonly properties: readonly Property[];
}

export const PROPERTY_GROUPS: readonly PropertyGroup[] = [
  {
    heading: 'Signing in and out',
    properties: [
      {
        id: 'address-first',
        title:
          'The address comes first. It is checked and named before a password is asked for, ' +
          'and `config.json` can preset and lock it',
      },
      {
        id: 'password-not-kept',
        title: 'A password is exchanged for the access key (`loginpwd`) and never kept',
      },
      {
        id: 'access-key',
        title: 'An access key can be pasted: three steps and a button explain where it is',
      },
      {
        id: 'lock-out',
        title:
          'Lock-out: no retry after a 401, all calls stop, one attempt at a time, ' +
          'an honest count, and a sentence for each case',
      },
      {
        id: 'bounded-failures',
        title:
          'No account is locked without a person: all panes together make at most three failed ' +
          'calls, whatever stands between them and the CRM',
      },
      {
        id: 'sign-out',
        title:
          'Signing out reaches every pane. Afterwards nothing is shown or written, ' +
          'and the key is nowhere in memory',
      },
      { id: 'newer-data', title: 'What a newer version of the pane wrote is never deleted' },
      {
        id: 'session-end',
        title:
          'A session that ends in the middle goes on after signing in again. ' +
          'Signing out removes everything of that account',
      },
      {
        id: 'several-accounts',
        title: 'Several CRMs: profiles, a mark in the header, switching without signing out',
      },
      { id: 'who-is-signed-in', title: 'The pane shows who is signed in' },
    ],
  },
  {
    heading: 'Keeping the key',
    properties: [
      {
        id: 'key-at-rest',
        title:
          'At rest the key is encrypted, and storage keys begin with the partition. ' +
          '"Remember me" off keeps it in memory only, and blocked storage is said in one line',
      },
      {
        id: 'key-nowhere-else',
        title: 'The key never enters the store, an action, a URL, a log, an error text or the page',
      },
      { id: 'threat-model', title: '`docs/security.md` holds a threat model' },
    ],
  },
  {
    heading: 'Hostile input',
    properties: [
      { id: 'only-text', title: 'HTML of emails and texts of the CRM are only ever text' },
      { id: 'policy', title: 'A strict policy (CSP) as header and meta tag, and trusted types' },
      { id: 'fuzz', title: 'Fuzzing: every case ends in a result or a problem' },
      {
        id: 'addresses',
        title:
          'Redirects, http, credentials in the address, `javascript:` and private addresses ' +
          'are refused or asked about, each with a sentence',
      },
      { id: 'own-links', title: "Links open only on the CRM's own origin" },
      {
        id: 'dependencies',
        title:
          'Versions are locked, known vulnerabilities asked for, licences listed, ' +
          "and office.js comes from Microsoft's CDN only",
      },
    ],
  },
  {
    heading: 'Checking the connection',
    properties: [
      {
        id: 'connection-check',
        title:
          'The check prints one line for each test, with what mends it, before and after sign-in. ' +
          'Its report can be copied and holds no secrets',
      },
      {
        id: 'findings',
        title: 'Each finding that can be produced is listed with the test that produces it',
      },
    ],
  },
  {
    heading: 'The tests themselves',
    properties: [
      { id: 'page-is-current', title: 'This page lists every property and is up to date' },
      {
        id: 'attempts-by-hand',
        title:
          'Five wrong passwords are never sent without a person typing each, ' +
          'and no test locks an account but the one for it',
      },
    ],
  },
];
