import { expect, test } from '../fixtures.ts';

test('links a received mail to a suggested contact', async ({ outlook, crm }) => {
  await outlook.begin('Richiesta di preventivo');
  await outlook.pane.choose('Anna Rossi');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Anna Rossi');
  expect(await crm.links()).toEqual([
    expect.objectContaining({
      module: 'Contacts',
      label: 'Rossi Anna',
      messageId: '<plain-italian@mail.sandbox.example>',
    }),
  ]);
});

test('links a sent mail to its recipient', async ({ outlook, crm }) => {
  await outlook.openFolder('Sent');
  await outlook.begin('Offerta 2026-118');
  await outlook.pane.choose('Anna Rossi');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Anna Rossi');
  const [link] = await crm.links();
  expect(link?.files.map(({ name, onRecord }) => [name, onRecord])).toEqual([
    ['Offerta 2026-118.pdf', true],
  ]);
  const [message] = await crm.messages();
  expect(message?.['mbcc']).toMatch(/@/);
});

test('links to a record found by hand instead of a suggested one', async ({ outlook, crm }) => {
  await outlook.begin('Richiesta di preventivo');
  await outlook.pane.choose('Anna Rossi');
  await outlook.pane.takeBack('Anna Rossi');
  await outlook.pane.search('nordlys');
  await outlook.pane.chooseFound(/Zoë/);
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Zoë');
  expect((await crm.links()).map(({ label }) => label)).toEqual([expect.stringContaining('Zoë')]);
});

test('searches one module by hand', async ({ outlook }) => {
  await outlook.begin('Richiesta di preventivo');
  await outlook.pane.search('rossi', 'Accounts');
  await expect(outlook.pane.found.getByRole('checkbox').first()).toBeVisible();
  await expect(outlook.pane.found.getByRole('checkbox', { name: /Contact/ })).toHaveCount(0);
});

test('links to a record of the custom module', async ({ outlook, crm }) => {
  await outlook.begin('Allarme impianto 7');
  await outlook.pane.choose(/Installation/);
  await outlook.pane.link();
  await outlook.pane.expectText(/^Linked to/);
  await outlook.pane.expectText(/stored under one made from its content/);
  expect((await crm.links()).map(({ module }) => module)).toEqual(['Installations']);
});

test('links with three attachments', async ({ outlook, crm }) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.pane.expectText('message, 3 files');
  const [link] = await crm.links();
  expect(link?.files).toHaveLength(3);
  expect(link?.files.every(({ onRecord }) => onRecord)).toBe(true);
});

test('keeps a shown image in the text and files one that is not shown', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('New logo');
  await outlook.pane.choose('Chiara Verdi');
  await outlook.pane.link();
  await outlook.pane.expectText('message, 1 file');
  const [link] = await crm.links();
  expect(link?.files.map(({ name }) => name)).toEqual(['shop-front.png']);
  const [message] = await crm.messages();
  expect(
    String(message?.['cleaned_body'] ?? message?.['description']).match(/data:image\/png;base64/g),
  ).toHaveLength(2);
});

test('ends with one message when the CRM failed in the middle and the person retries', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await crm.fault('relate', 'http500');
  await outlook.pane.link();
  await expect(outlook.pane.heading('Not linked to Ada Byron')).toBeVisible();
  await outlook.pane.button('Try again').click();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
  expect((await crm.links())[0]?.files).toHaveLength(3);
});

test('ends with one message when the answer to storing it was lost', async ({ outlook, crm }) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await crm.fault('create', 'cutAfter');
  await outlook.pane.link();
  await expect(outlook.pane.heading('Not linked to Ada Byron')).toBeVisible();
  await outlook.pane.button('Try again').click();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
  expect((await crm.links())[0]?.files).toHaveLength(3);
});

test('names a file that the CRM refused', async ({ outlook, crm }) => {
  await crm.limits({ perFile: 50_000 });
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectText('message, 2 files');
  await outlook.pane.expectText(/larger than its upload limit/);
  expect((await crm.links())[0]?.files.map(({ name }) => name)).not.toContain('site.png');
});

test('links with all files when together they are more than the server takes at once', async ({
  outlook,
  crm,
}) => {
  await crm.limits({ perRequest: 68_000 });
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
  const [link] = await crm.links();
  expect(link?.files.map(({ name, onRecord }) => [name, onRecord])).toEqual([
    ['contract-signed.pdf', true],
    ['notes.docx', true],
    ['site.png', true],
  ]);
});

test('names a file that alone is more than the server takes at once', async ({ outlook, crm }) => {
  await crm.limits({ perRequest: 50_000 });
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectText('message, 2 files');
  await outlook.pane.expectText(/larger than its upload limit/);
});

test('files each attachment once when the answer to one upload was lost', async ({
  outlook,
  crm,
}) => {
  await crm.limits({ maxFiles: 1 });
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await crm.fault('create', 'cutAfter', 2);
  await outlook.pane.link();
  await expect(outlook.pane.heading('Not linked to Ada Byron')).toBeVisible();
  await outlook.pane.button('Try again').click();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const [link] = await crm.links();
  expect(link?.files.map(({ name, onRecord }) => [name, onRecord])).toEqual([
    ['contract-signed.pdf', true],
    ['notes.docx', true],
    ['site.png', true],
  ]);
});

