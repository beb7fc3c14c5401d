import { NEVER, type Observable, of } from 'rxjs';
import { type MatchSignals, noSignals } from '../../../domain/match-signals';
import type { CrmModule, ModuleAnswer } from '../../../domain/crm';
import { aModule } from '../../../testing/samples';
import { type OpenCrm, ended, openCrm, outcome } from '../../../testing/harness/open-crm';

const contacts = aModule();
const accounts = aModule({ name: 'Accounts', label: 'Companies', singular: 'Company' });
const tickets = aModule({ name: 'HelpDesk', label: 'Tickets', singular: 'Ticket' });
const anna = {
  role: 'from' as const,
  position: 0,
  name: 'Rossi, Anna',
  address: 'anna@rossi.example',
};

const field = (name: string, type: string, more: object = {}) => ({
  name,
  label: name,
  type: { name: type, ...more },
  ...(name.endsWith('_no') && { uitype: '4' }),
});
const descriptions: Readonly<Record<string, object>> = {
  Contacts: {
    idPrefix: '4',
    labelFields: 'lastname,firstname',
    fields: [
      field('lastname', 'string'),
      field('firstname', 'string'),
      field('email', 'email'),
      field('contact_no', 'string'),
      field('account_id', 'reference', { refersTo: ['Accounts'] }),
    ],
  },
  Accounts: {
    idPrefix: '3',
    labelFields: 'accountname',
    fields: [field('accountname', 'string'), field('email1', 'email'), field('website', 'url')],
  },
  HelpDesk: {
    idPrefix: '17',
    labelFields: 'ticket_title',
    fields: [
      field('ticket_title', 'string'),
      field('ticket_no', 'string'),
      field('parent_id', 'reference', { refersTo: ['Accounts', 'Contacts'] }),
      field('ticketstatus', 'picklist'),
    ],
  },
};

type Rows = (query: string) => readonly object[] | 'slow' | 'fails' | 'denied';

/** Answers whatever is asked, until nothing is; gives the queries in their order. */
async function answerAll(open: OpenCrm, rows: Rows, patience = 1_000): Promise<readonly string[]> {
  const queries: string[] = [];
  for (let turns = patience; ; turns = 40) {
    const calls = await open.underWay(turns).catch(() => []);
    if (calls.length === 0) return queries;
    for (const call of calls) {
      const body = JSON.parse(call.request.body as string) as Record<string, string>;
      const { elementType, query = '' } = body;
      const data = elementType
        ? {
            name: elementType,
            label: elementType,
            createable: true,
            updateable: true,
            ...descriptions[elementType],
          }
        : rows(query);
      if (!elementType) queries.push(query);
      if (data === 'slow') continue;
      if (data === 'fails' || data === 'denied') {
        const message = data === 'denied' ? 'Permission to perform the operation is denied' : 'Odd';
        call.flush(JSON.stringify({ status: 500, error: 'E', message }), {
          status: 500,
          statusText: 'E',
        });
      } else {
        call.flush(JSON.stringify({ status: 200, data }));
      }
    }
  }
}

function told(answers: readonly ModuleAnswer[]): readonly string[] {
  return answers.flatMap((answer) =>
    answer.status === 'failed'
      ? [`${answer.module.name} failed`]
      : answer.records.map(
          ({ label, reasons }) => `${label}: ${reasons.map(({ kind }) => kind).join(' ')}`,
        ),
  );
}

