import { digestOf } from './digest';
import type { Envelope, Mail } from './mail';
import type { MailIdentity } from './mail-identity';

/** The identity of a mail whose envelope was read. */
export async function identityOf(
  { subject }: Pick<Mail, 'subject'>,
  { messageId, from, sentAt, sentAtIsExact }: Envelope,
): Promise<MailIdentity> {
  const sender = from.address.trim().toLowerCase();
  const digest = await digestOf(JSON.stringify([messageId, sender, oneLine(subject)]));
  const timeless = await derivedId(digest);
  return {
    messageId,
    subject,
    sender,
    sentAt,
    sentAtIsExact,
    digest,
    derivedIds: sentAtIsExact ? [await derivedId(`${digest} ${sentAt}`), timeless] : [timeless],
  };
}

async function derivedId(text: string): Promise<string> {
  return `<${await digestOf(text)}@mail-connector.invalid>`;
}

/** White space as one blank each: clients fold long subjects in different places. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
