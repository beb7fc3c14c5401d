import { expect, test } from '../fixtures.ts';
import { largeMail } from '../large-mail.ts';
import { OutlookWindow } from '../pages/outlook-window.ts';
import { PaneMemory } from '../pages/pane-memory.ts';

const megabyte = 1024 * 1024;
/** A dozen files, 25 MB in all. */
const sizes = [0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1, 2, 2, 5, 10].map((size) => size * megabyte);
const allowed = 2.5 * Math.max(...sizes) + 20 * megabyte;
const inMegabytes = (bytes: number): string => `${(bytes / megabyte).toFixed(1)} MB`;

test.setTimeout(120_000);

test('holds little more than one file at a time of a mail with a dozen large ones', async ({
  sandbox,
  crm,
  page,
}) => {
  // Outlook by another name than the pane: another site, and so another process.
  const address = sandbox.outlook.replace('localhost', '127.0.0.1');
  const outlook = new OutlookWindow(page, address, crm.address);
  const mail = largeMail(1, sizes);
  await outlook.start();
  await outlook.openFile('drawings.eml', mail.eml);
  await outlook.expectShown(mail.subject);
  // Slower than samples are taken, so that no sample counts the garbage of two files.
  await outlook.delay('getAttachmentContentAsync', 400);
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await outlook.pane.expectRest();
  await outlook.pane.choose('Ada Byron');

  const memory = await PaneMemory.of(page);
  const { bytes, samples } = await memory.growthDuring(async () => {
    await outlook.pane.link();
    await outlook.pane.heading('Linked to Ada Byron').waitFor({ timeout: 120_000 });
  });
  process.stdout.write(
    `Memory: ${inMegabytes(bytes)} more at most, of ${inMegabytes(allowed)} allowed, ` +
      `in ${String(samples)} samples\n`,
  );
  const [link] = await crm.links();
  expect(link?.files.map(({ sha256 }) => sha256).sort()).toEqual(
    mail.files.map(({ sha256 }) => sha256).sort(),
  );
  expect(samples).toBeGreaterThan(sizes.length);
  expect(bytes).toBeLessThanOrEqual(allowed);

  // What is held is seen: were the files kept as text or as bytes, the test would fail.
  for (const where of ['text', 'buffer'] as const) {
    const kept = await memory.growthDuring(() => memory.hold(where, allowed + 5 * megabyte));
    expect(kept.bytes).toBeGreaterThan(allowed);
  }
});
