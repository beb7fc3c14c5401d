import { giants } from '../../sandbox/mail/giants.ts';
import type { StoredMail } from '../../sandbox/outlook/server.ts';
import { corpusMails } from '../corpus.ts';
import { expect, test } from '../fixtures.ts';
import { OutlookWindow } from '../pages/outlook-window.ts';
import { PaneTasks } from '../pages/pane-tasks.ts';

/**
 * How long the pane may not answer, in loops of `PaneTasks`: some 200 ms on the machine on which the
 * loop takes 10.
 */
const BUDGET = 20;

/** Mails that are opened and linked; the others are linked elsewhere, and opened here. */
const linkedMails: readonly StoredMail[] = giants();
const openedMails: readonly StoredMail[] = corpusMails;

test.use({
  moreMails: [[...linkedMails, ...openedMails], { scope: 'worker' }],
  mayBeBlocked: /^Loading the image '(https|cid|http):|^Executing inline event handler/,
});

test('answers at any time, whatever mail it opens or links', async ({ sandbox, crm, page }, {
  annotations,
}) => {
  test.setTimeout(20 * 60_000);
  // Outlook by another name than the pane: another site, and so another process.
  const address = sandbox.outlook.replace('localhost', '127.0.0.1');
  const outlook = new OutlookWindow(page, address, crm.address);
  const { pane } = outlook;
  await outlook.start();
  await outlook.openMail('Signed contract');
  await outlook.openPane();
  await pane.signIn('mario');
  await outlook.pin();
  await pane.expectRest();
  await pane.choose('Ada Byron');
  await pane.link();
  await pane.expectLinkedTo('Ada Byron');
  await outlook.selectNothing();

  const tasks = new PaneTasks(pane.frame);
  const offenders: string[] = [];
  const problems: string[] = [];
  let count = 0;
  const measure = async (what: string, work: () => Promise<void>): Promise<void> => {
    const start = Date.now();
    const { longest, loops } = await tasks.during(async () => {
      await work().catch((error: unknown) => problems.push(`${what}: ${String(error)}`));
    });
    const told = `${what}: ${longest.toFixed(0)} ms, ${loops.toFixed(1)} loops`;
    if (process.env['E2E_TASKS']) {
      process.stdout.write(`${told}, done after ${String(Date.now() - start)} ms\n`);
    }
    if (loops > BUDGET) offenders.push(told);
  };
  for (const { id } of [...linkedMails, ...openedMails]) {
    const isLinked = linkedMails.some((mail) => mail.id === id);
    count += 1;
    await measure(id, async () => {
      await outlook.select(id);
      await expect(pane.linkButton).toBeVisible({ timeout: 60_000 });
      if (!isLinked) return;
      await pane.expectRest();
      await pane.search('byron');
      await pane.chooseFound('Ada Byron');
      await pane.link();
      const receipt = pane.heading('Linked to Ada Byron');
      await receipt.or(pane.alert).first().waitFor({ timeout: 180_000 });
      if (!(await receipt.isVisible())) throw new Error(await pane.alert.first().innerText());
    });
    await outlook.selectNothing();
  }
  const mailsOver = offenders.length;
  annotations.push({ type: 'responsive', description: `${String(mailsOver)} ${String(count)}` });
  expect(problems, 'mails that were not linked').toEqual([]);
  expect(offenders, 'mails over the time budget').toEqual([]);
});
