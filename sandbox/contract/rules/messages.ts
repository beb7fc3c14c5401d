import type { Rule } from '../rule.ts';
import type { Answer, Fields, Row, Server } from '../server.ts';

const sent: Fields = {
  mfrom: 'sender@contract.example',
  mto: 'receiver@contract.example',
  mdate: '2026-01-15 10:00:00',
  mtype: 'Link',
  mvisibility: 'Public',
  description: '<p>Hello</p>',
};

/** Stores a message of the suite's own. */
export async function store(server: Server, named: Fields = {}): Promise<Row & { id: string }> {
  const messageid = server.marked.messageId();
  return server.made('Messages', {
    ...sent,
    messageid,
    subject: server.marked.name('message'),
    ...named,
  });
}

/** What is left of a body. */
async function kept(server: Server, description: string): Promise<string> {
  const { description: stored } = await store(server, { description });
  return (stored ?? '')
    .replace(/\s*<!-- (begin|end) sanitized html -->\s*/g, '')
    .replace(/^<div>|<\/div>$/g, '')
    .trim();
}

const body = (
  rule: string,
  description: string,
  expected: string | readonly string[],
  cites: readonly string[],
): Rule => ({
  section: '7.4',
  rule,
  cites,
  expected,
  see: (server) => kept(server, description),
});

const data = `data:image/png;base64,${'iVBORw0KGgo'.repeat(2_000)}`;

/** Minutes by which a stored time is off what was sent. */
function minutesOff(answer: Answer): string {
  const { mdate } = answer.data as Row;
  const stored = Date.parse(`${(mdate ?? '').replace(' ', 'T')}Z`);
  return String((stored - Date.parse('2026-03-04T05:06:07Z')) / 60_000);
}

