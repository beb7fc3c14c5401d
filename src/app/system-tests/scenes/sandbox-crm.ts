import { writeVtql } from '../../adapters/vtenext/rest/vtql';
import type { CrmRecord } from '../../domain/crm';
import type { AccessKey } from '../../ports/credential-vault';
import { aRecord } from '../../testing/samples';

/** The sandbox's CRM as scenes use it: over HTTP, and past the engine that is under test. */
export const { crmAddress } = (
  window as unknown as { __karma__: { config: { crmAddress: string } } }
).__karma__.config;

/** Whoever can sign in; see the sandbox's demonstration users. */
export const people = {
  mario: { crmAddress, userName: 'mario', accessKey: 'SandboxMarioKey1' },
  giulia: { crmAddress, userName: 'giulia', accessKey: 'SandboxGiuliaKey1' },
  admin: { crmAddress, userName: 'admin', accessKey: 'SandboxAdminKey1' },
} as const satisfies Readonly<Record<string, AccessKey>>;
export type Who = keyof typeof people;

/** The whole truth, as the sandbox's database has it; deleted rows included. */
export interface Ledger {
  readonly messages: readonly LedgerMessage[];
  readonly documents: readonly LedgerDocument[];
  readonly relations: readonly { readonly hash: string; readonly record: string }[];
  readonly comments: readonly LedgerComment[];
}
export interface LedgerMessage {
  readonly id: string;
  readonly isDeleted: boolean;
  readonly owner: string;
  readonly messageid: string;
  readonly subject: string;
  readonly mdate: string;
  readonly mtype: string;
  readonly mvisibility: string;
  readonly xmailer: string;
  readonly description: string;
  readonly hash: string;
}
export interface LedgerDocument {
  readonly id: string;
  readonly isDeleted: boolean;
  readonly owner: string;
  readonly title: string;
  readonly note: string;
  readonly sha256: string;
  readonly messages: readonly string[];
  readonly records: readonly string[];
}
export interface LedgerComment {
  readonly id: string;
  readonly isDeleted: boolean;
  readonly record: string;
  readonly author: string;
  readonly text: string;
}

/** Asks the sandbox itself, or tells it something. */
export async function sandbox<T>(path: string, data?: object): Promise<T> {
  const answer = await fetch(`${crmAddress}/sandbox/${path}`, {
    ...(data && {
      method: 'POST',
      body: JSON.stringify(data),
      headers: { 'Content-Type': 'application/json' },
    }),
  });
  if (!answer.ok) throw new Error(`The sandbox answers ${String(answer.status)} to ${path}`);
  return (await answer.json()) as T;
}

export const readLedger = (): Promise<Ledger> => sandbox<Ledger>('ledger');

/** A call of the REST API as a person's other program makes it. */
export async function callCrm<T>(who: Who, method: string, parameters: object): Promise<T> {
  const { userName, accessKey } = people[who];
  const answer = await fetch(`${crmAddress}/restapi/v1/vtews/${method}`, {
    method: 'POST',
    body: JSON.stringify(parameters),
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Basic ${btoa(`${userName}:${accessKey}`)}`,
    },
  });
  const { data, message } = (await answer.json()) as { data: T; message?: string };
  if (!answer.ok) throw new Error(`${method}: ${message ?? ''}`);
  return data;
}

/** Some contacts, to link mails to. */
export async function someContacts(many: number): Promise<readonly CrmRecord[]> {
  const query = writeVtql({
    select: ['lastname'],
    from: 'Contacts',
    where: [[{ field: 'email', contains: '@' }]],
    limit: many,
  });
  const rows = await callCrm<readonly { id: string }[]>('mario', 'query', { query });
  return rows.map(({ id }) => aRecord({ id, label: id }));
}

/** What a person does in the CRM's own pages. */
export const deleteInCrm = (who: Who, id: string): Promise<unknown> =>
  callCrm(who, 'delete', { id });
export const reviseInCrm = (who: Who, element: object): Promise<unknown> =>
  callCrm(who, 'revise', { element: JSON.stringify(element) });

/** The whole SHA-256 of a text's UTF-8 bytes. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Where the clock of the panes is a fake one, scenes wait by the real one all the same.
const wait = setTimeout;
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => wait(done, milliseconds));

export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patience = 15_000,
): Promise<void> {
  for (const end = performance.now() + patience; performance.now() < end; await pause(3)) {
    if (await isSo()) return;
  }
  throw new Error(`Waited in vain: ${what}`);
}

/** A document that a person files by hand; it bears no mark. */
export async function fileInCrm(who: Who, name: string, content: string): Promise<string> {
  const { userName, accessKey } = people[who];
  const form = new FormData();
  form.set('elementType', 'Documents');
  form.set(
    'element',
    JSON.stringify({ notes_title: name, filelocationtype: 'I', filestatus: '1' }),
  );
  form.append('filename', new Blob([content]), name);
  const answer = await fetch(`${crmAddress}/restapi/v1/vtews/create`, {
    method: 'POST',
    body: form,
    headers: { Authorization: `Basic ${btoa(`${userName}:${accessKey}`)}` },
  });
  return ((await answer.json()) as { data: { id: string } }).data.id;
}
