import { readFileSync } from 'node:fs';
import { FINDINGS } from '../src/app/domain/finding.ts';

describe('docs/diagnostics.md', () => {
  // security: findings
  it('lists every finding once', () => {
    const page = readFileSync('docs/diagnostics.md', 'utf8');
    const listed = [...page.matchAll(/^\| `(\w+\.\w+)` +\|/gm)].map(([, id]) => id);
    const known = Object.entries(FINDINGS).flatMap(([topic, codes]) =>
      Object.keys(codes).map((code) => `${topic}.${code}`),
    );
    expect(listed.sort()).toEqual(known.sort());
  });
});
