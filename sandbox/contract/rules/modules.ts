import type { Rule } from '../rule.ts';
import type { Server } from '../server.ts';

interface Types {
  readonly types: readonly string[];
  readonly information: Readonly<
    Record<string, { readonly isEntity: boolean; readonly label: string }>
  >;
}
interface Description {
  readonly idPrefix: string;
  readonly labelFields: string;
  readonly createable: boolean;
  readonly fields: readonly { readonly name: string; readonly type: { readonly name: string } }[];
}

const types = async (server: Server, list: string): Promise<Types> =>
  (await server.call('listtypes', { fieldTypeList: list })).data as Types;
const describe = async (server: Server, elementType: string): Promise<Description> =>
  (await server.call('describe', { elementType })).data as Description;

/** REST API 4: modules, their fields and words. */
export const moduleRules: readonly Rule[] = [
  {
    section: '4',
    rule: 'listtypes names each module it lists, with whether it has records',
    cites: ['listtypes-restricted'],
    expected: 'all',
    see: async (server) => {
      const { types: names, information } = await types(server, '');
      const unknown = names.filter((name) => typeof information[name]?.isEntity !== 'boolean');
      return names.length > 5 && unknown.length === 0 ? 'all' : `not ${unknown.join()}`;
    },
  },
  {
    section: '4',
    rule: 'listtypes ["email"] lists the modules whose description has an e-mail field',
    cites: ['listtypes-fieldtype-email-restricted'],
    expected: 'those',
    see: async (server) => {
      const { types: names } = await types(server, '["email"]');
      const wrong: string[] = [];
      for (const name of names.filter((each) => each !== 'Newsletter')) {
        const { fields } = await describe(server, name);
        if (!fields.some(({ type }) => type.name === 'email')) wrong.push(name);
      }
      return names.includes('Contacts') && wrong.length === 0 ? 'those' : `also ${wrong.join()}`;
    },
  },
  {
    section: '4',
    rule: 'describe tells prefix, label fields and typed fields',
    cites: ['describe-contacts-admin'],
    expected: 'digits lastname,firstname email phone',
    see: async (server) => {
      const { idPrefix, labelFields, fields } = await describe(server, 'Contacts');
      const kinds = ['email', 'phone'].filter((kind) =>
        fields.some(({ type }) => type.name === kind),
      );
      return `${/^\d+$/.test(idPrefix) ? 'digits' : idPrefix} ${labelFields} ${kinds.join(' ')}`;
    },
  },
  {
    section: '4',
    rule: 'Accounts have two e-mail fields',
    cites: ['describe-accounts-admin'],
    expected: 'email1 email2',
    see: async (server) =>
      (await describe(server, 'Accounts')).fields
        .filter(({ type }) => type.name === 'email')
        .map(({ name }) => name)
        .join(' '),
  },
  {
    section: '4',
    rule: 'messages and documents can be created',
    cites: ['describe-messages-restricted', 'describe-documents-restricted'],
    expected: 'true true',
    see: async (server) =>
      `${(await describe(server, 'Messages')).createable} ` +
      `${(await describe(server, 'Documents')).createable}`,
  },
  {
    section: '4',
    rule: 'a stock module that is not listed is denied',
    cites: ['error-describe-no-module-permission'],
    expected: ['denied', 'all are listed'],
    see: async (server) => {
      const { types: names } = await types(server, '');
      const hidden = ['Leads', 'Vendors', 'Potentials', 'HelpDesk'].find(
        (name) => !names.includes(name),
      );
      if (!hidden) return 'all are listed';
      const { status, message } = await server.call('describe', { elementType: hidden });
      return status === 500 && /^Permission to perform/.test(message) ? 'denied' : `${status}`;
    },
  },
  {
    section: '4',
    rule: 'a module that may only be read is told so, and takes no new record',
    cites: ['describe-potentials-restricted', 'error-create-module-readonly'],
    expected: ['denied', 'all can be written'],
    see: async (server) => {
      const { types: names } = await types(server, '');
      for (const elementType of ['HelpDesk', 'Potentials', 'Accounts', 'Contacts']) {
        if (!names.includes(elementType)) continue;
        const { createable } = await describe(server, elementType);
        if (createable) continue;
        const { status, message } = await server.create(elementType, {
          ticket_title: server.marked.name('read only'),
          potentialname: server.marked.name('read only'),
          accountname: server.marked.name('read only'),
          lastname: server.marked.name('read only'),
        });
        return status === 500 && /denied/.test(message) ? 'denied' : `${status} ${message}`;
      }
      return 'all can be written';
    },
  },
  {
    section: '4',
    rule: 'getlabels speaks of the user’s language for an empty one',
    cites: ['feature-getlabels-user-language-detect'],
    expected: '200 map',
    see: async (server) => {
      const { status, data } = await server.call('getlabels', {
        username: '',
        language: '',
        module: 'APP_STRINGS',
      });
      return `${status} ${data && !Array.isArray(data) ? 'map' : 'other'}`;
    },
  },
  {
    section: '4',
    rule: 'an unknown language answers an empty list',
    cites: [],
    expected: '[]',
    see: async (server) => {
      const asked = { username: '', language: 'xx_xx', module: 'Contacts' };
      return JSON.stringify((await server.call('getlabels', asked)).data);
    },
  },
];
