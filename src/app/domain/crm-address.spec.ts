import { isPrivateAddress, readCrmAddress } from './crm-address';
import type { ProblemError } from './problem';

function reasonOf(typed: string): string {
  try {
    return `taken as ${readCrmAddress(typed)}`;
  } catch (error) {
    const { problem } = error as ProblemError;
    return problem.kind === 'badAddress' ? problem.reason : problem.kind;
  }
}

describe('readCrmAddress', () => {
  for (const [typed, address] of [
    ['https://crm.example.com', 'https://crm.example.com'],
    ['crm.example.com', 'https://crm.example.com'],
    ['https:crm.example.com', 'https://crm.example.com'],
    ['https:\\\\crm.example.com\\vte', 'https://crm.example.com/vte'],
    ['  crm.example.com/vte/  ', 'https://crm.example.com/vte'],
    [
      'https://crm.example.com/vte/index.php?module=Home&action=index',
      'https://crm.example.com/vte',
    ],
    ['crm.example.com/index.php?module=Contacts&record=5#top', 'https://crm.example.com'],
    ['https://crm.example.com/vte/index.php', 'https://crm.example.com/vte'],
    ['https://crm.example.com/restapi/v1/vtews/', 'https://crm.example.com'],
    ['https://CRM.example.com:8443//', 'https://crm.example.com:8443'],
    ['crm.example.com:8443/vte', 'https://crm.example.com:8443/vte'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['https://crm.example.com/a/../vte', 'https://crm.example.com/vte'],
    ['http://localhost:4302', 'http://localhost:4302'],
    ['localhost:4302', 'https://localhost:4302'],
    ['http://127.0.0.1/vte', 'http://127.0.0.1/vte'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ] as const) {
    // security: address-first
    it(`takes ${typed}`, () => {
      expect(readCrmAddress(typed)).toBe(address);
    });
  }

  for (const [typed, reason] of [
    ['', 'unreadable'],
    ['my crm', 'unreadable'],
    ['https://', 'unreadable'],
    ['https://crm.example.com:99999', 'unreadable'],
    ['crm.example.com/\u0001', 'unreadable'],
    ['java\tscript:alert(1)', 'unreadable'],
    ['ftp://crm.example.com', 'notWeb'],
    ['javascript:alert(1)', 'notWeb'],
    ["JavaScript:alert('a@b')", 'notWeb'],
    ['javascript://crm.example.com/%0aalert(1)', 'notWeb'],
    ['data:text/html,<script>1</script>', 'notWeb'],
    ['file:///etc/passwd', 'notWeb'],
    ['vbscript:msgbox', 'notWeb'],
    ['blob:https://crm.example.com/1', 'notWeb'],
    ['mailto:mario@crm.example.com', 'notWeb'],
    ['http://crm.example.com', 'notHttps'],
    ['http:crm.example.com', 'notHttps'],
    ['http://192.168.1.2', 'notHttps'],
    ['http://127.0.0.1.example.com', 'notHttps'],
    ['http://localhost.example.com', 'notHttps'],
    ['https://mario:secret@crm.example.com', 'hasSecret'],
    ['mario:secret@crm.example.com', 'hasSecret'],
    ['https://mario@crm.example.com', 'hasSecret'],
  ] as const) {
    it(`refuses ${JSON.stringify(typed)} as ${reason}`, () => {
      expect(reasonOf(typed)).toBe(reason);
    });
  }

  it('gives what it takes again', () => {
    for (const typed of ['crm.example.com/vte/', 'https://bücher.example:8443', '[fd00::1]/a']) {
      const address = readCrmAddress(typed);
      expect(readCrmAddress(address)).toBe(address);
    }
  });
});

describe('isPrivateAddress', () => {
  for (const host of [
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.2',
    '169.254.1.1',
    '0.0.0.0',
    '0x0a.1',
    '3232235777',
    '[fc00::1]',
    '[fdab:1::2]',
    '[fe80::1]',
    '[::ffff:10.0.0.1]',
    'crm',
    'crm.',
    'crm.local',
    'crm.local.',
    'CRM.LOCAL',
    'vte.corp.internal',
  ]) {
    it(`is so for ${host}`, () => {
      expect(isPrivateAddress(readCrmAddress(host))).toBeTrue();
    });
  }

  for (const host of [
    'crm.example.com',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.1.1',
    '11.0.0.1',
    '[2001:db8::1]',
    '[fec0::1]',
    '[::ffff:8.8.8.8]',
    'local.example.com',
    'crm.localdomain.example',
    'localhost',
    '127.0.0.1',
    '[::1]',
  ]) {
    it(`is not so for ${host}`, () => {
      expect(isPrivateAddress(readCrmAddress(host))).toBeFalse();
    });
  }
});
