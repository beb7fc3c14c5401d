import type { MessageVisibility } from '../../../domain/configuration';

/**
 * What the pane writes into a message's `xmailer`: which attempt stored it, which mail it is, who
 * sees it, and the records that it was about to be related to. Hexadecimal digits, ids and fixed
 * words alone, for the CRM prints the field as raw HTML (REST API 14.1).
 */
export interface MessageMark {
  readonly attempt: string;
  /** `MailIdentity.digest`. */
  readonly digest: string;
  /** The `Date` header in seconds since 1970; missing where it was not known. */
  readonly sentAt?: number;
  readonly visibility: MessageVisibility;
  readonly recordIds: readonly string[];
  /** Whether there was no room for all. */
  readonly andOthers: boolean;
}

const VISIBILITIES = { a: 'Public', o: 'Private' } as const;
const form =
  /^vtmc\/1 l=([\da-f]{24}) d=([\da-f]{24})(?: t=(-?\d{1,12}))? v=([ao])((?: \d{1,9}x\d{1,12})*)( and others)?$/;

/** The mark in a field; nothing where it holds anything else. */
export function readMark(text: string | null | undefined): MessageMark | undefined {
  const [whole, attempt, digest, time, visibility, ids, others] = form.exec(text ?? '') ?? [];
  if (whole === undefined || !attempt || !digest) return undefined;
  return {
    attempt,
    digest,
    ...(time !== undefined && { sentAt: Number(time) }),
    visibility: VISIBILITIES[visibility === 'a' ? 'a' : 'o'],
    recordIds: idsIn(ids),
    andOthers: others !== undefined,
  };
}

function idsIn(list: string | undefined): readonly string[] {
  return (list ?? '').split(' ').filter((id) => id !== '');
}
