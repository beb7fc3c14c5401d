import { expect, test } from '../fixtures.ts';

const note = 'Call her back about <pumps> & R&D';

test('puts a note on each of the chosen records, once, and takes it back with an undo', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.expectRest();
  await expect(outlook.pane.note).toHaveCount(0);
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.search('acme', 'Accounts');
  await outlook.pane.chooseFound(/./);
  await outlook.pane.note.fill(note);
  await outlook.expectAccessible();
  // The second answer to a note is lost on the way: what was written is found, not written again.
  await crm.fault('create', 'cutAfter', 3);
  await outlook.pane.link();
  await outlook.pane.expectText('It stopped at: Adding your note');
  await outlook.pane.button('Try again').click();
  await expect(outlook.pane.heading('Linked to 2 records')).toBeVisible({ timeout: 30_000 });
  await outlook.pane.expectText('Note added to Ada Byron.');
  await outlook.expectAccessible();
  const written = {
    text: 'Call her back about < pumps> & R&D',
    visibility: 'All',
    author: 'mario',
  };
  const links = await crm.links();
  const records = links.map(({ record }) => record).sort();
  const comments = [...(await crm.comments())].sort((one, other) =>
    one.record < other.record ? -1 : 1,
  );
  expect(records).toHaveLength(2);
  expect(comments).toEqual(records.map((record) => ({ ...written, record })));

  await outlook.pane.button('Undo').click();
  await outlook.pane.expectText(/^This deletes from the CRM: .*your note\.$/);
  await outlook.pane.button('Delete').click();
  await outlook.pane.expectText('Your copy was deleted from the CRM');
  expect(await crm.comments()).toEqual([]);
});

test('offers no note where the user may not see comments', async ({ outlook, crm }) => {
  await crm.restrict('mario', { ModComments: 'none' });
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.expectRest();
  await expect(outlook.pane.linkButton).toBeEnabled();
  await expect(outlook.pane.note).toHaveCount(0);
});

test('links without the note where the CRM takes none, and says so', async ({ outlook, crm }) => {
  await crm.restrict('mario', { ModComments: 'read' });
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.note.fill(note);
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  await outlook.pane.expectText(
    'The note was not stored on Ada Byron. The CRM does not permit you to do this.',
  );
  expect(await crm.comments()).toEqual([]);
});
