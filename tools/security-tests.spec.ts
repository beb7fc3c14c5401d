import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECURITY_PAGE, currentSecurityPage } from './security-page.ts';
import { securityPage, securityTests } from './security-tests.ts';

const root = join(import.meta.dirname, '..');

describe('docs/security-tests.md', () => {
  // security: page-is-current
  it('is as npm run security-tests writes it', () => {
    expect(readFileSync(SECURITY_PAGE, 'utf8')).toBe(currentSecurityPage());
  });

  // security: page-is-current
  it('names at least as many tests as when it was written by hand', () => {
    const named = currentSecurityPage().match(/^- `/gm) ?? [];
    expect(named.length).toBeGreaterThanOrEqual(166);
  });
});

describe('docs/security.md', () => {
  // security: threat-model
  it('names every danger of the threat model', () => {
    const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
    for (const danger of [
      'hostile mail',
      'Hostile CRM content',
      'page that embeds the pane',
      'stolen device',
      'curious administrator',
      'compromised CDN',
    ]) {
      expect(page)
        .withContext(danger)
        .toMatch(new RegExp(`^\\| \\*\\*.*${danger}.* \\| .+ \\| .+ \\|$`, 'm'));
    }
  });
});

describe('securityTests', () => {
  it('finds tagged tests with the groups they stand in, and what a template makes', () => {
    const source = [
      "describe('a key', () => {",
      '  // security: lock-out, policy',
      "  it('is sent once', () => {});",
      "  it('has another test', () => {});",
      '});',
      '/** Several. */',
      '// security: fuzz',
      'test(`takes ${name} (${x})`, async () => {});',
    ].join('\n');
    expect(securityTests('x.ts', source)).toEqual([
      { path: 'x.ts', title: 'a key › is sent once', proves: ['lock-out', 'policy'] },
      { path: 'x.ts', title: 'takes … (…)', proves: ['fuzz'] },
    ]);
  });

  it('refuses a tag that stands above no test', () => {
    const source = ['// security: fuzz', 'const a = 1;'].join('\n');
    expect(() => securityTests('x.ts', source)).toThrowError(/^x\.ts: 1 tags, but only 0/);
  });
});

describe('securityPage', () => {
  const groups = [{ heading: 'Input', properties: [{ id: 'fuzz', title: 'Nothing breaks' }] }];
  const test = { path: 'x.ts', title: 'takes <b>', proves: ['fuzz'] };

  it('lists the tests of each property', () => {
    expect(securityPage(groups, [test])).toContain(
      '## Input\n\n### Nothing breaks\n\n`fuzz`\n\n- `x.ts`: takes \\<b\\>\n',
    );
  });

  it('refuses a property that no test proves', () => {
    expect(() => securityPage(groups, [])).toThrowError('No test proves fuzz');
  });

  it('refuses a tag of a property that is not listed', () => {
    expect(() => securityPage(groups, [{ ...test, proves: ['fuz'] }])).toThrowError(
      'x.ts: no property of security is called fuz',
    );
  });
});
