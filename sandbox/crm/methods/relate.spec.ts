import { TestCrm } from '../testing/fixtures.ts';

type Answer = Readonly<Record<string, string>>;
type Link = { readonly record: string; readonly messageId: string };

describe('Relating', () => {
  let test: TestCrm;
  let contact: string;
  let account: string;

  beforeEach(async () => {
    test = await TestCrm.start();
    contact = test.add('Contacts', { lastname: 'Verdi' });
    account = test.add('Accounts', { accountname: 'Acme' });
  });

  afterEach(() => test.stop());

  async function store(changes: object = {}, user: 'mario' | 'admin' = 'mario'): Promise<string> {
    const element = { messageid: '<1@x>', subject: 'Offer', mvisibility: 'Public', ...changes };
    const answer = await test.data<Answer>('create', { elementType: 'Messages', element }, user);
    return answer['id'] ?? '';
  }

  async function relate(id: string, ...relatelist: readonly string[]): Promise<unknown> {
    const { envelope } = await test.call('relate', { id, relatelist, relationid: '' });
    return envelope['status'] === 200 ? envelope['data'] : envelope['message'];
  }

  async function links(): Promise<readonly string[]> {
    const found = await test.sandbox<readonly Link[]>('links');
    return found.map(({ record, messageId }) => `${record} ${messageId}`);
  }

  it('lists a message at its record, once however often it is asked', async () => {
    const message = await store();
    expect(await relate(message, contact)).toBeNull();
    expect(await relate(message, contact)).toBeNull();
    expect(await links()).toEqual([`${contact} <1@x>`]);
  });

  it('shows nothing when record and message change places', async () => {
    expect(await relate(contact, await store())).toBeNull();
    expect(await links()).toEqual([]);
  });

  it('does not look at the prefix of a target', async () => {
    const message = await store();
    expect(await relate(message, contact.replace('4x', '3x'))).toBeNull();
    expect(await links()).toEqual([`${contact} <1@x>`]);
  });

  it('links nothing when one target is bad', async () => {
    const message = await store();
    expect(await relate(message, contact, '4x99999')).toBe('There is no relation with module ');
    const lead = test.add('Leads', { lastname: 'x', company: 'y' });
    expect(await relate(message, lead)).toBe('There is no relation with module Leads');
    await test.data('delete', { id: contact });
    expect(await relate(message, contact)).toBe('There is no relation with module ');
    expect(await links()).toEqual([]);
  });

  it('refuses custom modules without a Messages list', async () => {
    const message = await store();
    const inspection = test.add('Inspections', { inspection_name: 'x' });
    const installation = test.add('Installations', { installation_name: 'x' });
    expect(await relate(message, inspection)).toBe('There is no relation with module Inspections');
    expect(await relate(message, installation)).toBeNull();
    await test.sandbox('relations', { module: 'Installations', messages: false });
    expect(await relate(message, installation)).toBe(
      'There is no relation with module Installations',
    );
  });

  it('takes a target that may only be read, but no source', async () => {
    const deal = test.add('Potentials', {
      potentialname: 'x',
      related_to: account,
      closingdate: '2026-12-01',
      sales_stage: 'y',
    });
    expect(await relate(await store(), deal)).toBeNull();
    const document = await test.data<Answer>('create', {
      elementType: 'Documents',
      element: { notes_title: 'x', filelocationtype: 'I' },
    });
    const documentId = document['id'] ?? '';
    expect(await relate(deal, documentId)).toBe('Permission to read given object is denied');
    expect(await relate(documentId, deal)).toBeNull();
    expect(test.crm.links.documentsOf(Number(deal.split('x')[1]))).toEqual([
      Number(documentId.split('x')[1]),
    ]);
  });

  it('refuses what is no list, and a relation id', async () => {
    const id = await store();
    const bad = await test.call('relate', { id, relatelist: contact });
    expect(bad.envelope['message']).toBe('Relatelist must be an array');
    const named = await test.call('relate', { id, relatelist: [contact], relationid: '210' });
    expect(named.envelope['message']).toBe(
      'You cannot specify a relationid and pass multiple modules to relate',
    );
  });

  it('shares links among copies of a mail, as long as one is alive', async () => {
    const own = await store();
    await relate(own, contact);
    const copy = await store({}, 'admin');
    await test.data('relate', { id: copy, relatelist: [account] }, 'admin');
    expect(await links()).toEqual([`${contact} <1@x>`, `${account} <1@x>`]);
    await test.data('delete', { id: own });
    expect((await links()).length).toBe(2);
    await test.data('delete', { id: copy }, 'admin');
    expect(await links()).toEqual([]);
  });

  it('brings old links back when a deleted mail is stored again', async () => {
    const message = await store();
    await relate(message, contact);
    await test.data('delete', { id: message });
    await store();
    expect(await links()).toEqual([`${contact} <1@x>`]);
  });

  it('keeps mails apart whose subjects differ by a blank', async () => {
    await relate(await store(), contact);
    await relate(await store({ subject: 'Offer ' }), contact);
    expect((await links()).length).toBe(2);
  });

  it('relates the parents of a new message unasked', async () => {
    await store({ parent_id: `${contact}|${account}|4x99999` });
    expect((await links()).length).toBe(2);
  });

  it('refuses a private message of somebody else', async () => {
    const id = await store({ mvisibility: '' }, 'admin');
    expect(await relate(id, contact)).toBe('Permission to read given object is denied');
    expect(await relate(await store({}, 'admin'), contact)).toBeNull();
  });
});
