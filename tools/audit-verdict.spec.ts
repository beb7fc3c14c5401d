import { auditVerdict } from './audit-verdict.ts';

describe('auditVerdict', () => {
  it('is clean where the registry knows of nothing', () => {
    const output = JSON.stringify({
      vulnerabilities: {},
      metadata: { vulnerabilities: { total: 0 } },
    });
    expect(auditVerdict(output)).toEqual({ isClean: true, text: 'clean' });
  });

  // security: dependencies
  it('fails, and names the packages, where it knows of something', () => {
    const output = JSON.stringify({
      vulnerabilities: { rxjs: { severity: 'high' } },
      metadata: { vulnerabilities: { total: 1 } },
    });
    expect(auditVerdict(output)).toEqual({
      isClean: false,
      text: '1 known vulnerabilities: rxjs (high)',
    });
  });

  // security: dependencies
  it('says that nobody was asked where the registry does not answer', () => {
    expect(auditVerdict('')).toEqual({ isClean: true, text: 'offline: not asked' });
    expect(auditVerdict('{"message":"405 Method Not Allowed","error":{}}')).toEqual({
      isClean: true,
      text: 'offline: not asked (405 Method Not Allowed)',
    });
  });

  it('takes no fault of this folder for a network that is away', () => {
    const output = '{"error":{"code":"ENOLOCK","summary":"This command requires a lockfile."}}';
    expect(auditVerdict(output)).toEqual({
      isClean: false,
      text: 'ENOLOCK: This command requires a lockfile.',
    });
  });
});
