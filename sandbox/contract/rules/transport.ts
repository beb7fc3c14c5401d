import type { Rule } from '../rule.ts';
import { authorization, origin, type Answer, type Server } from '../server.ts';

const corsHeaders = (answer: Answer): string =>
  ['origin', 'headers', 'methods', 'credentials']
    .map((name) => answer.headers.get(`access-control-allow-${name}`) ?? 'none')
    .join(' | ');
const cors = '* | Authorization, Content-Type | POST, OPTIONS | true';

const json = { 'Content-Type': 'application/json' };

/** REST API 1 and 2: how calls and errors travel. */
export const transportRules: readonly Rule[] = [
  {
    section: '1',
    rule: 'a call answers 200 with an envelope of JSON',
    cites: ['getlangs'],
    expected: '200 200 application/json; charset=utf-8',
    see: async (server) => {
      const { http, status, headers } = await server.call('getlangs');
      return `${http} ${status} ${headers.get('content-type') ?? ''}`;
    },
  },
  {
    section: '1',
    rule: 'parameters are read from a form, too',
    cites: ['retrieve-form-encoded'],
    expected: '200',
    see: async (server) => {
      const body = new URLSearchParams({ elementType: 'Contacts' });
      const headers = authorization(server.caller);
      return String((await server.send('describe', { headers, body })).status);
    },
  },
  {
    section: '1',
    rule: 'with another content type the parameters are not read',
    cites: ['error-content-type-text-plain'],
    expected: '500 Permission to perform the operation is denied for name',
    see: async (server) => {
      const headers = { 'Content-Type': 'text/plain', ...authorization(server.caller) };
      const body = JSON.stringify({ elementType: 'Contacts' });
      const { status, message } = await server.send('describe', { headers, body });
      return `${status} ${message}`;
    },
  },
  {
    section: '1',
    rule: 'a nested parameter must be JSON text: a real array is read as empty',
    cites: ['listtypes-fieldtype-as-array'],
    expected: 'as without it',
    see: async (server) => {
      const all = await server.call('listtypes', { fieldTypeList: '' });
      const array = await server.call('listtypes', { fieldTypeList: ['email'] });
      return all.text === array.text ? 'as without it' : 'read';
    },
  },
  {
    section: '1',
    rule: 'no cookie is set',
    cites: ['getlangs'],
    expected: 'none',
    see: async (server) => (await server.call('getlangs')).headers.get('set-cookie') ?? 'none',
  },
  {
    section: '1.1',
    rule: 'a preflight answers 200 without authentication, with an empty body',
    cites: ['cors-preflight'],
    expected: `200 0 bytes ${cors}`,
    see: async (server) => {
      const answer = await server.send('create', {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      });
      return `${answer.http} ${answer.text.length} bytes ${corsHeaders(answer)}`;
    },
  },
  ...(
    [
      ['a good answer', 'cors-post-ok', (server) => server.call('getlangs')],
      [
        'an error',
        'cors-post-500',
        (server) => server.call('describe', { elementType: 'NoSuchModule' }),
      ],
      ['an unknown method', 'cors-post-400', (server) => server.call('noSuchMethod')],
      [
        'a refusal of sign-in',
        'cors-post-401',
        (server) => server.send('getlangs', { headers: json, body: '{}' }),
      ],
    ] as readonly (readonly [string, string, (server: Server) => Promise<Answer>])[]
  ).map(([what, recording, ask]): Rule => ({
    section: '1.1',
    rule: `${what} can be read by a foreign origin`,
    cites: [recording],
    expected: cors,
    see: async (server) => corsHeaders(await ask(server)),
  })),
  {
    section: '2',
    rule: 'without a user name: 401',
    cites: ['error-basic-missing'],
    expected: '401 401 Authentication failed - reason: no username supplied',
    see: async (server) => {
      const { http, status, message } = await server.send('getlangs', {
        headers: json,
        body: '{}',
      });
      return `${http} ${status} ${message}`;
    },
  },
  {
    section: '2',
    rule: 'an unknown method: 400',
    cites: ['error-unknown-method'],
    expected: "400 There is no route for 'noSuchMethod'.",
    see: async (server) => {
      const { status, message } = await server.call('noSuchMethod');
      return `${status} ${message}`;
    },
  },
  {
    section: '2',
    rule: 'a GET by nobody: 400, and readable by a foreign origin',
    cites: ['error-http-get'],
    expected: `400 There is no route for 'getlangs'. ${cors}`,
    see: async (server) => {
      const answer = await server.send('getlangs', { method: 'GET' });
      return `${answer.status} ${answer.message} ${corsHeaders(answer)}`;
    },
  },
  {
    section: '2',
    rule: 'an unknown module: 500',
    cites: ['error-describe-unknown-module'],
    expected: '500 Permission to perform the operation is denied for name',
    see: async (server) => {
      const { status, message } = await server.call('describe', { elementType: 'NoSuchModule' });
      return `${status} ${message}`;
    },
  },
  {
    section: '2',
    rule: 'a record that never was: 500, as one without permission',
    cites: ['error-retrieve-not-found'],
    expected: '500 Permission to perform the operation is denied',
    see: async (server) => {
      const prefix = await prefixOf(server, 'Contacts');
      const { status, message } = await server.call('retrieve', { id: `${prefix}x99999999` });
      return `${status} ${message}`;
    },
  },
  {
    section: '2',
    rule: 'malformed JSON: 500',
    cites: ['error-malformed-json'],
    expected: '500 Permission to perform the operation is denied for id',
    see: async (server) => {
      const headers = { ...json, ...authorization(server.caller) };
      const { status, message } = await server.send('retrieve', { headers, body: '{"id":' });
      return `${status} ${message}`;
    },
  },
  {
    section: '2',
    rule: 'a wrong key: 401',
    cites: ['error-basic-wrong-key'],
    expected: '401 401 Authentication failed - reason: incorrect username and password combination',
    see: async (server) => {
      const { http, status, message } = await server.tryWrongKey();
      return `${http} ${status} ${message}`;
    },
  },
  {
    section: '3',
    rule: 'user name and key are compared without regard to case',
    cites: ['basic-username-other-case', 'basic-key-case-insensitive'],
    expected: '200',
    see: async (server) => {
      const { user, key } = server.caller;
      const other = { user: user.toUpperCase(), key: key.toUpperCase() };
      return String((await server.call('getlangs', {}, other)).status);
    },
  },
];

