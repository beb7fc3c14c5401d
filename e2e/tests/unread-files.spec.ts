import { expect, test } from '../fixtures.ts';

const receipt = 'Not saved';

test('links a mail whose attachments Outlook refuses, and saves the original email instead', async ({
  outlook,
  crm,
}) => {
  await outlook.fail('getAttachmentContentAsync', 9003);
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  const lines = outlook.pane.frame.getByRole('listitem').filter({ hasText: receipt });
  await expect(lines).toHaveCount(3);
  await expect(lines.first()).toContainText('Outlook');
  expect((await crm.links())[0]?.files).toEqual([]);
  await outlook.expectAccessible();
  await outlook.pane.button('Save the original email (.eml) instead').click();
  await outlook.pane.expectText('message, 1 file');
  await expect(lines).toHaveCount(3);
  expect((await crm.links())[0]?.files.map(({ name, onRecord }) => [name, onRecord])).toEqual([
    ['Signed contract and photos of the site.eml', true],
  ]);
  expect(await crm.messages()).toHaveLength(1);
});

test('links a mail of which Outlook never answers for a file, within bounds, and tries it again', async ({
  outlook,
  crm,
  page,
}) => {
  // Before the pane is loaded: a timer of the browser's own could not be stopped any more.
  await page.clock.install();
  await outlook.fail('getAttachmentContentAsync', 'never answers');
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await outlook.pane.link();
  await expect(outlook.pane.frame.getByText(/^Reading .* from Outlook$/)).toBeVisible();
  // Of three silent files the first takes its time, the others seconds: two minutes do for all.
  for (let round = 0; round < 12; round += 1) {
    await page.clock.fastForward('00:10');
    const isLinked = await outlook.pane
      .heading(/^Linked to Ada Byron/)
      .waitFor({ timeout: 1_000 })
      .then(
        () => true,
        () => false,
      );
    if (isLinked) break;
  }
  await outlook.pane.expectLinkedTo('Ada Byron');
  const lines = outlook.pane.frame.getByRole('listitem').filter({ hasText: receipt });
  await expect(lines).toHaveCount(3);
  await expect(lines.first()).toContainText('Outlook did not answer');
  await outlook.fail('getAttachmentContentAsync', undefined);
  await outlook.pane.frame
    .getByRole('button', { name: /^Try again: / })
    .first()
    .click();
  await outlook.pane.expectText('message, 1 file');
  await expect(lines).toHaveCount(2);
  expect(await crm.messages()).toHaveLength(1);
});
