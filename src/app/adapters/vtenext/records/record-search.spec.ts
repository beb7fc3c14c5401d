import type { ModuleAnswer } from '../../../domain/crm';
import { aModule } from '../../../testing/samples';
import {
  type OpenCrm,
  type Outcome,
  aKey,
  ended,
  openCrm,
  outcome,
  parameters,
} from '../../../testing/harness/open-crm';
import { askedWords, multipliedOut } from './search-question';

const installations = aModule({
  name: 'Installations',
  label: 'Installations',
  singular: 'Installation',
});
const string = { name: 'string' };

/** A module with so many phone fields, and what else the test names. */
const describePhones = (count: number, more: readonly object[] = []) => ({
  name: 'Phones',
  label: 'Phones',
  idPrefix: '60',
  createable: true,
  updateable: true,
  labelFields: 'title',
  fields: [
    ...more,
    ...Array.from({ length: count }, (_, index) => ({
      name: `phone${String(index)}`,
      label: 'Phone',
      type: { name: 'phone' },
    })),
    { name: 'title', label: 'Title', type: string },
    { name: 'phone_no', label: 'No', type: string, uitype: '4' },
  ],
});
const phones = aModule({ name: 'Phones', label: 'Phones', singular: 'Phone' });
const companies = {
  name: 'Accounts',
  label: 'Accounts',
  idPrefix: '3',
  createable: true,
  updateable: true,
  labelFields: 'accountname',
  fields: [{ name: 'accountname', label: 'Name', type: string }],
};
const row = (number: number, more: Record<string, string> = {}) => ({
  id: `60x${String(number)}`,
  title: `Anna Rossi ${String(number)}`,
  ...more,
});
const rows = (count: number, from = 0, more: Record<string, string> = {}) =>
  Array.from({ length: count }, (_, index) => row(from + index, more));

/** What a CRM with these rows answers: read here without the code that wrote the query. */
function answered(query: string, all: readonly (Record<string, string> & { id: string })[]) {
  const [, where = '', order = '', offset = '0', limit = '0'] =
    /WHERE (.*) ORDER BY (\S+) LIMIT (?:(\d+),)?(\d+);/.exec(query) ?? [];
  const holds = (row: Record<string, string>, condition: string): boolean => {
    const [, field = '', operator = '', value = ''] =
      /^(\w+)(=| LIKE )'(.*)'$/.exec(condition) ?? [];
    const pattern = value.replaceAll('%', '.*');
    return operator !== '' && new RegExp(`^${pattern}$`, 'i').test(row[field] ?? '');
  };
  const sorted = all
    .filter((row) =>
      where.split(' OR ').some((each) => each.split(' AND ').every((one) => holds(row, one))),
    )
    .toSorted((one, other) => {
      const keys = order
        .split(',')
        .map((field) => (one[field] ?? '').localeCompare(other[field] ?? ''));
      return keys.find((key) => key !== 0) ?? 0;
    });
  return sorted.slice(Number(offset), Number(offset) + Number(limit));
}

function foundIn(seen: Outcome<ModuleAnswer>, index = -1) {
  const answer = seen.given.at(index);
  if (answer?.status !== 'found') throw new Error('Nothing was found');
  return { ids: answer.records.map(({ id }) => id), next: answer.next, records: answer.records };
}

describe('multipliedOut', () => {
  it('lets every word stand in every field', () => {
    expect(multipliedOut(['rossi', 'an'], ['a', 'b'])).toEqual([
      [
        { field: 'a', contains: 'rossi' },
        { field: 'a', contains: 'an' },
      ],
      [
        { field: 'a', contains: 'rossi' },
        { field: 'b', contains: 'an' },
      ],
      [
        { field: 'b', contains: 'rossi' },
        { field: 'a', contains: 'an' },
      ],
      [
        { field: 'b', contains: 'rossi' },
        { field: 'b', contains: 'an' },
      ],
    ]);
  });

  it('asks in the first fields only when one word in all of them is too much', () => {
    const fields = Array.from({ length: 201 }, (_, index) => `f${String(index)}`);
    expect(multipliedOut(['rossi'], fields).length).toBe(200);
  });

  it('asks nothing without fields', () => {
    expect(multipliedOut(['rossi'], [])).toEqual([]);
  });
});

describe('askedWords', () => {
  it('are the longest only when all of them are more than 200 terms', () => {
    const words = ['an', 'rossi', 'mul'];
    expect(askedWords(words, 4)).toEqual({ asked: ['rossi', 'mul', 'an'], left: [] });
    expect(askedWords(words, 5)).toEqual({ asked: ['rossi', 'mul'], left: ['an'] });
    expect(askedWords(words, 11)).toEqual({ asked: ['rossi'], left: ['mul', 'an'] });
  });
});

