import { expect, test } from '../fixtures.ts';
import { Diagnostics, listedFindings } from '../pages/diagnostics.ts';
import type { OutlookWindow } from '../pages/outlook-window.ts';

const mail = 'Signed contract';
const password = 'Sandbox-mario-1';
const accessKey = 'SandboxMarioKey1';

/** What all tests of this file found, and how each was said. */
const found = new Map<string, string>();

// The last test counts what those before it found.
test.describe.configure({ mode: 'serial' });

/** Notes what was found, and tells it. */
async function note(diagnostics: Diagnostics, address?: string): Promise<readonly string[]> {
  const findings = await diagnostics.check(address);
  const sentences = await diagnostics.sentences();
  for (const id of findings) found.set(id, sentences);
  expect(findings).toHaveLength(15);
  return findings;
}

/** The clock of the pane's server, by the header of its answers. */
async function setServerClock(
  page: OutlookWindow['page'],
  pane: string,
  date: string | undefined,
): Promise<void> {
  await page.route(`${pane}/`, (route) =>
    route.request().method() === 'HEAD'
      ? route.fulfill({ status: 200, headers: date === undefined ? {} : { Date: date } })
      : route.fallback(),
  );
}

// security: connection-check
test('findings before sign-in, each with its switch of the CRM', async ({ outlook, crm }) => {
  test.setTimeout(150_000);
  await outlook.openMail(mail);
  await outlook.openPane();
  const diagnostics = new Diagnostics(outlook.pane);
  await diagnostics.open();
  expect(await note(diagnostics, '')).toEqual(
    expect.arrayContaining([
      'outlook.known',
      'storage.works',
      'online.yes',
      'pane.answers',
      'clock.right',
      'server.noAddress',
      'uploads.untold',
    ]),
  );
  expect(await note(diagnostics, 'https://mario:secret@crm.example.com')).toContain(
    'server.badAddress',
  );
  expect(await diagnostics.report()).not.toMatch(/secret|crm\.example/);

  const address = outlook.pane.crmAddress;
  expect(await note(diagnostics, address)).toEqual(
    expect.arrayContaining([
      'server.answers',
      'localNetwork.notConcerned',
      'redirect.none',
      'restPath.rewritten',
      'cors.readable',
      'preflight.permitted',
      'key.signedOut',
    ]),
  );
  const switches: readonly (readonly [string, readonly string[]])[] = [
    ['redirect', ['redirect.redirected', 'cors.readable', 'restPath.unknown']],
    ['noRewrite', ['restPath.plain', 'preflight.permitted']],
    ['empty', ['restPath.notVtenext', 'redirect.none']],
    ['noCors', ['server.answers', 'cors.unreadable', 'redirect.unknown']],
    ['doubleCors', ['server.answers', 'cors.unreadable']],
    ['maintenance', ['server.answers', 'cors.unreadable']],
    ['noPreflight', ['cors.readable', 'restPath.rewritten', 'preflight.refused']],
    ['hangBefore', ['server.slow', 'cors.unknown']],
  ];
  for (const [kind, expected] of switches) {
    await crm.stand(kind);
    expect(await note(diagnostics), kind).toEqual(expect.arrayContaining([...expected]));
    await crm.clearFaults();
  }
  await outlook.page.route(`${address}/restapi/**`, (route) => route.abort());
  expect(await note(diagnostics)).toEqual(
    expect.arrayContaining([
      'server.silent',
      'cors.unknown',
      'preflight.unknown',
      'key.unknown',
      'localNetwork.notConcerned',
    ]),
  );
  await expect(outlook.pane.frame.getByText(/^curl -sS/)).toBeVisible();
  expect(await crm.failures()).toEqual({});
});

// security: connection-check
test('findings of the pane, its server and its device', async ({ outlook, sandbox }) => {
  await outlook.page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('Blocked', 'SecurityError');
      },
    });
  });
  await outlook.start('mailbox=1.5');
  await outlook.openMail(mail);
  await outlook.openPane();
  const diagnostics = new Diagnostics(outlook.pane);
  await diagnostics.open();
  expect(await note(diagnostics)).toEqual(
    expect.arrayContaining(['outlook.old', 'storage.blocked']),
  );
  const { page } = outlook;
  await setServerClock(page, sandbox.pane, new Date(Date.now() - 600_000).toUTCString());
  expect(await note(diagnostics)).toContain('clock.wrong');
  await page.unrouteAll();
  await setServerClock(page, sandbox.pane, undefined);
  expect(await note(diagnostics)).toEqual(
    expect.arrayContaining(['pane.answers', 'clock.unknown']),
  );
  await page.unrouteAll();
  await page.context().setOffline(true);
  expect(await note(diagnostics)).toEqual(expect.arrayContaining(['online.no', 'pane.silent']));
  await page.context().setOffline(false);

  await page.route('**/office-js/office.js', (route) => route.abort());
  await outlook.start();
  await outlook.openMail(mail);
  await outlook.openPane();
  await diagnostics.open();
  expect(await note(diagnostics)).toContain('outlook.absent');
});

