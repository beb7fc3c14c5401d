import { withoutTag } from './addr-spec';
import { domainOf } from './address';

/** The parameters of Punycode (RFC 3492, 5). */
const [BASE, T_MIN, T_MAX, SKEW, DAMP] = [36, 1, 26, 38, 700] as const;
const LAST_CODE_POINT = 0x10ffff;

/**
 * How else a record may spell an address, in lower case: without the tag behind a `+`, and with its
 * domain in the other form of an internationalised name (RFC 5890:
 * `xn--…` or the letters themselves).
 */
export function otherSpellings(address: string): readonly string[] {
  const lower = address.toLowerCase();
  const plain = withoutTag(lower);
  const other = otherDomain(domainOf(lower));
  const all = [lower, plain].flatMap((one) => [
    one,
    ...(other === undefined ? [] : [`${one.slice(0, one.lastIndexOf('@'))}@${other}`]),
  ]);
  return [...new Set(all)].filter((one) => one !== lower);
}

/** The other form of an internationalised domain; nothing where it has only one. */
export function otherDomain(domain: string): string | undefined {
  const other = /[^\0-\x7f]/.test(domain) ? asciiDomain(domain) : unicodeDomain(domain);
  return other === domain ? undefined : other;
}

function asciiDomain(domain: string): string | undefined {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return undefined;
  }
}

function unicodeDomain(domain: string): string | undefined {
  const labels = domain
    .split('.')
    .map((label) => (label.startsWith('xn--') ? decoded(label.slice(4)) : label));
  const unicode = labels.join('.');
  // Only what the browser takes for the same name.
  const isWhole = !labels.includes(undefined) && asciiDomain(unicode) === domain;
  return isWhole ? unicode.toLowerCase() : undefined;
}

/** The letters of a label in Punycode (RFC 3492, 6.2); nothing where it is none. */
function decoded(label: string): string | undefined {
  if (label.length > 63) return undefined;
  const delimiter = label.lastIndexOf('-');
  const output = [...label.slice(0, Math.max(0, delimiter))].map((letter) => letter.charCodeAt(0));
  let [code, bias, place] = [128, 72, 0];
  for (let at = delimiter + 1; at < label.length;) {
    const before = place;
    for (let [weight, k] = [1, BASE]; ; k += BASE, at += 1) {
      const digit = parseInt(label.charAt(at), BASE);
      if (Number.isNaN(digit)) return undefined;
      // Digits are a to z, then 0 to 9.
      const value = digit < 10 ? digit + 26 : digit - 10;
      place += value * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (value < threshold) break;
      weight *= BASE - threshold;
    }
    at += 1;
    bias = adapted(place - before, output.length + 1, before === 0);
    code += Math.floor(place / (output.length + 1));
    place %= output.length + 1;
    if (code > LAST_CODE_POINT) return undefined;
    output.splice(place, 0, code);
    place += 1;
  }
  return String.fromCodePoint(...output);
}

function adapted(distance: number, length: number, isFirst: boolean): number {
  let delta = Math.floor(distance / (isFirst ? DAMP : 2));
  delta += Math.floor(delta / length);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE)
    delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}
