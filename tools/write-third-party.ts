import { readFileSync, writeFileSync } from 'node:fs';
import { type LockFile, shippedNames, shippedPackages, thirdPartyPage } from './third-party.ts';

/** `npm run licences`: writes `docs/third-party.md` for the pane as it was built last. */
const names = shippedNames(readFileSync('dist/pane/3rdpartylicenses.txt', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
writeFileSync('docs/third-party.md', thirdPartyPage(shippedPackages(names, lock)));
process.stdout.write(`Written: docs/third-party.md, ${String(names.length)} packages\n`);
