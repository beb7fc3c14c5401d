/**
 * Licences that ask for nothing but that they are named, as
 * `3rdpartylicenses.txt` of the build does.
 */
export const ALLOWED: readonly string[] = [
  'MIT',
  'MIT-0',
  // What slick calls its own.
  'MIT (http://mootools.net/license.txt)',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
];

/** The part of `package-lock.json` that is read here. */
export interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly dev?: boolean }>
  >;
}

export interface ShippedPackage {
  readonly name: string;
  /** As the lock file has them, each once. */
  readonly versions: readonly string[];
  readonly licences: readonly string[];
}

/** The packages whose code is in the built pane, from the `3rdpartylicenses.txt` of the build. */
export function shippedNames(licences: string): readonly string[] {
  return [
    ...new Set([...licences.matchAll(/^Package: (.+)$/gm)].map(([, name = '']) => name)),
  ].sort();
}

/** What the lock file says of these packages. Throws for one that it does not name. */
export function shippedPackages(
  names: readonly string[],
  lock: LockFile,
): readonly ShippedPackage[] {
  return names.map((name) => {
    const found = Object.entries(lock.packages).filter(
      ([path, { dev }]) =>
        !dev && (path.endsWith(`/node_modules/${name}`) || path === `node_modules/${name}`),
    );
    if (found.length === 0) throw new Error(`package-lock.json names no ${name}`);
    const each = (values: readonly (string | undefined)[]): readonly string[] =>
      [...new Set(values.map((value) => value ?? 'unknown'))].sort();
    return {
      name,
      versions: each(found.map(([, { version }]) => version)),
      licences: each(found.map(([, { license }]) => license)),
    };
  });
}

/** `docs/third-party.md`. */
export function thirdPartyPage(packages: readonly ShippedPackage[]): string {
  const rows = packages.map(
    ({ name, versions, licences }) =>
      `| ${name} | ${versions.join(', ')} | ${licences.join(', ')} |`,
  );
  return `# Third-party packages in the pane

Written by \`npm run licences\` after a build. These are the packages whose code Angular put into
\`dist/pane\`; their licence texts lie there as \`3rdpartylicenses.txt\`. Versions are those of
\`package-lock.json\`: where a package is there in several, all are named. Everything else that
\`npm ci\` installs builds or tests and is not shipped.

office.js is no part of it: the page loads it from Microsoft's CDN, under Microsoft's own terms.

| Package | Version | Licence |
| --- | --- | --- |
${rows.join('\n')}
`;
}

/** The names that the page lists. */
export function listedNames(page: string): readonly string[] {
  return [...page.matchAll(/^\| ([@\w./-]+) \| [\d]/gm)].map(([, name = '']) => name);
}