describe('VtenextRecordSearch', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  it('looks for each word in name, number, e-mail and phone, sorted without ties', async () => {
    outcome(open.crm.search.search("O'Neil  rossi", [phones]));
    await open.answerData('describe', describePhones(1));
    const { query } = parameters(await open.call('query'));
    expect(query).toBe(
      'SELECT title,phone_no,phone0 FROM Phones WHERE ' +
        ['title', 'phone_no', 'phone0']
          .flatMap((first) =>
            ['title', 'phone_no', 'phone0'].map(
              (second) => `${first} LIKE '%o''neil%' AND ${second} LIKE '%rossi%'`,
            ),
          )
          .join(' OR ') +
        ' ORDER BY title,phone_no LIMIT 11;',
    );
  });

  it('sorts by time where a module gives no numbers', async () => {
    outcome(open.crm.search.search('plant', [installations]));
    await open.answer('describe', 'feature-describe-installations');
    const { query } = parameters(await open.call('query'));
    expect(query).toContain(' ORDER BY installation_name,createdtime LIMIT 11;');
  });

  /**
   * A CRM with these rows, which answers as the query says: its oracle is `expected` of the test.
   */
  async function pages(text: string, all: readonly (Record<string, string> & { id: string })[]) {
    const seen: string[][] = [];
    let calls = 0;
    for (let start: number | undefined = 0, page = 0; start !== undefined && page < 40; page += 1) {
      const asked: Outcome<ModuleAnswer> = outcome(open.crm.search.search(text, [phones], start));
      while (!asked.isOver) {
        const call = (await open.underWay(20).catch(() => []))[0];
        if (!call) continue;
        const { query, elementType } = parameters(call);
        if (!elementType) calls += 1;
        const data = elementType ? describePhones(1) : answered(query ?? '', all);
        call.flush(JSON.stringify({ status: 200, data }));
        await new Promise((done) => setTimeout(done));
      }
      const { ids, next } = foundIn(asked);
      seen.push([...ids]);
      start = next;
    }
    return { seen, calls };
  }

  it('puts an exact number first, names that begin with it, names that hold it, and then all else', async () => {
    const given = [
      row(1, { title: 'Pump of CON1', phone_no: 'TT9' }),
      row(2, { title: 'Zebra', phone_no: 'TT14' }),
      row(3, { title: 'TT1 is broken', phone_no: 'TT8' }),
      row(4, { title: 'Zoo', phone_no: 'tt1' }),
      row(5, { title: 'About TT1', phone_no: 'TT7' }),
    ];
    const { seen, calls } = await pages('TT1', given);
    expect(seen).toEqual([['60x4', '60x3', '60x5', '60x2']]);
    expect(calls).toBe(1);
  });

  it('does so over all pages where there are more, each record once', async () => {
    const kinds = (index: number): Record<string, string> =>
      [
        { title: `Ross ${String(index)}` },
        { title: `The Ross ${String(index)}` },
        { title: `Zoo ${String(index)}`, phone0: 'ross' },
      ][index % 3] ?? {};
    const many = Array.from({ length: 200 }, (_, index) =>
      row(index, { phone_no: `N${String(index)}`, ...kinds(index) }),
    );
    const exact = row(900, { title: 'Zz', phone_no: 'ROSS' });
    const { seen } = await pages('ross', [...many, exact]);
    const shown = seen.flat();
    expect(new Set(shown).size).toBe(201);
    expect(shown[0]).toBe('60x900');
    const kind = (id: string): number => Number(id.split('x')[1]) % 3;
    const order = shown.slice(1).map(kind);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(Math.max(...seen.map(({ length }) => length))).toBe(10);
  });

  it('gives a module of few answers in one call, and one of many in few', async () => {
    const { calls } = await pages('rossi', rows(9));
    expect(calls).toBe(1);
    const first = outcome(open.crm.search.search('rossi', [phones]));
    await open.answerData('query', rows(11));
    const { query } = await open.answerData('query', rows(11, 0, { title: 'Rossi' }));
    expect(query).toContain("WHERE phone_no='rossi' OR title LIKE 'rossi%' ORDER BY");
    expect(foundIn(await ended(first)).ids.length).toBe(10);
  });

  describe('with more words than a query takes', () => {
    const matching = { phone0: 'MÜLLER xY' };

    it('sieves what the CRM gives, as the CRM compares', async () => {
      const seen = outcome(open.crm.search.search('rossi mull xy', [phones]));
      await open.answerData('describe', describePhones(9));
      const { query } = await open.answerData('query', [row(1), row(2, matching), row(3)]);
      expect(query).toContain("LIKE '%rossi%'");
      expect(query).not.toContain('xy');
      expect(query).toContain(' LIMIT 100;');
      expect(foundIn(await ended(seen)).ids).toEqual(['60x2']);
      expect(foundIn(seen).next).toBeUndefined();
    });

    it('asks on until a page is full, and goes on after its last row', async () => {
      const seen = outcome(open.crm.search.search('rossi mull xy', [phones], 2_000_007));
      await open.answerData('describe', describePhones(9));
      await open.answerData('query', [...rows(95, 0), ...rows(5, 95, matching)]);
      const { query } = await open.answerData('query', rows(100, 100, matching));
      expect(query).toContain(' LIMIT 107,100;');
      const { ids, next } = foundIn(await ended(seen));
      expect(ids).toEqual([...Array(10).keys()].map((index) => `60x${String(95 + index)}`));
      expect(next).toBe(2_000_112);
    });

    it('stops after some calls that gave too little, and says where to go on', async () => {
      const seen = outcome(open.crm.search.search('rossi mull xy', [phones]));
      await open.answerData('describe', describePhones(9));
      for (let call = 0; call < 6; call += 1) await open.answerData('query', rows(100, 100 * call));
      expect(foundIn(await ended(seen))).toEqual({ ids: [], next: 1_000_500, records: [] });
      expect(await open.isSilent()).toBeTrue();
    });
  });

  describe('with companies', () => {
    const account = {
      name: 'account_id',
      label: 'Company',
      type: { name: 'reference', refersTo: ['Accounts'] },
    };
    const begin = async (given: readonly object[]): Promise<Outcome<ModuleAnswer>> => {
      const seen = outcome(open.crm.search.search('rossi', [phones]));
      await open.answerData('describe', describePhones(1, [account]));
      await open.answerData('query', given);
      return seen;
    };

    it('gives the records at once, and again with the names of their companies', async () => {
      const seen = await begin([
        row(1, { account_id: '3x7', phone0: '123' }),
        row(2, { account_id: '3x7' }),
        row(3, { account_id: '' }),
        row(4, { account_id: '4x9' }),
      ]);
      expect(foundIn(seen).records.map(({ detail }) => detail)).toEqual(['123', '', '', '']);
      await open.answerData('describe', companies);
      const { query } = await open.answerData('query', [{ id: '3x7', accountname: 'A &amp; B' }]);
      expect(query).toBe("SELECT accountname FROM Accounts WHERE id IN ('3x7') LIMIT 1;");
      await ended(seen);
      expect(foundIn(seen).records.map(({ detail }) => detail)).toEqual([
        'A & B · 123',
        'A & B',
        '',
        '',
      ]);
    });

    it('remembers the names for as long as the key is the same', async () => {
      const given = [row(1, { account_id: '3x7' })];
      const first = await begin(given);
      await open.answerData('describe', companies);
      await open.answerData('query', [{ id: '3x7', accountname: 'Acme' }]);
      await ended(first);
      const second = outcome(open.crm.search.search('rossi', [phones]));
      await open.answerData('query', given);
      expect(foundIn(await ended(second)).records[0]?.detail).toBe('Acme');
      expect(second.given.length).toBe(1);
      open.vault.key = { ...aKey, userName: 'anna' };
      const other = await begin(given);
      expect(foundIn(other).records[0]?.detail).toBe('');
    });

    it('loses only the names when they cannot be had', async () => {
      const seen = await begin([row(1, { account_id: '3x7' })]);
      await open.answer('describe', 'error-query-no-module-permission');
      await ended(seen);
      expect(seen.problem).toBeUndefined();
      expect(seen.given.length).toBe(1);
      expect(foundIn(seen).ids).toEqual(['60x1']);
    });
  });

  it('tells of a module that failed and goes on with the others', async () => {
    const found = outcome(open.crm.search.search('rossi', [aModule(), installations]));
    await open.answer('describe', 'error-maintenance-mode');
    await open.answer('describe', 'feature-describe-installations');
    await open.answer('query', 'quirk-query-sql-error-returns-empty-list');
    expect((await ended(found)).given.map(({ status, module }) => [module.name, status])).toEqual([
      ['Contacts', 'failed'],
      ['Installations', 'found'],
    ]);
  });

  it('says nothing of a module that is denied meanwhile', async () => {
    const found = outcome(open.crm.search.search('rossi', [aModule(), installations]));
    await open.answer('describe', 'error-query-no-module-permission');
    await open.answer('describe', 'feature-describe-installations');
    await open.answer('query', 'quirk-query-sql-error-returns-empty-list');
    expect((await ended(found)).given.map(({ module }) => module.name)).toEqual(['Installations']);
  });

  it('fails as a whole when the key is refused, and sends nothing more', async () => {
    const modules = ['Contacts', 'Accounts', 'Vendors'].map((name) => aModule({ name }));
    const found = outcome(open.crm.search.search('rossi', modules));
    await open.answer('describe', 'error-basic-wrong-key');
    expect((await ended(found)).problem).toBe('keyRefused');
    expect(await open.isSilent()).toBeTrue();
  });

  it('asks nothing when there are no words', async () => {
    expect((await ended(outcome(open.crm.search.search('  ', [phones])))).given).toEqual([]);
    expect(await open.isSilent()).toBeTrue();
  });
});
