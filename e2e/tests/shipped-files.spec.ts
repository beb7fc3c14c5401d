import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listedNames, shippedNames } from '../../tools/third-party.ts';
import { expect, test } from '../fixtures.ts';

const root = join(import.meta.dirname, '../..');
const built = (): readonly string[] =>
  readdirSync(join(root, 'dist/pane'), { recursive: true, encoding: 'utf8' });

/** office.js and what it loads: `outlook-win32-16.01.js`, `o15apptofilemappingtable.js`, … */
const officeFile = /office.*\.js$|outlook-.*\.js$|o15apptofile|MicrosoftAjax|AgaveErrorUX/i;

// security: dependencies
test('no file of office.js is built or kept in git', () => {
  const kept = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');
  // Written for the sandbox: it stands in for a file that Microsoft does not publish.
  const own = 'sandbox/outlook/stand-in/MicrosoftAjax.js';
  expect(kept.filter((path) => officeFile.test(path) && path !== own)).toEqual([]);
  expect(built().filter((path) => officeFile.test(path))).toEqual([]);
  for (const path of built().filter((each) => each.endsWith('.js'))) {
    expect(readFileSync(join(root, 'dist/pane', path), 'utf8')).not.toContain('OfficeExtension');
  }
});

// security: dependencies
test('the built page names office.js at its one public address', () => {
  const page = readFileSync(join(root, 'dist/pane/index.html'), 'utf8');
  expect(page.match(/https:\/\/[^"]*office\.js/g)).toEqual([
    'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
  ]);
});

// security: dependencies
test('docs/third-party.md lists the packages that are in the build', () => {
  const licences = readFileSync(join(root, 'dist/pane/3rdpartylicenses.txt'), 'utf8');
  const page = readFileSync(join(root, 'docs/third-party.md'), 'utf8');
  expect(listedNames(page), 'Run `npm run licences`').toEqual(shippedNames(licences));
});
