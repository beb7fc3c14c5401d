import type { RecordForm } from '../domain/record-form';
import { aMail, aRecord, aSide } from '../testing/samples';
import { bodyText } from './body-text';
import { companyName, splitName } from './person-name';
import { correspondent, prefill } from './prefill';

describe('splitName', () => {
  const names: readonly (readonly [string, string, string, string])[] = [
    ['Grace Newman', '', 'Grace', 'Newman'],
    ['Newman, Grace', '', 'Grace', 'Newman'],
    ['Ludwig van Beethoven', '', 'Ludwig', 'van Beethoven'],
    ['Anna Maria Rossi', '', 'Anna Maria', 'Rossi'],
    ['Dr. Hans Groß', '', 'Hans', 'Groß'],
    ['MARIO ROSSI', '', 'Mario', 'Rossi'],
    ['Anna Rossi (Acme)', '', 'Anna', 'Rossi'],
    ['Anna Rossi | Acme', '', 'Anna', 'Rossi'],
    ['Madonna', '', '', 'Madonna'],
    ['', 'grace.newman@x.example', 'Grace', 'Newman'],
    ['grace.newman@x.example', 'grace.newman@x.example', 'Grace', 'Newman'],
    ['', 'info@x.example', '', ''],
    ['', 'sales.team@x.example', '', ''],
    ['', 'gn42@x.example', '', ''],
  ];
  for (const [name, address, first, last] of names) {
    it(`splits “${name || address}”`, () => {
      expect(splitName({ name, address })).toEqual({ first, last });
    });
  }
});

describe('companyName', () => {
  it('makes a name of a domain', () => {
    expect(
      ['rossi-impianti.example', 'acme.co.uk', 'mail.acme.com', 'localhost', ''].map(companyName),
    ).toEqual(['Rossi Impianti', 'Acme', 'Acme', '', '']);
  });
});

describe('bodyText', () => {
  it('reads lines as they are seen, and neither scripts nor styles', () => {
    const html =
      '<style>p{}</style><p>Dear\n  all,</p><p>one<br>two</p><div><div>three</div></div><script>x</script><pre>a  b\nc</pre>';
    expect(bodyText(html)).toBe('Dear all,\none\ntwo\nthree\na  b\nc');
  });
  it('keeps the blank lines that Outlook writes as empty paragraphs', () => {
    expect(bodyText('<p>a</p>\n<p>&nbsp;</p>\n<p>b</p>')).toBe('a\n\nb');
  });
  it('loads nothing', () => {
    expect(bodyText('<img src="https://x.example/y.png" onerror="alert(1)">text')).toBe('text');
  });
});

describe('prefill', () => {
  const ticket: RecordForm = {
    module: 'HelpDesk',
    moduleLabel: 'Ticket',
    nameFields: ['ticket_title'],
    hasOwner: true,
    fields: [
      { name: 'ticket_title', label: 'Title', kind: 'text', mandatory: true, meaning: 'subject' },
      { name: 'description', label: 'Text', kind: 'longText', mandatory: false, meaning: 'text' },
      {
        name: 'parent_id',
        label: 'Of',
        kind: 'reference',
        mandatory: false,
        meaning: 'customer',
        refersTo: ['Accounts', 'Contacts'],
      },
      {
        name: 'ticketstatus',
        label: 'Status',
        kind: 'choice',
        mandatory: true,
        options: [
          { value: '--None--', label: '–' },
          { value: 'Open', label: 'Open' },
        ],
      },
    ],
  };

  it('puts subject, text and the sender who is known into a ticket', () => {
    const mail = aMail({
      subject: 'Re: AW: It is broken',
      body: `<p>${'long '.repeat(2_000)}</p>`,
    });
    const { values, linked } = prefill(
      ticket,
      { mail, side: aSide(), known: [aRecord()] },
      undefined,
      () => false,
    );
    expect(values['ticket_title']).toBe('It is broken');
    expect(values['description']?.length).toBeLessThanOrEqual(4_000);
    expect(values['description']).toMatch(/…$/);
    expect(values['parent_id']).toBe(aRecord().id);
    expect(values['ticketstatus']).toBe('Open');
    expect(linked['parent_id']).toEqual(aRecord());
  });

  const contact: RecordForm = {
    module: 'Contacts',
    moduleLabel: 'Contact',
    nameFields: ['lastname'],
    hasOwner: true,
    fields: [
      { name: 'lastname', label: 'Last name', kind: 'text', mandatory: true, meaning: 'lastName' },
      { name: 'email', label: 'Email', kind: 'text', mandatory: false, meaning: 'email' },
      { name: 'phone', label: 'Phone', kind: 'text', mandatory: false, meaning: 'phone' },
    ],
  };
  const of = (role: 'from' | 'replyTo' | 'to', mail = aMail()) => {
    const people = [{ role, position: 0, name: 'Greta Nuova', address: 'greta@officine.example' }];
    return prefill(contact, { mail, side: aSide({ people }), known: [] }, undefined, () => false)
      .values;
  };
  const body = '<p>Dear all,</p><p>Regards<br>Greta Nuova<br>Phone: +39 011 123 45 67</p>';

  it('takes whom the mail is with, and what a signature of theirs tells', () => {
    expect(of('replyTo', aMail({ body }))).toEqual({
      lastname: 'Nuova',
      email: 'greta@officine.example',
      phone: '+39 011 123 45 67',
    });
  });

  it('takes no signature of somebody else', () => {
    expect(of('to', aMail({ body }))['phone']).toBeUndefined();
  });

  it('takes nobody where the mail has nobody but the user', () => {
    expect(correspondent({ people: [] })).toEqual({ name: '', address: '' });
  });
});
