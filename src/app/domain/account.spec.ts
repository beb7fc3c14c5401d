import { accountId, accountKey, isSameAccount } from './account';

const mario = { crmAddress: 'https://crm.example/Sales', userName: 'mario' };

describe('an account', () => {
  it('is the same in whatever case its user name is written', () => {
    const written = { ...mario, userName: 'MaRiO' };
    expect(isSameAccount(mario, written)).toBeTrue();
    expect(accountId(written, 'mail')).toBe(accountId(mario, 'mail'));
  });

  it('is another at another address, for paths tell upper and lower case apart', () => {
    const other = { ...mario, crmAddress: 'https://crm.example/sales' };
    expect(isSameAccount(mario, other)).toBeFalse();
  });

  it('is named on devices as it always was', () => {
    expect(accountId(mario)).toBe('["https://crm.example/Sales","mario"]');
    expect(accountId(mario, 'key')).toBe('["https://crm.example/Sales","mario","key"]');
    expect(accountKey(mario)).toEqual(['https://crm.example/Sales', 'mario']);
  });
});
