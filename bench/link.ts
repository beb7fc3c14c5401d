import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LargeMail, largeMail } from '../e2e/large-mail.ts';
import { OutlookWindow } from '../e2e/pages/outlook-window.ts';
import { SandboxCrm } from '../e2e/pages/sandbox-crm.ts';
import { demoUsers } from '../sandbox/crm/demo.ts';
import { buildPane, launchBrowser, startOnFreePorts } from './setup.ts';

const megabyte = 1024 * 1024;
/** Ten files, 25 MB in all. */
const sizes = [0.5, 1, 1, 1.5, 2, 2, 2.5, 3.5, 5, 6].map((size) => size * megabyte);
const bitsPerSecond = 20_000_000;
const rounds = 5;
const limit = 1.2;
const { mario } = demoUsers;

type Bench = { readonly outlook: OutlookWindow; readonly crm: SandboxCrm; readonly folder: string };

/**
 * `npm run bench:link`: how long linking a mail with large files takes over a slow line, compared
 * with one upload of the same bytes by curl over the same line.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  buildPane();
  const sandbox = await startOnFreePorts({ port: 4700, dataFolder: join(folder, 'crm') });
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ locale: 'en-US', timezoneId: 'Europe/Rome' });
    const page = await context.newPage();
    const crm = new SandboxCrm(sandbox.crm, context.request);
    const outlook = new OutlookWindow(page, sandbox.outlook, sandbox.crm);
    await signIn(outlook);
    report(await measure({ outlook, crm, folder }));
  } finally {
    await browser.close();
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Round = { readonly link: number; readonly curl: number };

async function measure(bench: Bench): Promise<readonly Round[]> {
  const measured: Round[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    const mail = largeMail(number, sizes);
    const isLinkFirst = number % 2 === 1;
    const early = isLinkFirst ? await link(bench, mail) : await upload(bench, mail);
    const late = isLinkFirst ? await upload(bench, mail) : await link(bench, mail);
    const round = isLinkFirst ? { link: early, curl: late } : { link: late, curl: early };
    process.stdout.write(`round ${String(number)}: ${timesOf(round)}\n`);
    measured.push(round);
  }
  return measured;
}

/** Seconds from the click on Link to the receipt, in a CRM that knows nothing of the mail. */
async function link({ outlook, crm }: Bench, mail: LargeMail): Promise<number> {
  await crm.reset();
  await crm.limitLine(bitsPerSecond);
  await outlook.start();
  await outlook.openFile('drawings.eml', mail.eml);
  await outlook.expectShown(mail.subject);
  await outlook.openPane();
  await outlook.pane.suggestions.waitFor();
  await outlook.pane.expectRest();
  await outlook.pane.choose('Ada Byron');
  const receipt = outlook.pane.heading(/^Linked to/);
  const seconds = await secondsOf(async () => {
    await outlook.pane.link();
    await receipt.waitFor({ timeout: 120_000 });
  });
  const [stored] = await crm.links();
  if (stored?.messageId !== mail.messageId) throw new Error('The mail is not linked.');
  check(
    mail,
    stored.files.filter(({ onRecord }) => onRecord),
  );
  return seconds;
}

/** Seconds of one multipart `create` with the same files, in the same user's name. */
async function upload({ crm, folder }: Bench, mail: LargeMail): Promise<number> {
  await crm.reset();
  await crm.limitLine(bitsPerSecond);
  const element = {
    messageid: mail.messageId,
    subject: mail.subject,
    description: '<p>Dear all, here are the drawings.</p>',
    mfrom: 'ada@customer.example',
    mto: 'demo@vendor.example',
    mtype: 'Link',
    hasattachments: 'True',
    external_plugin: 'true',
  };
  const parts = mail.files.flatMap(({ name, type, bytes }, index) => {
    const path = join(folder, `file-${String(index)}`);
    writeFileSync(path, bytes);
    return ['--form', `file${String(index)}=@${path};type=${type};filename="${name}"`];
  });
  const seconds = await secondsOf(() =>
    curl([
      ...['--user', `${mario.name}:${mario.accessKey}`],
      ...['--form-string', 'elementType=Messages'],
      ...['--form-string', `element=${JSON.stringify(element)}`],
      ...parts,
      `${crm.address}/restapi/v1/vtews/create`,
    ]),
  );
  check(mail, await crm.documents());
  return seconds;
}

/** Fails unless each file of the mail is among those stored, byte for byte, and no other. */
function check({ files }: LargeMail, stored: readonly { readonly sha256: string }[]): void {
  const sums = (list: typeof stored): string =>
    list
      .map(({ sha256 }) => sha256)
      .sort()
      .join();
  if (sums(stored) !== sums(files)) throw new Error('The CRM holds other files than the mail.');
}

/** Beside the sandbox in this process, which must go on answering. */
async function curl(args: readonly string[]): Promise<void> {
  const child = spawn('curl', ['--silent', '--show-error', '--fail', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', done);
  });
  if (code !== 0) throw new Error(`curl ended with ${String(code)}.`);
}

async function signIn(outlook: OutlookWindow): Promise<void> {
  await outlook.start();
  await outlook.begin('Signed contract', 'mario');
  await outlook.pane.suggestions.waitFor();
}

function report(measured: readonly Round[]): void {
  const link = median(measured.map((round) => round.link));
  const curl = median(measured.map((round) => round.curl));
  const ratio = link / curl;
  const verdict = `ratio ${ratio.toFixed(2)} (limit ${limit.toFixed(2)})`;
  process.stdout.write(`${timesOf({ link, curl })}, ${verdict}\n`);
  if (ratio > limit) process.exitCode = 1;
}

function timesOf({ link, curl }: Round): string {
  return `link ${link.toFixed(1)} s, curl ${curl.toFixed(1)} s`;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? NaN;
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
