import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoUsers } from './crm/demo.ts';
import { startSandbox } from './sandbox.ts';

/** `npm start`: builds the pane and starts the sandbox. Ends with one sentence where it cannot. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      reset: { type: 'boolean' },
      mail: { type: 'string', multiple: true },
      scale: { type: 'string' },
    },
  });
  const scale = values.scale === undefined ? undefined : Number(values.scale);
  if (scale !== undefined && !(Number.isInteger(scale) && scale > 0 && scale <= 1_000_000)) {
    throw new Error('--scale takes a whole number from 1 to 1000000.');
  }
  const port = Number(process.env['PORT'] ?? 4300);
  if (!Number.isInteger(port) || port < 1 || port > 65_533) {
    throw new Error('PORT must be a whole number from 1 to 65533.');
  }
  for (const folder of values.mail ?? []) {
    if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  }
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) throw new Error('The pane could not be built; see above.');

  const sandbox = await startSandbox({
    port,
    dataFolder: '.sandbox',
    paneFolder: 'dist/pane',
    mailFolders: values.mail ?? [],
    reset: values.reset ?? false,
    scale,
  });
  const { mario, giulia, admin } = demoUsers;
  process.stdout.write(
    [
      '',
      `Sandbox ready: ${sandbox.outlook}`,
      `CRM address:   ${sandbox.crm}   (its records: ${sandbox.crm}/crm)`,
      `Sign in as     ${mario.name} / ${mario.password}   (restricted)`,
      `or as          ${giulia.name} / ${giulia.password}   (overseas)`,
      `or as          ${admin.name} / ${admin.password}   (administrator)`,
      '',
    ].join('\n'),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.stop().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stderr.write(
    code === 'EADDRINUSE'
      ? `${message}: stop what runs there, or choose another port with PORT.\n`
      : `${message}\n`,
  );
  process.exitCode = 1;
});
