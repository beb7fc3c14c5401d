/** Newer browsers encode many times faster. */
const { toBase64 } = Uint8Array.prototype as { toBase64?: (this: Uint8Array) => string };

/** Base64 of bytes, in slices because the stack bounds the arguments of one call. */
export function base64(bytes: Uint8Array): string {
  if (toBase64) return toBase64.call(bytes);
  const slice = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += slice) {
    binary += String.fromCharCode(...bytes.subarray(at, at + slice));
  }
  return btoa(binary);
}

/** The bytes of a base64 text, undefined when it is none. */
export function bytesFromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