// security: connection-check
test('findings of whoever is signed in, none of which counts as a failure', async ({
  outlook,
  crm,
  sandbox,
}) => {
  await outlook.begin(mail);
  await outlook.pane.expectRest();
  await outlook.pane.frame.getByText('Settings', { exact: true }).click();
  const diagnostics = new Diagnostics(outlook.pane);
  await diagnostics.open();
  expect(await note(diagnostics)).toEqual(
    expect.arrayContaining(['key.accepted', 'messages.permitted', 'documents.permitted']),
  );
  await crm.restrict('mario', { Messages: 'read', Documents: 'none' });
  expect(await note(diagnostics)).toEqual(
    expect.arrayContaining(['messages.denied', 'documents.denied']),
  );
  await crm.restrict('mario', {});
  await crm.stand('dropAuthorization');
  expect(await note(diagnostics)).toEqual(expect.arrayContaining(['key.lost', 'messages.unknown']));
  await crm.clearFaults();
  await crm.fault('getlangs', 'http500', 3);
  expect(await note(diagnostics)).toContain('key.failed');
  expect(await note(diagnostics)).toContain('key.accepted');
  expect(await crm.failures()).toEqual({});

  const text = await diagnostics.report();
  expect(text).toContain(`CRM: ${new URL(sandbox.crm).host}\nUser: mario`);
  expect(text).not.toContain(accessKey);
  expect(text).not.toContain(password);
  expect(text).not.toMatch(/[Cc]ontract|Ada |restapi/);

  await crm.changeKey('mario');
  expect(await note(diagnostics)).toContain('key.refused');
  expect(await note(diagnostics)).toContain('key.refused');
  expect(await crm.failures()).toEqual({ mario: 1 });
});

// security: connection-check
test('says that the account is locked when the CRM says so', async ({ outlook, sandbox }) => {
  await outlook.begin(mail);
  await outlook.pane.expectRest();
  await outlook.pane.frame.getByText('Settings', { exact: true }).click();
  await outlook.page.route(`${sandbox.crm}/restapi/v1/vtews/getlangs`, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 401,
          headers: { 'Access-Control-Allow-Origin': '*' },
          json: {
            status: 401,
            error: 'InvalidLoginException',
            message: 'Authentication failed - reason: too many unsuccessfully logins',
          },
        })
      : route.fallback(),
  );
  const diagnostics = new Diagnostics(outlook.pane);
  await diagnostics.open();
  for (const id of await diagnostics.findings()) found.set(id, await diagnostics.sentences());
  expect([...found.keys()]).toContain('key.locked');
});

// security: connection-check
test('keeps what was typed, goes by keyboard, is announced and accessible at 320 px', async ({
  outlook,
  crm,
}) => {
  const { pane, page } = outlook;
  await outlook.openMail(mail);
  await outlook.openPane();
  await pane.findCrm();
  await expect(pane.frame.getByLabel('User name')).toBeVisible();
  await crm.stand('noCors');
  await pane.signIn('mario');
  await expect(pane.alert).toContainText('did not answer');
  const offered = pane.frame.getByRole('button', { name: 'Check the connection' }).first();
  await offered.focus();
  await page.keyboard.press('Enter');
  const diagnostics = new Diagnostics(pane);
  await expect(diagnostics.title).toBeFocused();
  await expect(diagnostics.address).toHaveValue(pane.crmAddress);
  await diagnostics.expectEnd();
  await expect(pane.frame.getByRole('status').getByRole('heading')).toHaveText(/as it should be/);
  await diagnostics.report();
  await outlook.expectAccessible();
  const [width, overflow] = await pane.frame
    .locator('html')
    .evaluate(({ scrollWidth, clientWidth }) => [clientWidth, scrollWidth - clientWidth] as const);
  expect(width).toBeLessThanOrEqual(320);
  expect(overflow).toBe(0);
  await page.keyboard.press('Escape');
  await expect(diagnostics.title).toHaveCount(0);
  await expect(offered).toBeFocused();
  await expect(pane.frame.getByLabel('User name')).toHaveValue('mario');
  await crm.clearFaults();
  await pane.signIn('mario');
  await expect(pane.suggestions).toBeVisible();
});

// security: connection-check
test('signs in and links below index.php when there are no rewrite rules', async ({
  outlook,
  crm,
}) => {
  await crm.stand('noRewrite');
  await outlook.begin('Richiesta di preventivo');
  await outlook.pane.expectRest();
  const calls = await crm.calls();
  expect(calls.filter(({ method }) => method === 'loginpwd')).toHaveLength(1);
});

// security: addresses
test('sends no password on when the address redirects', async ({ outlook, crm }) => {
  await outlook.openMail(mail);
  await outlook.openPane();
  await crm.stand('redirect');
  await outlook.pane.findCrm();
  await expect(outlook.pane.alert).toContainText('leads to another one');
  await crm.clearFaults();
  await outlook.pane.findCrm();
  await expect(outlook.pane.frame.getByLabel('User name')).toBeVisible();
  await crm.stand('redirect');
  // The browser asks first whether it may, which must not be
  // redirected; it does not say that it was.
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.alert).toContainText('did not answer');
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.alert).toContainText('leads to another one');
  expect((await crm.calls()).filter(({ method }) => method === 'loginpwd')).toEqual([]);
});

// security: findings
test('every finding that is listed was found, and no other', () => {
  const listed = listedFindings();
  const asListed = listed.filter(({ id, sentence }) => found.get(id)?.includes(sentence));
  console.log(`diagnostics ${String(asListed.length)} of ${String(listed.length)} findings`);
  expect(asListed.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
  expect([...found.keys()].sort()).toEqual(listed.map(({ id }) => id).sort());
});
