import { reportText } from './report';

const examined = {
  at: new Date('2026-11-26T12:00:00Z'),
  version: '0.1.0',
  address: 'https://crm.example:8443/secret-folder/index.php?token=abc',
  userName: 'mario',
  findings: [
    { topic: 'clock', code: 'wrong', facts: { minutes: '10' } },
    { topic: 'server', code: 'silent' },
  ],
} as const;

describe('reportText', () => {
  it('tells time, version, host, user and each topic', () => {
    const lines = reportText(examined).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'Mail Connector for vtenext 0.1.0, check of the connection',
      '2026-11-26T12:00:00.000Z',
      'CRM: crm.example:8443',
      'User: mario',
    ]);
    expect(lines).toContain('clock: warning, wrong (minutes 10)');
    expect(lines).toContain('server: failed, silent');
    expect(lines).toContain('key: not checked');
  });

  // security: connection-check
  it('tells nothing of an address but its host, and nothing of one that holds a password', () => {
    expect(reportText(examined)).not.toMatch(/folder|token|abc/);
    const typed = 'https://mario:geheim@crm.example';
    expect(reportText({ ...examined, address: typed })).not.toMatch(/geheim|crm\.example/);
  });
});
