import type { Rule } from '../rule.ts';
import type { Row, Server } from '../server.ts';
import { store } from './messages.ts';

/** A contact of the suite's own to look for. */
async function contact(server: Server, lastname: string, firstname = ''): Promise<string> {
  return (await server.made('Contacts', { lastname, firstname })).id;
}

const names = (rows: readonly Row[]): string => rows.map((row) => row['lastname']).join(' | ');
const quoted = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll("'", "''");

/** What a query answers, its status and sentence. */
async function told(server: Server, query: string): Promise<string> {
  const { status, message, data } = await server.query(query);
  return status === 200 ? `200 ${(data as unknown[]).length} rows` : `${status} ${message}`;
}

/** A rule that a value is found by itself, and by nothing else, once it is escaped. */
const found = (what: string, value: string, cites: readonly string[] = []): Rule => ({
  section: '5.1',
  rule: `${what} is found when escaped`,
  cites,
  expected: 'found',
  see: async (server) => {
    const lastname = `${server.marked.name('')}${value}`;
    const id = await contact(server, lastname);
    const rows = await server.rows(
      `SELECT lastname FROM Contacts WHERE lastname='${quoted(lastname)}' LIMIT 10;`,
    );
    return rows.length === 1 && rows[0]?.['id'] === id ? 'found' : `${rows.length} rows`;
  },
});

