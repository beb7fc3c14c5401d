import { TestCrm } from '../testing/fixtures.ts';

type Answer = Readonly<Record<string, string>>;

describe('Creating and changing records', () => {
  let test: TestCrm;

  beforeEach(async () => {
    test = await TestCrm.start({ clock: () => new Date('2026-11-23T09:00:00Z') });
  });

  afterEach(() => test.stop());

  async function refusal(method: string, parameters: object): Promise<unknown> {
    const { envelope } = await test.call(method, parameters);
    return envelope['status'] === 200 ? 'done' : envelope['message'];
  }

  it('answers the whole new record, the caller its owner', async () => {
    const contact = await test.data<Answer>('create', {
      elementType: 'Contacts',
      element: { lastname: 'Verdi', nofield: 'x' },
    });
    expect(contact).toEqual(
      jasmine.objectContaining({
        lastname: 'Verdi',
        contact_no: 'CON1',
        assigned_user_id: '19x4',
        emailoptout: '0',
        newsletter_unsubscrpt: '1',
        createdtime: '2026-11-23 10:00:00',
        account_id: '',
      }),
    );
    expect(contact['nofield']).toBeUndefined();
    expect(await test.data<Answer>('retrieve', { id: contact['id'] ?? '' })).toEqual(contact);
  });

  it('names the first mandatory field that is missing or empty', async () => {
    const element = { sales_stage: 'Prospecting', potentialname: '' };
    const { envelope } = await test.call('create', { elementType: 'Potentials', element }, 'admin');
    expect(envelope['message']).toBe('potentialname does not have a value');
    expect(await refusal('create', { elementType: 'Contacts', element: { lastname: '  ' } })).toBe(
      'done',
    );
  });

  it('reads nothing from an element that is no JSON text', async () => {
    const response = await test.app.inject({
      method: 'POST',
      url: '/restapi/v1/vtews/create',
      headers: { authorization: `Basic ${btoa('mario:SandboxMarioKey1')}` },
      payload: { elementType: 'Contacts', element: { lastname: 'x' } },
    });
    expect(response.json<{ message: string }>().message).toBe('lastname does not have a value');
  });

  it('checks references and owners, but not that a reference exists', async () => {
    const create = (element: object): Promise<unknown> =>
      refusal('create', { elementType: 'Contacts', element: { lastname: 'x', ...element } });
    expect(await create({ account_id: '4x1' })).toBe('Invalid reference specified for account_id');
    expect(await create({ account_id: '1' })).toBe('Invalid reference specified for account_id');
    expect(await create({ account_id: '3x99999' })).toBe('done');
    expect(await create({ assigned_user_id: '19x9' })).toBe(
      'Cannot assign record to the given user',
    );
    expect(await create({ assigned_user_id: '' })).toBe('assigned_user_id does not have a value');
  });

  it('escapes tags in names, cuts them and loses emoji', async () => {
    const create = async (accountname: string): Promise<string | undefined> => {
      const parameters = { elementType: 'Accounts', element: { accountname } };
      return (await test.data<Answer>('create', parameters))['accountname'];
    };
    expect(await create('<b>x</b> & 😀')).toBe('&lt;b&gt;x&lt;/b&gt; & ????');
    expect((await create('x'.repeat(150)))?.length).toBe(100);
  });

  it('keeps amounts with a point only, and dates in both formats', async () => {
    const create = async (amount: string, closingdate: string): Promise<Answer> => {
      const account = test.add('Accounts', { accountname: 'Acme' });
      const element = {
        potentialname: 'x',
        related_to: account,
        sales_stage: 'Prospecting',
        amount,
        closingdate,
      };
      return test.data<Answer>('create', { elementType: 'Potentials', element }, 'admin');
    };
    expect(await create('1.234,56', '2026-12-31')).toEqual(
      jasmine.objectContaining({ amount: '1.23', closingdate: '31-12-2026' }),
    );
    expect(await create('1234.56', '31-12-2026')).toEqual(
      jasmine.objectContaining({ amount: '1234.56', closingdate: '31-12-2026' }),
    );
  });

  it('refuses modules that are hidden or read-only', async () => {
    const element = { ticket_title: 'x', ticketstatus: 'Open' };
    const ticket = { elementType: 'HelpDesk', element };
    expect(await refusal('create', ticket)).toBe('Permission to write is denied');
    expect(await refusal('create', { elementType: 'Leads', element: {} })).toBe(
      'Permission to perform the operation is denied',
    );
  });

  it('refuses changes of fields that the profile hides or protects', async () => {
    const element = { notes_title: 'x', filelocationtype: 'E', notecontent: 'mine' };
    for (const kind of ['hiddenFields', 'readOnlyFields']) {
      await test.sandbox('users/mario', { hiddenFields: {}, readOnlyFields: {} });
      await test.sandbox('users/mario', { [kind]: { Documents: ['notecontent'] } });
      const parameters = { elementType: 'Documents', element };
      const { id = '', notecontent = '' } = await test.data<Answer>('create', parameters);
      expect(notecontent).toBe('');
      expect(await refusal('revise', { element: { id, notecontent: 'y' } })).toBe(
        'Permission to write is denied',
      );
      expect(await refusal('revise', { element: { id, notes_title: 'y' } })).toBe('done');
      expect(await refusal('query', { query: 'SELECT notecontent FROM Documents;' })).toBe(
        kind === 'hiddenFields' ? "Permission to access '.notecontent.' attribute denied." : 'done',
      );
      const shown = 'notecontent' in (await test.data<Answer>('retrieve', { id }));
      expect(shown).toBe(kind === 'readOnlyFields');
    }
  });

  it('changes only the fields that are named', async () => {
    const id = test.add('Contacts', { lastname: 'Verdi', title: 'Buyer', phone: '1' });
    const revised = await test.data<Answer>('revise', { element: { id, title: 'CEO' } });
    expect(revised).toEqual(jasmine.objectContaining({ title: 'CEO', phone: '1' }));
    const updated = await test.data<Answer>('update', { id, columns: { phone: '2' } });
    expect(updated).toEqual(jasmine.objectContaining({ title: 'CEO', phone: '2' }));
    expect(await refusal('revise', { element: { title: 'x' } })).toBe(
      'Permission to perform the operation is denied for id',
    );
  });

  it('tells apart what is wrong with an id', async () => {
    const id = test.add('Contacts', { lastname: 'Verdi' });
    const number = id.split('x')[1] ?? '';
    const retrieve = (wrong: string): Promise<unknown> => refusal('retrieve', { id: wrong });
    expect(await retrieve(`3x${number}`)).toBe('Id specified is incorrect');
    expect(await retrieve(number)).toBe('Id specified is incorrect');
    expect(await retrieve(`999x${number}`)).toBe(
      'Permission to perform the operation is denied for id',
    );
    expect(await retrieve('4x99999')).toBe('Permission to perform the operation is denied');
  });

  it('hides what was deleted', async () => {
    const id = test.add('Contacts', { lastname: 'Verdi' });
    expect(await test.data<Answer>('delete', { id })).toEqual({ status: 'successful' });
    expect(await refusal('retrieve', { id })).toBe('Permission to perform the operation is denied');
    expect(await test.query(`SELECT lastname FROM Contacts;`)).toEqual([]);
  });

  it('shows users of themselves the id, and folders to everybody', async () => {
    expect(await test.data<Answer>('retrieve', { id: '19x4' })).toEqual({ id: '19x4' });
    expect(await refusal('retrieve', { id: '19x1' })).toBe(
      'Permission to read given object is denied',
    );
    const folder = await test.data<Answer>('retrieve', { id: '24x1' });
    expect(folder['foldername']).toBe('Default');
  });

  it('tells times in the zone of the user, in queries in that of the server', async () => {
    await test.sandbox('users/mario', { zone: 'America/New_York' });
    const id = test.add('Contacts', { lastname: 'Verdi' });
    const [row] = await test.query('SELECT createdtime FROM Contacts;');
    expect(row?.['createdtime']).toBe('2026-11-23 10:00:00');
    const whole = await test.data<Answer>('retrieve', { id });
    expect(whole['createdtime']).toBe('2026-11-23 04:00:00');
  });

  it('takes a comment on a record, of a restricted user too', async () => {
    const contact = test.add('Contacts', { lastname: 'Verdi' });
    const element = { commentcontent: 'Called back', related_to: contact };
    const comment = await test.data<Answer>('create', { elementType: 'ModComments', element });
    expect(comment).toEqual(
      jasmine.objectContaining({
        commentcontent: 'Called back',
        related_to: contact,
        creator: '19x4',
      }),
    );
    expect(comment['id']).toMatch(/^36x/);
  });
});
