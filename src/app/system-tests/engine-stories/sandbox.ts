import { type Observable, defer } from 'rxjs';
import type { Person } from './cast';

/** The demonstration users' access keys: everybody knows them. */
export const keys = { mario: 'SandboxMarioKey1', giulia: 'SandboxGiuliaKey1' } as const;

interface Row {
  readonly id: string;
  readonly isDeleted: boolean;
}

/** As much of the sandbox's ledger as stories are compared by. */
export interface Ledger {
  readonly messages: readonly (Row & {
    readonly owner: Person;
    readonly mtype: string;
    readonly mvisibility: string;
    readonly xmailer: string;
    readonly description: string;
    readonly hash: string;
  })[];
  readonly documents: readonly (Row & {
    readonly owner: Person;
    readonly title: string;
    readonly sha256: string;
    readonly messages: readonly string[];
    readonly records: readonly string[];
  })[];
  readonly relations: readonly { readonly hash: string; readonly record: string }[];
  readonly comments: readonly (Row & {
    readonly record: string;
    readonly author: Person;
    readonly text: string;
  })[];
}

/** The sandbox's CRM: what tests ask of it, and calls that somebody makes past the pane. */
export class Sandbox {
  constructor(readonly address: string) {}

  async post(path: string, body: object): Promise<void> {
    await fetch(`${this.address}/sandbox/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });
  }

  async ledger(): Promise<Ledger> {
    const answer = await fetch(`${this.address}/sandbox/ledger`);
    return (await answer.json()) as Ledger;
  }

  /** The next `create` is done twice. */
  replayNext(): Observable<void> {
    return defer(() => this.post('faults', { method: 'create', nth: 1, kind: 'replayed' }));
  }

  async call<T>(person: Person, method: string, parameters: object): Promise<T> {
    const answer = await fetch(`${this.address}/restapi/v1/vtews/${method}`, {
      method: 'POST',
      body: JSON.stringify(parameters),
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Basic ${btoa(`${person}:${keys[person]}`)}`,
      },
    });
    const { data } = (await answer.json()) as { data: T };
    return data;
  }
}
