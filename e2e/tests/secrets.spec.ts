import { expect, test } from '../fixtures.ts';
import { textsInSnapshot } from '../pages/pane-heap.ts';
import { PaneSecrets } from '../pages/pane-secrets.ts';
import { RecordForm } from '../pages/record-form.ts';
import { keys, passwords } from '../pages/sign-in-secrets.ts';

const mail = 'Signed contract';

// security: password-not-kept, key-nowhere-else
test('password and key are nowhere but where they must be, through a whole session', async ({
  outlook,
  crm,
  context,
}) => {
  test.setTimeout(240_000);
  const { page, pane } = outlook;
  const secrets = new PaneSecrets(page, context, {
    'the password': passwords.mario,
    'the key': keys.mario,
    'the pasted key': keys.admin,
  });
  await outlook.begin(mail);
  await pane.expectRest();
  await secrets.expectNone('signed in');

  await pane.search('acme', 'Accounts');
  await pane.chooseFound(/./);
  const form = new RecordForm(pane.frame);
  await form.open('Contact');
  await form.button('Cancel').click();
  await crm.fault('relate', 'http500');
  await pane.link();
  await expect(pane.heading(/^Not linked/)).toBeVisible();
  await secrets.expectNone('the CRM failed');
  await crm.fault('relate', 'cutAfter');
  await pane.button('Try again').click();
  // The heading of the failure before is there until then.
  await crm.expectStruck('relate', 'cutAfter');
  await expect(pane.heading(/^Not linked/)).toBeVisible();
  await crm.fault('relate', 'unauthorized');
  await pane.button('Try again').click();
  await expect(pane.alert).toContainText('access key');
  await secrets.expectNone('the key was refused');
  await pane.signIn('mario');
  await expect(pane.heading(/^Linked to/)).toBeVisible({ timeout: 30_000 });
  await secrets.expectNone('linked', { 'the conversation with Outlook': await outlook.trace() });

  await outlook.start();
  await outlook.openMail(mail);
  await outlook.openPane();
  await pane.expectRest();
  await pane.signOut();
  await expect(pane.frame.getByRole('heading', { name: /^Sign in/ })).toBeVisible();
  await secrets.expectNone('signed out');
  await pane.signInWithKey('admin', keys.admin);
  await pane.expectRest();
  await secrets.expectNone('signed in with a pasted key');
  secrets.expectUsed();

  // What it would find: a secret that lies anywhere else.
  await pane.frame.locator('body').evaluate(plant, keys.admin);
  const planted = (await secrets.find()).map((finding) => finding.replace('the pasted key, ', ''));
  expect(planted).toEqual(
    expect.arrayContaining([
      'base64, in localStorage',
      'in an object of note',
      'in an object of secret type',
      'plain, in IndexedDB planted rows',
      'plain, in an action',
      'plain, in an address',
      'plain, in console.log',
      'plain, in sessionStorage',
      'plain, in the page',
      'plain, in the window',
    ]),
  );
  process.stdout.write(`Secrets: ${String(secrets.characters)} characters looked through\n`);
});

// security: sign-out
test('the key is in no heap snapshot after signing out, and before it is', async ({ outlook }) => {
  test.setTimeout(120_000);
  const { page, pane } = outlook;
  const forms = [keys.mario, Buffer.from(`mario:${keys.mario}`).toString('base64')];
  const holding = async (): Promise<readonly string[]> => {
    const texts = await textsInSnapshot(page);
    expect(texts.length).toBeGreaterThan(10_000);
    return texts.filter((text) => forms.some((form) => text.includes(form)));
  };
  await outlook.begin(mail);
  await pane.expectRest();
  await pane.search('acme', 'Accounts');
  await pane.chooseFound(/./);
  await pane.link();
  await expect(pane.heading(/^Linked to/)).toBeVisible({ timeout: 30_000 });
  expect(await holding()).not.toEqual([]);
  await pane.signOut();
  await expect(pane.frame.getByRole('heading', { name: /^Sign in/ })).toBeVisible();
  // What was let go may take the browser a while to forget.
  await expect.poll(holding, { timeout: 20_000, intervals: [500, 2_000] }).toEqual([]);
});

// security: sign-out
test('signing out in one pane leaves nobody signed in in another', async ({ outlook, context }) => {
  const { pane } = outlook;
  await outlook.begin(mail);
  await pane.expectRest();
  const second = await outlook.inAnotherWindow(await context.newPage());
  await second.openMail(mail);
  await second.openPane();
  await second.pane.expectRest();
  await pane.signOut();
  await expect(second.pane.frame.getByRole('heading', { name: /^Sign in/ })).toBeVisible();
});

/** Puts a secret where none must be. Runs in the pane. */
async function plant(body: HTMLElement, secret: string): Promise<void> {
  localStorage.setItem('a', btoa(secret));
  sessionStorage.setItem('a', secret);
  body.setAttribute('data-a', secret);
  console.log(secret);
  await fetch(`/?${encodeURIComponent(secret)}`);
  Object.assign(window, { planted: { note: `: ${secret}` }, action: { type: '[A] B', secret } });
  await new Promise((done) => {
    const opening = indexedDB.open('planted', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows').put({ secret }, 1);
    opening.onsuccess = () => {
      opening.result.close();
      done(undefined);
    };
  });
}
