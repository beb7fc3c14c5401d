import * as z from 'zod/mini';
import { envelopeSchema } from '../../../../contract/rest';
import { type Problem, ProblemError } from '../../../domain/problem';
import type { RefusalReason } from '../../../domain/problem';
import type { Reply } from '../../../platform/transport';
import type { KeyVerdict } from '../../../ports/call-slots';

/** What the CRM says where no user name came with a call. */
const NOT_SEEN = 'no username supplied';

/**
 * What an answer says of the key that was sent with it. Only what can come from vtenext alone
 * proves that the key was taken: proxies write JSON, too.
 */
export function verdictOn({ status: http, text }: Reply): KeyVerdict {
  const { data: envelope } = envelopeSchema.safeParse(parseJson(text));
  if (http === 401 || envelope?.status === 401) {
    return text.includes(NOT_SEEN) ? 'neutral' : 'refused';
  }
  if (envelope?.status === 200 && envelope.data !== undefined) return 'accepted';
  const isOfPhp = typeof envelope?.error === 'string' && envelope.error.endsWith('Exception');
  if (envelope?.status === 500 && isOfPhp) return 'accepted';
  // A route that is not known, or an error of PHP, may come before the key is looked at.
  return (envelope?.status === 400 && isOfPhp) || phpError(text) ? 'neutral' : 'unknown';
}

/**
 * The data of an answer, after PHP's notices are skipped and the status inside is trusted over that
 * of HTTP (REST API 2); but 401 of HTTP is a refusal whatever the text, for a proxy may have put
 * its own page there. Throws `notVtenext` for anything that is no such answer, and the refusal's
 * own problem.
 */
export function openEnvelope<Schema extends z.ZodMiniType>(
  text: string,
  schema: Schema,
  http = 200,
): z.infer<Schema> {
  const envelope = envelopeSchema.safeParse(parseJson(text));
  if (http === 401 && envelope.data?.status !== 401) {
    throw new ProblemError(refusal(401, text.includes(NOT_SEEN) ? text : ''));
  }
  if (!envelope.success) throw new ProblemError(phpError(text) ?? { kind: 'notVtenext' });
  const { status, data, message } = envelope.data;
  if (status !== 200) {
    throw new ProblemError(refusal(status, typeof message === 'string' ? message : ''));
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new ProblemError({ kind: 'notVtenext' });
  return parsed.data;
}

/**
 * Whether an answer is one of vtenext's REST API, whatever it says. A 404 is none: the API has
 * another word for a route it does not know (REST API 2), and web servers and other programs say
 * 404.
 */
export function isVtenextAnswer(text: string): boolean {
  const envelope = envelopeSchema.safeParse(parseJson(text));
  return envelope.success ? envelope.data.status !== 404 : phpError(text) !== undefined;
}

/** The JSON of an answer: all of it, or what begins at the first line that opens an object. */
function parseJson(text: string): unknown {
  for (const part of [text, text.slice(Math.max(0, text.search(/^\{\s*"(status|success)"/m)))]) {
    try {
      return JSON.parse(part);
    } catch {
      // The next part, or nothing.
    }
  }
  return undefined;
}

/** An uncaught PHP error: valid JSON of another shape (REST API 2, last row of the table). */
function phpError(text: string): Problem | undefined {
  const { data } = z.object({ success: z.boolean() }).safeParse(parseJson(text));
  return data?.success === false ? { kind: 'crmRefused', status: 500 } : undefined;
}

/** The problem behind a refusal; its English sentence is the only thing that tells them apart. */
function refusal(status: number, message: string): Problem {
  if (status === 401) {
    // Calls without a user name are never answered so (REST API 3): it was lost on the way.
    if (message.includes(NOT_SEEN)) return { kind: 'authorizationLost' };
    return message.includes('too many') ? { kind: 'locked' } : { kind: 'keyRefused' };
  }
  if (status === 400) return { kind: 'notVtenext' };
  if (message.startsWith('Invalid username or password')) return { kind: 'signInRefused' };
  const unrelated = /^There is no relation with module\s*(\w*)/.exec(message);
  if (unrelated) {
    return unrelated[1]
      ? { kind: 'noMessagesRelation', module: unrelated[1] }
      : { kind: 'recordGone' };
  }
  if (/^Record you are trying to access is not found/.test(message)) return { kind: 'recordGone' };
  const field = refusedField(message);
  if (field) return field;
  if (/^Permission to /.test(message)) return { kind: 'forbidden' };
  return { kind: 'crmRefused', status };
}

/**
 * What a refusal says of one field of a record; the last sentence names none (REST API 2 and 14.5).
 */
function refusedField(message: string): Problem | undefined {
  for (const [reason, sentence] of fieldSentences) {
    const found = sentence.exec(message);
    if (found) return { kind: 'fieldRefused', field: found[1] ?? 'assigned_user_id', reason };
  }
  return undefined;
}

const fieldSentences: readonly (readonly [RefusalReason, RegExp])[] = [
  ['missing', /^(\w+) does not have a value/],
  ['reference', /^Invalid reference specified for (\w+)/],
  ['hidden', /^Permission to access '?\.?(\w+)\.?'? attribute denied/],
  ['owner', /^Cannot assign record to the given user/],
];
