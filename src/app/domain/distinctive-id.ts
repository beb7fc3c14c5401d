/** What words begin with that programs make a Message-ID of, without anything of the mail. */
const ROLES =
  /^((no|do|not|id|bot|www)$|reply|noreply|donot|mail|mess|msg|scan|copi|print|mfp|fax|devic|invoic|bill|order|info|admin|root|data|servic|system|support|alert|notif|report|news|web|post|robot|auto|test|local|java)/;
/** Letters and digits that an id has at least. */
const LEAST = 8;

/**
 * Whether the part of a Message-ID before its `@` can be that of one mail alone. A single word, a
 * word for a program or a device, a short number or a date says nothing of the mail.
 */
export function isDistinctive(messageId: string): boolean {
  const local = messageId
    .replace(/^\s*<?/, '')
    .replace(/@[^@]*$/, '')
    .toLowerCase();
  const words = local.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !ROLES.test(word));
  const rest = words.join('');
  if (rest.length < LEAST || new Set(rest).size < 4) return false;
  if (/^\d+$/.test(rest)) return rest.replace(/^0+/, '').length > LEAST;
  return words.length > 1 || /\p{N}/u.test(rest) || rest.length > 2 * LEAST;
}
