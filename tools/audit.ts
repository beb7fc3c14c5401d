import { spawnSync } from 'node:child_process';
import { auditVerdict } from './audit-verdict.ts';

/** `npm run audit:shipped`: fails where a package that is shipped has a known vulnerability. */
const { stdout } = spawnSync(
  'npm',
  ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'],
  { encoding: 'utf8', shell: process.platform === 'win32', timeout: 60_000 },
);
const { isClean, text } = auditVerdict(stdout);
process.stdout.write(`npm audit --omit=dev: ${text}\n`);
process.exitCode = isClean ? 0 : 1;
