import { expect, test } from '../fixtures.ts';
import { linkedMails } from '../measured-mails.ts';
import { OutlookWindow } from '../pages/outlook-window.ts';
import { BUDGET, PaneTasks } from '../pages/pane-tasks.ts';
import { RecordForm } from '../pages/record-form.ts';

test.use({
  moreMails: [linkedMails, { scope: 'worker' }],
  mayBeBlocked:
    /^Loading the image '(https|cid|http):|^Executing inline event handler|^Setting the document's base URI/,
});

for (const part of [0, 1]) {
  test(`answers at any time, whatever mail it opens or links, part ${String(part + 1)} of 2`, async ({
    sandbox,
    crm,
    page,
  }, { annotations }) => {
    test.setTimeout(20 * 60_000);
    const mails = linkedMails.filter((_, index) => index % 2 === part);
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
    const form = new RecordForm(pane.frame);
    // What the pane does for the first time is none of the mails' doing.
    const readForRecord = async (): Promise<void> => {
      await form.open('Contact');
      await pane.button('Cancel').click();
    };
    const linkTo = async (): Promise<void> => {
      await pane.search('byron');
      await pane.chooseFound('Ada Byron');
      await pane.link();
      const receipt = pane.heading('Linked to Ada Byron');
      await receipt.or(pane.alert).first().waitFor({ timeout: 180_000 });
      if (!(await receipt.isVisible())) throw new Error(await pane.alert.first().innerText());
    };
    await readForRecord();
    await linkTo();
    await outlook.selectNothing();

    const tasks = new PaneTasks(pane.frame);
    const offenders: string[] = [];
    const problems: string[] = [];
    const measure = async (id: string, work: () => Promise<void>): Promise<void> => {
      const { longest, loops } = await tasks.during(async () => {
        await work().catch((error: unknown) => problems.push(`${id}: ${String(error)}`));
      });
      if (loops > BUDGET) {
        offenders.push(`${id}: ${longest.toFixed(0)} ms, ${loops.toFixed(1)} loops`);
      }
      await outlook.selectNothing();
    };
    const open = async (id: string): Promise<void> => {
      await outlook.select(id);
      await expect(pane.linkButton).toBeVisible({ timeout: 60_000 });
    };
    for (const { id } of mails) {
      await measure(id, async () => {
        await open(id);
        await expect(pane.frame.getByRole('progressbar')).toHaveCount(0);
        await readForRecord();
        await linkTo();
      });
    }
    annotations.push({
      type: 'responsive',
      description: `${String(offenders.length)} ${String(mails.length)}`,
    });
    expect(problems, 'mails that were not linked').toEqual([]);
    expect(offenders, 'mails over the time budget').toEqual([]);
  });
}
