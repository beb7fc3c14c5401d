import { createHash } from 'node:crypto';
import { errorsOf, expect, test as base } from '../fixtures.ts';
import { OutlookWindow } from '../pages/outlook-window.ts';
import { type Sample, samples } from '../samples.ts';

interface Session {
  readonly outlook: OutlookWindow;
  /** What went wrong in its pages, so far. */
  readonly errors: readonly string[];
}

/**
 * All mails in one session: somebody signs in once, pins the pane, and goes from mail to mail. The
 * CRM begins anew with each. What the device remembers of the mails before alters suggestions
 * alone, and the record is found by hand.
 */
const test = base.extend<object, { session: Session }>({
  session: [
    async ({ browser, sandbox }, use) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'en-US',
        timezoneId: 'Europe/Rome',
      });
      const page = await context.newPage();
      const errors = errorsOf(page);
      const outlook = new OutlookWindow(page, sandbox.outlook, sandbox.crm);
      await outlook.start();
      await outlook.begin('Signed contract');
      await outlook.pin();
      await outlook.pane.expectRest();
      await use({ outlook, errors });
      await context.close();
    },
    { scope: 'worker' },
  ],
});
test.beforeEach(async ({ session: { outlook } }) => {
  await outlook.selectNothing();
  await expect(outlook.pane.linkButton).toHaveCount(0);
});
test.afterEach(({ session: { errors } }) => {
  expect(errors, 'errors of the pages').toEqual([]);
});

/** Samples that are no mail to link, with the heading or alert that says so. */
const unlinkable: Readonly<Record<string, string | RegExp>> = {
  appointment: 'This is not a mail',
  'delivery-report': /Outlook hands no delivery reports to add-ins/,
  draft: 'This mail is still a draft',
  protected: /This mail is protected/,
};

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The images that stand in a stored body. */
function embeddedSums(body: string): readonly string[] {
  return [...body.matchAll(/data:image\/\w+;base64,([A-Za-z0-9+/=]+)/g)].map(([, base64]) =>
    sha256(Buffer.from(base64 ?? '', 'base64')),
  );
}

const sorted = (sums: Iterable<string>): readonly string[] => [...sums].sort();

/** An empty file cannot be kept by the CRM (REST API 8.3); the receipt says so. */
const sumsOf = ({ attachments }: Sample): readonly string[] =>
  sorted(attachments.filter(({ size }) => size > 0).map((attachment) => attachment.sha256));

for (const sample of samples.filter(({ id }) => !(id in unlinkable))) {
  test(`links the sample mail ${sample.id} with every byte of its files`, async ({
    session: { outlook },
    crm,
  }) => {
    await outlook.select(sample.id);
    await outlook.pane.search('byron');
    await outlook.pane.chooseFound('Ada Byron');
    await outlook.pane.link();
    await outlook.pane.expectLinkedTo('Ada Byron');

    const [link, ...others] = await crm.links();
    expect(others).toEqual([]);
    const [message, ...doubles] = await crm.messages();
    expect(doubles).toEqual([]);
    const files = link?.files ?? [];
    const uploaded = files.filter(({ size }) => size > 0);
    expect(uploaded.every(({ onRecord }) => onRecord)).toBe(true);
    expect(
      sorted([
        ...uploaded.map((stored) => stored.sha256),
        ...new Set(embeddedSums(String(message?.['cleaned_body']))),
      ]),
    ).toEqual(sumsOf(sample));
    const receipt = outlook.pane.frame.getByRole('listitem');
    await expect(receipt.filter({ hasText: 'Not saved' })).toHaveCount(
      sample.attachments.filter(({ size }) => size === 0).length,
    );
  });
}

for (const [id, text] of Object.entries(unlinkable)) {
  test(`says why the item ${id} cannot be linked`, async ({ session: { outlook } }) => {
    await outlook.select(id);
    await outlook.pane.expectText(text);
    await expect(outlook.pane.linkButton).toHaveCount(0);
  });
}
