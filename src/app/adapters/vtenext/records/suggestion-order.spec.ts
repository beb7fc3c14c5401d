import { Injector } from '@angular/core';
import { type Observable, map, of, timer } from 'rxjs';
import { type MatchSignals, noSignals } from '../../../domain/match-signals';
import type { Correspondent } from '../../../domain/other-side';
import type { CrmModule, CrmRecord, ModuleAnswer } from '../../../domain/crm';
import { rankRecords } from '../../../domain/ranking';
import { withAnswer } from '../../../domain/suggested-answers';
import { aModule } from '../../../testing/samples';
import { VtenextModuleCatalogue } from './module-catalogue';
import * as related from './related-records';
import { RestCaller } from '../rest/rest-caller';
import { RELATED_RECORDS, VtenextRecordSuggestions } from './record-suggestions';

type Row = Readonly<Record<string, string>>;
/** The rows of a CRM, by module. */
type World = Readonly<Record<string, readonly Row[]>>;

const field = (name: string, type = 'string', refersTo?: readonly string[]) => ({
  name,
  label: name,
  type: { name: type, ...(refersTo && { refersTo: [...refersTo] }) },
  ...(name.endsWith('_no') && { uitype: '4' }),
});
const definitions: Readonly<
  Record<string, readonly [prefix: string, labels: string, fields: readonly object[]]>
> = {
  Contacts: [
    '4',
    'lastname',
    [field('lastname'), field('email', 'email'), field('account_id', 'reference', ['Accounts'])],
  ],
  Accounts: [
    '3',
    'accountname',
    [field('accountname'), field('email1', 'email'), field('website', 'url')],
  ],
  HelpDesk: [
    '17',
    'ticket_title',
    [
      field('ticket_title'),
      field('ticket_no'),
      field('email_from', 'email'),
      field('parent_id', 'reference', ['Accounts', 'Contacts']),
      field('ticketstatus', 'picklist'),
    ],
  ],
  Potentials: [
    '13',
    'potentialname',
    [
      field('potentialname'),
      field('related_to', 'reference', ['Accounts', 'Contacts']),
      field('sales_stage', 'picklist'),
    ],
  ],
  Machines: [
    '50',
    'machine',
    [field('machine'), field('contact', 'email'), field('owner', 'reference', ['Accounts'])],
  ],
};
const modules = Object.keys(definitions).map((name) =>
  aModule({ name, label: name, singular: name, hasEmail: name !== 'Potentials' }),
);
const describeModule = (name: string): object => {
  const [idPrefix, labelFields, fields] = definitions[name] ?? ['0', '', []];
  return { name, label: name, idPrefix, labelFields, fields, createable: true, updateable: true };
};
const catalogue = {
  describe: (name: string) => of(describeModule(name)),
  numberPrefix: (name: string) => of(name === 'HelpDesk' ? 'TT' : ''),
  moduleOf: (id: string, all: readonly CrmModule[]) =>
    of(all.find(({ name }) => id.startsWith(`${String(definitions[name]?.[0])}x`))),
} as unknown as VtenextModuleCatalogue;

const person = (role: Correspondent['role'], address: string, position = 0): Correspondent => ({
  role,
  position,
  address,
  name: '',
});
const x = { role: 'from' as const, domain: 'x.example' };
const marked = (ids: string): Row => ({
  id: '44x1',
  mfrom: 'ada@x.example',
  messageid: '<a@x>',
  xmailer: `mail-connector/1 ${ids}`,
  createdtime: '2026-11-20 10:00:00',
});

