import { expect, test } from '../fixtures.ts';
import { RecordForm } from '../pages/record-form.ts';

const unknown = 'Question about your maintenance plans';

test('creates a contact from the mail of an unknown sender and links to it', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(unknown, 'admin');
  const { pane } = outlook;
  const form = new RecordForm(pane.frame);
  await pane.expectText('Or create one from this mail.');
  await form.open('Contact');
  await outlook.expectAccessible();
  await expect(form.field('Last Name *')).toHaveValue('Newman');
  await expect(form.field('First Name')).toHaveValue('Grace');
  await expect(form.field('Email')).toHaveValue('grace.newman@unheard-of.example');
  await form.create.click();
  await expect(
    pane.frame.getByRole('group', { name: 'Records from the form' }).getByRole('checkbox'),
  ).toBeChecked();
  await expect(form.button('New record')).toBeFocused();
  await pane.link();
  await pane.expectLinkedTo('Grace Newman');
  const [link] = await crm.links();
  expect(link?.label).toContain('Newman');
});

test('labels come in the language of the user', async ({ outlook }) => {
  await outlook.begin(unknown, 'mario');
  const form = new RecordForm(outlook.pane.frame);
  await form.open('Contact');
  await expect(form.field('Cognome *')).toHaveValue('Newman');
});

test('offers no module in which the user may not create', async ({ outlook }) => {
  await outlook.begin(unknown, 'mario');
  const form = new RecordForm(outlook.pane.frame);
  await form.button('New record').click();
  await expect(form.button('Contact')).toBeVisible();
  await expect(form.button('Account')).toBeVisible();
  await form.button('Other modules').click();
  await expect(form.button('Vendor')).toBeVisible();
  await expect(outlook.pane.frame.getByText('Asking what you may create')).toHaveCount(0);
  for (const kind of ['Lead', 'Ticket', 'Trouble Ticket', 'Potential', 'Opportunity', 'Deal']) {
    await expect(form.button(kind)).toHaveCount(0);
  }
  await outlook.expectAccessible();
});

test('shows a refused field by its label, and goes there', async ({ outlook, crm }) => {
  await outlook.begin(unknown, 'admin');
  const form = new RecordForm(outlook.pane.frame);
  await form.open('Contact');
  await form.field('Last Name *').fill('   ');
  await form.create.click();
  await form.expectRefused('Last Name *', /must be filled in/);
  await outlook.expectAccessible();
  await form.field('Last Name *').fill('Newman');
  // What the pane lets through the CRM refuses, by its own name for the field.
  await outlook.page.route('**/vtews/create', async (route) => {
    await route.fulfill({
      status: 500,
      contentType: 'application/json',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: JSON.stringify({
        status: 500,
        error: 'WebServiceException',
        message: 'title does not have a value',
      }),
    });
  });
  await form.create.click();
  await form.expectRefused('Title', /must be filled in/);
  await outlook.page.unroute('**/vtews/create');
  await form.field('Title').fill('Buyer');
  await form.create.click();
  await expect(form.button('New record')).toBeFocused();
  expect((await crm.calls()).filter(({ method }) => method === 'create').length).toBe(1);
});

test('shows what is like the new record, and takes it instead', async ({ outlook, crm }) => {
  await outlook.begin('Signed contract', 'admin');
  const form = new RecordForm(outlook.pane.frame);
  await form.open('Contact');
  await expect(form.matches.first()).toHaveAccessibleName(/Ada Byron/);
  await outlook.expectAccessible();
  await form.matches.first().click();
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const creates = (await crm.calls()).filter(({ method }) => method === 'create');
  expect(creates.length).toBe(1);
});

test('does not create twice when an answer was lost', async ({ outlook, crm }) => {
  await outlook.begin(unknown, 'admin');
  const { pane } = outlook;
  const form = new RecordForm(pane.frame);
  await form.open('Contact');
  await crm.fault('create', 'cutAfter');
  await form.create.click();
  await expect(pane.alert).toBeVisible();
  await form.button('Try again').click();
  await expect(pane.heading('It may have been stored already:')).toBeFocused();
  await expect(form.createAnyway).toBeVisible();
  await outlook.expectAccessible();
  await form.matches.first().click();
  await pane.expectText(/Link to/);
  const creates = (await crm.calls()).filter(({ method }) => method === 'create');
  expect(creates.length).toBe(1);
});

test('says what the CRM stored in another way than it was typed', async ({ outlook }) => {
  await outlook.begin(unknown, 'admin');
  const form = new RecordForm(outlook.pane.frame);
  await form.open('Account');
  await form.field('Account Name *').fill('x'.repeat(120));
  await form.create.click();
  await outlook.pane.expectText(/the CRM kept only the beginning/);
  await outlook.expectAccessible();
  await form.button('Continue').click();
  await outlook.pane.expectText(/Link to/);
});

test('links a ticket to the sender who is known', async ({ outlook }) => {
  await outlook.begin('Signed contract', 'admin');
  await outlook.pane.expectRest();
  const form = new RecordForm(outlook.pane.frame);
  await form.open('Ticket');
  await expect(form.field('Title *')).toHaveValue(/Signed contract/);
  await outlook.pane.expectText(/Ada Byron \(Contact\)/);
  await form.create.click();
  await expect(
    outlook.pane.frame.getByRole('group', { name: 'Records from the form' }).getByRole('checkbox'),
  ).toBeChecked();
});

test('the whole way goes by keyboard alone, at 320 pixels', async ({ outlook }) => {
  await outlook.page.setViewportSize({ width: 700, height: 900 });
  await outlook.begin(unknown, 'admin');
  const form = new RecordForm(outlook.pane.frame);
  const { keyboard } = outlook.page;
  await outlook.pane.expectText('Or create one from this mail.');
  await form.button('New record').focus();
  await keyboard.press('Enter');
  await expect(outlook.pane.heading('What shall be created?')).toBeFocused();
  await expect(form.button('Contact')).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(outlook.pane.heading('New Contact')).toBeFocused();
  await keyboard.press('Tab');
  await expect(form.field('Last Name *')).toBeFocused();
  await keyboard.press('Enter');
  await expect(form.button('New record')).toBeFocused();
});

test('the form is left to where it was opened, and another mail drops it', async ({ outlook }) => {
  await outlook.begin(unknown, 'admin');
  await outlook.pin();
  const form = new RecordForm(outlook.pane.frame);
  await form.open('Contact');
  await form.button('Cancel').click();
  await expect(form.button('New record')).toBeFocused();
  await form.open('Contact');
  await form.field('Title').fill('Typed for another mail');
  await outlook.openMail('Signed contract');
  await outlook.pane.expectRest();
  await expect(form.field('Title')).toHaveCount(0);
});
