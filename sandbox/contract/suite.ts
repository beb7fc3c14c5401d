import { type Rule, type Seen, isExpected } from './rule.ts';
import { fileRules } from './rules/files.ts';
import { markRules } from './rules/marks.ts';
import { messageRules } from './rules/messages.ts';
import { moduleRules } from './rules/modules.ts';
import { queryRules } from './rules/query.ts';
import { relationRules } from './rules/relations.ts';
import { signInRules, transportRules } from './rules/transport.ts';
import type { Server } from './server.ts';

/** Every rule of the REST API that the add-in relies on. */
export const rules: readonly Rule[] = [
  ...transportRules,
  ...signInRules,
  ...moduleRules,
  ...queryRules,
  ...messageRules,
  ...fileRules,
  ...relationRules,
  ...markRules,
];

export interface SuiteOptions {
  /** Whether to send what stalls a CRM for seconds. */
  readonly heavy: boolean;
}

const needs = {
  heavy: '--heavy',
  admin: '--admin-user and --admin-key',
  password: '--password',
} as const;

/**
 * Sees one rule after another, so that a server is never asked two things at once but on purpose.
 */
export async function seeAll(
  server: Server,
  { heavy }: SuiteOptions,
  tell: (seen: Seen) => void,
): Promise<readonly Seen[]> {
  const all: Seen[] = [];
  for (const rule of rules) {
    const isLeftOut =
      (rule.only === 'heavy' && !heavy) ||
      (rule.only === 'admin' && !server.admin) ||
      (rule.only === 'password' && server.password === undefined);
    const seen: Seen = isLeftOut
      ? { rule, seen: `needs ${needs[rule.only ?? 'heavy']}`, verdict: 'not seen' }
      : await see(server, rule);
    all.push(seen);
    tell(seen);
  }
  return all;
}

async function see(server: Server, rule: Rule): Promise<Seen> {
  let seen: string;
  try {
    seen = await rule.see(server);
  } catch (error) {
    seen = `error: ${error instanceof Error ? error.message : String(error)}`;
  }
  return { rule, seen, verdict: isExpected(rule, seen) ? 'kept' : 'differs' };
}

/** Deletes what the suite made; gives what could not be. */
export async function cleanUp(
  server: Server,
): Promise<{ deleted: number; left: readonly string[] }> {
  const left: string[] = [];
  let deleted = 0;
  for (const { module, id } of server.marked.newestFirst) {
    const { status, message } = await server.delete(id).catch((error: unknown) => ({
      status: 0,
      message: error instanceof Error ? error.message : String(error),
    }));
    // A record that a rule deleted is denied or answered with nothing.
    if (status === 200 || /is denied$|not found/.test(message)) deleted += 1;
    else left.push(`${module} ${id}: ${message}`);
  }
  return { deleted, left };
}
