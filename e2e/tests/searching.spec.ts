import { expect, test } from '../fixtures.ts';
import { RecordSearch } from '../pages/record-search.ts';

const mail = 'Richiesta di preventivo';

test('finds records in all modules, grouped, with the words that were matched', async ({
  outlook,
}) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.search('rossi');
  await search.expectGroups('Contacts', 'Accounts', 'Potentials', 'Installations');
  const row = search.group('Contacts').getByRole('checkbox', { name: 'Anna Rossi' });
  await expect(row).toBeVisible();
  await expect(search.group('Contacts')).toContainText('Rossi Impianti S.r.l.');
  await expect(search.group('Contacts')).toContainText(/CON\d+/);
  await expect(search.emphasised('Contacts').first()).toHaveText('Rossi');
  await expect(search.group('Potentials')).toContainText('Prospecting');
  await outlook.expectAccessible();
});

test('takes words in any order, from any field, and a record’s number', async ({ outlook }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  for (const text of ['rossi anna', 'anna impianti', '1000 ROSSI', 'con1 anna']) {
    await outlook.pane.search(text, 'Contacts');
    await expect(
      search.group('Contacts').getByRole('checkbox', { name: 'Anna Rossi' }),
    ).toBeVisible();
  }
  await outlook.pane.search('rossi jörg', 'Contacts');
  await outlook.pane.expectText('Nothing found in Contacts.');
});

test('does not care about accents', async ({ outlook }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.search('mull');
  await expect(
    search.group('Contacts').getByRole('checkbox', { name: 'Jörg Müller' }),
  ).toBeVisible();
  await expect(search.emphasised('Contacts').first()).toHaveText('Müll');
});

test('pages on to the end, with every record once', async ({ outlook, crm }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.search('example', 'Contacts');
  for (let page = 1; page < 6; page += 1) await search.pageOn('Contacts');
  await expect(search.moreButton('Contacts')).toHaveCount(0);
  const ids = await search.ids('Contacts');
  expect(ids).toHaveLength(60);
  expect(new Set(ids).size).toBe(60);
  await outlook.expectAccessible();
  await crm.expectRest();
});

test('keeps what was found when the next page fails, and gets it when asked again', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.search('example', 'Contacts');
  await search.expectDone();
  // The fault is for the next page, not for a suggestion that is still asked for.
  await outlook.pane.expectRest();
  await crm.expectRest();
  await crm.fault('query', 'http500', 1, undefined, ['Contacts']);
  await search.moreButton('Contacts').click();
  await outlook.pane.expectText(/Contacts could not be asked/);
  expect(await search.ids('Contacts')).toHaveLength(10);
  await search.pageOn('Contacts');
  expect(await search.ids('Contacts')).toHaveLength(20);
});

test('looks through what the CRM gives where a query would be too long', async ({ outlook }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  // Three words over nine fields would be 2,187 terms: the shortest is looked for by the pane.
  await outlook.pane.search('example impianti ÄNNA', 'Contacts');
  await expect(search.group('Contacts').getByRole('checkbox')).toHaveCount(1);
  await expect(search.group('Contacts')).toContainText('Anna Rossi');
  await outlook.pane.search('example impianti zz', 'Contacts');
  await outlook.pane.expectText('Nothing found in Contacts.');
});

test('offers the modules used last first, also when the pane is opened again', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  expect((await search.offeredModules()).mostUsed.slice(0, 2)).toEqual(['Contacts', 'Accounts']);
  await outlook.pane.search('plant', 'Installations');
  await search.expectGroups('Installations');
  await crm.expectRest();
  await outlook.closePane();
  await outlook.openPane();
  await outlook.pane.expectRest();
  expect((await search.offeredModules()).mostUsed.slice(0, 2)).toEqual([
    'Installations',
    'Contacts',
  ]);
});

