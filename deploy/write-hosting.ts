import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { hostingFiles } from './hosting.ts';
import { OUTLOOK_ORIGINS, lockedCrm } from './policy.ts';
import { readConfiguration } from './read-configuration.ts';

const folder = join(import.meta.dirname, 'hosting');
const usage = 'Usage: npm run hosting [-- --outlook https://mail.example.com]';

/**
 * `npm run hosting`: writes what each kind of web server is to send with the pane. `--outlook`
 * names an Exchange server of one's own, whose Outlook on the web may show the pane too.
 */
try {
  const { outlook = [] } = parseArgs({
    options: { outlook: { type: 'string', multiple: true } },
  }).values;
  const own = outlook.map((address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.protocol !== 'https:') throw new Error(`${address} is no https address. ${usage}`);
    return url.origin;
  });
  const files = hostingFiles({
    crmOrigin: lockedCrm(readConfiguration()),
    outlookOrigins: [...OUTLOOK_ORIGINS, ...own],
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    process.stdout.write(`Written: deploy/hosting/${path}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