/** REST API 5: the query language. */
export const queryRules: readonly Rule[] = [
  {
    section: '5',
    rule: 'rows hold the fields asked for, and the id',
    cites: ['query-by-id'],
    expected: 'lastname,id',
    see: async (server) => {
      const id = await contact(server, server.marked.name('fields'));
      const [row] = await server.rows(`SELECT lastname FROM Contacts WHERE id='${id}';`);
      return Object.keys(row ?? {}).join();
    },
  },
  {
    section: '5',
    rule: 'the semicolon at the end is mandatory',
    cites: ['error-query-missing-semicolon'],
    expected: '500',
    see: async (server) => String((await server.query('SELECT lastname FROM Contacts')).status),
  },
  {
    section: '5',
    rule: 'there are no parentheses, and no NOT IN',
    cites: ['error-query-parentheses'],
    expected: '500 500',
    see: async (server) => {
      const one = await server.query("SELECT id FROM Contacts WHERE (lastname='x');");
      const two = await server.query("SELECT id FROM Contacts WHERE lastname NOT IN ('x');");
      return `${one.status} ${two.status}`;
    },
  },
  {
    section: '5',
    rule: 'an empty string cannot be asked',
    cites: ['error-query-empty-string'],
    expected: '500',
    see: async (server) =>
      String((await server.query("SELECT id FROM Contacts WHERE lastname='';")).status),
  },
  {
    section: '5',
    rule: 'AND binds tighter than OR',
    cites: ['query-mixed-and-or-precedence'],
    expected: 'one | two',
    see: async (server) => {
      const mark = server.marked.name('precedence');
      await contact(server, `${mark} a`, 'one');
      await contact(server, `${mark} b`, 'two');
      await contact(server, `${mark} c`, 'two');
      const rows = await server.rows(
        `SELECT firstname FROM Contacts WHERE lastname='${mark} a' OR lastname='${mark} b' ` +
          "AND firstname='two' ORDER BY lastname;",
      );
      return rows.map((row) => row['firstname']).join(' | ');
    },
  },
  {
    section: '5',
    rule: 'ORDER BY, DESC and LIMIT offset,n',
    cites: ['query-order-by-limit', 'query-limit-offset'],
    expected: 'b',
    see: async (server) => {
      const mark = server.marked.name('order');
      for (const letter of ['a', 'b', 'c']) await contact(server, `${mark} ${letter}`);
      const rows = await server.rows(
        `SELECT lastname FROM Contacts WHERE lastname LIKE '${mark}%' ORDER BY lastname DESC LIMIT 1,1;`,
      );
      return names(rows).slice(mark.length + 1);
    },
  },
  {
    section: '5',
    rule: 'IN takes several values, COUNT(*) counts',
    cites: ['query-in-list', 'query-count'],
    expected: '2 2',
    see: async (server) => {
      const mark = server.marked.name('in');
      await contact(server, `${mark} a`);
      await contact(server, `${mark} b`);
      const where = `lastname IN ('${mark} a','${mark} b')`;
      const rows = await server.rows(`SELECT lastname FROM Contacts WHERE ${where};`);
      const [count] = await server.rows(`SELECT COUNT(*) FROM Contacts WHERE ${where};`);
      return `${rows.length} ${count?.['count'] ?? ''}`;
    },
  },
  {
    section: '5',
    rule: 'case and accents are not regarded',
    cites: ['query-email-case-insensitive', 'query-accent-insensitive'],
    expected: '1 1',
    see: async (server) => {
      const mark = server.marked.name('Müller');
      await contact(server, mark);
      const plain = mark.replace('Müller', 'mull');
      const like = await server.rows(`SELECT id FROM Contacts WHERE lastname LIKE '${plain}%';`);
      const upper = await server.rows(
        `SELECT id FROM Contacts WHERE lastname='${mark.toUpperCase()}';`,
      );
      return `${like.length} ${upper.length}`;
    },
  },
  {
    section: '5',
    rule: 'an unknown field and an unknown module are errors',
    cites: ['error-query-unknown-field', 'error-query-unknown-module'],
    expected: '500 500',
    see: async (server) => {
      const field = await server.query('SELECT no_such_field FROM Contacts;');
      const module = await server.query('SELECT id FROM NoSuchModule;');
      return `${field.status} ${module.status}`;
    },
  },
  {
    section: '5',
    rule: 'ids are web service ids; a plain number as id finds nothing',
    cites: ['query-by-id', 'query-id-plain-number', 'query-id-in-plain-numbers'],
    expected: '200 1 rows, 200 0 rows, 200 0 rows',
    see: async (server) => {
      const id = await contact(server, server.marked.name('id'));
      const [, number] = id.split('x');
      const conditions = [`id='${id}'`, `id='${number ?? ''}'`, `id IN ('${number ?? ''}')`];
      const seen: string[] = [];
      for (const condition of conditions) {
        seen.push(await told(server, `SELECT lastname FROM Contacts WHERE ${condition};`));
      }
      return seen.join(', ');
    },
  },
  {
    section: '5',
    rule: 'a plain number in a reference field is an error',
    cites: ['query-reference-plain-number'],
    expected: '500 Id specified is incorrect',
    see: (server) => told(server, "SELECT lastname FROM Contacts WHERE account_id='22';"),
  },
  {
    section: '5',
    rule: 'the hash of a message cannot be selected',
    cites: ['error-query-messages-messagehash'],
    expected: '500',
    see: async (server) =>
      String((await server.query('SELECT messagehash FROM Messages LIMIT 1;')).status),
  },
  found('an apostrophe', "O'Neil", ['query-apostrophe-doubled']),
  found('a backslash', 'a\\b', ['query-backslash-equals']),
  found('a quotation mark', 'the "best"', ['query-double-quote-inside']),
  found('an ampersand, a semicolon and a hash', 'a & b; #1', ['query-ampersand']),
  found('text beyond ASCII', 'Łódź 写真', ['query-unicode']),
  found('what looks like the end of the query', "x'; SELECT id FROM Users; --"),
  {
    section: '5.1',
    rule: 'the text "where " inside a value spoils a query of messages',
    cites: ['quirk-query-messages-where-in-value'],
    expected: '200 0 rows',
    see: async (server) => {
      const { subject } = await store(server, { subject: server.marked.name('where are you') });
      return told(server, `SELECT subject FROM Messages WHERE subject='${quoted(subject ?? '')}';`);
    },
  },
  {
    section: '5.1',
    rule: 'a quote escaped by a backslash is a syntax error',
    cites: ['error-query-apostrophe-backslash'],
    expected: '500',
    see: async (server) =>
      String((await server.query("SELECT id FROM Contacts WHERE lastname='O\\'Neil';")).status),
  },
  {
    section: '5.1',
    rule: 'LIKE finds % and _ themselves when they are escaped',
    cites: ['query-escaped-percent', 'query-escaped-underscore'],
    expected: '50%_off',
    see: async (server) => {
      const mark = server.marked.name('like');
      await contact(server, `${mark} 50%_off`);
      await contact(server, `${mark} 50x1off`);
      const rows = await server.rows(
        `SELECT lastname FROM Contacts WHERE lastname LIKE '${mark} 50\\\\%\\\\_off';`,
      );
      return names(rows).slice(mark.length + 1);
    },
  },
  {
    section: '5.1',
    rule: 'LIKE finds a backslash written four times',
    cites: [],
    expected: 'a\\b',
    see: async (server) => {
      const mark = server.marked.name('slash');
      await contact(server, `${mark} a\\b`);
      const rows = await server.rows(
        `SELECT lastname FROM Contacts WHERE lastname LIKE '${mark} a\\\\\\\\b';`,
      );
      return names(rows).slice(mark.length + 1);
    },
  },
];
