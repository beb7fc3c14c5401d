import type { ModuleDescription } from '../../../../contract/rest';
import { aRecord } from '../../../testing/samples';
import { type OpenCrm, ended, openCrm, outcome } from '../../../testing/harness/open-crm';
import { fieldsToShow } from './record-preview';

const field = (name: string, type = 'string', more: object = {}) => ({
  name,
  label: name,
  type: { name: type },
  editable: true,
  ...more,
});
const description = (fields: ModuleDescription['fields']): ModuleDescription => ({
  name: 'Contacts',
  label: 'Contacts',
  idPrefix: '4',
  createable: true,
  updateable: true,
  labelFields: 'a',
  fields,
});

describe('fieldsToShow', () => {
  it('shows what is filled in, in the order of describe, as plain text', () => {
    const described = description([
      field('b', 'string', { sequence: '9', label: 'B &amp; C' }),
      field('a', 'text', { sequence: '1' }),
      field('empty'),
      field('missing', 'email'),
    ]);
    expect(fieldsToShow(described, { id: '4x1', a: '<b>x</b>', b: 'O&amp;M', empty: ' ' })).toEqual(
      [
        { label: 'B & C', value: 'O&M' },
        { label: 'a', value: '<b>x</b>' },
      ],
    );
  });

  it('leaves out what the CRM keeps for itself, but for the number', () => {
    const described = description([
      field('account_id', 'reference'),
      field('assigned_user_id', 'owner'),
      field('donotcall', 'boolean'),
      field('createdtime', 'datetime', { editable: false }),
      field('gdpr_address', 'string', { editable: false }),
      field('contact_no', 'string', { editable: false, uitype: '4' }),
    ]);
    const row = Object.fromEntries(described.fields.map(({ name }) => [name, '1']));
    expect(fieldsToShow(described, { ...row, id: '4x1', contact_no: 'CON1' })).toEqual([
      { label: 'contact_no', value: 'CON1' },
    ]);
  });

  it('leaves out numbers, dates and choices that nobody made', () => {
    const zeros = ['0', '0.00', '0000-00-00', '00:00', '--None--'];
    const described = description(zeros.map((zero) => field(zero)));
    const row = Object.fromEntries(zeros.map((zero) => [zero, zero]));
    expect(fieldsToShow(described, { ...row, id: '4x1' })).toEqual([]);
  });

  it('shows choices by their labels, and several as a list', () => {
    const picklistValues = [{ value: 'Closed', label: 'Chiuso' }];
    const described = description([
      field('status', 'picklist', { type: { name: 'picklist', picklistValues } }),
      field('kinds', 'multipicklist'),
    ]);
    expect(fieldsToShow(described, { id: '4x1', status: 'Closed', kinds: 'a |##| b' })).toEqual([
      { label: 'status', value: 'Chiuso' },
      { label: 'kinds', value: 'a, b' },
    ]);
  });

  it('shows no more than a card holds', () => {
    const described = description(
      Array.from({ length: 20 }, (_, index) => field(`f${String(index)}`)),
    );
    const row = Object.fromEntries(described.fields.map(({ name }) => [name, 'x'.repeat(400)]));
    const shown = fieldsToShow(described, { ...row, id: '4x1' });
    expect(shown.length).toBe(16);
    expect(shown[0]?.value.length).toBe(301);
  });
});

describe('preview', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  it('reads the record', async () => {
    const seen = outcome(open.crm.search.preview(aRecord()));
    await open.answerData('describe', description([field('a')]));
    expect(await open.answerData('retrieve', { id: '4x50', a: 'Anna' })).toEqual({ id: '4x50' });
    expect((await ended(seen)).given).toEqual([[{ label: 'a', value: 'Anna' }]]);
  });

  it('says that the record is gone when the CRM denies it', async () => {
    const seen = outcome(open.crm.search.preview(aRecord()));
    await open.answerData('describe', description([field('a')]));
    await open.answer('retrieve', 'error-query-no-module-permission');
    expect((await ended(seen)).problem).toBe('recordGone');
  });
});
