import { expect, test } from '../fixtures.ts';
import { letter } from '../pages/letter.ts';
import type { LinkPane } from '../pages/link-pane.ts';
import type { OutlookWindow } from '../pages/outlook-window.ts';

const ada = 'Ada Byron <ada@customer.example>';
const stranger = 'Nora Lind <nora@nowhere.example>';

let letters = 0;

/** Opens a mail that was just written, and the pane beside it. */
async function receive(
  outlook: OutlookWindow,
  mail: Omit<Parameters<typeof letter>[0], 'messageId'> & { readonly messageId?: string },
): Promise<void> {
  letters += 1;
  const messageId = mail.messageId ?? `<letter-${String(letters)}@example.example>`;
  await outlook.openFile(`letter-${String(letters)}.eml`, letter({ ...mail, messageId }));
  await outlook.expectShown(mail.subject);
}

const row = ({ suggestions }: LinkPane, name: string) =>
  suggestions.getByRole('checkbox', { name: new RegExp(`^${name}`) });

async function expectFirst(pane: LinkPane, name: string, reason: string): Promise<void> {
  await expect(row(pane, name)).toBeVisible();
  const first = pane.suggestions.getByRole('checkbox').first();
  await expect(first).toHaveAccessibleName(new RegExp(`^${name}.*${reason}`));
}

test('suggests the sender, the company and what is open for it, and says why', async ({
  outlook,
}) => {
  await outlook.begin('Richiesta di preventivo');
  const { pane } = outlook;
  await expectFirst(pane, 'Anna Rossi', "Sender's address");
  await expect(row(pane, 'Anna Rossi')).toHaveAccessibleName(/Rossi Impianti S\.r\.l\./);
  await expect(row(pane, 'Rossi Impianti S.r.l.')).toHaveAccessibleName(
    /Domain rossi-impianti\.example/,
  );
  await expect(pane.suggestions).toContainText('Open for');
  await outlook.expectAccessible();
});

test('suggests the company of a sender whom nobody knows', async ({ outlook }) => {
  await receive(outlook, { from: 'New <new.person@rossi-impianti.example>', subject: 'Hello' });
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expectFirst(outlook.pane, 'Rossi Impianti S.r.l.', 'Domain rossi-impianti.example');
});

test('suggests nobody for a stranger at a free-mail domain, and offers a new record', async ({
  outlook,
}) => {
  await receive(outlook, { from: 'Someone <someone@gmx.de>', subject: 'Hello' });
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.expectText('No record fits the sender of this mail.');
  await expect(outlook.pane.button('New record')).toBeVisible();
  await expect(outlook.pane.suggestions).toHaveCount(0);
});

test('suggests the record whose number the subject names', async ({ outlook }) => {
  await receive(outlook, { from: ada, subject: 'Re: [TT3] once more' });
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  const first = outlook.pane.suggestions.getByRole('checkbox').first();
  await expect(first).toHaveAccessibleName(/TT3 in the subject/);
  await expect(row(outlook.pane, 'Ada Byron')).toBeVisible();
});

test('suggests what the conversation was linked to, on this device and on another', async ({
  outlook,
  crm,
}) => {
  const { pane } = outlook;
  await receive(outlook, {
    from: ada,
    subject: 'A plan',
    messageId: '<plan-20261120.4711@customer.example>',
  });
  await outlook.openPane();
  await pane.signIn('mario');
  await pane.search('Order confirmation missing');
  await pane.chooseFound('Order confirmation missing');
  await pane.link();
  await pane.expectLinkedTo('Order confirmation missing');
  await crm.expectRest();

  const answer = {
    from: stranger,
    subject: 'Re: A plan',
    headers: [
      'In-Reply-To: <plan-20261120.4711@customer.example>',
      'References: <plan-20261120.4711@customer.example>',
    ],
  };
  await receive(outlook, answer);
  await outlook.openPane();
  await expectFirst(pane, 'Order confirmation missing', 'in this conversation');

  await receive(outlook, { from: ada, subject: 'Another matter' });
  await outlook.openPane();
  await expectFirst(pane, 'Ada Byron', "Sender's address");
  await expect(row(pane, 'Order confirmation missing')).toHaveAccessibleName(
    /You linked a mail of this person to it/,
  );

  await outlook.forgetDevice();
  await receive(outlook, answer);
  await outlook.openPane();
  await pane.signIn('mario');
  await expectFirst(pane, 'Order confirmation missing', 'in this conversation');
});

test('suggests the recipients of a sent mail, never oneself', async ({ outlook }) => {
  await receive(outlook, {
    from: 'Demo User <demo@vendor.example>',
    to: 'Nora <nora@nowhere.example>, Ada Byron <ada@customer.example>, demo@vendor.example',
    subject: 'Our offer',
  });
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expectFirst(outlook.pane, 'Ada Byron', "Recipient's address");
});

