import { readCrmAddress } from '../domain/crm-address';

/**
 * Two lines for a command line that show what a browser hides from a page: the answer to a harmless
 * question, and to the browser's own question before a call. Nothing where `typed` is no address.
 */
export function curlTest(typed: string, paneOrigin: string): string | undefined {
  let method: string;
  try {
    method = `${readCrmAddress(typed)}/restapi/v1/vtews/getlangs`;
  } catch {
    return undefined;
  }
  const origin = `-H "Origin: ${paneOrigin}"`;
  const asked =
    '-H "Access-Control-Request-Method: POST" ' +
    '-H "Access-Control-Request-Headers: authorization,content-type"';
  return (
    `curl -sS -m 20 -o - -D - ${origin} ${quoted(method)}\n` +
    `curl -sS -m 20 -o - -D - -X OPTIONS ${origin} ${asked} ${quoted(method)}`
  );
}

/** As one word of a command line: a URL may hold signs that a shell reads as its own. */
function quoted(address: string): string {
  return `"${address.replaceAll(/[$`"\\!]/g, (sign) => encodeURIComponent(sign).replace('!', '%21'))}"`;
}
