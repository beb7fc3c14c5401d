import { deleteDB, openDB } from 'idb';
import { firstValueFrom } from 'rxjs';
import type { AccessKey } from '../../ports/credential-vault';
import type { BrowserCredentialVault } from './browser-credential-vault';
import {
  account,
  altered,
  everythingStored,
  forget,
  keep,
  key,
  keyringOf,
  name,
  namesIn,
  newVault,
  replaceStored,
  restore,
} from '../../testing/harness/vault-bench';

const test: AccessKey = {
  crmAddress: 'https://test.example.com',
  userName: 'demo.user',
  accessKey: 'TheOtherKey12345',
};
const testAccount = { crmAddress: test.crmAddress, userName: test.userName };

describe('BrowserCredentialVault, with several accounts', () => {
  const clean = () => deleteDB(name);
  beforeEach(clean);
  afterEach(clean);

  async function two(): Promise<BrowserCredentialVault> {
    const vault = newVault();
    await keep(vault, true);
    await keep(vault, true, test);
    return vault;
  }

  // security: several-accounts
  it('keeps a key for each, names them by their hosts, and gives each a colour of its own', async () => {
    await two();
    const vault = newVault();
    await restore(vault);
    expect((await keyringOf(vault)).profiles).toEqual([
      { account, name: 'crm.example.com', colour: 'blue' },
      { account: testAccount, name: 'test.example.com', colour: 'orange' },
    ]);
  });

  it('tells users of one CRM apart by their names', async () => {
    const vault = await two();
    await keep(vault, true, { ...key, userName: 'admin' });
    expect(await namesIn(vault)).toEqual([
      'crm.example.com',
      'test.example.com',
      'crm.example.com, admin',
    ]);
  });

  it('has one key for a user whose name is written in another case', async () => {
    const vault = await two();
    const again = { ...test, userName: 'DEMO.User', accessKey: 'NewKey' };
    await keep(vault, true, again);
    expect(vault.current()).toEqual(again);
    expect((await everythingStored()).length).toBe(4);
    expect((await keyringOf(vault)).profiles.length).toBe(2);
  });

  // security: several-accounts
  it('takes another into use at once, and starts with it', async () => {
    const vault = await two();
    expect(vault.use(account)).toBeTrue();
    expect(vault.current()).toEqual(key);
    await firstValueFrom(vault.restore());
    const later = newVault();
    expect(await restore(later)).toEqual(account);
    expect(later.current()).toEqual(key);
  });

  // security: lock-out
  it('marks a key that the CRM refused, also at the next start, until another is kept', async () => {
    const vault = await two();
    vault.refuse(test);
    const refused = { ...test, isRefused: true };
    expect(vault.current()).toEqual(refused);
    await firstValueFrom(vault.restore());
    const later = newVault();
    expect(await restore(later)).toEqual(testAccount);
    expect(later.current()).toEqual(refused);
    expect(later.use(account)).toBeTrue();
    expect(later.current()).toEqual(key);
    expect(later.use(testAccount)).toBeTrue();
    expect(later.current()).toEqual(refused);
    const again = { ...test, accessKey: 'NewKey' };
    await keep(later, true, again);
    const last = newVault();
    await restore(last);
    expect(last.current()).toEqual(again);
  });

  // security: sign-out
  it('is signed out from in every pane at once, whatever the case of the name', async () => {
    const [one, other] = [await two(), newVault()];
    await restore(other);
    await keep(other, false, { ...test, userName: 'Demo.User' });
    const left: unknown[] = [];
    other.forgotten().subscribe((account) => left.push(account));
    await forget(one);
    await new Promise((done) => setTimeout(done, 50));
    expect(other.current()).toBeUndefined();
    expect(left).toEqual([testAccount]);
    expect(await namesIn(other)).toEqual(['crm.example.com']);
    expect(other.use(testAccount)).toBeFalse();
  });

  it('stays signed in where another account was left in another pane', async () => {
    const [one, other] = [await two(), newVault()];
    await restore(other);
    other.use(account);
    const left: unknown[] = [];
    other.forgotten().subscribe((gone) => left.push(gone));
    await forget(one);
    await new Promise((done) => setTimeout(done, 50));
    expect(other.current()).toEqual(key);
    expect(left).toEqual([]);
    expect(await namesIn(other)).toEqual(['crm.example.com']);
  });

  it('leaves a newer key alone that another pane has kept, and marks no key as good again', async () => {
    const [one, other] = [await two(), newVault()];
    await restore(other);
    const newer = { ...test, accessKey: 'NewKey' };
    await keep(one, true, newer);
    const stale = other.current();
    if (stale) other.refuse(stale);
    await firstValueFrom(other.updateProfile(testAccount, { name: 'Test', colour: 'red' }));
    const later = newVault();
    await restore(later);
    expect(later.current()).toEqual(newer);
    one.refuse(newer);
    await firstValueFrom(one.restore());
    await firstValueFrom(other.updateProfile(testAccount, { name: 'Again', colour: 'red' }));
    const last = newVault();
    await restore(last);
    expect(last.current()?.isRefused).toBeTrue();
    expect(await namesIn(last)).toContain('Again');
  });

  it('takes none into use that it does not hold', async () => {
    const vault = await two();
    expect(vault.use({ ...account, userName: 'other' })).toBeFalse();
    expect(vault.current()).toEqual(test);
  });

  it('keeps the name and the colour that a person gave', async () => {
    const vault = await two();
    await firstValueFrom(vault.updateProfile(testAccount, { name: 'Test', colour: 'red' }));
    expect(await namesIn(vault)).toEqual(['crm.example.com', 'Test']);
    const later = newVault();
    await restore(later);
    await keep(later, true, { ...test, accessKey: 'NewKey' });
    expect((await keyringOf(later)).profiles[1]).toEqual({
      account: testAccount,
      name: 'Test',
      colour: 'red',
    });
  });

  // security: several-accounts
  it('forgets the one in use alone, and takes no other in its place, also at the next start', async () => {
    const vault = await two();
    await forget(vault);
    expect(vault.current()).toBeUndefined();
    const later = newVault();
    expect(await restore(later)).toBeUndefined();
    expect(later.current()).toBeUndefined();
    expect(await namesIn(later)).toEqual(['crm.example.com']);
    expect(later.use(account)).toBeTrue();
    await firstValueFrom(later.restore());
    expect(await restore(newVault())).toEqual(account);
  });

  it('forgets also what another pane has stored of the account', async () => {
    const vault = newVault();
    await keep(vault, false);
    await keep(newVault(), true);
    await forget(vault);
    expect(await everythingStored()).toEqual([]);
  });

  it('brings nothing back that another pane has forgotten', async () => {
    const vault = await two();
    const other = newVault();
    await restore(other);
    await forget(other);
    vault.use(account);
    vault.use(testAccount);
    await firstValueFrom(vault.updateProfile(testAccount, { name: 'Test', colour: 'red' }));
    expect((await everythingStored()).length).toBe(2);
  });

  it('loses one key alone when one was tampered with', async () => {
    await two();
    const open = await openDB(name);
    const [, second = ''] = await open.getAllKeys('texts');
    open.close();
    await replaceStored('texts', altered, String(second));
    const vault = newVault();
    expect(await restore(vault)).toEqual(account);
    expect((await everythingStored()).length).toBe(2);
  });
});
