import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Crm } from './crm.ts';
import { demoOptions } from './demo.ts';

describe('The CRM on disk', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'crm-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function countOf(crm: Crm, table: string): number {
    return Number(crm.database.first(`SELECT count(*) AS count FROM "${table}"`)?.['count']);
  }

  it('keeps its records when it is opened again', () => {
    const options = demoOptions(join(folder, 'crm.db'));
    const first = new Crm(options);
    first.records.markDeleted({
      number: 3,
      module: first.catalogue.get('Accounts'),
      deleted: false,
    });
    first.close();
    const second = new Crm(options);
    expect(countOf(second, 'm_Contacts')).toBe(60);
    expect(second.records.find(3)?.deleted).toBeTrue();
    second.close();
  });

  it('begins anew when the modules are others', () => {
    const options = demoOptions(join(folder, 'crm.db'));
    new Crm(options).close();
    const other = new Crm({ ...options, customModules: [], seed: (): void => undefined });
    expect(countOf(other, 'm_Contacts')).toBe(0);
    other.close();
  });
});
