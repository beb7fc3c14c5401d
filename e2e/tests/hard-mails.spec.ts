import { createHash } from 'node:crypto';
import { expect, test } from '../fixtures.ts';

interface Part {
  readonly name: string;
  readonly text: string;
}

/** A mail from Ada Byron with an HTML body and attachments. */
function eml(subject: string, html: string, parts: readonly Part[] = []): string {
  const base64 = (text: string): string =>
    (
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n');
  return [
    'From: "Ada <b>Byron</b>" <ada@customer.example>',
    'To: Demo User <demo@vendor.example>',
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <hard-${String(subject.length)}@customer.example>`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="edge"',
    '',
    '--edge',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(html),
    ...parts.flatMap(({ name, text }) => [
      '--edge',
      `Content-Type: application/octet-stream; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      base64(text),
    ]),
    '--edge--',
    '',
  ].join('\r\n');
}

test('keeps all of 25 attachments, though a server takes 20 at once', async ({ outlook, crm }) => {
  const parts = Array.from({ length: 25 }, (_, index) => ({
    name: `file ${String(index)}.txt`,
    text: `content ${String(index)}`,
  }));
  await outlook.openFile('many.eml', eml('Many files', '<p>Hello</p>', parts));
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.pane.expectText('message, 25 files');
  const [link] = await crm.links();
  expect(link?.files.filter(({ onRecord }) => onRecord)).toHaveLength(25);
});

test('cuts a text of 700 KB visibly, and says so', async ({ outlook, crm }) => {
  const original = eml('Long text', `<p>start</p><p>${'é word '.repeat(100_000)}</p>`);
  await outlook.openFile('long.eml', original);
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.pane.expectText(
    /its end is left out there, and the whole mail is filed as Long text.eml/,
  );
  const sha256 = createHash('sha256').update(original).digest('hex');
  const [link] = await crm.links();
  expect(link?.files).toEqual([
    expect.objectContaining({ name: 'Long text.eml', sha256, onRecord: true }),
  ]);
  const body = String((await crm.messages())[0]?.['cleaned_body']);
  expect(body).toContain('start');
  expect(body).toContain('its end is left out here');
  expect(Buffer.byteLength(body)).toBeLessThan(510_000);
});

test('names a file that the CRM refuses, and files it alone once the limit is raised', async ({
  outlook,
  crm,
}) => {
  await crm.limits({ perFile: 1_000 });
  const parts = [
    { name: 'small.txt', text: 'small' },
    { name: 'large.txt', text: 'large '.repeat(1_000) },
  ];
  await outlook.openFile('two.eml', eml('Two files', '<p>Hello</p>', parts));
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.pane.expectText('message, 1 file');
  await outlook.pane.expectText(/larger than its upload limit/);
  await outlook.expectAccessible();
  await crm.limits({ perFile: 10_000 });
  await outlook.pane.button('Try again: large.txt').click();
  await outlook.pane.expectText('message, 2 files');
  expect(await crm.messages()).toHaveLength(1);
  const [link] = await crm.links();
  expect(link?.files.map(({ name, size, onRecord }) => [name, size, onRecord]).sort()).toEqual([
    ['large.txt', 6_000, true],
    ['small.txt', 5, true],
  ]);
});

test('shortens long names in their middle, keeps them apart, and says so', async ({
  outlook,
  crm,
}) => {
  const long = (middle: string, end = 'pdf'): string =>
    `Offer ${'a'.repeat(140)}${middle}${'z'.repeat(140)}.${end}`;
  // Half an emoji, as some senders cut a name: CESU-8 of a lone surrogate.
  const half = '=?UTF-8?B?cGxhbiDtoL0ucGRm?=';
  const parts = [long('1'), long('2'), long('3', 'html'), half].map((name, index) => ({
    name,
    text: `content ${String(index)}`,
  }));
  await outlook.openFile('long-names.eml', eml('Long names', '<p>Hello</p>', parts));
  await crm.fault('create', 'cutAfter', 1);
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.button('Try again').click();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.pane.expectText('message, 4 files');
  const [link] = await crm.links();
  const names = link?.files.map(({ name }) => name) ?? [];
  expect(names).toHaveLength(4);
  expect(new Set(names).size).toBe(4);
  for (const name of names.filter((one) => one.startsWith('Offer'))) {
    expect(name.length).toBeLessThanOrEqual(50);
    expect(name).toMatch(/^Offer a+….*\.(pdf|html?)/);
    await outlook.pane.expectText(`saved as ${name}`);
  }
});

test('files the whole mail beside each message once the person wants it, also later', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.expectRest();
  await outlook.pane.frame.getByLabel('Also file the whole mail').check();
  await outlook.closePane();
  await outlook.openPane();
  await outlook.pane.expectRest();
  await expect(outlook.pane.frame.getByLabel('Also file the whole mail')).toBeChecked();
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.pane.expectText('message, 4 files');
  const [link] = await crm.links();
  expect(link?.files.map(({ name, onRecord }) => [name, onRecord])).toContainEqual([
    'Signed contract and photos of the site.eml',
    true,
  ]);
});

test('cuts the text, and says so, where Outlook cannot give the whole mail', async ({
  outlook,
  crm,
}) => {
  await outlook.start('mailbox=1.13');
  await outlook.openFile('long.eml', eml('Long text', `<p>${'word '.repeat(150_000)}</p>`));
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.pane.expectText('The text was too long for the CRM; its end is left out.');
  expect(await crm.documents()).toEqual([]);
});

// security: only-text
test('shows markup in a subject, a name and a file as text', async ({ outlook, crm }) => {
  const subject = '<img src=x onerror=alert(1)> & <b>bold</b>';
  await outlook.openFile(
    'markup.eml',
    eml(subject, '<p>Hello</p>', [{ name: '<i>a.txt', text: 'a' }]),
  );
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.openMail).toContainText(subject);
  await expect(outlook.pane.openMail).toContainText('Ada <b>Byron</b>');
  await outlook.pane.expectText('<i>a.txt');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const [message] = await crm.messages();
  expect(message?.['subject']).toBe('&lt;img src=x onerror=alert(1)&gt; & &lt;b&gt;bold&lt;/b&gt;');
});

test('says that there is no network, and goes on when it is back', async ({ outlook, crm }) => {
  await outlook.begin('Signed contract');
  await outlook.pane.expectRest();
  await outlook.pane.choose('Ada Byron');
  // What linking needs is loaded two seconds after rest: only a longer silence shows its end.
  let seen = 0;
  const isIdle = async (): Promise<boolean> => {
    const before = seen;
    seen = await outlook.pane.loadedParts();
    return seen === before;
  };
  await expect.poll(isIdle, { intervals: [4_000], timeout: 40_000 }).toBe(true);
  await outlook.page.context().setOffline(true);
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText(/no network connection|did not answer/);
  await outlook.page.context().setOffline(false);
  await outlook.pane.button('Try again').click();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
});

test('says that a part of the pane is missing when its server went away too early', async ({
  outlook,
  sandbox,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await expect(outlook.pane.suggestions).toBeVisible();
  await outlook.page.route(`${sandbox.pane}/chunk-*.js`, (route) => route.abort());
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText('A part of this pane could not be loaded');
  expect(await crm.messages()).toEqual([]);
});
