import { expect, test } from '../fixtures.ts';

/** Calls that a link makes, in their order: the first of each method that it makes. */
const methods = ['query', 'create', 'relate'] as const;
const kinds = ['http500', 'cutBefore', 'cutAfter', 'htmlBefore', 'empty', 'maintenance'] as const;

for (const method of methods) {
  for (const nth of [1, 2]) {
    for (const kind of kinds) {
      test(`ends with everything once when call ${String(nth)} of ${method} meets ${kind}`, async ({
        outlook,
        crm,
      }) => {
        await outlook.begin('Signed contract');
        await outlook.pane.choose('Ada Byron');
        await outlook.pane.expectRest();
        // Two files go alone, so that `create` is called again.
        await crm.limits({ maxFiles: 1 });
        await crm.fault(method, kind, nth);
        await outlook.pane.link();
        const receipt = outlook.pane.heading(/^Linked to Ada Byron/);
        const failure = outlook.pane.heading('Not linked to Ada Byron');
        let failures = 0;
        for (; failures < 3; failures += 1) {
          await expect(receipt.or(failure)).toBeVisible();
          if (await receipt.isVisible()) break;
          await expect(outlook.pane.alert).toContainText(/\w/);
          const shown = await failure.elementHandle();
          await outlook.pane.button('Try again').click();
          await shown?.waitForElementState('hidden');
        }
        await expect(receipt).toBeVisible();
        // PHP's notices before an answer are skipped; all else is a failure that is told.
        expect(failures).toBe(kind === 'htmlBefore' ? 0 : 1);
        expect(await crm.messages()).toHaveLength(1);
        const [link, ...others] = await crm.links();
        expect(others).toEqual([]);
        expect(link?.files.map(({ name, onRecord }) => [name, onRecord]).sort()).toEqual([
          ['contract-signed.pdf', true],
          ['notes.docx', true],
          ['site.png', true],
        ]);
      });
    }
  }
}

test('ends with every file once when the CRM stores the message and drops its files', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await crm.fault('create', 'dropFiles', 1);
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
  const [link] = await crm.links();
  expect(link?.files.map(({ name, onRecord }) => [name, onRecord]).sort()).toEqual([
    ['contract-signed.pdf', true],
    ['notes.docx', true],
    ['site.png', true],
  ]);
});

test('goes on after signing in again when the CRM refuses the key in the middle of a link', async ({
  outlook,
  crm,
}) => {
  await outlook.begin('Signed contract');
  await outlook.pane.choose('Ada Byron');
  await crm.fault('relate', 'unauthorized', 1);
  await outlook.pane.link();
  await expect(outlook.pane.alert).toContainText('no longer accepts your access key');
  await outlook.pane.signIn('mario');
  await outlook.pane.expectLinkedTo('Ada Byron');
  expect(await crm.messages()).toHaveLength(1);
});
