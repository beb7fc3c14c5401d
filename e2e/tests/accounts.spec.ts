import { expect, test } from '../fixtures.ts';

const mail = 'Signed contract';
const signInTitle = 'Sign in to your CRM';

// security: several-accounts
test('holds two accounts, tells them apart, and starts with the one used last', async ({
  outlook,
}) => {
  const { pane } = outlook;
  await outlook.begin(mail, 'mario');
  const modules = pane.frame.getByLabel('Module').getByRole('option');
  await expect(modules.filter({ hasText: 'Contacts' })).toHaveCount(1);
  await pane.openAccount();
  await pane.button('Name and colour').click();
  await pane.frame.getByLabel('Name of this CRM').fill('Production');
  await pane.button('Save').click();
  await pane.button('Add another CRM').click();
  // Its address first, and nothing of the account before: its CRM would count a wrong password.
  await expect(pane.frame.getByLabel('CRM address')).toHaveValue('');
  await pane.signIn('admin');
  await expect(modules.filter({ hasText: 'Leads' })).toHaveCount(1);
  await expect(pane.account).toHaveAccessibleName('Signed in as Administrator');
  await outlook.expectAccessible();

  await pane.switchTo(/^Production/);
  await expect(pane.frame.getByText('Production', { exact: true })).toBeVisible();
  // The mark takes no room from the mail's subject.
  expect((await pane.openMail.boundingBox())?.width).toBeGreaterThan(150);
  await expect(pane.suggestions).toBeVisible();
  await expect(modules.filter({ hasText: 'Leads' })).toHaveCount(0);
  await expect(pane.account).toHaveAccessibleName('Signed in as Mario Rossi');
  await pane.openAccount();
  await expect(pane.accountMenu).toContainText('19x4');
  await outlook.expectAccessible();

  await outlook.start();
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(pane.suggestions).toBeVisible();
  await expect(pane.frame.getByText('Production', { exact: true })).toBeVisible();
  await pane.signOut();
  await expect(pane.heading(signInTitle)).toBeVisible();
  await pane.button(/^localhost.* admin$/).click();
  await expect(modules.filter({ hasText: 'Leads' })).toHaveCount(1);
});

// security: session-end
test('leaves nothing on the device that names the account when somebody signs out', async ({
  outlook,
  crm,
}) => {
  const { pane } = outlook;
  await outlook.begin(mail);
  await pane.choose('Ada Byron');
  await pane.expectRest();
  await crm.fault('relate', 'http500', 1);
  await pane.link();
  await expect(pane.alert).toBeVisible();
  await expect(pane.account).toHaveAccessibleName('Signed in as Mario Rossi');
  expect(await outlook.storedOnDevice()).toContain(crm.address);

  await pane.signOut();
  await expect(pane.frame.getByRole('alertdialog')).toContainText('1 link was not finished');
  await outlook.expectAccessible();
  await pane.button('Forget them and sign out').click();
  await expect(pane.heading(signInTitle)).toBeVisible();
  for (const name of [crm.address, 'mario', 'Mario', 'Ada Byron']) {
    await expect.poll(() => outlook.storedOnDevice()).not.toContain(name);
  }
  expect(await crm.messages()).toHaveLength(1);
});

// security: session-end
test('has what was typed and chosen when the key was changed before a search', async ({
  outlook,
  crm,
}) => {
  const { pane } = outlook;
  await outlook.begin(mail);
  await pane.choose('Ada Byron');
  await pane.note.fill('Call back');
  await pane.expectRest();
  await crm.expectRest(2_500);
  await crm.changeKey('mario');
  await pane.search('rossi');
  await expect(pane.heading(signInTitle)).toBeVisible();
  await pane.signIn('mario');
  await expect(pane.found).toBeVisible();
  await expect(pane.frame.getByLabel('Search the CRM')).toHaveValue('rossi');
  await expect(pane.note).toHaveValue('Call back');
  await expect(pane.suggestions.getByRole('checkbox', { name: 'Ada Byron' })).toBeChecked();
});

// security: session-end
test('goes on with a link, and stores nothing twice, when the key was changed at an upload', async ({
  outlook,
  crm,
}) => {
  const { pane } = outlook;
  await outlook.begin(mail);
  await pane.choose('Ada Byron');
  await pane.expectRest();
  await crm.expectRest(2_500);
  await crm.fault('create', 'dropFiles', 1);
  await crm.fault('create', 'latency', 2, 3_000);
  await pane.link();
  await pane.expectText(/^Filing /);
  await crm.changeKey('mario');
  await expect(pane.heading(signInTitle)).toBeVisible();
  await pane.signIn('mario');
  await pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
  const [link, ...others] = await crm.links();
  expect(others).toEqual([]);
  expect(link?.files.map(({ name }) => name).sort()).toEqual([
    'contract-signed.pdf',
    'notes.docx',
    'site.png',
  ]);
});

// security: key-at-rest
test('says that the browser keeps nothing, and links all the same, when storage is blocked', async ({
  outlook,
}) => {
  const { pane } = outlook;
  await outlook.blockStorage();
  await outlook.begin(mail);
  await pane.choose('Ada Byron');
  await pane.expectText(/^This browser keeps nothing for this pane/);
  await pane.link();
  await pane.expectLinkedTo('Ada Byron');
});
