import { expect, test } from '../fixtures.ts';

const files = ['contract-signed.pdf', 'notes.docx', 'site.png'];

test('offers to finish a link whose pane was closed, and stores nothing twice', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.expectRest();
  await crm.fault('relate', 'latency', 1, 20_000);
  await outlook.pane.link();
  await outlook.pane.expectText('Linking it to Ada Byron');
  await outlook.closePane();
  expect(await crm.messages()).toHaveLength(1);

  await outlook.openPane();
  await outlook.pane.expectText('Linking was not finished');
  await outlook.pane.expectText('To Ada Byron. 3 of 3 files are still missing.');
  await outlook.expectAccessible();
  await outlook.pane.button('Finish').click();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
  expect((await crm.documents()).map(({ name }) => name).sort()).toEqual(files);
  const [link, ...others] = await crm.links();
  expect(others).toEqual([]);
  expect(link?.files.every(({ onRecord }) => onRecord)).toBe(true);
});

test('lists what was not finished when another mail is open, and finishes it without the mail', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.expectRest();
  await crm.fault('relate', 'http500', 2);
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText(/\w/);
  await outlook.closePane();
  await outlook.openMail('Richiesta di preventivo');
  await outlook.openPane();
  await outlook.pane.frame.getByText('1 link was not finished').click();
  await outlook.pane.expectText('Signed contract and photos of the site');
  await outlook.expectAccessible();
  await outlook.pane.button('Finish').click();
  await expect(outlook.pane.frame.getByText('1 link was not finished')).toHaveCount(0);
  await expect
    .poll(async () => (await crm.links())[0]?.files.map((file) => file.onRecord))
    .toEqual([true, true, true]);
  expect(await crm.documents()).toHaveLength(3);
});

test('forgets what was begun when the person gives it up', async ({ outlook, crm }) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.expectRest();
  await crm.fault('create', 'http500', 1);
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText(/\w/);
  await outlook.closePane();
  await outlook.openPane();
  await outlook.pane.expectText('Nothing of it is known to be in the CRM yet');
  await outlook.pane.button('Give up').click();
  await expect(outlook.pane.frame.getByText('Linking was not finished')).toHaveCount(0);
  await outlook.closePane();
  await outlook.openPane();
  await outlook.pane.expectRest();
  await expect(outlook.pane.frame.getByText('Linking was not finished')).toHaveCount(0);
});

test('links a mail once when two panes link it at the same time', async ({ outlook, crm }) => {
  const { page } = outlook;
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.expectRest();
  const second = await outlook.inAnotherWindow(await page.context().newPage());
  await second.openMail('Signed contract');
  await second.openPane();
  await second.pane.choose('Ada Byron');
  await second.pane.expectRest();
  await crm.slow('create', 1_000);
  await Promise.all([outlook.pane.link(), second.pane.link()]);
  await outlook.pane.expectLinkedTo('Ada Byron');
  await second.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
  expect(await crm.documents()).toHaveLength(3);
});
