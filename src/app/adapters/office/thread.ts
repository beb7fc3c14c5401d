import { type Thread, noThread } from '../../domain/other-side';
import { readHeaders } from './header-reading';

/** Of References, which may be as long as its writer liked, the first ones and the last ones. */
const [FIRST, LAST] = [2, 40] as const;

/**
 * Where a mail stands among others, and who else is in it, by its block of headers; `inReplyTo` is
 * what the item itself says. Fails with `paneIncomplete`.
 */
export async function readThread(block: string, inReplyTo: string): Promise<Thread> {
  const headers = await readHeaders(block);
  const ids = `${inReplyTo} ${headers?.inReplyTo ?? ''} ${headers?.references ?? ''}`;
  const all = [...new Set(messageIds(ids))];
  const ancestors = [...all.slice(0, FIRST), ...all.slice(FIRST).slice(-LAST)];
  if (!headers) return { ...noThread, ancestors };
  const { from, sender, replyTo, to = [], cc = [], bcc = [], isOfList } = headers;
  return {
    ancestors,
    replyTo: replyTo.filter(({ address }) => address !== ''),
    written: { from: [...from, ...sender], to, cc, bcc },
    isOfList,
  };
}

/** What stands between angle brackets without blanks and further brackets, in linear time. */
function messageIds(text: string): readonly string[] {
  return text
    .split('<')
    .slice(1)
    .flatMap((piece) => {
      const id = piece.slice(0, Math.max(0, piece.indexOf('>')));
      return id === '' || /\s/.test(id) ? [] : [`<${id}>`];
    });
}
