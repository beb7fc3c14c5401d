import type { CrmRecord, MatchReason, Role } from './crm';
import { rankRecords, scoreOf } from './ranking';

const order = ['Contacts', 'Accounts', 'Leads', 'HelpDesk', 'Potentials', 'Vendors'];

function record(name: string, reasons: readonly MatchReason[] = []): CrmRecord {
  const [module = '', label = ''] = name.split(' ');
  return {
    id: `${String(order.indexOf(module) + 3)}x${label.replace(/\D/g, '') || String(label.codePointAt(0))}`,
    module,
    moduleLabel: module,
    label,
    detail: '',
    reasons,
  };
}

const address = (role: Role, position = 0, named = false): MatchReason => ({
  kind: 'address',
  role,
  position,
  address: 'a@x.example',
  named,
});
const inexact = (role: Role, named = false): MatchReason =>
  ({ ...address(role, 0, named), weakness: 'spelling' }) as MatchReason;
const domain = (role: Role): MatchReason => ({ kind: 'domain', role, domain: 'x.example' });
const conversation: MatchReason = { kind: 'conversation', at: '2026-11-24T08:00:00Z' };
const habit = (times: number): MatchReason => ({ kind: 'habit', times });
const number: MatchReason = { kind: 'number', number: 'TT12' };
const company: MatchReason = { kind: 'related', as: 'company', to: 'Ada' };
const open: MatchReason = { kind: 'related', as: 'open', to: 'Ada' };
const recent: MatchReason = { kind: 'recent', at: '2026-11-24T08:00:00Z' };
const favourite: MatchReason = { kind: 'favourite' };

type Case = readonly [
  behaviour: string,
  expected: string,
  records: Readonly<Record<string, readonly MatchReason[]>>,
];

