import { expect, test } from '../fixtures.ts';
import { KillableOutlook } from '../pages/killable-outlook.ts';
import type { OutlookWindow } from '../pages/outlook-window.ts';
import type { SandboxCrm } from '../pages/sandbox-crm.ts';

/**
 * Rows of the crash table that go through the whole pane: each fault and each call of a link at
 * least once. All of it is walked by `src/app/system-tests/crash-table.spec.ts`.
 *
 * The calls of a link with three files, two of which go alone, in their order.
 */
const calls = [
  ['query', 1], // is the mail there?
  ['create', 1], // the message, with one file
  ['query', 2], // is there another copy?
  ['relate', 1], // the message to the record
  ['query', 3], // which files are there?
  ['create', 2],
  ['relate', 2], // a file to the message
  ['create', 3],
  ['relate', 3],
  ['relate', 4], // the files to the record
  ['query', 4], // reading back
  ['query', 5],
  ['retrieve', 1], // the note
  ['revise', 1],
] as const;
const faults = [
  'cutBefore',
  'cutAfter',
  'http500',
  'htmlBefore',
  'empty',
  'maintenance',
  'unauthorized',
  'hangBefore',
  'hangAfter',
  'paneClosed',
  'itemChanged',
  'twoPanes',
  'browserKilled',
] as const;
type Fault = (typeof faults)[number];

const rows = Array.from({ length: 26 }, (_, index) => {
  const at = index % calls.length;
  const [method, nth] = calls[at] ?? calls[0];
  return { fault: faults[index % faults.length] ?? faults[0], method, nth, before: at };
});

/** What a link asks about: no fault is meant for what else a pane asks. */
const linked = ['Messages', 'Documents', 'ModComments'];
const modulesOf = (method: string): readonly string[] | undefined =>
  method === 'query' ? linked : undefined;

const files = ['contract-signed.pdf', 'notes.docx', 'site.png'];
const subject = 'Signed contract';
const record = 'Ada Byron';

async function expectWhole(crm: SandboxCrm): Promise<void> {
  expect(await crm.messages()).toHaveLength(1);
  const [link, ...others] = await crm.links();
  expect(others).toEqual([]);
  expect(link?.files.map(({ name, onRecord }) => [name, onRecord]).sort()).toEqual(
    files.map((name) => [name, true]),
  );
  expect((await crm.documents()).map(({ name }) => name).sort()).toEqual(files);
}

/**
 * Does after each failure what the pane offers, until the receipt is there. Where nothing comes for
 * seconds, `wait` lets time pass, again and again: what comes next may be waited for, too.
 */
async function bringToTheEnd(
  { pane }: OutlookWindow,
  wait: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const receipt = pane.heading(new RegExp(`^Linked to ${record}`));
  const failure = pane.heading(`Not linked to ${record}`);
  const signIn = pane.frame.getByLabel('Password');
  for (let failures = 0; failures < 4; failures += 1) {
    await expect(async () => {
      const next = receipt.or(failure).or(signIn).first();
      const isThere = await next.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      if (!isThere) await wait();
      expect(isThere).toBe(true);
    }).toPass({ timeout: 45_000 });
    if (await receipt.isVisible()) return;
    if (await signIn.isVisible()) {
      await expect(pane.alert).toContainText('no longer accepts your access key');
      await pane.signIn('mario');
      await expect(signIn).toHaveCount(0);
      continue;
    }
    await expect(pane.alert).toContainText(/\w/);
    const shown = await failure.elementHandle();
    await pane.button('Try again').click();
    await shown.waitForElementState('hidden');
  }
  await expect(receipt).toBeVisible();
}

/** Opens the mail anew and takes what is offered. */
async function finishAnew(outlook: OutlookWindow, crm: SandboxCrm): Promise<void> {
  const { pane } = outlook;
  await outlook.openMail(subject);
  await outlook.openPane();
  const finish = pane.button('Finish');
  await pane.expectRest();
  await crm.expectRest();
  if (await finish.isVisible()) {
    await finish.click();
  } else {
    await pane.choose(record);
    await pane.link();
  }
  await bringToTheEnd(outlook);
}

