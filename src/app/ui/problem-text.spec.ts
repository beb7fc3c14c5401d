import type { Problem, ProblemKind } from '../domain/problem';
import { problemText } from './problem-text';

/** One problem of each kind; a new kind does not compile without one. */
const problems: { readonly [K in ProblemKind]: Extract<Problem, { kind: K }> } = {
  offline: { kind: 'offline' },
  unreachable: { kind: 'unreachable' },
  timedOut: { kind: 'timedOut' },
  redirected: { kind: 'redirected' },
  authorizationLost: { kind: 'authorizationLost' },
  keyRefused: { kind: 'keyRefused' },
  locked: { kind: 'locked' },
  signInRefused: { kind: 'signInRefused' },
  accessKeyWrong: { kind: 'accessKeyWrong' },
  mayBeLocked: { kind: 'mayBeLocked' },
  badConfiguration: { kind: 'badConfiguration', entry: 'crmUrl', rule: 'httpsAddress' },
  badAddress: { kind: 'badAddress', reason: 'notHttps' },
  notVtenext: { kind: 'notVtenext' },
  forbidden: { kind: 'forbidden' },
  noMessagesRelation: { kind: 'noMessagesRelation', module: 'Inspections' },
  recordGone: { kind: 'recordGone' },
  documentsGone: { kind: 'documentsGone', ids: ['7x1'] },
  mailUndecided: {
    kind: 'mailUndecided',
    other: { id: '44x1', subject: 'Scan', sender: 'scan@office.example', sentAt: '' },
  },
  fieldRefused: { kind: 'fieldRefused', field: 'lastname', reason: 'missing' },
  crmRefused: { kind: 'crmRefused', status: 500 },
  storedWrongly: { kind: 'storedWrongly', what: 'body' },
  fileRefused: { kind: 'fileRefused' },
  host: { kind: 'host', code: 9020 },
  hostSilent: { kind: 'hostSilent' },
  fileNotListed: { kind: 'fileNotListed' },
  filesDoubted: { kind: 'filesDoubted', files: [] },
  hostThrew: { kind: 'hostThrew' },
  officeBlocked: { kind: 'officeBlocked', address: 'https://cdn.example/office.js' },
  outsideOutlook: { kind: 'outsideOutlook' },
  outlookTooOld: { kind: 'outlookTooOld' },
  mailChanged: { kind: 'mailChanged' },
  mailProtected: { kind: 'mailProtected' },
  paneIncomplete: { kind: 'paneIncomplete' },
  unexpected: { kind: 'unexpected' },
};

describe('problemText', () => {
  for (const problem of Object.values(problems)) {
    it(`says what ${problem.kind} is and what to do`, () => {
      const { what, wayOn } = problemText(problem);
      expect(what).toMatch(/^([A-Z]|config\.json).{15,}\.$/);
      expect(wayOn).toMatch(/^[A-Z].{10,}/);
    });
  }

  it('names what a person or an administrator must know', () => {
    expect(problemText(problems.officeBlocked).what).toContain('https://cdn.example/office.js');
    expect(problemText(problems.noMessagesRelation).what).toContain('Inspections');
    expect(problemText(problems.host).what).toContain('9020');
  });

  it('has a sentence for each way in which an address is bad', () => {
    const reasons = ['unreadable', 'notWeb', 'notHttps', 'hasSecret'] as const;
    const sentences = reasons.map((reason) => problemText({ kind: 'badAddress', reason }).what);
    expect(new Set(sentences).size).toBe(4);
  });

  it('names the entry of config.json, and what it must be, in one sentence each', () => {
    expect(problemText(problems.badConfiguration)).toEqual({
      what: 'config.json: crmUrl must be an https address.',
      wayOn: 'Tell your administrator.',
    });
    const rules = [
      'json',
      'known',
      'documented',
      'httpsAddress',
      'withCrmUrl',
      'withWayIn',
    ] as const;
    const sentences = rules.map(
      (rule) => problemText({ kind: 'badConfiguration', entry: 'x', rule }).what,
    );
    expect(new Set(sentences).size).toBe(rules.length);
  });

  // security: lock-out
  it('says another thing of a changed key than of a wrong password or a wrong pasted key', () => {
    const kinds = ['keyRefused', 'signInRefused', 'accessKeyWrong', 'locked'] as const;
    expect(new Set(kinds.map((kind) => problemText(problems[kind]).what)).size).toBe(4);
    expect(problemText(problems.keyRefused).what).toContain('changed');
  });

  it('never says that a record is gone where only documents are', () => {
    const { what, wayOn } = problemText(problems.documentsGone);
    expect(`${what} ${wayOn}`).not.toContain('record');
  });

  // security: lock-out
  it('says that an account is locked only where the CRM said so', () => {
    const saying = Object.values(problems).filter((problem) =>
      /has locked|is locked/.test(Object.values(problemText(problem)).join(' ')),
    );
    expect(saying.map(({ kind }) => kind)).toEqual(['locked']);
  });
});