/** Mails, each with what a CRM holds around it. */
const mails: readonly {
  readonly name: string;
  readonly signals: Partial<MatchSignals>;
  readonly world: World;
}[] = [
  {
    name: 'a ticket that bears the sender’s address, its company found by the domain',
    signals: { people: [person('from', 'ada@x.example')], domains: [x], closed: ['Closed'] },
    world: {
      Accounts: [{ id: '3x20', accountname: 'X Ltd', website: 'www.x.example' }],
      HelpDesk: [
        {
          id: '17x1',
          ticket_title: 'Pump',
          email_from: 'ada@x.example',
          parent_id: '3x20',
          ticketstatus: 'Open',
        },
        { id: '17x2', ticket_title: 'Valve', parent_id: '3x20', ticketstatus: 'Open' },
        { id: '17x3', ticket_title: 'Done', parent_id: '3x20', ticketstatus: 'Closed' },
      ],
      Potentials: [{ id: '13x1', potentialname: 'Plant', related_to: '3x20', sales_stage: 'Open' }],
    },
  },
  {
    name: 'two people of one company that no clue names, and a third of another',
    signals: {
      people: [
        person('from', 'ada@x.example'),
        person('to', 'bob@x.example'),
        person('cc', 'eve@y.example'),
      ],
      closed: ['Closed'],
    },
    world: {
      Contacts: [
        { id: '4x1', lastname: 'Ada', email: 'ada@x.example', account_id: '3x20' },
        { id: '4x2', lastname: 'Bob', email: 'bob@x.example', account_id: '3x20' },
        { id: '4x3', lastname: 'Eve', email: 'eve@y.example', account_id: '3x21' },
      ],
      Accounts: [
        { id: '3x20', accountname: 'X Ltd' },
        { id: '3x21', accountname: 'Y Ltd' },
      ],
      HelpDesk: [
        {
          id: '17x1',
          ticket_title: 'Pump',
          email_from: 'bob@x.example',
          parent_id: '3x20',
          ticketstatus: 'Open',
        },
        { id: '17x2', ticket_title: 'Valve', parent_id: '4x1', ticketstatus: 'Open' },
        { id: '17x4', ticket_title: 'Seal', parent_id: '3x21', ticketstatus: 'Open' },
      ],
      Potentials: [
        { id: '13x1', potentialname: 'Plant', related_to: '4x2', sales_stage: 'Open' },
        { id: '13x2', potentialname: 'Mill', related_to: '3x20', sales_stage: 'Open' },
      ],
    },
  },
  {
    name: 'records that notes name, a number, and a custom record with its company',
    signals: {
      people: [person('from', 'ada@x.example')],
      domains: [x],
      conversation: ['<a@x>'],
      numbers: ['TT7'],
      closed: ['Closed'],
      known: [
        {
          id: '4x9',
          module: 'Contacts',
          reasons: [{ kind: 'conversation', at: '2026-11-24T08:00:00Z' }],
        },
        { id: '50x1', module: 'Machines', reasons: [{ kind: 'favourite' }] },
      ],
    },
    world: {
      Messages: [
        marked('4x9 17x8'),
        { ...marked('4x9 50x1'), id: '44x2', createdtime: '2026-11-22 10:00:00' },
      ],
      Contacts: [{ id: '4x9', lastname: 'Ida', email: 'ida@z.example', account_id: '3x22' }],
      Accounts: [
        { id: '3x20', accountname: 'X Ltd', website: 'x.example' },
        { id: '3x22', accountname: 'Z Ltd', email1: 'ada@x.example' },
      ],
      HelpDesk: [
        {
          id: '17x7',
          ticket_title: 'Leak',
          ticket_no: 'TT7',
          parent_id: '3x22',
          ticketstatus: 'Open',
        },
        {
          id: '17x8',
          ticket_title: 'Noise',
          ticket_no: 'TT8',
          parent_id: '4x9',
          ticketstatus: 'Open',
        },
      ],
      Machines: [{ id: '50x1', machine: 'Press', contact: 'ada@x.example', owner: '3x20' }],
    },
  },
  {
    name: 'a company that only a ticket of its own names',
    signals: { people: [person('from', 'ada@x.example')], closed: ['Closed'] },
    world: {
      Accounts: [{ id: '3x20', accountname: 'X Ltd' }],
      HelpDesk: [
        {
          id: '17x1',
          ticket_title: 'Pump',
          email_from: 'ada@x.example',
          parent_id: '3x20',
          ticketstatus: 'Open',
        },
        { id: '17x2', ticket_title: 'Valve', parent_id: '3x20', ticketstatus: 'Open' },
      ],
      Machines: [{ id: '50x1', machine: 'Press', contact: 'ada@x.example', owner: '3x20' }],
    },
  },
];