/** REST API 7: how a mail is stored. */
export const messageRules: readonly Rule[] = [
  {
    section: '7.1',
    rule: 'a message is stored with what was sent, and answered whole',
    cites: ['create-message-link'],
    expected: 'same',
    see: async (server) => {
      const messageid = server.marked.messageId();
      const row = await store(server, { messageid });
      const differing = ['mfrom', 'mto', 'mdate', 'mtype'].filter(
        (name) => row[name] !== sent[name],
      );
      return row['messageid'] === messageid && differing.length === 0 ? 'same' : differing.join();
    },
  },
  {
    section: '7.1',
    rule: 'without a Message-ID nothing is stored',
    cites: ['error-create-message-without-messageid'],
    expected: '500',
    see: async (server) =>
      String(
        (await server.create('Messages', { ...sent, subject: server.marked.name('no id') })).status,
      ),
  },
  {
    section: '7.1',
    rule: 'a subject is cut at 255 characters, silently',
    cites: ['limit-subject-300'],
    expected: '255',
    see: async (server) => {
      const { subject } = await store(server, { subject: server.marked.name('x'.repeat(300)) });
      return String(subject?.length);
    },
  },
  {
    section: '7.1',
    rule: 'a subject keeps its escaped angle brackets and an emoji as entity',
    cites: ['create-message-emoji-numeric-entity'],
    expected: '&lt;b&gt; &#128640;',
    see: async (server) => {
      const mark = server.marked.name('');
      const { subject } = await store(server, { subject: `${mark}&lt;b&gt; &#128640;` });
      return (subject ?? '').slice(mark.length);
    },
  },
  {
    section: '7.1',
    rule: 'an emoji sent raw is lost',
    cites: ['create-message-emoji-subject'],
    expected: '????',
    see: async (server) => {
      const mark = server.marked.name('');
      const { subject } = await store(server, { subject: `${mark}🚀` });
      return (subject ?? '').slice(mark.length);
    },
  },
  {
    section: '7.2',
    rule: 'a message is found by its Message-ID by who stored it',
    cites: ['query-messages-by-messageid'],
    expected: '1',
    see: async (server) => {
      const { messageid } = await store(server);
      const rows = await server.rows(
        `SELECT messageid FROM Messages WHERE messageid='${messageid ?? ''}';`,
      );
      return String(rows.length);
    },
  },
  {
    section: '7.2',
    rule: 'nothing is unique: the same mail stored twice gives two records',
    cites: ['feature-race-create-1', 'feature-race-create-2', 'feature-race-query'],
    expected: '2',
    see: async (server) => {
      const { messageid } = await store(server);
      await store(server, { messageid: messageid ?? '' });
      const rows = await server.rows(
        `SELECT messageid FROM Messages WHERE messageid='${messageid ?? ''}';`,
      );
      return String(rows.length);
    },
  },
  {
    section: '7.2',
    rule: 'another user does not find it by a query, an administrator neither',
    cites: ['query-messages-other-owner-as-admin'],
    expected: '0',
    only: 'admin',
    see: async (server) => {
      const { messageid } = await store(server);
      const query = `SELECT messageid FROM Messages WHERE messageid='${messageid ?? ''}';`;
      const { data: rows } = await server.call('query', { query }, server.admin ?? null);
      return String((rows as unknown[]).length);
    },
  },
  {
    section: '7.3',
    rule: 'a time is taken and answered in the user’s zone, as it stands',
    cites: ['create-message-link', 'mdate-plain-user-new-york'],
    expected: '0',
    see: async (server) =>
      minutesOff(
        await server.create('Messages', {
          ...sent,
          messageid: server.marked.messageId(),
          subject: server.marked.name('time'),
          mdate: '2026-03-04 05:06:07',
        }),
      ),
  },
  {
    section: '7.3',
    rule: 'a time that names a zone is kept as the time of the server, whichever it names',
    cites: ['mdate-z-user-new-york', 'mdate-offset-user-new-york', 'create-message-mdate-iso8601'],
    expected: '2026-03-04 05:06:07, 2026-03-04 05:06:07',
    see: async (server) => {
      const seen: string[] = [];
      for (const zone of ['Z', '+01:00']) {
        const { messageid } = await store(server, { mdate: `2026-03-04T05:06:07${zone}` });
        // A query answers in the server's zone, whoever asks.
        const [row] = await server.rows(
          `SELECT mdate FROM Messages WHERE messageid='${messageid ?? ''}';`,
        );
        seen.push(row?.['mdate'] ?? '');
      }
      return seen.join(', ');
    },
  },
  {
    section: '7.3',
    rule: 'createdtime tells the user’s zone: off UTC by quarters of an hour',
    cites: ['mdate-plain-user-new-york'],
    expected: 'quarters',
    see: async (server) => {
      const { createdtime } = await store(server);
      const off = Date.parse(`${(createdtime ?? '').replace(' ', 'T')}Z`) - Date.now();
      const quarters = off / 900_000;
      return Math.abs(quarters - Math.round(quarters)) < 0.15 ? 'quarters' : `${quarters}`;
    },
  },
  {
    section: '7.3',
    rule: 'revise sets the time anew and leaves the body',
    cites: ['revise-message-mdate'],
    expected: '2026-02-03 04:05:06, same body',
    see: async (server) => {
      const { id, description } = await store(server);
      const element = JSON.stringify({ id, mdate: '2026-02-03 04:05:06' });
      const row = (await server.call('revise', { element })).data as Row;
      return `${row['mdate'] ?? ''}, ${row['description'] === description ? 'same' : 'other'} body`;
    },
  },
  {
    section: '7.4',
    rule: 'a body is wrapped in its pair of comments',
    cites: ['create-message-body-html'],
    expected: 'wrapped',
    see: async (server) => {
      const { description } = await store(server);
      return /^\s*<!-- begin sanitized html -->[^]*<!-- end sanitized html -->\s*$/.test(
        description ?? '',
      )
        ? 'wrapped'
        : (description ?? '');
    },
  },
  body('scripts are removed', '<p>a</p><script>alert(1)</script>', '<p>a</p>', [
    'create-message-body-html',
  ]),
  body('styles and classes are removed', '<style>p{}</style><p class="x">a</p>', '<p>a</p>', [
    'create-message-body-html',
    'create-message-body-outlook-html',
  ]),
  body('handlers are removed', '<p onclick="x()">a</p>', '<p>a</p>', ['create-message-body-html']),
  body(
    'inline styles are kept',
    '<p style="color:red">a</p>',
    ['<p style="color:red">a</p>', '<p style="color: red">a</p>', '<p style="color:red;">a</p>'],
    ['create-message-body-html'],
  ),
  body('an emoji sent raw is lost', '<p>a 😀</p>', '<p>a ????</p>', ['create-message-body-emoji']),
  body('an emoji as entity is kept', '<p>a &#128512;</p>', '<p>a &#128512;</p>', []),
  body('text beyond ASCII is kept', '<p>Łódź 写真</p>', '<p>Łódź 写真</p>', [
    'create-message-body-unicode3',
  ]),
  {
    section: '7.4',
    rule: 'an image as data: URI is kept byte for byte',
    cites: ['create-message-inline-image-data-uri'],
    expected: 'kept',
    see: async (server) =>
      (await kept(server, `<p><img src="${data}"></p>`)).includes(data) ? 'kept' : 'changed',
  },
  {
    section: '7.4',
    rule: 'an image by cid: does not stay one',
    cites: ['create-message-inline-image-other'],
    expected: 'gone',
    see: async (server) =>
      (await kept(server, '<p>a<img src="cid:logo@x"></p>')).includes('src="cid:')
        ? 'kept'
        : 'gone',
  },
  {
    section: '7.4',
    rule: 'a data: URI of 1 MB is answered 200 and stored without a body',
    cites: [],
    expected: ['empty', 'kept'],
    only: 'heavy',
    see: async (server) => {
      const description = `<img src="data:image/png;base64,${'A'.repeat(1_000_000)}">`;
      const row = await store(server, { description });
      return (row['description'] ?? '').trim() === '' ? 'empty' : 'kept';
    },
  },
];
