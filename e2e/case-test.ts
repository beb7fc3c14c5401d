import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Locator } from '@playwright/test';
import { type CaseId, caseMails } from '../sandbox/mail/cases.ts';
import { expect, test } from './fixtures.ts';
import type { OutlookWindow } from './pages/outlook-window.ts';
import type { SandboxCrm, StoredLink } from './pages/sandbox-crm.ts';

/** With `SHARED` the mails of its folder `cases` are tried in place of the project's own. */
const shared = process.env['SHARED'];
const mails = caseMails(shared && join(shared, 'cases'));

/** What these tests run with. */
export const withCases = {
  moreMails: [mails, { scope: 'worker' }] as [typeof mails, { scope: 'worker' }],
  mayBeBlocked: /^Loading the image '(https?|cid):|^Setting the document's base URI/,
};

/** Milliseconds that a link may take whose files Outlook does not answer for. */
const LONGEST = 90_000;

interface Desk {
  readonly outlook: OutlookWindow;
  readonly crm: SandboxCrm;
  readonly browser: Browser;
}

/** A test of one case, or of several that only tell something together; the total names them. */
export function check(
  ids: readonly CaseId[],
  what: string,
  run: (desk: Desk) => Promise<void>,
): void {
  const annotation = { type: 'case', description: ids.join(' ') };
  test(`${ids.join(', ')}: ${what}`, { annotation }, async ({ outlook, crm, browser }) => {
    test.setTimeout(2 * LONGEST);
    await run({ outlook, crm, browser });
  });
}

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Shows the mail of a case; one that the list does not hold fails. */
export async function show(outlook: OutlookWindow, id: CaseId): Promise<void> {
  const mail = mails.find((one) => one.id.startsWith(id));
  if (!mail) throw new Error(`There is no mail of the case ${id}.`);
  await outlook.select(mail.id);
}

/** Opens the mail and the pane, and signs in. */
export async function begin(outlook: OutlookWindow, id: CaseId): Promise<void> {
  await show(outlook, id);
  await outlook.openPane();
  await outlook.pane.signIn('mario');
  await expect(outlook.pane.linkButton).toBeVisible();
}

export async function linkToAda({ pane }: OutlookWindow): Promise<void> {
  await pane.search('byron');
  await pane.chooseFound('Ada Byron');
  await pane.link();
}

/** Opens the mail and links it to Ada Byron, found by hand. */
export async function beginAndLink(outlook: OutlookWindow, id: CaseId): Promise<void> {
  await begin(outlook, id);
  await linkToAda(outlook);
  await expectReceipt(outlook);
}

export async function expectReceipt({ pane }: OutlookWindow): Promise<void> {
  await expect(pane.heading('Linked to Ada Byron')).toBeVisible({ timeout: LONGEST });
}

/** The files that the CRM holds at records, in the order of their names. */
export async function filesAtRecords(crm: SandboxCrm): Promise<StoredLink['files']> {
  return (await crm.links())
    .flatMap(({ files }) => files)
    .filter(({ onRecord }) => onRecord)
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Their names, in order. */
export async function fileNames(crm: SandboxCrm): Promise<readonly string[]> {
  return (await filesAtRecords(crm)).map(({ name }) => name);
}

/** The one message that the CRM holds. */
export async function theMessage(crm: SandboxCrm): Promise<Readonly<Record<string, string>>> {
  const messages = await crm.messages();
  expect(messages).toHaveLength(1);
  return messages[0] as Readonly<Record<string, string>>;
}

/** A suggestion by its name. */
export const suggestion = ({ pane }: OutlookWindow, name: string): Locator =>
  pane.suggestions.getByRole('checkbox', { name });
