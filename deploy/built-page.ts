import { createHash } from 'node:crypto';
import { type PolicyOptions, policyMeta } from './policy.ts';

/** The mark after which a page may say what it trusts. */
const CHARSET = /<meta charset="utf-8"\s*\/?>/;
const META = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

/** A file of the build, named for its content. */
export interface NamedFile {
  readonly name: string;
  readonly content: string;
}

/** The script that says which scripts are trusted, named for its content. */
export function trustScript(content: string): NamedFile {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
  return { name: `trust-${hash}.js`, content };
}

/**
 * The page as Angular built it, with the policy and the script of trusted types before every other
 * script. Throws where the page has no place for them.
 */
export function guardedPage(page: string, script: NamedFile, options: PolicyOptions): string {
  const guards = `${policyMeta(options)}\n    <script src="${script.name}"></script>`;
  const withScript = page.replace(/(?=<script\b)/, `<script src="${script.name}"></script>\n    `);
  const guarded = withScript.replace(
    CHARSET,
    (charset) => `${charset}\n    ${policyMeta(options)}`,
  );
  if (withScript === page || guarded === withScript) {
    throw new Error(`The page has no place for:\n    ${guards}`);
  }
  return guarded;
}

/** The page with another policy than it was built with. Throws unless it has one. */
export function withPolicy(page: string, options: PolicyOptions): string {
  if (!META.test(page)) throw new Error('The page names no policy: build it with `npm run build`');
  return page.replace(META, policyMeta(options));
}
