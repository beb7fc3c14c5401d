import {
  begin,
  beginAndLink,
  check,
  fileNames,
  filesAtRecords,
  sha256,
  show,
  suggestion,
  theMessage,
  withCases,
} from '../case-test.ts';
import { expect, test } from '../fixtures.ts';
import { StoredMailReader } from '../pages/stored-mail-reader.ts';

test.use(withCases);

check(['c03-attached-message-without-headers'], 'its bytes are saved', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c03-attached-message-without-headers');
  const [file] = await filesAtRecords(crm);
  expect(file?.name).toBe('note.eml');
  expect(file?.size).toBeGreaterThanOrEqual(33);
});

check(['c04-first-line-is-no-header'], 'all headers are read', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c04-first-line-is-no-header');
  const { mreplyto, mdate, messageid } = await theMessage(crm);
  expect(mreplyto).toBe('orders@customer.example');
  expect(mdate).toMatch(/^2026-(03-02 09:00:00|11-20 09:30:00)$/);
  expect(messageid).toMatch(/^<.*@.*>$/);
});

check(['c06-comments-and-routes-in-addresses'], 'addresses alone', async ({ outlook, crm }) => {
  await begin(outlook, 'c06-comments-and-routes-in-addresses');
  await expect(suggestion(outlook, 'Ada Byron')).toHaveCount(1);
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await expect(outlook.pane.heading('Linked to Ada Byron')).toBeVisible();
  const { mfrom, mto } = await theMessage(crm);
  expect(mfrom).toBe('ada@customer.example');
  expect(mto).toBe('demo@vendor.example,bob@vendor.example');
});

check(
  ['c07a-text-after-the-file'],
  'the second text is a file',
  async ({ outlook, crm, browser }) => {
    const reader = await StoredMailReader.open(browser, crm);
    await beginAndLink(outlook, 'c07a-text-after-the-file');
    const stored = await reader.readNewest();
    expect(stored?.text.trim()).toBe('Text before the file.');
    expect(await fileNames(crm)).toEqual(['a.pdf', expect.stringMatching(/^ATT\d+\.txt$/)]);
  },
);

check(['c08-line-ends-of-a-text-file'], 'line ends stay', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c08-line-ends-of-a-text-file');
  const [file] = await filesAtRecords(crm);
  expect([sha256('a;b\r\n1;2'), sha256('a;b\r\n1;2\r\n')]).toContain(file?.sha256);
});

check(['c09-uuencoded-file'], 'decoded', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c09-uuencoded-file');
  const [file] = await filesAtRecords(crm);
  expect(file).toMatchObject({ name: 'hello.txt', sha256: sha256('hello') });
});

check(['c10-feedback-report'], 'an email like others', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c10-feedback-report');
  expect(await fileNames(crm)).toHaveLength(2);
});

check(['c11-long-file-name'], 'opens', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c11-long-file-name');
  expect((await theMessage(crm))['subject']).toBe('Long name of file');
});

check(['c12-attached-mail-of-eight-bits'], 'its bytes stay', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c12-attached-mail-of-eight-bits');
  const [file] = await filesAtRecords(crm);
  const inner = [
    'From: bob@vendor.example',
    'Subject: Inner',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Gr\u00fc\u00dfe',
  ].join('\r\n');
  const both = [inner, `${inner}\r\n`].map((text) => sha256(Buffer.from(text, 'latin1')));
  expect(both).toContain(file?.sha256);
});

check(['c13-raw-latin1-headers'], 'read as Latin-1', async ({ outlook, crm }) => {
  await begin(outlook, 'c13-raw-latin1-headers');
  await expect(outlook.pane.openMail).toContainText('Grüsse');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await expect(outlook.pane.heading('Linked to Ada Byron')).toBeVisible();
  const { subject, mfrom_n } = await theMessage(crm);
  expect([subject, mfrom_n]).toEqual(['Grüsse', 'Jürgen']);
});

check(['c15-file-without-a-name'], 'saved under a name', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c15-file-without-a-name');
  expect(await fileNames(crm)).toEqual([expect.stringMatching(/\.png$/)]);
});

check(
  ['c17-nested-300-times'],
  'neither stops the start nor the link',
  async ({ outlook, crm }) => {
    await show(outlook, 'c17-nested-300-times');
    await beginAndLink(outlook, 'c17-nested-300-times');
    expect((await theMessage(crm))['subject']).toBe('Nested 300 times');
  },
);

check(['c18-links-with-a-base'], 'links lead where they led', async ({ outlook, crm }) => {
  await beginAndLink(outlook, 'c18-links-with-a-base');
  const body = (await theMessage(crm))['cleaned_body'] ?? '';
  expect(body).toContain('href="https://shop.customer.example/spring/offer.html"');
  expect(body).toContain('href="https://shop.customer.example/');
  expect(body).not.toContain('<base');
});
