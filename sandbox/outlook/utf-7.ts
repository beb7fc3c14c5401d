/**
 * UTF-7 (RFC 2152), which no browser decodes, and Exchange does. `text`: a character for each byte.
 * A shift that is cut is read as far as it goes.
 */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, shifted: string) =>
    shifted === '' ? '+' : utf16(shifted),
  );
}

/** UTF-16 with the higher byte first, in base64 without padding. */
function utf16(base64: string): string {
  const whole = base64.length % 4 === 1 ? base64.slice(0, -1) : base64;
  const binary = atob(whole);
  let text = '';
  for (let at = 0; at + 1 < binary.length; at += 2) {
    text += String.fromCharCode(binary.charCodeAt(at) * 256 + binary.charCodeAt(at + 1));
  }
  return text;
}
