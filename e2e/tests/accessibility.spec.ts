import { expect, test } from '../fixtures.ts';

const mail = 'Signed contract';

test('the sign-in form, also after a refusal', async ({ outlook }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.heading('Sign in to your CRM')).toBeVisible();
  await outlook.expectAccessible();
  await outlook.pane.signIn('mario', { password: 'wrong' });
  await expect(outlook.pane.alert).toBeVisible();
  await outlook.expectAccessible();
  await outlook.pane.button('Use an access key instead').click();
  await outlook.expectAccessible();
});

test('suggestions, a search under way, its results and none', async ({ outlook, crm }) => {
  await outlook.begin(mail);
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.expectRest();
  await outlook.expectAccessible();
  await crm.slow('query', 1_000);
  await outlook.pane.search('rossi');
  await expect(outlook.pane.frame.getByRole('progressbar')).toBeVisible();
  await outlook.expectAccessible();
  await expect(outlook.pane.found).toBeVisible();
  await outlook.expectAccessible();
  await outlook.pane.search('no such name');
  await outlook.pane.expectText(/Nothing found/);
  await outlook.expectAccessible();
});

test('nobody suggested', async ({ outlook }) => {
  await outlook.begin('Question about your maintenance plans');
  await expect(outlook.pane.frame.getByText(/Nobody|No record/)).toBeVisible();
  await outlook.expectAccessible();
});

test('a link under way, of this mail and of another, and its receipt', async ({ outlook, crm }) => {
  await outlook.begin(mail);
  await outlook.pin();
  await outlook.pane.choose('Ada Byron');
  await crm.slow('create', 4_000);
  await outlook.pane.link();
  await outlook.pane.expectText(/Storing the mail/);
  await outlook.expectAccessible();
  await outlook.openMail('Richiesta di preventivo');
  await outlook.pane.expectText(/Still linking:/);
  await outlook.pane.expectRest();
  await outlook.expectAccessible();
  await outlook.openMail(mail);
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.expectAccessible();
});

test('a link that failed, and the deletion of what was stored', async ({ outlook, crm }) => {
  await crm.setMessagesRelation('Contacts', false);
  await outlook.begin(mail);
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText('cannot hold messages');
  await outlook.expectAccessible();
  await outlook.pane.button('Delete the stored email').click();
  await expect(outlook.pane.button('Delete')).toBeEnabled();
  await outlook.expectAccessible();
  await outlook.pane.button('Delete').click();
  await expect(outlook.pane.heading(/was deleted/)).toBeVisible();
  await outlook.expectAccessible();
  await outlook.pane.button('Choose another record').click();
  await outlook.pane.expectRest();
  await outlook.expectAccessible();
});

for (const [id, text] of [
  ['appointment', 'This is not a mail'],
  ['draft', 'This mail is still a draft'],
  ['protected', /This mail is protected/],
  ['delivery-report', 'No mail is open'],
] as const) {
  test(`the state of ${id}`, async ({ outlook }) => {
    await outlook.select(id);
    await outlook.openPane();
    await outlook.pane.signIn('mario');
    await outlook.pane.expectText(text);
    await outlook.expectAccessible();
  });
}

test('the pane without Outlook', async ({ outlook }) => {
  await outlook.page.route('**/office-js/office.js', (route) => route.abort());
  await outlook.openMail(mail);
  await outlook.openPane();
  await expect(outlook.pane.alert).toBeVisible();
  await outlook.expectAccessible();
});

test('an older Outlook that cannot hand over attachments', async ({ outlook }) => {
  await outlook.start('mailbox=1.5');
  await outlook.select('three-attachments');
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.expectText(/can't hand attachments to add-ins/);
  await outlook.expectAccessible();
});

test('the whole way to a receipt goes by keyboard alone', async ({ outlook }) => {
  const { keyboard } = outlook.page;
  await outlook.openMail(mail);
  await outlook.openPane();
  await outlook.pane.frame.getByLabel('CRM address').focus();
  await keyboard.type(outlook.pane.crmAddress);
  await keyboard.press('Enter');
  await expect(outlook.pane.frame.getByLabel('User name')).toBeFocused();
  await keyboard.type('mario');
  await keyboard.press('Tab');
  await keyboard.type('Sandbox-mario-1');
  await keyboard.press('Enter');
  await outlook.pane.expectRest();
  await outlook.pane.frame.getByLabel('Search the CRM').focus();
  await keyboard.press('Tab');
  await keyboard.press('Space');
  for (let step = 0; step < 25; step += 1) {
    if (await outlook.pane.linkButton.evaluate((button) => button.matches(':focus'))) break;
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  await outlook.pane.expectLinkedTo('Ada Byron');
  await expect(outlook.pane.heading('Linked to Ada Byron')).toBeFocused();
  await keyboard.press('Tab');
  await expect(outlook.pane.frame.getByRole('link', { name: 'Open in the CRM' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(outlook.pane.heading('Suggested records')).toBeFocused();
});
