import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Crm } from '../crm.ts';
import { translate } from '../vtql/translator.ts';
import { scaledOptions } from './scale.ts';

describe('A large CRM', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scale-'));
  let small: Crm;
  let large: Crm;
  beforeAll(() => {
    small = new Crm(scaledOptions(join(folder, 'small.db'), 1_000));
    large = new Crm(scaledOptions(join(folder, 'large.db'), 100_000));
  }, 300_000);
  afterAll(() => {
    small.close();
    large.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const statement = (crm: Crm, query: string) => {
    const user = crm.accounts.named('admin');
    const translated = user && translate(query, user, crm.catalogue);
    if (!translated) throw new Error(`No statement for ${query}`);
    return translated;
  };
  const byAddress = (crm: Crm, module: string, address: string) => {
    const fields = crm.catalogue
      .get(module)
      .fields.filter(({ type, hidden }) => type === 'email' && !hidden);
    const where = fields.map(({ name }) => `${name}='${address}'`).join(' OR ');
    return statement(
      crm,
      `SELECT ${fields[0]?.name ?? ''} FROM ${module} WHERE ${where} LIMIT 11;`,
    );
  };

  it('holds the records and modules that were asked for', () => {
    const count = (crm: Crm, name: string): number =>
      Number(crm.database.first(`SELECT count(*) AS count FROM "m_${name}"`)?.['count']);
    expect(count(large, 'Contacts')).toBeGreaterThanOrEqual(100_000);
    expect(count(large, 'Accounts')).toBeGreaterThanOrEqual(100_000);
    expect(large.catalogue.modules.length).toBeGreaterThan(100);
  });

  it('asks for an address by an index, in every module that has e-mail fields', () => {
    const asked = large.catalogue.modules.filter(
      (module) => module.isEntity && module.hasFieldOfType(['email']) && module.name !== 'Users',
    );
    expect(asked.length).toBeGreaterThan(100);
    for (const { name } of asked) {
      const { sql, values } = byAddress(large, name, 'person-5@company-5.example');
      const plan = large.database.all(`EXPLAIN QUERY PLAN ${sql}`, ...values);
      const details = plan.map((row) => String(row['detail'])).join(' | ');
      expect(details)
        .withContext(name)
        .toMatch(/USING (COVERING )?INDEX i_/);
      expect(details)
        .withContext(name)
        .not.toMatch(/\bSCAN\b/);
    }
  });

  it('finds an address among 100,000 in at most twice the time of 1,000', () => {
    const once = (crm: Crm, index: number): number => {
      const address = `person-${index * 19}@company-${index * 19}.example`;
      const { sql, values } = byAddress(crm, 'Contacts', address);
      const start = performance.now();
      expect(crm.database.all(sql, ...values).length).toBe(1);
      return performance.now() - start;
    };
    const times: Record<'small' | 'large', number[]> = { small: [], large: [] };
    for (let warm = 0; warm < 10; warm += 1) [small, large].forEach((crm) => once(crm, warm));
    for (let index = 0; index < 50; index += 1) {
      times.small.push(once(small, index));
      times.large.push(once(large, index));
    }
    const median = (all: number[]): number => all.toSorted((a, b) => a - b)[25] ?? 0;
    const ratio = median(times.large) / median(times.small);
    console.log(`median of 50 queries at 100,000 is ${ratio.toFixed(2)} times that at 1,000`);
    expect(ratio).toBeLessThanOrEqual(2);
  });
});