/** The rows that a query of the finder names, read without its own code. */
function rowsFor(query: string, world: World): readonly Row[] {
  const [, module = '', where = ''] =
    /FROM (\w+) WHERE (.*?)(?: ORDER BY .*)? LIMIT/.exec(query) ?? [];
  const holds = (row: Row, condition: string): boolean => {
    const [, name = '', operator = '', value = ''] =
      /^(\w+) ?(IN|LIKE|!=) ?(.*)$/.exec(condition) ?? [];
    const text = (row[name] ?? '').toLowerCase();
    const values = [...value.matchAll(/'([^']*)'/g)].map(([, one = '']) => one.toLowerCase());
    if (operator === 'IN') return values.includes(text);
    if (operator === '!=') return text !== values[0];
    return text.includes((values[0] ?? '').replaceAll('%', ''));
  };
  const alternatives = where.split(' OR ').map((all) => all.split(' AND '));
  return (world[module] ?? []).filter((row) =>
    alternatives.some((all) => all.every((condition) => holds(row, condition))),
  );
}

/** How long an answer takes, in milliseconds: `nth` counts a module's queries from 0. */
type Delay = (module: string, nth: number) => number;

interface Shown {
  /** The end of it: each record with all that is said of it, in order. */
  readonly records: readonly string[];
  readonly queries: number;
  /** The ranked records themselves. */
  readonly last: readonly CrmRecord[];
}

function shownAfter({ signals, world }: (typeof mails)[number], delay: Delay): Shown {
  const asked = new Map<string, number>();
  const rest = {
    call: (_method: string, { query }: { query: string }): Observable<readonly Row[]> => {
      const module = /FROM (\w+)/.exec(query)?.[1] ?? '';
      const nth = asked.get(module) ?? 0;
      asked.set(module, nth + 1);
      return timer(delay(module, nth)).pipe(map(() => rowsFor(query, world)));
    },
  } as unknown as RestCaller;
  const all = { ...noSignals, ...signals };
  let answers: readonly ModuleAnswer[] = [];
  let isOver = false;
  Injector.create({
    providers: [
      { provide: RestCaller, useValue: rest },
      { provide: VtenextModuleCatalogue, useValue: catalogue },
      { provide: RELATED_RECORDS, useValue: () => of(related) },
      { provide: VtenextRecordSuggestions, deps: [] },
    ],
  })
    .get(VtenextRecordSuggestions)
    .suggest(all.people, of(all), modules)
    .subscribe({
      next: (answer) => (answers = withAnswer(answers, answer)),
      complete: () => (isOver = true),
    });
  jasmine.clock().tick(60_000);
  expect(isOver).toBeTrue();
  const records = answers.flatMap((answer) => (answer.status === 'found' ? answer.records : []));
  const { suggested, atHand } = rankRecords(
    records,
    modules.map(({ name }) => name),
  );
  const last = [...suggested, ...atHand];
  return {
    last,
    records: last.map((record) =>
      JSON.stringify([record.label, record.detail, record.reasons, suggested.includes(record)]),
    ),
    queries: [...asked.values()].reduce((sum, count) => sum + count, 0),
  };
}

function permutations<T>(values: readonly T[]): readonly (readonly T[])[] {
  if (values.length < 2) return [values];
  return values.flatMap((value, index) =>
    permutations(values.toSpliced(index, 1)).map((others) => [value, ...others]),
  );
}

