import type { LabelledMail } from './post.ts';

/** Modules with e-mail fields, in the order in which they are useful. */
const modules = [
  'Contacts',
  'Accounts',
  'Leads',
  'HelpDesk',
  'Potentials',
  'Vendors',
  'Installations',
  'Inspections',
] as const;

/** A user of the CRM. */
export interface Caller {
  readonly name: string;
  readonly accessKey: string;
}

interface Field {
  readonly name: string;
  readonly type: { readonly name: string };
}

/** What to compare with: records that have exactly the address of a mail's sender. */
export class Baseline {
  private constructor(
    private readonly call: Call,
    private readonly fields: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async start(crm: string, caller: Caller): Promise<Baseline> {
    const call = callerOf(crm, caller);
    const fields = await Promise.all(
      modules.map(async (elementType) => {
        const { fields: all } = (await call('describe', { elementType })) as { fields: Field[] };
        const ofMail = all.filter(({ type }) => type.name === 'email').map(({ name }) => name);
        return [elementType, ofMail] as const;
      }),
    );
    return new Baseline(call, new Map(fields));
  }

  /** Ids by module, then in the order in which they came to be; of sent mail the first under To. */
  async idsFor({ folder, from, to }: LabelledMail): Promise<readonly string[]> {
    const address = folder === 'sent' ? to[0] : from;
    if (!address || !/^[\w.+-]+@[\w.-]+$/.test(address)) {
      throw new Error(`${String(address)} would have to be escaped.`);
    }
    const answers = await Promise.all(
      [...this.fields].map(async ([module, names]) => {
        if (names.length === 0) return [];
        const where = names.map((name) => `${name}='${address}'`).join(' OR ');
        const query = `SELECT id FROM ${module} WHERE ${where} ORDER BY id LIMIT 10;`;
        return (await this.call('query', { query })) as { readonly id: string }[];
      }),
    );
    return answers.flat().map(({ id }) => id);
  }
}

type Call = (method: string, parameters: object) => Promise<unknown>;

function callerOf(crm: string, { name, accessKey }: Caller): Call {
  return async (method, parameters) => {
    const answer = await fetch(`${crm}/restapi/v1/vtews/${method}`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${btoa(`${name}:${accessKey}`)}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(parameters),
    });
    if (!answer.ok) throw new Error(`${method}: HTTP ${String(answer.status)}`);
    return ((await answer.json()) as { readonly data: unknown }).data;
  };
}