describe('VtenextRecordSuggestions', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  async function suggest(
    signals: Partial<MatchSignals>,
    rows: Rows,
    modules: readonly CrmModule[] = [contacts, accounts, tickets],
    clues$: Observable<MatchSignals> = of({
      ...noSignals,
      people: [anna],
      habitual: [anna.address],
      ...signals,
    }),
  ): Promise<{
    told: readonly string[];
    queries: readonly string[];
    problem?: string | undefined;
  }> {
    const suggested = outcome(open.crm.suggestions.suggest([anna], clues$, modules));
    const queries = await answerAll(open, rows);
    return { told: told(suggested.given), queries, problem: suggested.problem };
  }

  const annaRow = {
    id: '4x50',
    lastname: 'Rossi',
    firstname: 'Anna',
    email: 'Anna@rossi.example',
    account_id: '3x20',
  };

  it('asks the most useful module at once, by the addresses alone', async () => {
    const { told: seen, queries } = await suggest(
      {},
      (query) => (query.includes('FROM Contacts') ? [annaRow] : []),
      [contacts],
      NEVER,
    );
    expect(queries).toEqual([
      jasmine.stringMatching(/FROM Contacts WHERE email IN \('anna@rossi\.example'\)/),
    ]);
    expect(seen).toEqual(['Anna Rossi: address']);
  });

  for (const habitual of [[], ['greta@officine.example']]) {
    it(`looks at stored emails of those alone who speak for themselves: ${habitual.join() || 'nobody'}`, async () => {
      const { queries } = await suggest({ habitual }, () => []);
      expect(queries.filter((query) => query.includes('mfrom'))).toEqual(
        habitual.map((address) => jasmine.stringContaining(`mfrom IN ('${address}')`)),
      );
    });
  }

  it('asks for other spellings of an address in the next question, and says which it found', async () => {
    const tagged = { ...anna, address: 'anna+crm@rossi.example' };
    const signals = of({
      ...noSignals,
      people: [{ ...tagged, spellings: ['anna@rossi.example'] }],
    });
    const suggested = outcome(open.crm.suggestions.suggest([tagged], signals, [contacts]));
    const queries = await answerAll(open, (query) =>
      query.includes("('anna@rossi") ? [annaRow] : [],
    );
    expect(
      queries
        .filter((query) => query.includes('FROM Contacts WHERE'))
        .map((query) => /IN \(.*?\)/.exec(query)?.[0]),
    ).toEqual(["IN ('anna+crm@rossi.example')", "IN ('anna@rossi.example')"]);
    const records = suggested.given.flatMap((answer) =>
      answer.status === 'found' ? answer.records : [],
    );
    expect(records[0]?.reasons[0]).toEqual(
      jasmine.objectContaining({ address: 'anna@rossi.example', weakness: 'spelling' }),
    );
  });

  it('tells whether the person is called as the record is', async () => {
    const suggested = outcome(open.crm.suggestions.suggest([anna], NEVER, [contacts]));
    const rows = [annaRow, { ...annaRow, id: '4x51', firstname: 'Office' }];
    await answerAll(open, () => rows);
    const records = suggested.given.flatMap((answer) =>
      answer.status === 'found' ? answer.records : [],
    );
    expect(records.map(({ reasons: [one] }) => one?.kind === 'address' && one.named)).toEqual([
      true,
      false,
    ]);
  });

  it('asks each module once for all that may point to its records', async () => {
    const { queries, told: seen } = await suggest(
      {
        domains: [{ role: 'from', domain: 'rossi.example' }],
        known: [{ id: '3x7', module: 'Accounts', reasons: [{ kind: 'favourite' }] }],
      },
      (query) =>
        query.includes('FROM Accounts')
          ? [
              {
                id: '3x20',
                accountname: 'Rossi',
                email1: '',
                website: 'https://www.rossi.example/it',
              },
              { id: '3x21', accountname: 'Grossi', email1: '', website: 'grossi.example' },
              { id: '3x22', accountname: 'Rossi Sales', email1: 'x@ROSSI.example', website: '' },
              { id: '3x7', accountname: 'Starred', email1: '', website: '' },
            ]
          : [],
    );
    const asked = queries.filter((query) => query.includes('FROM Accounts'));
    expect(asked.length).toBe(1);
    expect(asked[0]).toContain(
      "WHERE email1 IN ('anna@rossi.example') OR email1 LIKE '%@rossi.example%' OR " +
        "website LIKE '%rossi.example%' OR id IN ('3x7')",
    );
    expect(seen).toEqual(['Rossi: domain', 'Rossi Sales: domain', 'Starred: favourite']);
  });

  it('finds the number of the subject as this CRM writes it', async () => {
    const { queries, told: seen } = await suggest({ numbers: ['#12', 'tt13', 'X9'] }, (query) => {
      if (query.includes("ticket_no LIKE '%1%'")) return [{ id: '17x1', ticket_no: 'TT100' }];
      if (query.includes('ticket_no IN'))
        return [{ id: '17x12', ticket_title: 'Pump', ticket_no: 'TT12' }];
      return [];
    });
    expect(queries.filter((query) => query.includes('ticket_no IN'))).toEqual([
      jasmine.stringMatching(/ticket_no IN \('TT12','tt13'\)/),
    ]);
    expect(seen).toEqual(['Pump: number']);
    expect(queries.some((query) => query.includes('contact_no IN'))).toBeFalse();
  });

  it('finds the company of a person, and what is open for either, in one more question each', async () => {
    const { queries, told: seen } = await suggest({ closed: ['Closed'] }, (query) => {
      if (query.includes('FROM Contacts')) return [annaRow];
      if (query.includes("FROM Accounts WHERE id IN ('3x20')")) {
        return [{ id: '3x20', accountname: 'Rossi Ltd', email1: '', website: '' }];
      }
      if (query.includes('parent_id IN')) {
        return [{ id: '17x3', ticket_title: 'Leak', parent_id: '3x20', ticketstatus: 'Open' }];
      }
      return [];
    });
    expect(queries.at(-1)).toContain(
      "FROM HelpDesk WHERE parent_id IN ('3x20','4x50') AND ticketstatus!='Closed'",
    );
    expect(seen).toEqual([
      'Anna Rossi: address',
      'Anna Rossi: ',
      'Rossi Ltd: related',
      'Leak: related',
    ]);
  });

  it('does not suggest what is open for a company because of the company that it alone names', async () => {
    const pump = { id: '17x12', ticket_title: 'Pump', ticket_no: 'TT12', ticketstatus: 'Open' };
    const { queries, told: seen } = await suggest({ numbers: ['TT12'] }, (query) => {
      if (query.includes("ticket_no LIKE '%1%'")) return [{ id: '17x1', ticket_no: 'TT100' }];
      if (query.includes('ticket_no IN') || query.includes('parent_id IN')) {
        return [{ ...pump, parent_id: '3x20' }];
      }
      if (query.includes("FROM Accounts WHERE id IN ('3x20')")) {
        return [{ id: '3x20', accountname: 'Rossi Ltd', email1: '', website: '' }];
      }
      return [];
    });
    expect(queries.at(-1)).toContain("FROM HelpDesk WHERE parent_id IN ('17x12','3x20')");
    expect(seen).toContain('Rossi Ltd: related');
    expect(seen.filter((one) => one.startsWith('Pump: ')).join()).not.toContain('related');
  });

  it('finds what notes at messages of the conversation and of the person name', async () => {
    const { told: seen } = await suggest({ conversation: ['<a@x>'] }, (query) => {
      if (query.includes("messageid IN ('<a@x>') OR in_reply_to IN ('<a@x>')")) {
        return [
          { id: '44x1', createdtime: '2026-11-24 10:00:00', xmailer: 'mail-connector/1 17x3' },
        ];
      }
      if (query.includes("mfrom IN ('anna@rossi.example')")) {
        return [
          { id: '44x2', createdtime: '2026-11-20 10:00:00', xmailer: 'mail-connector/1 4x9' },
          { id: '44x3', createdtime: '2026-11-19 10:00:00', xmailer: 'mail-connector/1 4x9' },
          { id: '44x4', createdtime: '2026-11-19 10:00:00', xmailer: 'Outlook <b>17x3</b>' },
        ];
      }
      if (query.includes("FROM HelpDesk WHERE id IN ('17x3')")) {
        return [{ id: '17x3', ticket_title: 'Leak', ticketstatus: 'Closed' }];
      }
      return query.includes("id IN ('4x9')") ? [{ id: '4x9', lastname: 'Bianchi' }] : [];
    });
    expect([...seen].sort()).toEqual(['Bianchi: habit', 'Leak: conversation']);
  });

  it('lets no module hold up the others, and says which could not be asked', async () => {
    const { told: seen } = await suggest({}, (query) => {
      if (query.includes('FROM Messages')) return 'fails';
      if (query.includes('FROM Accounts')) return 'fails';
      return query.includes('FROM Contacts') ? [annaRow] : [];
    });
    expect(seen).toContain('Anna Rossi: address');
    expect(seen).toContain('Accounts failed');
  });

  it('says nothing of a module that is denied', async () => {
    const { told: seen } = await suggest({}, (query) =>
      query.includes('FROM Accounts') ? 'denied' : [],
    );
    expect(seen).toEqual([]);
  });

  it('goes on with what was found when a module does not answer in time', async () => {
    const rows: Rows = (query) => {
      if (query.includes('FROM Accounts WHERE email1')) return 'slow';
      if (query.includes('FROM Contacts')) return [annaRow];
      return query.includes('parent_id IN')
        ? [{ id: '17x3', ticket_title: 'Leak', parent_id: '4x50', ticketstatus: 'Open' }]
        : [];
    };
    const clues$ = of({ ...noSignals, people: [anna], habitual: [anna.address] });
    const suggested = outcome(
      open.crm.suggestions.suggest([anna], clues$, [contacts, accounts, tickets]),
    );
    await answerAll(open, rows);
    expect(told(suggested.given)).not.toContain('Leak: related');
    await answerAll(open, rows);
    expect(told(suggested.given)).toContain('Leak: related');
  });

  it('asks only modules that have e-mail fields, where only addresses are known', async () => {
    const plain = aModule({ name: 'Invoice', hasEmail: false });
    const suggested = outcome(
      open.crm.suggestions.suggest([anna], of({ ...noSignals, people: [anna] }), [plain]),
    );
    await answerAll(open, () => [], 40);
    expect((await ended(suggested)).given).toEqual([]);
  });
});