/** What is expected: the labels in their order, those only at hand after a bar. */
const cases: readonly Case[] = [
  ['nothing where there is nothing', '|', {}],
  ['nothing that nothing speaks for', '|', { 'Contacts A': [] }],
  ['the sender alone', 'A|', { 'Contacts A': [address('from')] }],
  [
    'the sender above a recipient',
    'A B|',
    { 'Contacts B': [address('to')], 'Contacts A': [address('from')] },
  ],
  [
    'a reply address above a recipient',
    'A B|',
    { 'Contacts B': [address('to')], 'Contacts A': [address('replyTo')] },
  ],
  [
    'the sender above the reply address',
    'A B|',
    { 'Contacts B': [address('replyTo')], 'Contacts A': [address('from')] },
  ],
  [
    'a recipient above a copy',
    'A B|',
    { 'Contacts B': [address('cc')], 'Contacts A': [address('to')] },
  ],
  [
    'recipients in their places',
    'A B C|',
    {
      'Contacts C': [address('to', 2)],
      'Contacts B': [address('to', 1)],
      'Contacts A': [address('to', 0)],
    },
  ],
  [
    'a late recipient above a copy',
    'A B|',
    { 'Contacts B': [address('cc')], 'Contacts A': [address('to', 9)] },
  ],
  [
    'recipients from the sixth on alike',
    'A B|',
    { 'Contacts B': [address('to', 5)], 'Contacts A': [address('to', 8)] },
  ],
  [
    'who bears the name of two with one address',
    'B A|',
    { 'Contacts A': [address('from')], 'Contacts B': [address('from', 0, true)] },
  ],
  [
    'a contact before a lead with the same address',
    'B A|',
    { 'Leads A': [address('from')], 'Contacts B': [address('from')] },
  ],
  [
    'a contact before a company with the same address',
    'B A|',
    { 'Accounts A': [address('from')], 'Contacts B': [address('from')] },
  ],
  [
    'a person before a ticket that bears the address',
    'B A|',
    { 'HelpDesk A': [address('from')], 'Contacts B': [address('from')] },
  ],
  [
    'a vendor before a ticket that bears the address',
    'B A|',
    { 'HelpDesk A': [address('from')], 'Vendors B': [address('from')] },
  ],
  ['equals by name', 'A B|', { 'Contacts B': [address('from')], 'Contacts A': [address('from')] }],
  [
    'equals by name as people count',
    'A2 A10|',
    { 'Contacts A10': [address('from')], 'Contacts A2': [address('from')] },
  ],
  ['modules that are not known last', 'B A|', { 'Others A': [habit(1)], 'Vendors B': [habit(1)] }],
  [
    'an address above a domain',
    'B A|',
    { 'Accounts A': [domain('from')], 'Contacts B': [address('from')] },
  ],
  ['a company by its domain alone', 'A|', { 'Accounts A': [domain('from')] }],
  [
    'the sender’s domain above a recipient',
    'A B|',
    { 'Contacts B': [address('to')], 'Accounts A': [domain('from')] },
  ],
  [
    'a recipient above a recipient’s domain',
    'B A|',
    { 'Accounts A': [domain('to')], 'Contacts B': [address('to')] },
  ],
  [
    'an address and its own domain as one',
    'B A|',
    { 'Accounts A': [address('from'), domain('from')], 'Contacts B': [address('from')] },
  ],
  [
    'the conversation above the address',
    'B A|',
    { 'Contacts A': [address('from')], 'HelpDesk B': [conversation] },
  ],
  [
    'the conversation above an address with the name',
    'B A|',
    { 'Contacts A': [address('from', 0, true)], 'HelpDesk B': [conversation] },
  ],
  [
    'address and conversation above conversation alone',
    'A B|',
    { 'HelpDesk B': [conversation], 'Contacts A': [address('from'), conversation] },
  ],
  [
    'two of a conversation by what else is known',
    'B A|',
    { 'Contacts A': [conversation], 'Contacts B': [conversation, habit(1)] },
  ],
  [
    'a number above the address',
    'B A|',
    { 'Contacts A': [address('from', 0, true)], 'HelpDesk B': [number] },
  ],
  [
    'a number above the conversation',
    'B A|',
    { 'Contacts A': [conversation], 'HelpDesk B': [number] },
  ],
  [
    'a conversation with the address above a number',
    'A B|',
    { 'HelpDesk B': [number], 'Contacts A': [conversation, address('from')] },
  ],
  [
    'a habit decides between equals',
    'B A|',
    { 'Contacts A': [address('from')], 'Contacts B': [address('from'), habit(1)] },
  ],
  [
    'the stronger habit decides',
    'B A|',
    { 'Contacts A': [address('from'), habit(1)], 'Contacts B': [address('from'), habit(3)] },
  ],
  [
    'an address above a habit',
    'A B|',
    { 'Potentials B': [habit(9)], 'Contacts A': [address('from')] },
  ],
  [
    'a habit grows no further than six',
    'A B|',
    { 'Contacts B': [habit(9)], 'Contacts A': [habit(6)] },
  ],
  [
    'a habit outweighs the name',
    'B A|',
    { 'Contacts A': [address('from', 0, true)], 'Contacts B': [address('from'), habit(1)] },
  ],
  [
    'the person above the person’s company',
    'A B|',
    { 'Accounts B': [company], 'Contacts A': [address('from')] },
  ],
  ['the company above what is open', 'A B|', { 'HelpDesk B': [open], 'Accounts A': [company] }],
  [
    'what is open and bears the address above the company',
    'B A|',
    { 'Accounts A': [company], 'HelpDesk B': [open, address('from')] },
  ],
  [
    'what is open below the company found by domain',
    'A B|',
    { 'HelpDesk B': [open], 'Accounts A': [domain('from')] },
  ],
  [
    'company and domain together',
    'A B|',
    { 'Contacts B': [address('to')], 'Accounts A': [company, domain('to')] },
  ],
  ['what was used of late as only at hand', '|A', { 'Contacts A': [recent] }],
  [
    'what is starred as only at hand, before what was used',
    '|B A',
    { 'Contacts A': [recent], 'Contacts B': [favourite] },
  ],
  ['starred and used as only at hand', '|A', { 'Contacts A': [recent, favourite] }],
  [
    'what is starred first among equals',
    'B A|',
    { 'Contacts A': [address('from')], 'Contacts B': [address('from'), favourite] },
  ],
  [
    'a star below the name',
    'A B|',
    { 'Contacts B': [address('from'), favourite], 'Contacts A': [address('from', 0, true)] },
  ],
  [
    'a copy’s recipient as a suggestion all the same',
    'A|B',
    { 'Contacts B': [favourite], 'Contacts A': [address('cc', 5)] },
  ],
  [
    'a ticket with the address of a copy’s recipient as a suggestion all the same',
    'A|',
    { 'HelpDesk A': [address('cc', 5)] },
  ],
  [
    'an exact address above another spelling of it with the name',
    'A B|',
    { 'Contacts B': [inexact('from', true)], 'Contacts A': [address('from')] },
  ],
  [
    'another spelling of the address above the domain',
    'B A|',
    { 'Accounts A': [domain('from')], 'Contacts B': [inexact('from')] },
  ],
];

