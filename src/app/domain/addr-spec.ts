const local =
  /^(?:[^\s\p{Cc}\p{Cf}\p{Cs}"(),:;<>@[\\\]\ufffd]+|"(?:[^"\\\p{Cc}\ufffd]|\\[ -~])+")$/u;
const domain = /^(?:[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*|\[[\da-zA-Z.:_-]+\])$/u;

/** Whether a text is an address that mail can go to, and nothing else: an addr-spec. */
export function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return (
    at > 0 && text.length <= 320 && local.test(text.slice(0, at)) && domain.test(text.slice(at + 1))
  );
}

/** An address in lower case without what stands behind a `+`: both reach the same person. */
export function withoutTag(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^([^+@"]+)\+[^@"]*@/, '$1@');
}