test.describe('a link through the whole pane', () => {
  test.beforeEach(async ({ crm }) => {
    await crm.limits({ maxFiles: 1 });
  });

  const begin = async (outlook: OutlookWindow, crm: SandboxCrm): Promise<void> => {
    await outlook.openMail(subject);
    await outlook.openPane();
    await outlook.pane.signIn('mario');
    await outlook.pane.choose(record);
    await outlook.pane.expectRest();
    await crm.expectRest();
  };
  const slowness = 2_500;

  for (const { fault, method, nth, before } of rows) {
    test(`ends with everything once: ${fault} at call ${String(nth)} of ${method}`, async ({
      outlook,
      crm,
      sandbox,
      launchOptions,
    }) => {
      const { page } = outlook;
      /**
       * Links, with the call slow, and waits until it is under way. Where a link has no such call,
       * as one without a note retrieves nothing, it waits until as many others were answered.
       */
      const linkSlowly = async (window: OutlookWindow): Promise<void> => {
        await crm.fault(method, 'latency', nth, slowness, modulesOf(method));
        const answered = (await crm.calls()).length + before;
        await window.pane.link();
        await expect
          .poll(
            async () =>
              (await crm.hasStruck(method, 'latency')) || (await crm.calls()).length >= answered,
            { timeout: 30_000 },
          )
          .toBe(true);
      };
      const through: Readonly<Partial<Record<Fault, () => Promise<void>>>> = {
        paneClosed: async () => {
          await linkSlowly(outlook);
          await outlook.closePane();
          await finishAnew(outlook, crm);
        },
        itemChanged: async () => {
          await outlook.pin();
          await linkSlowly(outlook);
          await outlook.openMail('Richiesta di preventivo');
          await expect(outlook.pane.openMail).toContainText('Richiesta');
          await outlook.openMail(subject);
          await bringToTheEnd(outlook);
        },
        twoPanes: async () => {
          const other = await outlook.inAnotherWindow(await page.context().newPage());
          await other.openMail(subject);
          await other.openPane();
          await other.pane.choose(record);
          await other.pane.expectRest();
          await crm.fault(method, 'latency', nth, slowness, modulesOf(method));
          await Promise.all([outlook.pane.link(), other.pane.link()]);
          await Promise.all([bringToTheEnd(outlook), bringToTheEnd(other)]);
        },
        hangBefore: () => timeOut(),
        hangAfter: () => timeOut(),
      };
      const timeOut = async (): Promise<void> => {
        await crm.fault(method, fault, nth, undefined, modulesOf(method));
        await outlook.pane.link();
        await crm.expectStruck(method, fault);
        await bringToTheEnd(outlook, () => page.clock.fastForward('20:00'));
      };

      if (fault === 'browserKilled') {
        const addresses = { outlook: sandbox.outlook, crm: crm.address };
        const killable = new KillableOutlook(launchOptions, addresses);
        const window = await killable.start();
        await begin(window, crm);
        await linkSlowly(window);
        await killable.kill();
        await finishAnew(await killable.start(), crm);
        await killable.end();
      } else {
        // Before the pane is loaded: a timer of the browser's own could not be stopped any more.
        if (fault === 'hangBefore' || fault === 'hangAfter') await page.clock.install();
        await begin(outlook, crm);
        const walk = through[fault];
        if (walk) {
          await walk();
        } else {
          await crm.fault(method, fault, nth, undefined, modulesOf(method));
          await outlook.pane.link();
          await bringToTheEnd(outlook);
        }
      }
      await expectWhole(crm);
    });
  }
});

test('ends with every file once when the CRM stores the message and drops its files', async ({
  outlook,
  crm,
}) => {
  await outlook.begin(subject);
  await outlook.pane.choose(record);
  await crm.fault('create', 'dropFiles', 1);
  await outlook.pane.link();
  await outlook.pane.expectLinkedTo(record);
  await expectWhole(crm);
});
