import { expect, test } from '../fixtures.ts';

const mail = 'Richiesta di preventivo';

test('names the blocked address when office.js never becomes ready', async ({ outlook }) => {
  await outlook.page.route('**/office-js/office.js', (route) => route.abort());
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.alert).toContainText('office.js');
  await expect(outlook.pane.alert).toContainText('Ask your administrator');
});

test('says so when Outlook never answers the pane', async ({ outlook }) => {
  await outlook.openMail(mail);
  await outlook.fail('getInitialData', 'never answers');
  await outlook.openPane();
  await expect(outlook.pane.alert).toContainText('Outlook did not answer', { timeout: 45_000 });
});

test('says that it works only in Outlook when it is opened outside', async ({ page, sandbox }) => {
  await page.goto(sandbox.pane);
  await expect(page.getByRole('alert')).toContainText('works only inside Outlook', {
    timeout: 45_000,
  });
});

test('says that no mail is open when nothing is selected', async ({ outlook }) => {
  await outlook.begin(mail);
  await outlook.pin();
  await outlook.selectNothing();
  await expect(outlook.pane.heading('No mail is open')).toBeVisible();
  await outlook.openMail(mail);
  await expect(outlook.pane.suggestions).toBeVisible();
});

for (const [id, heading] of [
  ['appointment', 'This is not a mail'],
  ['draft', 'This mail is still a draft'],
] as const) {
  test(`says so when the ${id} is open`, async ({ outlook }) => {
    await outlook.select(id);
    await outlook.openPane();
    await outlook.pane.signIn('mario');
    await expect(outlook.pane.heading(heading)).toBeVisible();
  });
}

test('says that a protected mail cannot be linked when its text is refused', async ({
  outlook,
}) => {
  await outlook.select('protected');
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.alert).toContainText('This mail is protected');
  await expect(outlook.pane.button('Try again')).toHaveCount(0);
});

test('says before linking what Outlook with Mailbox 1.5 cannot do, and links the rest', async ({
  outlook,
  crm,
}) => {
  await outlook.start('mailbox=1.5');
  await outlook.select('three-attachments');
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.expectText(/can't hand attachments to add-ins/);
  await outlook.pane.expectText(/the time of arrival is stored/);
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await expect(
    outlook.pane.frame.getByRole('listitem').filter({ hasText: 'Not saved' }),
  ).toHaveCount(3);
  expect((await crm.links())[0]?.files).toEqual([]);
});

test('offers another record and the deletion of the stored email when a module takes no messages', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract', 'admin');
  await outlook.pane.search('Inspection', 'Inspections');
  await outlook.pane.chooseFound(/./);
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText('cannot hold messages');
  await expect(outlook.pane.alert).toContainText('administrator can add the Messages relation');
  expect(await crm.messages()).toHaveLength(1);
  await outlook.pane.button('Delete the stored email').click();
  await outlook.pane.button('Delete').click();
  await expect(outlook.pane.heading('Your copy was deleted from the CRM')).toBeVisible();
  expect(await crm.messages()).toEqual([]);
  await outlook.pane.button('Choose another record').click();
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
});

test('uses the message already stored when another record is chosen after a refusal', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract', 'admin');
  await outlook.pane.search('Inspection', 'Inspections');
  await outlook.pane.chooseFound(/./);
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText('cannot hold messages');
  await outlook.pane.button('Choose another record').click();
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
  const [link, ...others] = await crm.links();
  expect(others).toEqual([]);
  expect(link?.files).toHaveLength(3);
});

test('asks Outlook anew when reading the mail failed and the person tries again', async ({
  outlook,
}) => {
  await outlook.openMail(mail);
  await outlook.fail('body.getAsync', 9020);
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.alert).toContainText(/Outlook/);
  await outlook.fail('body.getAsync', undefined);
  await outlook.pane.button('Try again').click();
  await expect(outlook.pane.suggestions).toBeVisible();
});

test('says so, and goes on, when the CRM fails while modules are loaded', async ({
  outlook,
  crm,
}) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await crm.fault('listtypes', 'http500');
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.alert).toContainText('The CRM');
  await outlook.pane.button('Try again').click();
  await expect(outlook.pane.suggestions).toBeVisible();
});

test('follows what a person chooses in the settings of the window', async ({ outlook }) => {
  const { page } = outlook;
  await outlook.openMail(mail);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Surface').selectOption('compose');
  await page.getByLabel('Language').selectOption('de-DE');
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByRole('button', { name: 'Done' }).click();
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.heading('This mail is still a draft')).toBeVisible();
});

test('takes its settings from the address of the window', async ({ outlook }) => {
  await outlook.start('mailbox=1.1&surface=compose&client=ios&theme=dark&sharedFolder=true');
  await outlook.page.getByRole('button', { name: 'Settings' }).click();
  for (const [label, value] of [
    ['Mailbox level', '1.1'],
    ['Surface', 'compose'],
    ['Client', 'ios'],
    ['Theme', 'dark'],
  ] as const) {
    await expect(outlook.page.getByLabel(label)).toHaveValue(value);
  }
  await expect(outlook.page.getByLabel('In a shared folder')).toBeChecked();
});
