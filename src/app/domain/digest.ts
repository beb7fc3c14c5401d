/** Characters of a digest or a nonce: 96 bits in lower-case hexadecimal. */
const CHARACTERS = 24;

/** SHA-256 of a text's UTF-8 bytes, or of a file's, shortened to 96 bits: 24 hexadecimal digits. */
export async function digestOf(content: string | Blob): Promise<string> {
  const bytes =
    typeof content === 'string'
      ? new TextEncoder().encode(content)
      : new Uint8Array(await content.arrayBuffer());
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))).slice(0, CHARACTERS);
}

/** 96 random bits: 24 hexadecimal digits that nothing else bears. */
export function newNonce(): string {
  return hex(crypto.getRandomValues(new Uint8Array(CHARACTERS / 2)));
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
