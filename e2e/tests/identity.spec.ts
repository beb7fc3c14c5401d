import { expect, test } from '../fixtures.ts';
import { letter } from '../pages/letter.ts';
import type { OutlookWindow } from '../pages/outlook-window.ts';
import type { SandboxCrm } from '../pages/sandbox-crm.ts';

const mail = {
  from: 'Ada Byron <ada@customer.example>',
  subject: 'Scanned contract',
  messageId: '<kx7a-4711-ab93@customer.example>',
  isUndated: true,
  headers: [
    'Received: from mail.customer.example by mx.vendor.example; Wed, 25 Nov 2026 09:10:00 +0100',
  ],
};
/** As the CRM's own mail client fetched it; this one has no date, so only a person can tell. */
const fetched = {
  messageid: mail.messageId,
  subject: mail.subject,
  mfrom: 'ada@customer.example',
  mdate: '2026-11-25T09:07:00+01:00',
};

/** Begins to link the mail where the CRM holds one that may be it. */
async function linkUndecided(outlook: OutlookWindow, crm: SandboxCrm): Promise<string> {
  const id = await crm.fetchMail('mario', fetched);
  await outlook.openFile('scan.eml', letter(mail));
  await outlook.expectShown(mail.subject);
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await expect(outlook.pane.heading('Is this the same email?')).toBeVisible();
  return id;
}

test('shows both emails where the CRM has one that may be this one, and takes no other way', async ({
  outlook,
  crm,
}) => {
  await linkUndecided(outlook, crm);
  const { pane } = outlook;
  await expect(pane.heading('Is this the same email?')).toBeFocused();
  const here = pane.frame.getByRole('group', { name: 'This email' });
  const there = pane.frame.getByRole('group', { name: 'In the CRM' });
  await expect(here.getByRole('definition')).toHaveText([
    'ada@customer.example',
    mail.subject,
    /^[A-Z][a-z]{2} \d{1,2}, \d{4}, /,
  ]);
  await expect(there.getByRole('definition')).toHaveText([
    'ada@customer.example',
    mail.subject,
    /^[A-Z][a-z]{2} \d{1,2}, \d{4}, .*\(CRM time\)$/,
  ]);
  await expect(pane.button('Try again')).toHaveCount(0);
  await outlook.expectAccessible();
  expect(await crm.messages()).toHaveLength(1);
});

test('links to the stored email that a person says is the same, and makes it visible', async ({
  outlook,
  crm,
}) => {
  const id = await linkUndecided(outlook, crm);
  const { pane } = outlook;
  await pane.button('Same email').click();
  await pane.expectLinkedTo('Ada Byron');
  expect((await crm.messages()).map((message) => message['id'])).toEqual([id]);
  await pane.expectText('Only its owner may see this email in the CRM.');
  await outlook.expectAccessible();
  await pane.button('Make it visible').click();
  await pane.expectText('Visible to everyone who can open the record.');
  const [message] = await crm.messages();
  expect(message?.['mvisibility']).toBe('Public');
  // What was not stored from here is not deleted from here.
  await expect(pane.button('Undo')).toHaveCount(0);
});

test('stores the email apart under an id of its own where a person says it is another', async ({
  outlook,
  crm,
}) => {
  const id = await linkUndecided(outlook, crm);
  const { pane } = outlook;
  await pane.button('Different email').click();
  await pane.expectLinkedTo('Ada Byron');
  await pane.expectText(
    'Another email in the CRM has the same ID, so this one was saved under its own.',
  );
  await outlook.expectAccessible();
  const ids = (await crm.messages()).map((message) => message['messageid']);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
  expect((await crm.links()).map(({ messageId }) => messageId)).not.toContain(mail.messageId);
  // What was said is remembered: nobody is asked twice.
  await pane.button('Link to another record').click();
  await pane.search('acme', 'Accounts');
  await pane.chooseFound(/./);
  await pane.link();
  await pane.expectLinkedTo('');
  expect((await crm.messages()).map((message) => message['id'])).toContain(id);
  expect(await crm.messages()).toHaveLength(2);
});

test('names before an undo the record that another window linked, and keeps it on demand', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const second = await outlook.inAnotherWindow(await outlook.page.context().newPage());
  await second.openMail('Signed contract');
  await second.openPane();
  await second.pane.search('acme', 'Accounts');
  await second.pane.chooseFound(/./);
  await second.pane.link();
  await second.pane.expectLinkedTo('');
  const names = (await crm.links()).filter(({ module }) => module === 'Accounts');
  expect(names).toHaveLength(1);

  await outlook.pane.button('Undo').click();
  await expect(outlook.pane.button('Keep')).toBeFocused();
  await outlook.pane.expectText(`Also linked to: ${names[0]?.label ?? ''}`);
  await outlook.pane.expectText('They lose it, too.');
  await outlook.expectAccessible();
  await outlook.pane.button('Keep').click();
  await expect(outlook.pane.button('Undo')).toBeFocused();
  expect(await crm.messages()).toHaveLength(1);

  await outlook.pane.button('Undo').click();
  await expect(outlook.pane.button('Delete')).toBeEnabled();
  await outlook.pane.button('Delete').click();
  await expect(outlook.pane.heading('Your copy was deleted from the CRM')).toBeVisible();
  expect(await crm.messages()).toEqual([]);
  await outlook.pane.expectText(
    `Linking it again also restores its link to: Ada Byron, ${names[0]?.label ?? ''}`,
  );
});