describe('rankRecords, of weak evidence', () => {
  const address = (id: string, weakness?: 'spelling' | 'messenger', role: Role = 'from') => {
    const reasons = [
      {
        kind: 'address' as const,
        role,
        position: 0,
        address: '',
        named: true,
        ...(weakness && { weakness }),
      },
    ];
    return { ...record('Contacts A', reasons), id };
  };
  it('puts what is spelled alike, and what passes mails on, below the very address of anybody', () => {
    const replyTo = { ...address('4x3', undefined, 'replyTo') };
    const records = [address('4x1', 'messenger'), address('4x2', 'spelling', 'cc'), replyTo];
    expect(rankRecords(records, ['Contacts']).suggested.map(({ id }) => id)).toEqual([
      '4x3',
      '4x1',
      '4x2',
    ]);
  });
});

describe('rankRecords', () => {
  for (const [behaviour, expected, given] of cases) {
    it(`puts ${behaviour}`, () => {
      const records = Object.entries(given).map(([name, reasons]) => record(name, reasons));
      for (const list of [records, records.toReversed()]) {
        const { suggested, atHand } = rankRecords(list, order);
        const labels = [suggested, atHand].map((some) => some.map(({ label }) => label).join(' '));
        expect(labels.join('|')).toBe(expected);
      }
    });
  }

  it('puts a record once, with all that speaks for it, the weightiest first', () => {
    const { suggested } = rankRecords(
      [
        { ...record('Contacts A', [favourite]), detail: 'a@x.example' },
        { ...record('Contacts A', [address('from'), favourite]), detail: 'Rossi · a@x.example' },
        record('Contacts A', [habit(1), habit(3)]),
      ],
      order,
    );
    expect(suggested.map(({ reasons }) => reasons)).toEqual([
      [address('from'), habit(3), favourite],
    ]);
    expect(suggested[0]?.detail).toBe('Rossi · a@x.example');
  });

  for (const module of [...order.filter((name) => name !== 'Accounts'), 'Machines']) {
    it(`puts a record of ${module} with an address of the mail above the company of that address`, () => {
      for (const role of ['from', 'replyTo', 'to', 'cc'] as const) {
        for (const position of [0, 1, 2, 3, 4, 5, 40]) {
          const its = record(`${module} R`, [address(role, position)]);
          const { suggested } = rankRecords([record('Accounts C', [domain(role)]), its], order);
          expect(suggested.map(({ label }) => label))
            .withContext(`${role} ${String(position)}`)
            .toEqual(['R', 'C']);
        }
      }
    });
  }

  it('tells the newest of what is told several times in other words, whichever came first', () => {
    const times = ['2026-11-20T08:00:00Z', '2026-11-24T08:00:00Z', '2026-11-22T08:00:00Z'];
    const told = times.map((at): MatchReason => ({ kind: 'conversation', at }));
    for (const reasons of [told, told.toReversed()]) {
      const separate = reasons.map((one) => record('Contacts A', [one]));
      for (const records of [separate, [record('Contacts A', reasons)]]) {
        expect(rankRecords(records, order).suggested[0]?.reasons).toEqual([told[1] as MatchReason]);
      }
    }
  });

  it('takes an address that is found twice at its best', () => {
    expect(scoreOf(record('Contacts A', [address('cc'), address('from')]))).toBe(
      scoreOf(record('Contacts A', [address('from')])),
    );
  });
});