test('keeps at hand what was used and starred, also when the pane is opened anew', async ({
  outlook,
  crm,
}) => {
  const { pane } = outlook;
  await outlook.begin('Signed contract');
  await pane.choose('Ada Byron');
  await pane.link();
  await pane.expectLinkedTo('Ada Byron');
  await outlook.openMail('Richiesta di preventivo');
  await outlook.openPane();
  await pane.frame.getByRole('button', { name: 'Details of Anna Rossi' }).click();
  await pane.button('Star').click();
  await crm.expectRest();

  await outlook.start();
  await receive(outlook, { from: 'Someone <someone@gmx.de>', subject: 'Hello' });
  await outlook.openPane();
  const atHand = pane.frame.getByRole('group', { name: 'Recent and starred' });
  await expect(atHand.getByRole('checkbox')).toHaveCount(2);
  await expect(atHand.getByRole('checkbox', { name: /^Anna Rossi.*Starred/ })).toBeVisible();
  await expect(atHand.getByRole('checkbox', { name: /^Ada Byron.*Used/ })).toBeVisible();
});

test('says which module could not be asked, and shows what the others know', async ({
  outlook,
  crm,
}) => {
  await outlook.openMail('Richiesta di preventivo');
  for (const nth of [3, 4, 5, 6, 7, 8]) await crm.fault('query', 'http500', nth);
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expect(row(outlook.pane, 'Anna Rossi')).toBeVisible();
  await outlook.pane.expectText('could not be asked');
});

test('shows neither a module nor its records once the CRM permits it no more', async ({
  outlook,
  crm,
}) => {
  const { pane } = outlook;
  await outlook.begin('Richiesta di preventivo');
  await expect(row(pane, 'Rossi Impianti S.r.l.')).toBeVisible();
  await crm.expectRest();
  await crm.restrict('mario', { Leads: 'none', Accounts: 'none' });
  await outlook.closePane();
  await outlook.openPane();
  await expect(row(pane, 'Anna Rossi')).toBeVisible();
  await crm.expectRest();
  await expect(row(pane, 'Rossi Impianti S.r.l.')).toHaveCount(0);
  await expect(pane.frame.getByText('could not be asked')).toHaveCount(0);
  await expect(
    pane.frame.getByLabel('Module').getByRole('option', { name: 'Accounts' }),
  ).toHaveCount(0, { timeout: 15_000 });
});

test('says so when a record has vanished between its suggestion and the link', async ({
  outlook,
  crm,
}) => {
  const { pane } = outlook;
  await outlook.begin('Signed contract');
  await pane.choose('Ada Byron');
  await crm.expectRest();
  const id = await row(pane, 'Ada Byron').inputValue();
  await crm.remove(id);
  await pane.link();
  await expect(pane.heading('Not linked to Ada Byron')).toBeVisible();
  await expect(pane.alert).toContainText('no longer exists');
});

test('leaves out companies of one’s own domains, and what is done, as the person set it', async ({
  outlook,
  crm,
}) => {
  const { pane } = outlook;
  await outlook.begin('Richiesta di preventivo');
  await expect(pane.suggestions).toContainText('Prospecting');
  await pane.frame.getByText('Settings', { exact: true }).click();
  await pane.frame.getByLabel('Domains of your own company').fill('rossi-impianti.example, oops');
  await pane.frame.getByLabel('is done when its status is').fill('Closed Won, Prospecting');
  await pane.frame.getByLabel('is done when its status is').blur();
  await pane.expectText('Not a domain, and not kept: oops');
  await outlook.expectAccessible();
  await crm.expectRest();
  await outlook.start();
  await receive(outlook, {
    from: 'Anna Rossi <anna.rossi@rossi-impianti.example>',
    subject: 'Hello',
  });
  await outlook.openPane();
  await expectFirst(pane, 'Anna Rossi', "Sender's address");
  await crm.expectRest();
  await expect(pane.suggestions).not.toContainText('Domain rossi-impianti.example');
  await expect(pane.suggestions).not.toContainText('Prospecting');
});

test('suggests whom replies go to, and who got a copy, below the sender', async ({ outlook }) => {
  await receive(outlook, {
    from: stranger,
    subject: 'Enquiry',
    headers: [
      'Reply-To: Ada <ada@customer.example>',
      'Cc: Anna <anna.rossi@rossi-impianti.example>',
    ],
  });
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expectFirst(outlook.pane, 'Ada Byron', 'Address for replies');
  await expect(row(outlook.pane, 'Anna Rossi')).toHaveAccessibleName(
    /Address of a copy's recipient/,
  );
});
