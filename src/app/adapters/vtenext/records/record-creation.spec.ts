import type { FormValues, RecordForm } from '../../../domain/record-form';
import { toProblem } from '../../../domain/problem';
import { aModule } from '../../../testing/samples';
import {
  type OpenCrm,
  answerWith,
  ended,
  openCrm,
  outcome,
  parameters,
} from '../../../testing/harness/open-crm';
import { hostOf } from './record-domain';

const contacts = aModule();
const accounts = aModule({ name: 'Accounts', label: 'Accounts', singular: 'Account' });

describe('VtenextRecordCreation', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  /** The form of contacts, as a role without pick list values gets it. */
  async function contactForm(): Promise<RecordForm> {
    const asked = outcome(open.crm.creation.formOf(contacts, [contacts, accounts]));
    for (let answered = 0; answered < 3;) {
      for (const request of await open.underWay()) {
        answered += 1;
        if (request.request.url.endsWith('describe'))
          answerWith(request, 'feature-describe-contacts');
        else if (parameters(request)['module'] === 'APP_STRINGS') {
          request.flush(
            JSON.stringify({ status: 200, data: { Department: ' Reparto ', Title: 'x' } }),
          );
        } else answerWith(request, 'feature-getlabels-contacts-it');
      }
    }
    const [form] = (await ended(asked)).given;
    if (!form) throw new Error('No form came.');
    return form;
  }

  it('makes a form of the editable fields, labelled in the user’s language', async () => {
    const form = await contactForm();
    const labels = new Map(form.fields.map(({ name, label }) => [name, label]));
    expect(labels.get('lastname')).toBe('Cognome');
    expect(labels.get('department')).not.toMatch(/^\s|\s$/);
    expect(labels.has('contact_no')).toBeFalse();
    expect(labels.has('assigned_user_id')).toBeFalse();
    expect(form.hasOwner).toBeTrue();
    expect(form.nameFields).toEqual(['lastname', 'firstname']);
    expect(form.fields.filter(({ mandatory }) => mandatory).map(({ name }) => name)).toEqual([
      'lastname',
    ]);
    // A pick list that came empty has nothing to choose from; vendors are not among the modules.
    expect(labels.has('leadsource')).toBeFalse();
    expect(labels.has('vendor_id')).toBeFalse();
    expect(form.fields.find(({ name }) => name === 'account_id')).toEqual(
      jasmine.objectContaining({ kind: 'reference', refersTo: ['Accounts'], meaning: 'company' }),
    );
  });

  it('offers a text field for a mandatory pick list that came empty', async () => {
    const tickets = aModule({ name: 'HelpDesk', singular: 'Ticket' });
    const asked = outcome(open.crm.creation.formOf(tickets, [contacts]));
    for (let answered = 0; answered < 3;) {
      for (const request of await open.underWay()) {
        answered += 1;
        if (request.request.url.endsWith('describe'))
          answerWith(request, 'feature-describe-helpdesk');
        else request.flush(JSON.stringify({ status: 200, data: [] }));
      }
    }
    const { given, problem } = await ended(asked);
    // Recorded as a user who may only read tickets.
    if (problem) expect(problem).toBe('forbidden');
    else expect(given[0]?.fields.find(({ name }) => name === 'ticketstatus')?.kind).toBe('text');
  });

  async function created(values: FormValues, sample: Parameters<typeof answerWith>[1]) {
    const form = await contactForm();
    const call = open.crm.creation.createRecord(form, values);
    const seen = outcome(call);
    let problem: unknown;
    const request = await open.call('create');
    const sent = parameters(request);
    answerWith(request, sample);
    const { given } = await ended(seen).then((over) => {
      problem = over.problem;
      return over;
    });
    const element = JSON.parse(sent['element'] ?? '{}') as Record<string, string>;
    return { element, created: given[0], problem, elementType: sent['elementType'] };
  }

  it('sends what is filled in, trimmed, without what the CRM cannot hold', async () => {
    const {
      element,
      elementType,
      created: answer,
    } = await created(
      { lastname: '  Minimal ', firstname: '   ', title: '😀', donotcall: '' },
      'feature-create-contact-minimal',
    );
    expect(elementType).toBe('Contacts');
    expect(element).toEqual({ lastname: 'Minimal' });
    expect(answer?.record).toEqual(
      jasmine.objectContaining({ module: 'Contacts', label: 'Minimal' }),
    );
    expect(answer?.altered.map(({ how }) => how)).toEqual(['characters']);
  });

  it('says where the CRM stored something else', async () => {
    const { created: answer } = await created(
      { lastname: 'Minimal name that is longer', phone: '+39 011 1' },
      'feature-create-contact-minimal',
    );
    expect(answer?.altered).toEqual([
      { label: jasmine.any(String) as unknown as string, how: 'lost', stored: '' },
      { label: 'Cognome', how: 'cut', stored: 'Minimal' },
    ]);
  });

  it('is content with what came back as it was sent', async () => {
    const { created: answer } = await created(
      {
        lastname: 'Linked',
        account_id: '3x20',
        email: 'linked@acme.example.com',
        phone: '+39 011 1',
      },
      'feature-create-contact-with-account',
    );
    expect(answer?.altered).toEqual([]);
  });

  it('says that a reference to a record that is gone was not kept', async () => {
    const { created: answer } = await created(
      { lastname: 'Ref missing', account_id: '3x99999' },
      'feature-create-contact-missing-account',
    );
    expect(answer?.altered.map(({ how }) => how)).toEqual(['lost']);
  });

  for (const [sample, field, reason] of [
    ['feature-error-missing-mandatory-contacts', 'lastname', 'missing'],
    ['error-create-bad-reference', 'account_id', 'reference'],
  ] as const) {
    it(`names the field that was refused in ${sample}`, async () => {
      const form = await contactForm();
      let problem: unknown;
      open.crm.creation.createRecord(form, { firstname: 'x' }).subscribe({
        error: (error: unknown) => (problem = toProblem(error)),
      });
      answerWith(await open.call('create'), sample);
      await open.isSilent();
      expect(problem).toEqual({ kind: 'fieldRefused', field, reason });
    });
  }

  it('offers only modules that the user may create in', async () => {
    const seen = outcome(open.crm.creation.creatableModules([contacts]));
    await open.answer('describe', 'feature-describe-contacts');
    expect((await ended(seen)).given).toEqual([contacts]);
    const tickets = aModule({ name: 'HelpDesk' });
    const denied = outcome(open.crm.creation.creatableModules([tickets]));
    await open.answer('describe', 'error-query-no-module-permission');
    expect(await ended(denied)).toEqual(jasmine.objectContaining({ given: [], isOver: true }));
  });

  it('finds the same address, a similar name of the domain, and no others', async () => {
    const likeness = {
      module: 'Contacts',
      names: { lastname: 'Rossi', firstname: 'Anna' },
      address: 'anna@acme.example',
    };
    const seen = outcome(open.crm.creation.similarRecords(likeness, [contacts]));
    await open.answer('describe', 'feature-describe-contacts');
    const row = (id: string, lastname: string, firstname: string, email: string) => ({
      id,
      lastname,
      firstname,
      email,
    });
    const { query } = await open.answerData('query', [
      row('4x1', 'Bianchi', 'Anna', 'anna.b@acme.example'),
      row('4x2', 'Rossi', 'A.', 'rossi@acme.example'),
      row('4x3', 'ROSSI', 'Anna Maria', 'am@acme.example'),
      row('4x4', 'Other', '', 'Anna@Acme.example'),
      row('4x5', 'Rossi', 'Anna', 'anna@notacme.example'),
      row('4x6', 'Rossi', 'Anna', 'x@notacme.example.evil'),
    ]);
    expect(query).toContain("email='anna@acme.example'");
    expect(query).not.toContain('(');
    const [found] = (await ended(seen)).given;
    // 4x5 and 4x6 bear the very same name in the same module.
    expect(found?.records.map(({ id }) => id).toSorted()).toEqual(['4x3', '4x4', '4x5', '4x6']);
    expect(found?.records[0]?.id).toBe('4x4');
  });

  it('finds the one company of a domain by the host of its web address', async () => {
    const description = {
      name: 'Accounts',
      label: 'Accounts',
      idPrefix: '3',
      createable: true,
      updateable: true,
      labelFields: 'accountname',
      fields: [
        { name: 'accountname', label: 'Name', type: { name: 'string' } },
        { name: 'website', label: 'Website', type: { name: 'url' } },
        { name: 'email1', label: 'E-mail', type: { name: 'email' } },
      ],
    };
    const seen = outcome(open.crm.creation.companyOf('acme.example', [contacts, accounts]));
    await open.answerData('describe', description);
    await open.answerData('query', [
      { id: '3x1', accountname: 'Not Acme', website: 'notacme.example', email1: '' },
      { id: '3x2', accountname: 'Acme', website: 'https://www.acme.example/shop', email1: '' },
    ]);
    expect((await ended(seen)).given[0]?.label).toBe('Acme');
    const several = outcome(open.crm.creation.companyOf('acme.example', [accounts]));
    await open.answerData('query', [
      { id: '3x2', accountname: 'Acme', website: 'acme.example', email1: '' },
      { id: '3x3', accountname: 'Acme two', website: '', email1: 'info@ACME.example' },
    ]);
    expect((await ended(several)).given).toEqual([undefined]);
  });

  it('reads hosts with and without a scheme', () => {
    expect(
      [
        'acme.example',
        'www.Acme.example/x',
        'https://acme.example:8443',
        'http://www.acme.example?x',
        '',
      ].map(hostOf),
    ).toEqual(['acme.example', 'acme.example', 'acme.example', 'acme.example', '']);
  });
});
