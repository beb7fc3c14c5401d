import { writeFileSync } from 'node:fs';
import { SECURITY_PAGE, currentSecurityPage } from './security-page.ts';

/** `npm run security-tests`: writes `docs/security-tests.md` from the tags of the tests. */
writeFileSync(SECURITY_PAGE, currentSecurityPage());
process.stdout.write('Written: docs/security-tests.md\n');
