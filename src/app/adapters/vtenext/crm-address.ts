import { type Problem, ProblemError } from '../../domain/problem';

/**
 * The CRM's base address from what a person typed: `https` where no scheme is named, without a slash
 * at its end and without what a copied deep link carries (`index.php?…`).
 * Throws `badAddress`; plain `http` is taken for loopback hosts only.
 */
export function readCrmAddress(typed: string): string {
  const text = typed.trim();
  const named = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (text === '' || /\s/.test(text)) throw bad('unreadable');
  const url = parse(named ? text : `https://${text}`);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw bad('unreadable');
  if (url.username !== '' || url.password !== '') throw bad('hasSecret');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw bad('notHttps');
  const path = url.pathname
    .replace(/\/[^/]*\.php(\/.*)?$/, '')
    .replace(/\/restapi(\/.*)?$/, '')
    .replace(/\/+$/, '');
  return `${url.origin}${path}`;
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function bad(reason: Extract<Problem, { kind: 'badAddress' }>['reason']): ProblemError {
  return new ProblemError({ kind: 'badAddress', reason });
}
