import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardedPage, trustScript, withPolicy } from './built-page.ts';
import { hostingFiles } from './hosting.ts';
import { NAMED_FILES, lockedCrm, policyHeader, policyMeta } from './policy.ts';
import { readConfiguration } from './read-configuration.ts';

describe('the policy of the pane', () => {
  it('runs no inline script, evaluates nothing and takes scripts from three places', () => {
    const header = policyHeader();
    expect(header).toContain("default-src 'none'");
    expect(header).toContain(
      "script-src 'self' https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com;",
    );
    expect(header).not.toContain('unsafe-eval');
    expect(header.match(/[\w-]+ [^;]*'unsafe-inline'/g)).toEqual([
      "style-src 'self' 'unsafe-inline'",
    ]);
  });

  // security: policy
  it('trusts no text as HTML or script but by policies that it names', () => {
    expect(policyHeader()).toContain("require-trusted-types-for 'script'");
    expect(policyHeader()).toMatch(/; trusted-types angular default inert-page(;|$)/);
  });

  // security: policy
  it('names who may frame the pane in the header, and only there', () => {
    expect(policyHeader()).toMatch(
      /; frame-ancestors https:\/\/outlook\.office\.com [^;]*https:\/\/outlook\.cloud\.microsoft$/,
    );
    expect(policyMeta()).not.toContain('frame-ancestors');
    expect(policyHeader()).toContain(/content="([^"]*)"/.exec(policyMeta())?.[1] ?? 'nothing');
  });

  it('lets any CRM over https be called while its address is typed', () => {
    expect(policyHeader()).toContain("connect-src 'self' https:;");
  });

  // security: policy
  it('lets the one CRM be called that config.json locks', () => {
    const crmOrigin = lockedCrm('{"crmUrl":"https://crm.example.com/vte/","lockCrmUrl":true}');
    expect(policyHeader({ crmOrigin })).toContain("connect-src 'self' https://crm.example.com;");
    expect(policyMeta({ crmOrigin })).toContain("connect-src 'self' https://crm.example.com;");
  });

  it('locks nothing unless config.json says so, and says what it cannot lock', () => {
    expect(lockedCrm(undefined)).toBeUndefined();
    expect(lockedCrm('{"crmUrl":"https://crm.example.com"}')).toBeUndefined();
    expect(lockedCrm('{"crmUrl":"crm.example.com","lockCrmUrl":true}')).toBe(
      'https://crm.example.com',
    );
    expect(() => lockedCrm('{"lockCrmUrl":true}')).toThrowError(/must then be an address/);
    expect(() => lockedCrm('{"crmUrl":"http://a.example","lockCrmUrl":true}')).toThrowError();
  });
});

describe('the built page', () => {
  const page =
    '<head><meta charset="utf-8"/><title>Pane</title><script src="a.js"></script></head>';
  const script = trustScript('first()');

  it('has its policy before all, and the script of trusted types before every other', () => {
    expect(guardedPage(page, script, {})).toBe(
      `<head><meta charset="utf-8"/>\n    ${policyMeta()}<title>Pane</title>` +
        `<script src="${script.name}"></script>\n    <script src="a.js"></script></head>`,
    );
    expect(script.name).toMatch(NAMED_FILES);
  });

  it('is refused where it has no place for them', () => {
    expect(() => guardedPage('<script src="a.js"></script>', script, {})).toThrowError(/no place/);
    expect(() => guardedPage('<meta charset="utf-8">', script, {})).toThrowError(/no place/);
  });

  it('can be given another policy, once it has one', () => {
    const other = { alsoConnect: ['http://localhost:1'] };
    expect(withPolicy(guardedPage(page, script, {}), other)).toBe(guardedPage(page, script, other));
    expect(() => withPolicy(page, other)).toThrowError(/npm run build/);
  });
});

describe('the hosting files', () => {
  const options = { crmOrigin: lockedCrm(readConfiguration()) };
  const files = hostingFiles(options);

  for (const [path, text] of Object.entries(files)) {
    // security: policy
    it(`are as npm run hosting writes them: ${path}`, () => {
      const written = readFileSync(join(import.meta.dirname, 'hosting', path), 'utf8');
      expect(written).withContext('Run `npm run hosting`').toBe(text);
    });

    it(`send the policy with frame-ancestors and the other headers: ${path}`, () => {
      expect(text).toContain('frame-ancestors https://outlook.office.com');
      for (const header of [
        'Content-Security-Policy',
        'X-Content-Type-Options',
        'Referrer-Policy',
        'Strict-Transport-Security',
        'immutable',
        'no-store',
      ]) {
        expect(text).withContext(header).toContain(header);
      }
    });
  }

  it('are well-formed where they are JSON', () => {
    const azure = JSON.parse(files['azure/staticwebapp.config.json'] ?? '') as {
      globalHeaders: Record<string, string>;
    };
    expect(azure.globalHeaders['Content-Security-Policy']).toBe(policyHeader(options));
  });
});
