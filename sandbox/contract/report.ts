import type { Seen } from './rule.ts';

const inWords = (expected: string | readonly string[]): string =>
  typeof expected === 'string' ? expected : expected.join(' or ');

/**
 * One line of the table: section, verdict, rule; what was expected and seen where that tells more.
 */
export function line({ rule, seen, verdict }: Seen): string {
  const sign = { kept: 'kept    ', differs: 'DIFFERS ', 'not seen': 'not seen' }[verdict];
  const branch = typeof rule.expected === 'string' ? '' : `: ${seen}`;
  const head = `${rule.section.padEnd(6)}${sign}  ${rule.rule}`;
  switch (verdict) {
    case 'kept':
      return `${head}${branch}`;
    case 'not seen':
      return `${head} (${seen})`;
    case 'differs':
      return (
        `${head}\n        expected ${inWords(rule.expected)}\n        seen     ${seen}` +
        (rule.cites.length > 0 ? `\n        recorded in ${rule.cites.join(', ')}` : '')
      );
  }
}

/** The sections that are covered, each with its rules kept and differing, and the plain total. */
export function summary(all: readonly Seen[]): string {
  const count = (verdict: Seen['verdict'], section?: string): number =>
    all.filter(
      (each) => each.verdict === verdict && each.rule.section === (section ?? each.rule.section),
    ).length;
  const sections = [...new Set(all.map(({ rule }) => rule.section))];
  const lines = sections.map(
    (section) =>
      `section ${section.padEnd(6)} ${count('kept', section)} kept, ` +
      `${count('differs', section)} differ, ${count('not seen', section)} not seen`,
  );
  return [...lines, '', `${count('kept')} passed, ${count('differs')} failed`].join('\n');
}
