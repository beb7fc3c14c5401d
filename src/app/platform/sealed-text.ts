import { inertPage } from './inert-page';
import type { Attachment, Mail } from '../domain/mail';
import { shallow } from '../domain/shallow';

/** Characters of a body that could still be a stub, Word's head included. */
const LONGEST_BODY = 50_000;
/** Characters of what a stub says. */
const LONGEST_STUB = 400;

/** Opaque S/MIME (RFC 8551, 3.5.2 and 3.3) and TNEF (MS-OXTNEF). */
const SEALED_TYPE = /^application\/((x-)?pkcs7-mime|(vnd\.)?ms-tnef)\b/i;
const SEALED_NAME = /^(smime\.p7m|win(mail)?\.dat)$/i;
/** A file that was signed by itself: `invoice.xml.p7m`. */
const SIGNED_FILE = /\.\w+\.p7m$/i;
/** Words of what a gateway or a mail program puts in the place of the text. */
const STUB =
  /s\/?mime|p7m|winmail|tnef|sign(ed|ature)|encrypt|decrypt|signiert|signatur|verschlüssel|firmat|cifrat|crittograf|chiffr|sign[ée]/i;

/**
 * The attachment that holds the text of a mail which shows none itself: the mail is signed or
 * encrypted as a whole, or written by Outlook for Outlook alone. Nothing where the mail has a text
 * to read.
 */
export function sealedIn({
  attachments,
  body,
}: Pick<Mail, 'attachments' | 'body'>): Attachment | undefined {
  const sealed = attachments.find(
    ({ name, contentType }) =>
      SEALED_NAME.test(name) || (SEALED_TYPE.test(contentType) && !SIGNED_FILE.test(name)),
  );
  return sealed && saysNothing(body) ? sealed : undefined;
}

function saysNothing(html: string): boolean {
  if (html.length > LONGEST_BODY) return false;
  const { body } = inertPage(shallow(html));
  for (const unseen of body.querySelectorAll('style,script,title,template')) unseen.remove();
  const text = body.textContent.trim();
  if (body.querySelector('img')) return false;
  return !/[\p{L}\p{N}]/u.test(text) || (text.length <= LONGEST_STUB && STUB.test(text));
}
