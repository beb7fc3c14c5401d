import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ALLOWED,
  type LockFile,
  listedNames,
  shippedNames,
  shippedPackages,
  thirdPartyPage,
} from './third-party.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/third-party.md'), 'utf8');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;

describe('docs/third-party.md', () => {
  const packages = shippedPackages(listedNames(page), lock);

  // security: dependencies
  it('names versions and licences as the lock file has them', () => {
    expect(packages.length).toBeGreaterThan(15);
    expect(thirdPartyPage(packages)).withContext('Run `npm run licences`').toBe(page);
  });

  // security: dependencies
  it('names no licence that is not allowed', () => {
    for (const { name, licences } of packages) {
      for (const licence of licences) expect(ALLOWED).withContext(name).toContain(licence);
    }
  });

  it('agrees with what the installed packages say of themselves', () => {
    for (const { name, versions, licences } of packages) {
      const paths = Object.entries(lock.packages)
        .filter(([path, { dev }]) => !dev && `/${path}`.endsWith(`/node_modules/${name}`))
        .map(([path]) => join(root, path, 'package.json'));
      const installed = paths.map(
        (path) => JSON.parse(readFileSync(path, 'utf8')) as { version: string; license: string },
      );
      const versionsThere = [...new Set(installed.map(({ version }) => version))].sort();
      expect(versionsThere)
        .withContext(name)
        .toEqual([...versions]);
      for (const { license } of installed) expect(licences).withContext(name).toContain(license);
    }
  });
});

describe('shippedPackages', () => {
  it('reads names from the build, and versions from the lock file but for tools', () => {
    const built = 'Package: a\nLicense: "MIT"\n\nPackage: @b/c\nLicense: "ISC"\n\nPackage: a\n';
    expect(shippedNames(built)).toEqual(['@b/c', 'a']);
    const packages = {
      'node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/x/node_modules/a': { version: '2.0.0', license: 'MIT' },
      'node_modules/y/node_modules/a': { version: '3.0.0', license: 'GPL-3.0', dev: true },
    };
    expect(shippedPackages(['a'], { packages })).toEqual([
      { name: 'a', versions: ['1.0.0', '2.0.0'], licences: ['MIT'] },
    ]);
    expect(() => shippedPackages(['b'], { packages })).toThrowError(/names no b/);
  });
});