/** REST API 3: the exchange of a password. */
export const signInRules: readonly Rule[] = [
  {
    section: '3',
    rule: 'a wrong password is refused without saying what was wrong',
    cites: ['login-wrong-password'],
    expected: '500 Invalid username or password',
    see: async (server) => {
      const { status, message } = await server.tryWrongPassword();
      return `${status} ${message}`;
    },
  },
  {
    section: '3',
    rule: 'loginpwd gives the access key, without an Authorization header',
    cites: ['login-ok-nonadmin'],
    expected: 'the key alone',
    only: 'password',
    see: async (server) => {
      const { user, key } = server.caller;
      const body = JSON.stringify({ username: user, password: server.password });
      const { data } = await server.send('loginpwd', { headers: json, body });
      const [given, ...others] = data as readonly string[];
      const isKey = given?.toLowerCase() === key.toLowerCase();
      return isKey && others.length === 0 ? 'the key alone' : 'something else';
    },
  },
];

/** The prefix of a module's record ids (REST API 4). */
export async function prefixOf(server: Server, elementType: string): Promise<string> {
  const { data, message } = await server.call('describe', { elementType });
  const prefix = (data as { idPrefix?: string } | undefined)?.idPrefix;
  if (!prefix) throw new Error(`cannot describe ${elementType}: ${message}`);
  return prefix;
}
