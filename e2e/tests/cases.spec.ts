import {
  begin,
  beginAndLink,
  check,
  expectReceipt,
  fileNames,
  filesAtRecords,
  linkToAda,
  show,
  suggestion,
  theMessage,
  withCases,
} from '../case-test.ts';
import { expect, test } from '../fixtures.ts';
import type { OutlookWindow } from '../pages/outlook-window.ts';
import { RecordForm } from '../pages/record-form.ts';
import { StoredMailReader } from '../pages/stored-mail-reader.ts';

test.use(withCases);

const order = ['drawing.dwg', 'order.pdf'];

check(
  ['01-attachments-without-ids'],
  'linked, the files named, the whole email offered',
  async ({ outlook, crm }) => {
    await outlook.alter({ attachmentIds: 'missing' });
    await beginAndLink(outlook, '01-attachments-without-ids');
    const files = outlook.pane.frame.getByRole('listitem');
    for (const name of order)
      await expect(files.filter({ hasText: name })).toContainText(/not saved/i);
    expect(await fileNames(crm)).toEqual([]);
    await outlook.pane.frame
      .getByRole('button', { name: /original email|\.eml/ })
      .first()
      .click();
    await expect.poll(() => fileNames(crm)).toEqual([expect.stringMatching(/\.eml$/)]);
  },
);

check(
  ['02-attachment-hangs'],
  'linked with the other file, and the one is tried again',
  async ({ outlook, crm }) => {
    await outlook.alter({ silentAttachments: ['drawing.dwg'] });
    await beginAndLink(outlook, '02-attachment-hangs');
    const row = outlook.pane.frame.getByRole('listitem').filter({ hasText: 'drawing.dwg' });
    await expect(row).toContainText(/not saved/i);
    await expect(row).toContainText('Outlook');
    expect(await fileNames(crm)).toEqual(['order.pdf']);
    await outlook.alter({});
    await outlook.pane.button(/^Try again/).click();
    await expect.poll(() => fileNames(crm)).toEqual(order);
  },
);

check(
  ['09-ids-change'],
  'all files are saved although their ids went stale',
  async ({ outlook, crm }) => {
    await outlook.alter({ attachmentIds: 'stale' });
    await beginAndLink(outlook, '09-ids-change');
    await outlook.pane.expectText('Outlook lost track of this attachment. Select another email');
    // Outlook sends its list anew with the item.
    await outlook.pin();
    await show(outlook, '01-attachments-without-ids');
    await expect(outlook.pane.openMail).toContainText('Signed order');
    await show(outlook, '09-ids-change');
    for (const name of order) {
      await outlook.pane.button(`Try again: ${name}`).click();
      await expect.poll(() => fileNames(crm)).toContain(name);
    }
    await expect.poll(() => fileNames(crm)).toEqual(order);
  },
);

check(['04-xml-answered-as-page'], 'said before anything is stored', async ({ outlook, crm }) => {
  await outlook.alter({ wrongBytes: ['IT01234567890_00001.xml'] });
  await begin(outlook, '04-xml-answered-as-page');
  await linkToAda(outlook);
  await expect(outlook.pane.heading('Save these attachments?')).toBeVisible();
  const question = outlook.pane.frame.getByRole('group', { name: 'IT01234567890_00001.xml' });
  await expect(question).toContainText(/\d+ bytes expected, 20(\.\d)? kB received/);
  expect(await crm.messages()).toEqual([]);
  await outlook.expectAccessible();
  await outlook.pane.button('Leave out').click();
  await expectReceipt(outlook);
  expect(await fileNames(crm)).toEqual([]);
  await expect(
    outlook.pane.frame.getByRole('listitem').filter({ hasText: 'IT0123' }),
  ).toContainText(/not saved/i);
});

