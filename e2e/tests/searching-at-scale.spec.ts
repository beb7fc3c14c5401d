import { expect, test } from '../fixtures.ts';
import { RecordSearch } from '../pages/record-search.ts';

const mail = 'Richiesta di preventivo';

test.use({ scale: 2_000 });
test.setTimeout(120_000);

test('shows what the first modules found while a hundred others are still asked', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.expectRest();
  await crm.slow('query', 100);
  await outlook.pane.search('rossi');
  await expect(search.group('Contacts').getByRole('checkbox').first()).toBeVisible();
  await expect(search.results.getByRole('progressbar')).toBeVisible();
  await outlook.pane.search('nobody has this name');
  await outlook.pane.expectText(/Nothing found in Contacts, Accounts and 1\d\d more modules\./);
});

test('pages through thousands', async ({ outlook }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  await outlook.pane.search('company person', 'Contacts');
  for (let page = 0; page < 4; page += 1) await search.pageOn('Contacts');
  expect(new Set(await search.ids('Contacts')).size).toBe(50);
  await expect(search.moreButton('Contacts')).toBeVisible();
});

test('finds one module among a hundred by typing', async ({ outlook }) => {
  await outlook.begin(mail);
  const search = new RecordSearch(outlook.pane);
  const { mostUsed, count } = await search.offeredModules();
  expect(mostUsed).toHaveLength(6);
  expect(count).toBeGreaterThan(100);
  await search.moduleFilter.focus();
  await outlook.page.keyboard.type('Scale module 77');
  await expect(search.moduleFilter).toHaveValue('Scale077');
  await search.box.fill('rossi');
  await outlook.pane.expectText('Nothing found in Scale module 77.');
});
