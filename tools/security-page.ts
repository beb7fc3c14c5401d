import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles } from './project-files.ts';
import { PROPERTY_GROUPS } from './security-properties.ts';
import { securityPage, securityTests } from './security-tests.ts';

const root = join(import.meta.dirname, '..');

export const SECURITY_PAGE = join(root, 'docs/security-tests.md');

/** What `docs/security-tests.md` has to say. Throws a sentence where tags and properties differ. */
export function currentSecurityPage(): string {
  const tests = projectFiles('.ts').flatMap((path) => {
    const source = readFileSync(join(root, path), 'utf8');
    return source.includes('// security:') ? securityTests(path, source) : [];
  });
  return securityPage(PROPERTY_GROUPS, tests);
}