test('says where it looked when nothing was found, and offers a new record', async ({
  outlook,
}) => {
  await outlook.begin(mail);
  await outlook.pane.search('no such name');
  await outlook.pane.expectText(/Nothing found in Contacts, Accounts and \d+ more modules\./);
  await expect(outlook.pane.found.getByRole('button', { name: 'New record' })).toBeVisible();
  await outlook.expectAccessible();
});

test('goes on with the other modules when one fails', async ({ outlook, crm }) => {
  await outlook.begin(mail);
  await outlook.pane.expectRest();
  const search = new RecordSearch(outlook.pane);
  await crm.expectRest();
  await crm.fault('query', 'http500', 1, undefined, ['Contacts']);
  await outlook.pane.search('rossi');
  await outlook.pane.expectText(/could not be asked/);
  await search.expectDone();
  expect(await search.results.getByRole('checkbox').count()).toBeGreaterThan(0);
});

test('shows a card of a record that was found, with its address and its fields', async ({
  outlook,
}) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.search('zoë', 'Contacts');
  await search.expectDone();
  await search.toggleDetails('Zoë Æbelø');
  const card = search.card('Zoë Æbelø');
  await expect(card.getByRole('term').filter({ hasText: 'Last Name' })).toBeVisible();
  await expect(
    card.getByRole('definition').filter({ hasText: 'zoe@nordlys.example' }),
  ).toBeVisible();
  const link = card.getByRole('link', { name: 'Open in CRM' });
  await expect(link).toHaveAttribute('href', /module=Contacts&action=DetailView&record=\d+$/);
  await expect(link).toHaveAttribute('target', '_blank');
  await outlook.expectAccessible();
  // The sandbox's Outlook, as a real one may, keeps add-ins from the clipboard.
  await card.getByRole('button', { name: 'Copy link' }).click();
  await expect(card.getByRole('textbox', { name: 'Address of the record' })).toHaveValue(
    (await link.getAttribute('href')) ?? '',
  );
  await outlook.expectAccessible();
  await search.toggleDetails('Zoë Æbelø');
  await expect(card).toHaveCount(0);
});

test('opens a record in the CRM beside the pane', async ({ outlook, context }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await search.toggleDetails('Anna Rossi');
  const opened = context.waitForEvent('page');
  await search.card('Anna Rossi').getByRole('link', { name: 'Open in CRM' }).click();
  await expect(await opened).toHaveURL(/\/crm\/Contacts\/\d+/);
});

test('remembers a star when the pane is opened again, and until somebody signs out', async ({
  outlook,
}) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  const card = search.card('Anna Rossi');
  await search.toggleDetails('Anna Rossi');
  await card.getByRole('button', { name: 'Star' }).click();
  await expect(card.getByRole('button', { name: 'Starred' })).toBeVisible();
  await outlook.closePane();
  await outlook.openPane();
  await search.toggleDetails('Anna Rossi');
  await expect(card.getByRole('button', { name: 'Starred' })).toBeVisible();
  await outlook.pane.signOut();
  await outlook.pane.signIn('mario');
  await search.toggleDetails('Anna Rossi');
  await expect(card.getByRole('button', { name: 'Star', exact: true })).toBeVisible();
});

test('says in the card that a record is gone', async ({ outlook, crm }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.expectRest();
  await crm.fault('retrieve', 'http500');
  await search.toggleDetails('Anna Rossi');
  await expect(outlook.pane.alert).toBeVisible();
  await outlook.pane.button('Try again').click();
  await expect(search.card('Anna Rossi').getByRole('term').first()).toBeVisible();
});

test('has room for results and cards in the narrowest pane', async ({ outlook }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.search('impianti');
  await search.expectDone();
  await search.toggleDetails('Anna Rossi');
  await expect(search.card('Anna Rossi').getByRole('term').first()).toBeVisible();
  const width = await outlook.pane.frame
    .locator('body')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(width, 'pixels that stand out').toBe(0);
});
