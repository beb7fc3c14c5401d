import { expect, test } from '../fixtures.ts';

const mail = 'Richiesta di preventivo';

/** Milliseconds without a call after which the pane asks nothing more by itself. */
const untilQuiet = 2_500;

test('says what is wrong, and counts once, when the password is wrong', async ({
  outlook,
  crm,
}) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.signIn('mario', { password: 'wrong' });
  await expect(outlook.pane.alert).toContainText('did not accept this user name and password');
  expect((await crm.failures())['mario'] ?? 0).toBeLessThanOrEqual(1);
  await expect(outlook.pane.frame.getByLabel('User name')).toHaveValue('mario');
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.suggestions).toBeVisible();
});

test('refuses an address without https before anything is sent', async ({ outlook, crm }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.signIn('mario', { address: 'http://crm.example.com' });
  await expect(outlook.pane.alert).toContainText('must begin with https');
  expect(await crm.calls()).toEqual([]);
});

test('says that there is no vtenext when another server answers', async ({ outlook, sandbox }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.signIn('mario', { address: `${sandbox.crm}/nowhere` });
  await expect(outlook.pane.alert).toContainText(/not from a vtenext CRM|did not answer/);
});

test('signs in with a pasted access key', async ({ outlook }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.signInWithKey('mario', 'SandboxMarioKey1');
  await expect(outlook.pane.suggestions).toBeVisible();
});

test('says that the key is refused, and counts one failure, when a wrong key is pasted', async ({
  outlook,
  crm,
}) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.signInWithKey('mario', 'NotTheKeyOfMario');
  await expect(outlook.pane.alert).toContainText('did not accept this user name and access key');
  expect(await crm.failures()).toEqual({ mario: 1 });
});

test('is still signed in when the pane is opened again', async ({ outlook }) => {
  await outlook.begin(mail);
  await expect(outlook.pane.suggestions).toBeVisible();
  await outlook.start();
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.suggestions).toBeVisible();
});

test('forgets the key at the end when the person did not tick "remember me"', async ({
  outlook,
}) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.signIn('mario', { remember: false });
  await expect(outlook.pane.suggestions).toBeVisible();
  await outlook.start();
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.heading('Sign in to your CRM')).toBeVisible();
});

test('asks to sign in again after signing out', async ({ outlook }) => {
  await outlook.begin(mail);
  await expect(outlook.pane.suggestions).toBeVisible();
  await outlook.pane.signOut();
  await expect(outlook.pane.heading('Sign in to your CRM')).toBeVisible();
  await outlook.start();
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.heading('Sign in to your CRM')).toBeVisible();
});

test('shows the restricted user no Leads, and the administrator Leads', async ({ outlook }) => {
  await outlook.begin(mail, 'mario');
  const modules = outlook.pane.frame.getByLabel('Module').getByRole('option');
  await expect(modules.filter({ hasText: 'Contacts' })).toHaveCount(1);
  await expect(modules.filter({ hasText: 'Leads' })).toHaveCount(0);
  await outlook.pane.signOut();
  await outlook.pane.signIn('admin');
  await expect(modules.filter({ hasText: 'Leads' })).toHaveCount(1);
});

test('counts exactly one failure, and goes on after signing in again, when the key was changed', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(mail);
  await outlook.pane.expectRest();
  await crm.changeKey('mario');
  await outlook.start();
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.alert).toContainText('no longer accepts your access key');
  await outlook.pin();
  await outlook.openMail('Signed contract');
  await expect(outlook.pane.alert).toContainText('no longer accepts your access key');
  expect(await crm.failures()).toEqual({ mario: 1 });
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.suggestions.getByRole('checkbox', { name: 'Ada Byron' })).toBeVisible();
});

test('counts exactly one failure when the key was changed while the pane was at rest', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(mail);
  await outlook.pane.expectRest();
  await crm.expectRest(untilQuiet);
  await crm.changeKey('mario');
  await outlook.pane.search('rossi');
  await expect(outlook.pane.alert).toContainText('no longer accepts your access key');
  expect(await crm.failures()).toEqual({ mario: 1 });
});

test('never comes near the lock when the key was changed while calls were under way', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(mail);
  await outlook.pane.expectRest();
  await crm.slow('query', 700);
  await outlook.pane.search('rossi');
  await outlook.pane.search('bianchi');
  await crm.changeKey('mario');
  await expect(outlook.pane.alert).toContainText('no longer accepts your access key');
  expect((await crm.failures())['mario']).toBeLessThanOrEqual(3);
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.suggestions).toBeVisible();
});

test('goes on with the link after signing in again when the key was changed before it', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await crm.expectRest(untilQuiet);
  await crm.changeKey('mario');
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText('no longer accepts your access key');
  expect(await crm.failures()).toEqual({ mario: 1 });
  await outlook.pane.signIn('mario');
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
});

test('says that only an administrator can help when the account is locked', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(mail);
  await outlook.pane.expectRest();
  await crm.lock('mario');
  await outlook.start();
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.alert).toContainText('locked this account');
});

test('says that the CRM does not answer when it is in maintenance', async ({ outlook, crm }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await crm.fault('loginpwd', 'maintenance');
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.alert).toContainText(/did not answer|not from a vtenext CRM/);
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.suggestions).toBeVisible();
});
