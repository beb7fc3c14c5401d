import { type Problem, ProblemError } from './problem';

/** What a browser would run, open or hand to another program instead of asking a server. */
const NO_WEB_ADDRESS =
  /^(?!https?:)(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|vbscript|file|filesystem|blob|about|mailto|tel|view-source):)/i;

/**
 * The CRM's base address from what a person typed: `https` where no scheme is named, without a
 * slash at its end and without what a copied deep link carries (`index.php?…`).
 * Throws `badAddress`; plain `http` is taken for loopback hosts only.
 */
export function readCrmAddress(typed: string): string {
  const text = typed.trim();
  if (text === '' || /[\s\p{Cc}]/u.test(text)) throw bad('unreadable');
  if (NO_WEB_ADDRESS.test(text)) throw bad('notWeb');
  const url = parse(/^https?:/i.test(text) ? text : `https://${text}`);
  if (url === undefined) throw bad('unreadable');
  if (url.username !== '' || url.password !== '') throw bad('hasSecret');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw bad('notHttps');
  const path = url.pathname
    .replace(/\/[^/]*\.php(\/.*)?$/, '')
    .replace(/\/restapi(\/.*)?$/, '')
    .replace(/\/+$/, '');
  return `${url.origin}${path}`;
}

/**
 * Whether an address, as `readCrmAddress` gives it, is one of a private network: it may be another
 * server at each place where one works. One's own device is none. ipaddr.js would cost the sign-in
 * form 3.7 KB and knows no names (docs/decisions/0015-own-or-library.md).
 */
export function isPrivateAddress(address: string): boolean {
  const { hostname } = new URL(address);
  if (isLoopback(hostname)) return false;
  const host = hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return isPrivateIpv6(host);
  if (/^[\d.]+$/.test(host)) return isPrivateIpv4(host.split('.').map(Number));
  return !host.includes('.') || /\.(local|internal|lan|home\.arpa)$/.test(host);
}

/** RFC 1918, link-local, and what no public server has. */
function isPrivateIpv4([first = 0, second = 0]: readonly number[]): boolean {
  return (
    first === 0 ||
    first === 10 ||
    first === 127 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  );
}

/** Unique local and link-local addresses, and IPv4 inside of IPv6; `host` has its brackets. */
function isPrivateIpv6(host: string): boolean {
  const [, high] = /^\[::ffff:([\da-f]{1,4}):[\da-f]{1,4}\]$/.exec(host) ?? [];
  if (high !== undefined) {
    const bits = parseInt(high, 16);
    return isPrivateIpv4([bits >> 8, bits & 255]);
  }
  return /^\[(f[cd][\da-f]{2}|fe[89ab][\da-f]):/.test(host);
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
