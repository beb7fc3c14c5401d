import { TestCrm } from '../testing/fixtures.ts';

type Types = {
  readonly types: readonly string[];
  readonly information: Readonly<Record<string, { label: string; singular: string }>>;
};
type FieldType = {
  readonly name: string;
  readonly refersTo?: readonly string[];
  readonly picklistValues?: readonly { readonly label: string; readonly value: string }[];
};
type Description = {
  readonly idPrefix: string;
  readonly createable: boolean;
  readonly labelFields: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly type: FieldType;
    readonly mandatory: boolean;
    readonly editable: boolean;
    readonly uitype?: string;
  }[];
};

describe('What the CRM tells of its modules', () => {
  let test: TestCrm;

  beforeAll(async () => {
    test = await TestCrm.start();
  });

  afterAll(() => test.stop());

  function describeModule(elementType: string, user: 'mario' | 'admin'): Promise<Description> {
    return test.data('describe', { elementType }, user);
  }

  it('names the modules with e-mail fields, custom ones included', async () => {
    const { types } = await test.data<Types>('listtypes', { fieldTypeList: ['email'] }, 'admin');
    expect(types).toEqual([
      'Leads',
      'Accounts',
      'Contacts',
      'HelpDesk',
      'Vendors',
      'Newsletter',
      'Employees',
      'Installations',
      'Inspections',
    ]);
  });

  it('leaves out modules that the profile hides', async () => {
    const { types } = await test.data<Types>('listtypes', { fieldTypeList: '' });
    expect(types).not.toContain('Leads');
    expect(types).toContain('Potentials');
    const { envelope } = await test.call('describe', { elementType: 'Leads' });
    expect(envelope['message']).toBe('Permission to perform the operation is denied');
  });

  it('marks a read-only module as such', async () => {
    expect((await describeModule('HelpDesk', 'mario')).createable).toBeFalse();
    expect((await describeModule('HelpDesk', 'admin')).createable).toBeTrue();
  });

  it('tells prefix, name fields and field types', async () => {
    const contacts = await describeModule('Contacts', 'admin');
    expect(contacts.idPrefix).toBe('4');
    expect(contacts.labelFields).toBe('lastname,firstname');
    const types = new Map(contacts.fields.map((field) => [field.name, field.type.name]));
    expect(types.get('email')).toBe('email');
    expect(types.get('phone')).toBe('phone');
    expect(types.get('account_id')).toBe('reference');
    const mandatory = contacts.fields.filter((field) => field.mandatory).map(({ name }) => name);
    expect(mandatory).toEqual(['lastname', 'assigned_user_id']);
    expect(contacts.fields.find(({ uitype }) => uitype === '4')?.name).toBe('contact_no');
  });

  it('offers as targets of a reference only what the user may see', async () => {
    const targets = async (user: 'mario' | 'admin'): Promise<readonly string[] | undefined> => {
      const { fields } = await describeModule('HelpDesk', user);
      return fields.find(({ name }) => name === 'parent_id')?.type.refersTo;
    };
    expect(await targets('admin')).toEqual(['Leads', 'Accounts', 'Contacts']);
    expect(await targets('mario')).toEqual(['Accounts', 'Contacts']);
  });

  it('shows hidden fields to describeall only', async () => {
    const names = async (method: string): Promise<readonly string[]> => {
      const { fields } = await test.data<Description>(method, { elementType: 'Contacts' });
      return fields.map(({ name }) => name);
    };
    expect(await names('describe')).not.toContain('yahooid');
    expect(await names('describeall')).toContain('yahooid');
  });

  it('lacks the fields that a profile hides, and marks those that it protects', async () => {
    const editable = async (): Promise<unknown> => {
      const { fields } = await test.data<Description>('describe', { elementType: 'Documents' });
      return fields.find(({ name }) => name === 'notecontent')?.editable;
    };
    expect(await editable()).toBeTrue();
    await test.sandbox('users/mario', { readOnlyFields: { Documents: ['notecontent'] } });
    expect(await editable()).toBeFalse();
    await test.sandbox('users/mario', { hiddenFields: { Documents: ['notecontent'] } });
    expect(await editable()).toBeUndefined();
    await test.sandbox('users/mario', { hiddenFields: {}, readOnlyFields: {} });
    expect(await editable()).toBeTrue();
  });

  it('shows nothing of Users to who is no administrator', async () => {
    expect((await describeModule('Users', 'mario')).fields.map(({ name }) => name)).toEqual(['id']);
  });

  it('lists internal modules that stand in no menu and hold no emails', async () => {
    type Menu = {
      readonly visible: readonly { name: string }[];
      readonly others: readonly { name: string }[];
    };
    const { visible, others } = await test.data<Menu>('getmenulist', {});
    const inMenu = [...visible, ...others].map(({ name }) => name);
    const { types } = await test.data<Types>('listtypes', { fieldTypeList: '' });
    expect(types).toContain('ModLightProdAttr');
    expect(inMenu).not.toContain('ModLightProdAttr');
    expect(inMenu).toEqual(
      jasmine.arrayContaining(['Contacts', 'Vendors', 'Installations', 'ConfProducts']),
    );
    // As recorded of a user of the same profile, but for modules of that server alone.
    expect(types.filter((name) => !inMenu.includes(name)).sort()).toEqual([
      'Currency',
      'DocumentFolders',
      'Emails',
      'Events',
      'Fax',
      'Groups',
      'ModComments',
      'ModLightProdAttr',
      'MyNotes',
      'Myfiles',
      'Sms',
      'Users',
    ]);
  });

  it('speaks the language of the CRM, and in labels that of the user', async () => {
    const labels = { username: '', language: '', module: 'Contacts' };
    const contacts = await test.data<Record<string, string>>('getlabels', labels);
    expect(contacts['Last Name']).toBe('Cognome');
    expect(contacts['SINGLE_Contacts']).toBeUndefined();
    const appStrings = { ...labels, module: 'APP_STRINGS' };
    const names = await test.data<Record<string, string>>('getlabels', appStrings);
    expect(names['SINGLE_Contacts']).toBe('Contatto');
    expect(await test.data<unknown>('getlabels', { ...labels, language: 'xx' })).toEqual([]);
    const { information } = await test.data<Types>('listtypes', { fieldTypeList: '' });
    expect(information['Contacts']?.label).toBe('Contacts');
    await test.sandbox('settings', { language: 'it_it' });
    const italian = await test.data<Types>('listtypes', { fieldTypeList: '' });
    expect(italian.information['Contacts']?.label).toBe('Contatti');
    await test.sandbox('settings', { language: 'en_us' });
  });
});
