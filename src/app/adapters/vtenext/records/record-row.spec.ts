import {
  type ModuleDescription,
  type RecordAnswer,
  describeSchema,
} from '../../../../contract/rest';
import { sampleAnswer } from '../../../../contract/samples';
import { aModule } from '../../../testing/samples';
import { openEnvelope } from '../rest/envelope';
import { companyField, searchedFields, selectedFields, toRecord } from './record-row';

const contacts = openEnvelope(sampleAnswer('e2e-03-describe-contacts').text, describeSchema);
const field = (name: string, type: string, more: object = {}) => ({
  name,
  label: name,
  type: { name: type, ...more },
});
const describedAs = (
  name: string,
  fields: ModuleDescription['fields'],
  labelFields = 'title',
): ModuleDescription => ({
  name,
  label: name,
  idPrefix: '9',
  createable: true,
  updateable: true,
  labelFields,
  fields,
});
const tickets = describedAs('HelpDesk', [
  field('title', 'text'),
  field('priorities', 'picklist'),
  field('ticketstatus', 'picklist'),
  field('parent_id', 'reference', { refersTo: ['Leads', 'Accounts'] }),
  { ...field('ticket_no', 'string'), uitype: '4' },
  field('email_from', 'email'),
]);
const detail = (description: ModuleDescription, row: RecordAnswer, company?: string): string =>
  toRecord(aModule(), description, row, [], company).detail;

describe('a row of the CRM', () => {
  it('is searched in name, number, e-mail and phone, the most telling first', () => {
    expect(searchedFields(contacts).slice(0, 4)).toEqual([
      'lastname',
      'firstname',
      'contact_no',
      'email',
    ]);
    expect(searchedFields(contacts)).toContain('mobile');
  });

  it('brings company and status along', () => {
    expect(selectedFields(contacts)).toContain('account_id');
    expect(selectedFields(tickets)).toEqual([
      'title',
      'ticket_no',
      'email_from',
      'parent_id',
      'ticketstatus',
    ]);
    expect(selectedFields(describedAs('Bare', [], ''))).toEqual(['id']);
  });

  it('has a name as people write it, a number, and a line to tell it from others', () => {
    const row = {
      id: '4x86',
      lastname: 'Çelik',
      firstname: 'Noémie',
      contact_no: 'CON86',
      email: 'noemie@example.com',
      phone: '',
      mobile: '+39 333',
    };
    expect(toRecord(aModule(), contacts, row, [], 'Idro &amp; Co.')).toEqual({
      id: '4x86',
      module: 'Contacts',
      moduleLabel: 'Contact',
      label: 'Noémie Çelik',
      number: 'CON86',
      detail: 'Idro &amp; Co. · noemie@example.com · +39 333',
      reasons: [],
    });
  });

  it('tells the status, and nothing of what is missing', () => {
    const row = { id: '9x1', title: 'Pump &lt;1&gt;', ticketstatus: 'Open', ticket_no: null };
    expect(detail(tickets, row)).toBe('Open');
    const record = toRecord(aModule(), tickets, row, []);
    expect(record.label).toBe('Pump <1>');
    expect('number' in record).toBeFalse();
  });

  it('names the company of a lead, which is a text of its own', () => {
    const leads = describedAs('Leads', [field('title', 'string'), field('company', 'string')]);
    expect(detail(leads, { id: '2x1', title: 'Luca', company: 'Cantieri' })).toBe('Cantieri');
  });

  it('takes no company for the company of another', () => {
    const reference = field('account_id', 'reference', { refersTo: ['Accounts'] });
    expect(companyField(describedAs('Accounts', [reference]))).toBeUndefined();
    expect(companyField(tickets)).toBe('parent_id');
  });
});
