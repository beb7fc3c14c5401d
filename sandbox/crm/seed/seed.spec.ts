import { TestCrm } from '../testing/fixtures.ts';
import { seedAddresses, seedPeople } from './people.ts';
import { seedDemo } from './seed.ts';

describe('The demo CRM', () => {
  let test: TestCrm;

  beforeAll(async () => {
    test = await TestCrm.start({ seed: seedDemo });
  });

  afterAll(() => test.stop());

  async function countOf(module: string): Promise<number> {
    const [row] = await test.query(`SELECT COUNT(*) FROM ${module};`, 'admin');
    return Number(row?.['count']);
  }

  it('holds the records that were promised', async () => {
    const counts = await Promise.all(
      ['Accounts', 'Contacts', 'Leads', 'Potentials', 'HelpDesk', 'Installations', 'Employees'].map(
        countOf,
      ),
    );
    expect(counts).toEqual([30, 60, 30, 20, 20, 12, 3]);
    expect(await countOf('Vendors')).toBeGreaterThan(0);
    expect(await countOf('Inspections')).toBeGreaterThan(0);
    expect(await countOf('Messages')).toBe(0);
  });

  it('knows the people of the sample mails', async () => {
    for (const { email, lastname } of Object.values(seedPeople)) {
      const query = `SELECT lastname,account_id FROM Contacts WHERE email='${email}';`;
      const found = await test.query(query);
      expect(found.map((row) => row['lastname'])).toContain(lastname);
      expect(found.every((row) => row['account_id']?.startsWith('3x'))).toBeTrue();
    }
    const others = [
      ['Accounts', 'email1', seedAddresses.rossiImpianti],
      ['Accounts', 'email1', seedAddresses.northwind],
      ['Leads', 'email', seedAddresses.lucaBianchi],
      ['HelpDesk', 'email_from', seedAddresses.supportTicket],
      ['Installations', 'installation_email', seedAddresses.installation],
    ] as const;
    for (const [module, field, address] of others) {
      const query = `SELECT id FROM ${module} WHERE ${field}='${address}';`;
      expect((await test.query(query, 'admin')).length)
        .withContext(address)
        .toBe(1);
    }
  });

  it('does not know the mailbox itself', async () => {
    const query = `SELECT id FROM Contacts WHERE email='demo@vendor.example';`;
    expect(await test.query(query)).toEqual([]);
  });

  it('has the same ids after every reset', async () => {
    const query = 'SELECT lastname,email FROM Contacts ORDER BY id;';
    const before = await test.query(query);
    await test.sandbox('reset', {});
    expect(await test.query(query)).toEqual(before);
  });

  it('tells who is signed in', async () => {
    const query = `SELECT username,assigned_user_id FROM Employees WHERE username='mario' LIMIT 2;`;
    expect(await test.query(query)).toEqual([
      jasmine.objectContaining({ username: 'mario', assigned_user_id: '19x4' }),
    ]);
  });
});
