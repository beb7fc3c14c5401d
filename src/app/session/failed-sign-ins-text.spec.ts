import { failedSignInsText } from './failed-sign-ins-text';

describe('refusalsText', () => {
  it('says nothing when nothing was refused', () => {
    expect(failedSignInsText(0)).toBeUndefined();
  });

  // security: lock-out
  it('counts what was refused from here, and says that it is not all', () => {
    expect(failedSignInsText(3)).toBe(
      'The CRM locks this account after five failed attempts, and attempts made elsewhere count ' +
        'too. From here: 3.',
    );
  });

  // security: lock-out
  it('says from the fifth on that the account may be locked, never that it is', () => {
    expect(failedSignInsText(4)).not.toContain('locked');
    for (const count of [5, 6, 12]) {
      expect(failedSignInsText(count)).toMatch(
        new RegExp(
          `From here: ${String(count)}\\. It may be locked; only an administrator can unlock it\\.$`,
        ),
      );
    }
  });
});