check(
  ['08-img-originalsrc'],
  'pictures shown, and no token in the CRM',
  async ({ outlook, crm }) => {
    await beginAndLink(outlook, '08-img-originalsrc');
    const body = (await theMessage(crm))['cleaned_body'] ?? '';
    expect(body.match(/src="data:image\/png;base64,/g)).toHaveLength(2);
    expect(body).not.toMatch(/TOKEN|attachments\.office|originalsrc/i);
  },
);

check(['15-message-id-291'], 'linked, told, and found again', async ({ outlook, crm }) => {
  await beginAndLink(outlook, '15-message-id-291');
  const { messageid = '' } = await theMessage(crm);
  expect(messageid.length).toBeLessThanOrEqual(255);
  await outlook.forgetDevice();
  await begin(outlook, '15-message-id-291');
  await outlook.pane.expectText('Already in the CRM');
  await linkToAda(outlook);
  await expectReceipt(outlook);
  expect(await crm.messages()).toHaveLength(1);
  expect(await fileNames(crm)).toEqual(order);
});

check(['16-url-parameters'], 'the text letter by letter', async ({ outlook, crm, browser }) => {
  const reader = await StoredMailReader.open(browser, crm);
  await beginAndLink(outlook, '16-url-parameters');
  const stored = await reader.readNewest();
  expect(stored?.text).toMatch(/timestamp=99&region=eu&copy=1&section=2&\w+=\S+&param/);
  expect(stored?.text).toMatch(/R&D, AT&T, Dates&times of Bed&breakfast, A&lt5/);
  expect(stored?.text).not.toMatch(/[®©×§¬¶]/);
});

check(
  ['17-contact-form', '17c-contact-form-another'],
  'the other side is who filled the form in',
  async ({ outlook }) => {
    const { pane } = outlook;
    await beginAndLink(outlook, '17-contact-form');
    await pane.button('Link to another record').click();
    await expectNewContact(outlook, 'greta.nuova@officine-nuova.example');
    await outlook.pin();
    await show(outlook, '17c-contact-form-another');
    await expect(pane.openMail).toContainText('New enquiry from the website (2)');
    await expect(pane.frame.getByRole('progressbar')).toHaveCount(0);
    await expect(suggestion(outlook, 'Ada Byron')).toHaveCount(0);
    await expectNewContact(outlook, 'hugo@anders-bau.example');
  },
);

async function expectNewContact({ pane }: OutlookWindow, address: string): Promise<void> {
  const form = new RecordForm(pane.frame);
  await form.open('Contact');
  // The fields are in the user's language, and Mario is Italian.
  await expect(form.field('Email')).toHaveValue(address);
  await form.button('Cancel').click();
}

check(['18-reply-to-name-spoof'], 'a name is no address', async ({ outlook }) => {
  await begin(outlook, '18-reply-to-name-spoof');
  await expect(outlook.pane.frame.getByRole('progressbar')).toHaveCount(0);
  await expect(suggestion(outlook, 'Ada Byron')).toHaveCount(0);
});

check(['45-name-is-address'], 'the true address stands in the header', async ({ outlook }) => {
  await begin(outlook, '45-name-is-address');
  await expect(outlook.pane.openMail).toContainText('mallory@evil.example');
  await expect(suggestion(outlook, 'Ada Byron')).toHaveCount(0);
});

check(
  ['19-own-other-address'],
  'sent by me: recipients are the other side, Bcc is stored',
  async ({ outlook, crm }) => {
    await begin(outlook, '19-own-other-address');
    await outlook.pane.choose('Ada Byron');
    await outlook.pane.link();
    await expectReceipt(outlook);
    expect((await theMessage(crm))['mbcc']).toBe('ada@customer.example');
    await outlook.pane.button('Link to another record').click();
    await expectNewContact(outlook, 'kim.prospect@prospect.example');
  },
);

check(
  ['20-long-names'],
  'shortened in the middle, extension kept, told',
  async ({ outlook, crm }) => {
    await beginAndLink(outlook, '20-long-names');
    const stored = await fileNames(crm);
    expect(stored.length).toBeGreaterThanOrEqual(2);
    for (const name of stored) {
      expect(name).toMatch(
        /^\S.{20,}….*\.[a-z]{3,4}$|^\S.{20,}\.\.\..*\.[a-z]{3,4}$|^\S{21,}.*\.[a-z]{3,4}$/u,
      );
      await expect(outlook.pane.frame.getByRole('listitem').filter({ hasText: name })).toHaveCount(
        1,
      );
    }
  },
);

check(['21-invalid-from'], 'stored and shown sensibly', async ({ outlook, crm }) => {
  await begin(outlook, '21-invalid-from');
  await expect(outlook.pane.openMail).toContainText('anna.rossi@rossi-impianti.example');
  await expect(suggestion(outlook, 'Anna Rossi')).toHaveCount(1);
  await linkToAda(outlook);
  await expectReceipt(outlook);
  const { mfrom, mfrom_f } = await theMessage(crm);
  expect(mfrom).toBe('anna.rossi@rossi-impianti.example');
  expect(mfrom_f).not.toContain('<>');
});

check(
  ['22-smime-opaque'],
  'said before and after that the text is in the file',
  async ({ outlook, crm }) => {
    await begin(outlook, '22-smime-opaque');
    await outlook.pane.expectText(/text of this email is (inside|in) .*smime\.p7m/);
    await linkToAda(outlook);
    await expectReceipt(outlook);
    await outlook.pane.expectText(/text of this email is (inside|in) .*smime\.p7m/);
    expect(await fileNames(crm)).toEqual(['smime.p7m']);
  },
);

check(['27-date-without-zone'], 'a date without a zone is of UTC', async ({ outlook, crm }) => {
  await beginAndLink(outlook, '27-date-without-zone');
  // The sandbox's users live in Rome; a date that is days from the arrival yields to that.
  expect((await theMessage(crm))['mdate']).toMatch(/^2026-11-(10 16:00:00|01 09:27:30)$/);
});

for (const [id, arrival] of [
  ['c05a-date-of-year-one', /^2026-(03-02 12:00:00|11-20 09:30:30)$/],
  ['c05b-date-with-numbers-alone', /^2026-04-03 12:00:00$/],
] as const) {
  check([id], 'the arrival, and said so', async ({ outlook, crm }) => {
    await beginAndLink(outlook, id);
    expect((await theMessage(crm))['mdate']).toMatch(arrival);
    await outlook.pane.expectText(/arriv/);
  });
}

check(
  ['29-pasted-picture-then-text'],
  'the picture leaves the body, the text stays',
  async ({ outlook, crm }) => {
    await beginAndLink(outlook, '29-pasted-picture-then-text');
    const body = (await theMessage(crm))['cleaned_body'] ?? '';
    expect(body).toMatch(/order|12/);
    expect(body).not.toContain('The mail is longer than the CRM keeps');
    expect(await fileNames(crm)).toEqual([expect.stringMatching(/\.png$/)]);
  },
);

check(
  ['40-colleague-to-customer'],
  'the customer is the other side, also in a new record',
  async ({ outlook }) => {
    await begin(outlook, '40-colleague-to-customer');
    await expectNewContact(outlook, 'kim@prospect.example');
  },
);

check(['42-plus-address'], 'found without the tag', async ({ outlook }) => {
  await begin(outlook, '42-plus-address');
  await expect(suggestion(outlook, 'Anna Rossi')).toHaveCount(1);
});

check(['44d-idn-known'], 'found by the other spelling of the domain', async ({ outlook, crm }) => {
  await crm.create('Contacts', { lastname: 'Bäcker', email: 'jb@bäckerei-adler.example' });
  await begin(outlook, '44d-idn-known');
  await expect(suggestion(outlook, 'Bäcker')).toHaveCount(1);
});

check(['51-customer-in-bcc'], 'suggested', async ({ outlook }) => {
  await begin(outlook, '51-customer-in-bcc');
  await expect(suggestion(outlook, 'Anna Rossi')).toHaveCount(1);
});

check(
  ['52-sent-to-forty'],
  'suggested beyond the cut; without headers nothing is denied',
  async ({ outlook }) => {
    await outlook.alter({ recipientLimit: 20 });
    await begin(outlook, '52-sent-to-forty');
    await expect(outlook.pane.suggestions.getByRole('checkbox').first()).toBeVisible();
    await outlook.pin();
    await outlook.alter({ recipientLimit: 20, headers: 'absent' });
    await show(outlook, '51-customer-in-bcc');
    await show(outlook, '52-sent-to-forty');
    await outlook.pane.expectText('No match among the recipients Outlook shows.');
  },
);

check(['59c-many-rules'], 'linked in little time', async ({ outlook, crm }) => {
  await begin(outlook, '59c-many-rules');
  await linkToAda(outlook);
  await expectReceipt(outlook);
  expect((await theMessage(crm))['cleaned_body']).toContain('<td');
});

check(
  ['66-attachment-lone-surrogate'],
  'linked once, and tried again without a second',
  async ({ outlook, crm }) => {
    await outlook.page.evaluate(() => {
      const stringify = JSON.stringify.bind(JSON) as (value: unknown) => string;
      JSON.stringify = (value: unknown) => stringify(value).replaceAll('@@SUR@@', '\\ud83d');
    });
    await begin(outlook, '66-attachment-lone-surrogate');
    await crm.fault('create', 'dropFiles');
    await linkToAda(outlook);
    await expectReceipt(outlook);
    const again = outlook.pane.button(/^Try again/);
    if (await again.count()) await again.first().click();
    await expect
      .poll(() => fileNames(crm))
      .toEqual([expect.stringMatching(/^photo ?\.jpg$|^photo .*\.jpg$/)]);
    expect(await crm.documents()).toHaveLength(1);
  },
);

check(
  ['70-scanner-same-id-a', '70-scanner-same-id-b'],
  'two emails of one id, apart',
  async ({ outlook, crm }) => {
    await beginAndLink(outlook, '70-scanner-same-id-a');
    await outlook.pin();
    await show(outlook, '70-scanner-same-id-b');
    await linkToAda(outlook);
    await expect(outlook.pane.openMail).toContainText('Scan from floor 2');
    await expectReceipt(outlook);
    await outlook.pane.expectText('saved under its own');
    expect((await crm.messages()).map(({ subject }) => subject).toSorted()).toEqual([
      'Scan from floor 1',
      'Scan from floor 2',
    ]);
    expect(new Set((await crm.messages()).map(({ messageid }) => messageid)).size).toBe(2);
    expect(await fileNames(crm)).toEqual(['scan.pdf', 'scan2.pdf']);
  },
);

check(
  ['c02a-empty-file-first', 'c02b-empty-file-second'],
  'an empty file is never remembered',
  async ({ outlook, crm }) => {
    await beginAndLink(outlook, 'c02a-empty-file-first');
    expect(await fileNames(crm)).toEqual([]);
    await outlook.pin();
    await show(outlook, 'c02b-empty-file-second');
    await outlook.pane.search('rossi');
    await outlook.pane.chooseFound('Anna Rossi');
    await outlook.pane.link();
    await expect(outlook.pane.heading('Linked to Anna Rossi')).toBeVisible();
    expect((await filesAtRecords(crm)).map(({ size }) => size)).toContain(37);
  },
);
