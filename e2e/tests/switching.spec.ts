import { expect, test } from '../fixtures.ts';

test('follows the open mail when the pane is pinned', async ({ outlook }) => {
  await outlook.begin('Richiesta di preventivo');
  await outlook.pin();
  await outlook.pane.choose('Anna Rossi');
  await outlook.openMail('Signed contract');
  await expect(outlook.pane.openMail).toContainText('Signed contract');
  await expect(outlook.pane.suggestions.getByRole('checkbox', { name: 'Ada Byron' })).toBeVisible();
  await expect(outlook.pane.suggestions.getByRole('checkbox', { name: 'Anna Rossi' })).toHaveCount(
    0,
  );
  await expect(outlook.pane.linkButton).toBeDisabled();
});

test('shows only the last mail when mails are switched faster than the CRM answers', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Richiesta di preventivo');
  await outlook.pane.expectRest();
  await outlook.pin();
  await crm.slow('query', 300);
  for (const subject of ['Signed contract', 'New logo', 'Rückfrage', 'Signed contract']) {
    await outlook.openMail(subject);
  }
  await outlook.pane.expectRest();
  await expect(outlook.pane.openMail).toContainText('Signed contract');
  await expect(outlook.pane.suggestions.getByRole('checkbox', { name: 'Ada Byron' })).toBeVisible();
  await expect(outlook.pane.suggestions).toContainText('Customer Ltd');
  await expect(outlook.pane.suggestions).not.toContainText(/Rossi|Verdi|Müller/);
});

test('finishes the link of a mail that is no longer open, and shows its receipt there', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pin();
  await outlook.pane.choose('Ada Byron');
  await crm.slow('create', 1500);
  await outlook.pane.link();
  await expect(outlook.pane.heading(/Linking/)).toBeVisible();
  await outlook.pane.expectText(/Storing the mail/);
  await outlook.openMail('Richiesta di preventivo');
  await outlook.pane.expectText(/Still linking:/);
  await outlook.pane.choose('Anna Rossi');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Anna Rossi');
  await expect(outlook.pane.frame.getByText('Still linking:')).toHaveCount(0);
  await outlook.openMail('Signed contract');
  await outlook.pane.expectLinkedTo('Ada Byron');
  const links = await crm.links();
  expect(links.map(({ label }) => label).sort()).toEqual(['Byron Ada', 'Rossi Anna']);
  expect(links.find(({ label }) => label === 'Byron Ada')?.files).toHaveLength(3);
});

test('stores nothing, and says so, when another mail is opened while files are read', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pin();
  await outlook.pane.choose('Ada Byron');
  await outlook.delay('getAttachmentContentAsync', 800);
  await outlook.pane.link();
  await outlook.pane.expectText(/contract-signed\.pdf/);
  await outlook.openMail('Richiesta di preventivo');
  await outlook.pane.expectText(/Not linked yet:/);
  expect(await crm.messages()).toEqual([]);
  await outlook.delay('getAttachmentContentAsync', 0);
  await outlook.openMail('Signed contract');
  await expect(outlook.pane.alert).toContainText('Another mail was opened');
  await outlook.pane.button('Try again').click();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect((await crm.links())[0]?.files).toHaveLength(3);
});

test('notices at focus that another mail is open when the event was missed', async ({
  outlook,
}) => {
  await outlook.begin('Richiesta di preventivo');
  await outlook.pin();
  await outlook.pane.expectRest();
  await outlook.selectSilently('three-attachments');
  await outlook.pane.focus();
  await expect(outlook.pane.openMail).toContainText('Signed contract');
});

test('reads the open mail when Refresh is clicked and the event was missed', async ({
  outlook,
}) => {
  await outlook.begin('Richiesta di preventivo');
  await outlook.pin();
  await outlook.pane.expectRest();
  await outlook.selectSilently('three-attachments');
  await outlook.pane.button('Read the open mail again').click();
  await expect(outlook.pane.openMail).toContainText('Signed contract');
  await expect(outlook.pane.suggestions.getByRole('checkbox', { name: 'Ada Byron' })).toBeVisible();
});

test('cancels before anything is written when the person says so', async ({ outlook, crm }) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.delay('getAttachmentContentAsync', 800);
  await outlook.pane.link();
  await outlook.pane.button('Cancel').click();
  await expect(outlook.pane.suggestions).toBeVisible();
  // Longer than Outlook takes for the file that was asked for.
  await crm.expectRest(1_000);
  expect(await crm.messages()).toEqual([]);
});
