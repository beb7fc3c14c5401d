import type { Rule } from '../rule.ts';
import type { Answer, Server } from '../server.ts';
import { store } from './messages.ts';

const contact = async (server: Server): Promise<string> =>
  (await server.made('Contacts', { lastname: server.marked.name('relations') })).id;
const document = async (server: Server): Promise<string> =>
  (
    await server.made('Documents', {
      notes_title: server.marked.name('relations'),
      filelocationtype: 'E',
      filename: 'https://contract.example/x',
      filestatus: '1',
    })
  ).id;
const told = ({ status, message, data }: Answer): string =>
  status === 200 ? `200 ${JSON.stringify(data)}` : `${status} ${message}`;

/** REST API 9, 6 and 14: relations, repeating, deleting. */
export const relationRules: readonly Rule[] = [
  {
    section: '9',
    rule: 'a message is related to a record, and once more without harm',
    cites: ['e2e-09-relate-message-to-contact', 'e2e-16-relate-again-idempotent'],
    expected: '200 null, 200 null',
    see: async (server) => {
      const [{ id }, record] = [await store(server), await contact(server)];
      return `${told(await server.relate(id, [record]))}, ${told(await server.relate(id, [record]))}`;
    },
  },
  {
    section: '9',
    rule: 'a record that never was is none that can be related',
    cites: ['error-relate-nonexistent-record'],
    expected: '500 There is no relation with module ',
    see: async (server) => {
      const { id } = await store(server);
      const [prefix] = (await contact(server)).split('x');
      return told(await server.relate(id, [`${prefix ?? ''}x99999999`]));
    },
  },
  {
    section: '9',
    rule: 'one bad target fails the whole call',
    cites: ['error-relate-list-with-one-missing-target'],
    expected: '500',
    see: async (server) => {
      const [{ id }, record] = [await store(server), await contact(server)];
      const [prefix] = record.split('x');
      return String((await server.relate(id, [record, `${prefix ?? ''}x99999999`])).status);
    },
  },
  {
    section: '9',
    rule: 'a relation id makes every call fail',
    cites: ['error-relate-with-relationid'],
    expected: '500',
    see: async (server) => {
      const [{ id }, record] = [await store(server), await contact(server)];
      return String((await server.relate(id, [record], '1')).status);
    },
  },
  {
    section: '9',
    rule: 'a document is related to a message and a record, and a record to documents',
    cites: ['e2e-14-relate-document-to-message-and-contact', 'relate-contact-to-document'],
    expected: '200 null, 200 null',
    see: async (server) => {
      const [{ id }, record, file] = [
        await store(server),
        await contact(server),
        await document(server),
      ];
      const one = told(await server.relate(file, [id, record]));
      return `${one}, ${told(await server.relate(record, [file]))}`;
    },
  },
  {
    section: '9',
    rule: 'the reverse direction is answered as if it were done',
    cites: ['relate-contact-to-message-reverse'],
    expected: '200 null',
    see: async (server) => {
      const [{ id }, record] = [await store(server), await contact(server)];
      return told(await server.relate(record, [id]));
    },
  },
  {
    section: '9',
    rule: 'a list that is no JSON text is read as empty',
    cites: ['error-relate-list-as-json-array'],
    expected: ['200 null', '500'],
    see: async (server) => {
      const [{ id }, record] = [await store(server), await contact(server)];
      const answer = await server.call('relate', { id, relatelist: [record], relationid: '' });
      return answer.status === 200 ? told(answer) : String(answer.status);
    },
  },
  {
    section: '14.10',
    rule: 'three at once relate the same pair without harm',
    cites: [],
    expected: '200 200 200',
    see: async (server) => {
      const [{ id }, record] = [await store(server), await contact(server)];
      const answers = await Promise.all(
        Array.from({ length: 3 }, () => server.relate(id, [record])),
      );
      return answers.map(({ status }) => status).join(' ');
    },
  },
  {
    section: '6',
    rule: 'a message is deleted, and deleting it again says nothing',
    cites: ['delete-message', 'quirk-delete-deleted-message-null'],
    expected: '200 {"status":"successful"}, 200 null',
    see: async (server) => {
      const { id } = await store(server);
      return `${told(await server.delete(id))}, ${told(await server.delete(id))}`;
    },
  },
  {
    section: '14.7',
    rule: 'a deleted document is denied as one without permission',
    cites: ['feature-undo-05-retrieve-deleted-document'],
    expected: '500 Permission to perform the operation is denied',
    see: async (server) => {
      const id = await document(server);
      await server.delete(id);
      return told(await server.call('retrieve', { id }));
    },
  },
  {
    section: '2',
    rule: 'a deleted message is not found',
    cites: ['error-retrieve-deleted-message'],
    expected: '500 Record you are trying to access is not found',
    see: async (server) => {
      const { id } = await store(server);
      await server.delete(id);
      return told(await server.call('retrieve', { id }));
    },
  },
  {
    section: '9',
    rule: 'a deleted message cannot be related',
    cites: ['error-relate-deleted-message'],
    expected: '500',
    see: async (server) => {
      const [{ id }, record] = [await store(server), await contact(server)];
      await server.delete(id);
      return String((await server.relate(id, [record])).status);
    },
  },
];
