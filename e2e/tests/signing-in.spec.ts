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
  await outlook.pane.expectText(/attempts made elsewhere count too\. From here: 1\./);
  expect((await crm.failures())['mario'] ?? 0).toBeLessThanOrEqual(1);
  await expect(outlook.pane.frame.getByLabel('User name')).toHaveValue('mario');
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.suggestions).toBeVisible();
});

// security: addresses
test('refuses an address without https before anything is sent', async ({ outlook, crm }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.findCrm('http://crm.example.com');
  await expect(outlook.pane.alert).toContainText('must begin with https');
  await outlook.pane.findCrm('https://192.168.1.2');
  await outlook.pane.expectText('This is an address of a private network. Continue?');
  await expect(outlook.pane.button('Yes, continue')).toBeFocused();
  await outlook.expectAccessible();
  expect(await crm.calls()).toEqual([]);
});

test('says that there is no vtenext when another server answers', async ({ outlook, sandbox }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.findCrm(`${sandbox.crm}/nowhere`);
  await expect(outlook.pane.alert).toContainText(/not from a vtenext CRM|did not answer/);
});

// security: access-key
test('signs in with a pasted access key', async ({ outlook }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.findCrm();
  await outlook.pane.button('Use an access key instead').click();
  await expect(outlook.pane.frame.getByRole('link', { name: 'Open the CRM' })).toHaveAttribute(
    'href',
    `${outlook.pane.crmAddress}/index.php`,
  );
  await outlook.expectAccessible();
  await outlook.pane.button('Use a password instead').click();
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
  // The form comes at once, also where the device takes its time to forget.
  await expect.poll(() => outlook.storedOnDevice()).not.toContain('mario');
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

// security: lock-out, attempts-by-hand
test('counts exactly one failure, and goes on after signing in again, when the key was changed', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(mail);
  await outlook.pane.expectRest();
  // A call that is cut with its pane would count as well, as it must.
  await crm.expectRest(untilQuiet);
  await crm.changeKey('mario');
  // The fifth failure would lock the account, and each opening brings the old key back.
  for (let opening = 1; opening <= 6; opening += 1) {
    await outlook.start();
    await outlook.openMail(mail);
    await outlook.openPane();
    await expect(outlook.pane.alert).toContainText('no longer accepts your access key');
  }
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

test('says that the CRM does not answer when it is in maintenance', async ({ outlook, crm }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await crm.fault('loginpwd', 'maintenance');
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.alert).toContainText(/did not answer|not from a vtenext CRM/);
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.suggestions).toBeVisible();
});

// security: address-first
test('shows the CRM that was found before anything secret is asked, by keyboard alone, at 320 px', async ({
  outlook,
  crm,
}) => {
  const { keyboard } = outlook.page;
  const { pane } = outlook;
  await outlook.page.setViewportSize({ width: 320, height: 700 });
  await outlook.openMail(mail);
  await outlook.openPane();
  await pane.frame.getByLabel('CRM address').focus();
  await keyboard.type(`${outlook.pane.crmAddress}/index.php?module=Home&action=index`);
  await keyboard.press('Enter');
  await pane.expectText(`vtenext at ${outlook.pane.crmAddress}`);
  await expect(pane.frame.getByLabel('User name')).toBeFocused();
  expect(await crm.failures()).toEqual({});
  await outlook.expectAccessible();
  const overflow = await pane.frame
    .locator('html')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await keyboard.type('mario');
  await keyboard.press('Tab');
  await keyboard.type('Sandbox-mario-1');
  await keyboard.press('Enter');
  await expect(pane.suggestions).toBeVisible();
});

// security: address-first
test('asks for no address, and uses no other CRM, when the host has locked one', async ({
  outlook,
  sandbox,
}) => {
  sandbox.configure(
    JSON.stringify({ crmUrl: `${sandbox.crm}/`, lockCrmUrl: true, allowAccessKey: false }),
  );
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.expectText(`vtenext at ${sandbox.crm}`);
  await expect(outlook.pane.button('Change the address')).toHaveCount(0);
  await expect(outlook.pane.button('Use an access key instead')).toHaveCount(0);
  await outlook.expectAccessible();
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.suggestions).toBeVisible();
});

// security: address-first
test('names the entry, and offers no sign-in, when config.json is wrong', async ({
  outlook,
  sandbox,
}) => {
  sandbox.configure('{ "crmUrl": "http://crm.example.com", "lockCrmUrl": true }');
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.alert).toContainText('config.json: crmUrl must be an https address.');
  await expect(outlook.pane.alert).toContainText('Tell your administrator.');
  await expect(outlook.pane.heading('Sign in to your CRM')).toHaveCount(0);
  await outlook.expectAccessible();
});

/** The one test that locks an account. */
test.describe('with an account that is locked', () => {
  test.use({ locksAccount: true });

  // security: attempts-by-hand
  test('sends no sixth attempt before it is confirmed, and then says that the CRM has locked it', async ({
    outlook,
    crm,
  }) => {
    const { pane } = outlook;
    await outlook.openMail(mail);
    await outlook.openPane();
    for (const count of [1, 2, 3, 4, 5]) {
      await pane.signIn('mario', { password: 'wrong' });
      await pane.expectText(new RegExp(`From here: ${String(count)}\\.`));
    }
    await pane.expectText(/It may be locked; only an administrator can unlock it\./);
    await outlook.expectAccessible();
    await pane.signIn('mario', { password: 'wrong' });
    await outlook.start();
    await outlook.openMail(mail);
    await outlook.openPane();
    await pane.signIn('mario', { password: 'wrong' });
    await expect(pane.frame.getByLabel('Send one more attempt all the same')).toBeVisible();
    const logins = (await crm.calls()).filter(({ method }) => method === 'loginpwd');
    expect(logins.length).toBe(5);
    await pane.signInWithKey('mario', 'SandboxMarioKey1');
    await pane.frame.getByLabel('Send one more attempt all the same').check();
    await pane.frame.getByLabel('Access key').fill('SandboxMarioKey1');
    await pane.submit();
    await expect(pane.alert).toContainText('has locked this account');
    await pane.expectText('Only an administrator of the CRM can unlock it.');
  });
});