/**
 * The modules' first answers in every order; each module late by
 * itself, in all or one of its answers.
 */
function delays(): readonly Delay[] {
  const names = [...Object.keys(definitions), 'Messages'];
  const orders = permutations([0, 300, 900, 1_400, 2_500]).map(
    (times): Delay =>
      (module, nth) =>
        (times[names.indexOf(module)] ?? 700) + 40 * nth,
  );
  const late = names.flatMap((name) =>
    [0, 1, 2, undefined].flatMap((which) =>
      [600, 2_500, 9_000].map(
        (time): Delay =>
          (module, nth) =>
            module === name && (which === undefined || which === nth) ? time : 10,
      ),
    ),
  );
  return [...orders, ...late];
}

describe('The order of suggestions', () => {
  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date('2026-11-25T08:00:00Z'));
  });
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('and what is said of each are the same in the end, however slow each answer is', () => {
    let played = 0;
    const apart: string[] = [];
    for (const mail of mails) {
      const atOnce = shownAfter(mail, () => 0);
      expect(atOnce.records.length).withContext(mail.name).toBeGreaterThan(2);
      for (const delay of delays()) {
        played += 1;
        const late = shownAfter(mail, delay);
        if (JSON.stringify(late.records) !== JSON.stringify(atOnce.records)) {
          apart.push([mail.name, ...late.records, 'instead of', ...atOnce.records].join('\n'));
        }
      }
    }
    console.log(`order ${String(played - apart.length)} of ${String(played)} permutations alike`);
    expect(apart.slice(0, 3).join('\n\n')).toBe('');
  });

  it('never names a record as the reason for itself', () => {
    for (const mail of mails) {
      for (const delay of delays()) {
        const itself = shownAfter(mail, delay).last.filter(({ label, reasons }) =>
          reasons.some((one) => one.kind === 'related' && one.to === label),
        );
        expect(itself).withContext(mail.name).toEqual([]);
      }
    }
  });

  it('follows from the person and the company, not from who named them', () => {
    const told = (
      mail: (typeof mails)[number] | undefined,
    ): Readonly<Record<string, readonly string[]>> =>
      Object.fromEntries(
        (mail ? shownAfter(mail, (module) => (module === 'Accounts' ? 2_500 : 0)).last : []).map(
          ({ label, reasons }) => [
            label,
            reasons.map((one) => (one.kind === 'related' ? `${one.as} ${one.to}` : one.kind)),
          ],
        ),
      );
    expect(told(mails[0])).toEqual({
      Pump: ['address', 'open X Ltd'],
      'X Ltd': ['domain'],
      Valve: ['open X Ltd'],
      Plant: ['open X Ltd'],
    });
    expect(told(mails[1])).toEqual({
      Ada: ['address'],
      Bob: ['address'],
      Eve: ['address'],
      'X Ltd': ['company Ada'],
      'Y Ltd': ['company Eve'],
      Pump: ['address', 'open X Ltd'],
      Valve: ['open Ada'],
      Seal: ['open Y Ltd'],
      Plant: ['open Bob'],
      Mill: ['open X Ltd'],
    });
    expect(told(mails[3])).toEqual({
      Pump: ['address', 'open X Ltd'],
      Press: ['address'],
      'X Ltd': ['company Pump'],
      Valve: ['open X Ltd'],
    });
  });

  it('costs at most one more question of each module that hangs on a late one', () => {
    for (const mail of mails) {
      const atOnce = shownAfter(mail, () => 0).queries;
      for (const name of Object.keys(definitions)) {
        const late = shownAfter(mail, (module, nth) =>
          module === name && nth === 0 ? 2_500 : 0,
        ).queries;
        expect(late)
          .withContext(`${mail.name}, ${name}`)
          .toBeLessThanOrEqual(atOnce + 3);
      }
    }
  });
});
