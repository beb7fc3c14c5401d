import type { Crm } from '../crm.ts';
import type { Module } from '../metadata/catalogue.ts';
import { messageHash } from '../messages/message-store.ts';
import { initialValues } from '../methods/values.ts';
import type { OtherNames } from './other-names.ts';
import { envelopeOf, parametersOf, type Recording, restMethod } from './recordings.ts';

/**
 * The records that a recording needs, put together from what recordings tell: whatever an answer
 * shows was there before, and fulfilled the question.
 */

type Row = Readonly<Record<string, string>>;

/** Record ids of a text: `4x50`. */
function idsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\b\d+x\d+\b/g)].map(([id]) => id))];
}

/** The records that an answer shows, newly created ones left out. */
function rowsOf(recording: Recording): readonly Row[] {
  if (restMethod(recording) === 'create') return [];
  const data = envelopeOf(recording.answer.text)?.['data'];
  const rows = Array.isArray(data) ? (data as unknown[]) : [data];
  return rows.filter(
    (row): row is Row =>
      typeof row === 'object' && row !== null && 'id' in row && !('fields' in row),
  );
}

/** What all recordings together tell about each record of the first, common part of the data. */
export class KnownRecords {
  private readonly rows = new Map<string, Row>();

  constructor(recordings: readonly Recording[]) {
    for (const recording of recordings) {
      for (const row of rowsOf(recording)) {
        const id = row['id'] ?? '';
        this.rows.set(id, { ...row, ...this.rows.get(id) });
      }
    }
  }

  get(id: string): Row {
    return this.rows.get(id) ?? {};
  }

  /** All ids of the module that `id` belongs to. */
  idsLike(id: string): readonly string[] {
    return [...this.rows.keys()].filter((each) => each.split('x')[0] === id.split('x')[0]);
  }

  /** The id under which that number is known, whatever prefix a request gives it. */
  idOfNumber(number: number): string | undefined {
    return [...this.rows.keys()].find((id) => id.endsWith(`x${number}`));
  }
}

/** Numbers of the records that all recordings share are below this. */
const firstOwnNumber = 180;

export type WorldOptions = {
  /** Ids that are there but deleted. */
  readonly deleted?: readonly string[];
  /** Whether messages belong to the other user, and how they are to be seen. */
  readonly otherOwner?: 'Public' | 'Private';
};

/** Numbers that recordings use for records that never were. */
const firstAbsentNumber = 99_999;

/** Puts the records that `recording` speaks of into an empty CRM. */
export function seedWorld(
  crm: Crm,
  recording: Recording,
  known: KnownRecords,
  options: WorldOptions,
  names: OtherNames,
): void {
  const parameters = parametersOf(recording);
  const shown = new Map(rowsOf(recording).map((row) => [row['id'] ?? '', row]));
  const created = restMethod(recording) === 'create' ? createdId(recording) : undefined;
  const mentioned = idsIn(`${JSON.stringify(parameters)} ${recording.path}`);
  const referred = [...shown.values()].flatMap((row) => idsIn(Object.values(row).join(' ')));
  const query = parameters['query'] ?? '';
  const skipped = / LIMIT \d+,/.test(query) ? known.idsLike([...shown.keys()][0] ?? '') : [];
  const ids = new Set([...shown.keys(), ...mentioned, ...referred, ...skipped]);
  for (const mention of ids) {
    const number = Number(mention.split('x')[1]);
    if (number >= firstAbsentNumber || mention === created) continue;
    const isShown = shown.has(mention);
    const id = isShown ? mention : (trueId(mention, known, names.offset) ?? mention);
    const module = crm.catalogue.withPrefix(Number(id.split('x')[0]));
    if (!module?.isEntity || module.name === 'Users' || crm.records.find(number)) continue;
    const wanted = isShown ? constraintsOf(query) : {};
    // Numbers stand for other records in other runs: who owns them only this recording tells.
    const { assigned_user_id: _owner, ...background } = known.get(id);
    const row = { ...background, ...wanted, ...shown.get(id) };
    insert(crm, recording, module, number, row, options, names);
    const entry = crm.records.find(number);
    if (entry && options.deleted?.includes(id)) crm.records.markDeleted(entry);
  }
}

function createdId(recording: Recording): string | undefined {
  const data = envelopeOf(recording.answer.text)?.['data'] as Row | undefined;
  return data?.['id'];
}

/** Requests on purpose give some records the wrong prefix; 50 is always the contact 4x50. */
function trueId(mention: string, known: KnownRecords, offset: number): string | undefined {
  const number = Number(mention.split('x')[1]);
  return number < firstOwnNumber + offset ? known.idOfNumber(number) : undefined;
}

/** What a query asks of a field, as a value that fulfils it. */
function constraintsOf(query: string): Row {
  const asked = query.matchAll(/(\w+)\s*(?:=|LIKE|IN \()\s*'((?:[^']|'')+)'/gi);
  const pairs = [...asked].map(([, field, value]) => {
    const text = (value ?? '').replaceAll("''", "'");
    return [field ?? '', text.replaceAll(/(?<!\\)%/g, '').replaceAll(/\\([%_\\])/g, '$1')] as const;
  });
  return Object.fromEntries(pairs.reverse());
}

function insert(
  crm: Crm,
  recording: Recording,
  module: Module,
  number: number,
  row: Row,
  options: WorldOptions,
  names: OtherNames,
): void {
  const admin = crm.accounts.named(names.text('admin'));
  const mario = crm.accounts.named(names.text('mario'));
  const caller = recording.authUser === null ? admin : crm.accounts.named(recording.authUser);
  if (!admin || !mario) throw new Error('The replay needs both users');
  const owner = options.otherOwner ? (caller?.isAdmin ? mario : admin) : (caller ?? admin);
  const texts = Object.entries(row).flatMap(([name, value]) => {
    const field = module.field(name);
    if (!field || typeof value !== 'string') return [];
    if (field.type !== 'owner' && field.type !== 'reference') return [[name, value] as const];
    return [[name, value.split('x')[1] ?? ''] as const];
  });
  crm.database.run('INSERT INTO record (number, module) VALUES (?, ?)', number, module.name);
  const values: Record<string, string> = {
    ...initialValues(crm, owner, module),
    ...Object.fromEntries(texts),
    mvisibility: options.otherOwner ?? 'Public',
  };
  crm.records.insert(module, number, {
    ...values,
    messagehash: messageHash(values['messageid'] ?? String(number), values['subject'] ?? ''),
  });
}