test('keeps a cloud attachment as one link when the answer to it was lost', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Drawings are in the cloud');
  await outlook.pane.choose('Ada Byron');
  await crm.fault('create', 'cutAfter', 2);
  await outlook.pane.link();
  await expect(outlook.pane.heading('Not linked to Ada Byron')).toBeVisible();
  await outlook.pane.button('Try again').click();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const [link] = await crm.links();
  expect(link?.files).toHaveLength(1);
});

test('opens the record in the CRM, where the mail and its files are', async ({
  outlook,
  context,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const opened = context.waitForEvent('page');
  await outlook.pane.frame.getByRole('link', { name: 'Open in the CRM' }).click();
  const record = await opened;
  await expect(record.getByRole('heading', { name: /Ada/ }).first()).toBeVisible();
  await expect(record.getByText('Signed contract and photos of the site').first()).toBeVisible();
  const download = record.waitForEvent('download');
  await record.getByRole('link', { name: /^Download site\.png/ }).click();
  expect((await download).suggestedFilename()).toBe('site.png');
});

test('links a mail of one’s own that was opened as a file', async ({ outlook, crm }) => {
  await outlook.openFile(
    'own.eml',
    [
      'From: Ada Byron <ada@customer.example>',
      'To: Demo User <demo@vendor.example>',
      'Subject: From my own disk',
      'Message-ID: <own-20261120.4711@customer.example>',
      'Date: Fri, 20 Nov 2026 10:00:00 +0100',
      '',
      'Hello',
    ].join('\r\n'),
  );
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const [message] = await crm.messages();
  expect(message?.['messageid']).toBe('<own-20261120.4711@customer.example>');
  expect(message?.['mdate']).toBe('2026-11-20 10:00:00');
});

test('keeps times right when the CRM user lives in another zone than the browser', async ({
  outlook,
  crm,
}) => {
  await crm.setZone('mario', 'America/New_York');
  await outlook.begin('Richiesta di preventivo');
  await outlook.pane.choose('Anna Rossi');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Anna Rossi');
  const [here] = await crm.messages();
  await crm.reset();
  await crm.setZone('mario', 'Europe/Rome');
  await outlook.pane.button('Link to another record').click();
  await outlook.pane.choose('Anna Rossi');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Anna Rossi');
  const [there] = await crm.messages();
  expect(here?.['mdate']).toBe(there?.['mdate']);
});

test('links to several records in one go, with the files at each', async ({ outlook, crm }) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  for (const [text, module] of [
    ['acme', 'Accounts'],
    ['pump', 'Trouble Tickets'],
  ] as const) {
    await outlook.pane.search(text, module);
    await outlook.pane.chooseFound(/./);
  }
  await outlook.pane.link();
  await expect(outlook.pane.heading('Linked to 3 records')).toBeVisible({ timeout: 30_000 });
  expect(await crm.messages()).toHaveLength(1);
  const links = await crm.links();
  expect(links).toHaveLength(3);
  for (const { files } of links) {
    expect(files.map(({ onRecord }) => onRecord)).toEqual([true, true, true]);
  }
});

test('says that a mail is in the CRM already, and to which records this pane linked it', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const [message] = await crm.messages();
  expect(message?.['xmailer']).toMatch(/^vtmc\/1 l=[\da-f]{24} d=[\da-f]{24} t=\d+ v=a \d+x\d+$/);
  await outlook.pane.button('Link to another record').click();
  const card = outlook.pane.frame.getByRole('region', { name: 'Already in the CRM' });
  await expect(card.getByRole('link', { name: 'Ada Byron' })).toBeVisible();
  // Another device, which has no journal: the note at the message tells.
  await outlook.forgetDevice();
  await outlook.begin('Signed contract');
  await expect(card.getByRole('link', { name: 'Ada Byron' })).toBeVisible();
  await outlook.pane.search('acme', 'Accounts');
  await outlook.pane.chooseFound(/./);
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('');
  expect(await crm.messages()).toHaveLength(1);
  expect(await crm.links()).toHaveLength(2);
});

test('undoes a link, and says before a second one that the first comes back', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const documents = await crm.documents();
  expect(documents).toHaveLength(3);
  await outlook.pane.button('Undo').click();
  await outlook.pane.expectText('This deletes from the CRM: the email, 3 attachments.');
  await outlook.pane.button('Delete').click();
  await expect(outlook.pane.heading('Your copy was deleted from the CRM')).toBeVisible();
  await outlook.pane.expectText('3 attachments were deleted.');
  expect(await crm.messages()).toEqual([]);
  expect(await crm.documents()).toEqual([]);
  await outlook.pane.button('Choose another record').click();
  await outlook.pane.expectText('Storing it again brings back its link to');
  await outlook.pane.search('acme', 'Accounts');
  await outlook.pane.chooseFound(/./);
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('');
  // The relation of the message that was deleted hangs on its hash (REST API 7.2).
  expect((await crm.links()).map(({ module }) => module).sort()).toEqual(['Accounts', 'Contacts']);
});
