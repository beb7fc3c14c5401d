import { TestCrm } from '../testing/fixtures.ts';
import { translate } from './translator.ts';

describe('A query', () => {
  let test: TestCrm;

  beforeAll(async () => {
    test = await TestCrm.start();
    const acme = test.add('Accounts', { accountname: 'Acme', email1: 'info@acme.example' });
    const others = [
      'Müller GmbH',
      "O'Hara",
      'Percent 100% Cotton',
      'Under_Score',
      'Back\\Slash Ltd',
    ];
    others.forEach((accountname) => test.add('Accounts', { accountname, account_id: acme }));
    test.add('Contacts', { lastname: 'Bianchi', email: 'L.Bianchi@Acme.Example' });
    test.add('Leads', { lastname: 'Rossi', company: 'Rossi' });
    test.add('Employees', { lastname: 'Administrator', username: 'admin' });
    test.add('Employees', { lastname: 'Rossi', username: 'mario' }, 'mario');
    test.add('Potentials', {
      potentialname: 'Deal',
      related_to: acme,
      closingdate: '2026-12-01',
      sales_stage: 'x',
      amount: '1000',
    });
  });

  afterAll(() => test.stop());

  async function names(condition: string): Promise<readonly (string | undefined)[]> {
    const rows = await test.query(`SELECT accountname FROM Accounts WHERE ${condition};`);
    return rows.map((row) => row['accountname']);
  }

  async function refusal(query: string): Promise<unknown> {
    return (await test.call('query', { query })).envelope['message'];
  }

  it('ignores case and accents', async () => {
    expect(await names(`accountname LIKE '%mull%'`)).toEqual(['Müller GmbH']);
    expect(await names(`accountname = 'MÜLLER gmbh'`)).toEqual(['Müller GmbH']);
    const rows = await test.query(`SELECT id FROM Contacts WHERE email='l.bianchi@acme.example';`);
    expect(rows.length).toBe(1);
  });

  it('reads escapes as MySQL does', async () => {
    expect(await names(`accountname = 'o''hara'`)).toEqual(["O'Hara"]);
    expect(await names(`accountname LIKE '%100\\%%'`)).toEqual(['Percent 100% Cotton']);
    expect(await names(`accountname LIKE '%0_ %'`)).toEqual(['Percent 100% Cotton']);
    expect(await names(`accountname LIKE 'under\\_score%'`)).toEqual(['Under_Score']);
    expect(await names(`accountname = 'back\\\\slash ltd'`)).toEqual(['Back\\Slash Ltd']);
    expect(await names(`accountname LIKE '%back\\\\\\\\sl%'`)).toEqual(['Back\\Slash Ltd']);
  });

  it('is empty when a value breaks the statement', async () => {
    expect(await names(`accountname = 'abc\\'`)).toEqual([]);
  });

  it('binds AND tighter than OR', async () => {
    const condition = `accountname = 'Acme' OR accountname = 'zz' AND phone = 'x'`;
    expect(await names(condition)).toEqual(['Acme']);
  });

  it('finds records by id and by reference', async () => {
    const [acme] = await test.query(`SELECT accountname FROM Accounts WHERE accountname='Acme';`);
    const id = acme?.['id'] ?? '';
    expect(await names(`id = '${id}'`)).toEqual(['Acme']);
    expect(await names(`id IN ('${id}','3x99999')`)).toEqual(['Acme']);
    expect((await names(`account_id = '${id}'`)).length).toBe(5);
  });

  it('finds nothing by a plain number as id, and refuses one in a reference field', async () => {
    expect(await names(`id = '1'`)).toEqual([]);
    expect(await names(`id IN ('1','2')`)).toEqual([]);
    expect(await refusal(`SELECT id FROM Accounts WHERE account_id='20';`)).toBe(
      'Id specified is incorrect',
    );
  });

  it('counts, orders and limits', async () => {
    expect(await test.query('SELECT COUNT(*) FROM Accounts;')).toEqual([{ count: '6' }]);
    const query = 'SELECT accountname FROM Accounts ORDER BY accountname DESC LIMIT 1,2;';
    const rows = await test.query(query);
    expect(rows.map((row) => row['accountname'])).toEqual(['Percent 100% Cotton', "O'Hara"]);
  });

  it('takes thousands of terms', async () => {
    const term = `accountname = 'Acme'`;
    expect(await names(Array.from({ length: 3000 }, () => term).join(' OR '))).toEqual(['Acme']);
    const values = Array.from({ length: 1000 }, (_, index) => `'v${index}'`).join(',');
    expect(await names(`accountname IN (${values},'acme')`)).toEqual(['Acme']);
  });

  it('gives dates in the format of the user', async () => {
    const query = 'SELECT closingdate,amount FROM Potentials;';
    expect(await test.query(query)).toEqual([
      jasmine.objectContaining({ closingdate: '01-12-2026', amount: '1000.00' }),
    ]);
  });

  it('refuses unknown modules and fields in the words of the CRM', async () => {
    expect(await refusal('SELECT x FROM Nope;')).toBe(
      'Permission to perform the operation is denied for name',
    );
    expect(await refusal('SELECT nofield FROM Accounts;')).toBe(
      `Permission to access '.nofield.' attribute denied.`,
    );
    expect(await refusal(`SELECT id FROM Accounts WHERE nofield='x';`)).toBe(
      'Permission to access nofield attribute denied.',
    );
    expect(await refusal('SELECT filename FROM Documents;')).toContain('attribute denied');
    expect(await refusal('SELECT messagehash FROM Messages;')).toContain('attribute denied');
    expect(await refusal('')).toBe('Permission to perform the operation is denied for query');
  });

  it('refuses modules that the profile hides', async () => {
    expect(await refusal('SELECT lastname FROM Leads;')).toBe(
      'Permission to perform the operation is denied',
    );
    expect((await test.query('SELECT lastname FROM Leads;', 'admin')).length).toBe(1);
  });

  it('shows a user the own Employees row only, an administrator all', async () => {
    const query = 'SELECT username FROM Employees;';
    expect((await test.query(query)).map((row) => row['username'])).toEqual(['mario']);
    expect((await test.query(query, 'admin')).length).toBe(2);
  });

  it('shows Users to administrators only', async () => {
    expect(await refusal('SELECT user_name FROM Users;')).toContain('attribute denied');
    const users = await test.query('SELECT user_name,accesskey FROM Users;', 'admin');
    expect(users.map((row) => row['user_name'])).toEqual(['admin', 'mario', 'giulia']);
  });

  it('finds an e-mail address by an index', () => {
    const query = `SELECT accountname FROM Accounts WHERE email1='x' OR email2 IN ('x','y') LIMIT 10;`;
    const user = test.crm.accounts.named('mario');
    const statement = user && translate(query, user, test.crm.catalogue);
    const { sql = '', values = [] } = statement ?? {};
    const plan = test.crm.database.all(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    const steps = plan.map((row) => String(row['detail'])).join('; ');
    expect(steps).toContain('i_Accounts_email1');
    expect(steps).toContain('i_Accounts_email2');
  });
});
