import * as fc from 'fast-check';
import { aRecord } from '../../../testing/samples';
import { type OpenCrm, aKey, openCrm } from '../../../testing/harness/open-crm';
import { cases } from '../../../testing/random';

describe('VtenextCrmPages', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  // security: own-links
  it('leads to no other origin than that of the CRM, whatever it says of its records', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '//evil.example',
        '\\\\evil.example',
        'https://evil.example/',
        '../..',
        '@evil.example',
        'javascript:alert(1)',
        '#',
        '?',
        '&',
        '\n',
      ),
    );
    const texts = fc.array(nasty, { maxLength: 4 }).map((parts) => parts.join(''));
    const stays = fc.property(texts, texts, (module, id) => {
      const { origin, pathname, searchParams, hash } = new URL(
        open.crm.pages.recordAddress(aRecord({ module, id })),
      );
      return (
        origin === 'https://crm.example' &&
        pathname === '/vte/index.php' &&
        hash === '' &&
        searchParams.get('action') === 'DetailView'
      );
    });
    expect(fc.check(stays, { numRuns: cases(2_000) }).failed).toBeFalse();
    expect(new URL(open.crm.pages.startPage(aKey.crmAddress)).origin).toBe('https://crm.example');
  });

  // security: own-links
  it('leads nowhere when nobody is signed in', () => {
    open.vault.key = undefined;
    expect(open.crm.pages.recordAddress(aRecord())).toBe('about:blank');
  });

  // security: own-links
  it('opens a record by its number in the CRM that the key is for', () => {
    expect(open.crm.pages.recordAddress(aRecord({ id: '4x50' }))).toBe(
      'https://crm.example/vte/index.php?module=Contacts&action=DetailView&record=50',
    );
  });
});
