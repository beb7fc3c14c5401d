import { compare } from '../comparison.ts';
import { corpusMails, expectedMails, wholeMail } from '../corpus.ts';
import { expect, test } from '../fixtures.ts';
import type { OutlookWindow } from '../pages/outlook-window.ts';
import { BUDGET, PaneTasks } from '../pages/pane-tasks.ts';
import { StoredMailReader } from '../pages/stored-mail-reader.ts';

test.use({
  moreMails: [corpusMails, { scope: 'worker' }],
  mayBeBlocked:
    /^Loading the image '(https|cid):|^Executing inline event handler|^Setting the document's base URI/,
});

/** So many parts take about as long as other tests do. */
const PARTS = 8;

/**
 * Finds the record by hand; once it was used it is at hand, or suggested, whatever mail is open.
 */
async function findAda({ pane }: OutlookWindow): Promise<void> {
  await pane.search('byron');
  await pane.chooseFound('Ada Byron');
}
async function chooseAda({ pane }: OutlookWindow): Promise<void> {
  await pane.frame
    .getByRole('checkbox', { name: /^Ada Byron/ })
    .first()
    .check();
}

/** Links the mail; what the pane says instead, where it does not come to its receipt. */
async function link(
  outlook: OutlookWindow,
  id: string,
  choose = chooseAda,
): Promise<string | undefined> {
  const { pane } = outlook;
  try {
    await outlook.select(id);
    await expect(pane.linkButton).toBeVisible();
    await choose(outlook);
    await pane.link();
    const receipt = pane.heading('Linked to Ada Byron');
    await receipt.or(pane.alert).first().waitFor({ timeout: 60_000 });
    return (await receipt.isVisible()) ? undefined : await pane.alert.first().innerText();
  } catch (error) {
    return String(error);
  }
}

for (let part = 0; part < PARTS; part += 1) {
  test(`links every mail of the corpus, and the CRM holds what the mail held, part ${String(part + 1)} of ${String(PARTS)}`, async ({
    outlook,
    crm,
    browser,
  }, { annotations }) => {
    test.setTimeout(20 * 60_000);
    const reader = await StoredMailReader.open(browser, crm);
    const differences: string[] = [];
    const differs = (id: string, what: string, wanted: unknown, actual: unknown): void => {
      const [right, found] = [wanted, actual].map((value) => JSON.stringify(value));
      differences.push(`${id}: ${what}: expected ${right ?? ''}, actual ${found ?? ''}`);
    };
    let [linked, files, identicalFiles] = [0, 0, 0];
    const mails = [...expectedMails].filter((_, index) => index % PARTS === part);
    const sum = { type: 'corpus', description: `0 ${String(mails.length)} 0 0` };
    annotations.push(sum);
    const [[first] = ['']] = expectedMails;
    await outlook.select(first);
    await outlook.openPane();
    await outlook.pane.signIn('mario');
    await outlook.pin();
    await outlook.pane.expectRest();
    // What the pane does for the first time is none of the mails' doing.
    expect(await link(outlook, 'three-attachments', findAda)).toBeUndefined();
    await reader.readNewest();
    await outlook.selectNothing();
    const tasks = new PaneTasks(outlook.pane.frame);
    const slow: string[] = [];

    for (const [id, expected] of mails) {
      let problem: string | undefined;
      const { longest, loops } = await tasks.during(async () => {
        problem = await link(outlook, id);
      });
      if (loops > BUDGET) slow.push(`${id}: ${longest.toFixed(0)} ms, ${loops.toFixed(1)} loops`);
      if (problem !== undefined) {
        differs(id, 'linking', 'a receipt', problem);
        continue;
      }
      const receipt = outlook.pane.frame.getByRole('listitem');
      const saidToBeEmpty = await receipt.filter({ hasText: "it's empty" }).count();
      const stored = await reader.readNewest();
      if (!stored) {
        differs(id, 'messages in the CRM', 'one more, on the record', 'none, several or elsewhere');
        continue;
      }
      linked += 1;
      const comparison = compare(expected, { ...stored, saidToBeEmpty }, wholeMail(id));
      files += comparison.files;
      identicalFiles += comparison.identicalFiles;
      for (const { what, expected: wanted, actual } of comparison.differences) {
        differs(id, what, wanted, actual);
      }
    }

    sum.description = [linked, mails.length, identicalFiles, files].join(' ');
    annotations.push({
      type: 'responsive',
      description: `${String(slow.length)} ${String(mails.length)}`,
    });
    expect(differences).toEqual([]);
    expect(slow, 'mails over the time budget').toEqual([]);
    expect([linked, identicalFiles]).toEqual([mails.length, files]);
  });
}
