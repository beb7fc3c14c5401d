import { type Observable, catchError, concatMap, defer, from, switchMap, throwError } from 'rxjs';
import type { Reply, WebRequest } from '../../platform/transport';
import type { UploadRequest, UploadStep } from '../../platform/upload-transport';
import { type Around, isAnswer } from '../../testing/harness/wrapped-transport';
import { type Ledger, readLedger, sandbox } from './sandbox-crm';

/** A call of the CRM, as it leaves a pane. */
export interface SeenCall {
  readonly method: string;
  /** Of `create`. */
  readonly module: string;
  /** Of what exists already. */
  readonly id: string;
  /** Counted from 1 since `listen`. */
  readonly count: number;
}
type Matches = (call: SeenCall) => boolean;

/** Which attempt made a row, or who else; told from how the row was when it was first seen. */
export type Maker = string;
const nobody = 'nobody that is known';

/**
 * Watches what panes send, and reads the database after everything that they make: so each row's
 * maker is known from the moment it came into being, whatever is written over it afterwards.
 */
export class Witness {
  private makers = new Map<string, Maker>();
  private deletions: { readonly id: string; readonly attempts: readonly string[] }[] = [];
  private byPeople = new Set<string>();
  /** Whose call is being answered: of rows that bear no mark. */
  private maker: Maker = nobody;
  private remembered = new Map<string, Maker>();

  /** Rows that are in the database now, and that no pane made, are their makers' own. */
  async look(): Promise<void> {
    this.register(await readLedger());
  }

  /** A person deleted it in the CRM's own pages. */
  noteDeletedByPerson(id: string): void {
    this.byPeople.add(id);
  }

  noteDeletion(id: string, attempts: readonly string[]): void {
    this.deletions.push({ id, attempts });
  }

  noteBackup(): void {
    this.remembered = new Map(this.makers);
  }

  /** From now on numbers are given out anew. */
  noteRestore(): void {
    this.makers = new Map(this.remembered);
    this.deletions = [];
    this.byPeople = new Set();
  }

  makerOf(id: string): Maker {
    return this.makers.get(id) ?? nobody;
  }

  /** Deleted rows that somebody else had made than who deleted them. */
  foreignDeletions(ledger: Ledger): readonly string[] {
    const rows = [...ledger.messages, ...ledger.documents, ...ledger.comments];
    return rows
      .filter(({ id, isDeleted }) => isDeleted && !this.byPeople.has(id))
      .filter(({ id }) => !this.deletions.some((one) => one.id === id && this.isOwn(one)))
      .map(({ id }) => `${id}, made by ${this.makerOf(id)}`);
  }

  private isOwn({ id, attempts }: (typeof this.deletions)[number]): boolean {
    return attempts.includes(this.makerOf(id));
  }

  private register({ messages, documents, comments }: Ledger): void {
    const fresh = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] =>
      rows.filter(({ id }) => !this.makers.has(id));
    for (const { id, mtype, xmailer } of fresh(messages)) {
      this.makers.set(id, (mtype !== 'Webmail' && attemptIn(xmailer)) || `${mtype} ${nobody}`);
    }
    for (const { id, note, messages: of } of fresh(documents)) {
      this.makers.set(id, attemptIn(note) ?? (of[0] ? this.makerOf(of[0]) : this.maker));
    }
    for (const { id } of fresh(comments)) this.makers.set(id, this.maker);
  }

  /** After an answer to a call that makes something. */
  async lookAfter(attempts: readonly string[]): Promise<void> {
    const ledger = await readLedger();
    this.maker = attempts[0] ?? nobody;
    this.register(ledger);
    this.maker = nobody;
  }
}

/** The attempt that a mark names. */
export function attemptIn(text: string): string | undefined {
  return /vtmc\/1 l=([0-9a-f]{24})\b/.exec(text)?.[1];
}

/** What one pane sends: seen by the witness, held or struck by a fault where a scene wants it. */
export class Wire {
  private readonly gates: { matches: Matches; reached: () => void; go: Promise<void> }[] = [];
  private readonly strikes: { matches: Matches; kind: string }[] = [];
  private count = 0;

  constructor(
    private readonly witness: Witness,
    private readonly attempts: () => readonly string[],
  ) {}

  /** Calls are counted from here. */
  listen(): void {
    this.count = 0;
  }

  /** Holds the first call that matches until `release`. */
  hold(matches: Matches): { readonly reached: Promise<void>; readonly release: () => void } {
    let reached = (): void => undefined;
    let release = (): void => undefined;
    const whenReached = new Promise<void>((done) => (reached = done));
    const go = new Promise<void>((done) => (release = done));
    this.gates.push({ matches, reached, go });
    return { reached: whenReached, release };
  }

  /** Lets the sandbox's fault strike the first call that matches. */
  strike(kind: string, matches: Matches): void {
    this.strikes.push({ kind, matches });
  }

  /** See `Around`. */
  around: Around = (request, heard) =>
    defer(() => {
      const call = seen(request, (this.count += 1));
      const attempts = this.attempts();
      if (call.method === 'delete') this.witness.noteDeletion(call.id, attempts);
      return from(this.prepare(call)).pipe(
        switchMap(() => (call.method === 'create' ? this.watched(heard, attempts) : heard)),
      );
    });

  private watched<T extends Reply | UploadStep>(
    heard: Observable<T>,
    attempts: readonly string[],
  ): Observable<T> {
    const look = (): Promise<void> => this.witness.lookAfter(attempts);
    return heard.pipe(
      concatMap(async (step) => {
        if (isAnswer(step)) await look();
        return step;
      }),
      catchError((error: unknown) => from(look()).pipe(switchMap(() => throwError(() => error)))),
    );
  }

  private async prepare(call: SeenCall): Promise<void> {
    const gate = this.gates.findIndex(({ matches }) => matches(call));
    const [held] = gate < 0 ? [] : this.gates.splice(gate, 1);
    held?.reached();
    await held?.go;
    const struck = this.strikes.findIndex(({ matches }) => matches(call));
    const [strike] = struck < 0 ? [] : this.strikes.splice(struck, 1);
    if (strike) await sandbox('faults', { method: call.method, nth: 1, kind: strike.kind });
  }
}

function seen({ url, body }: WebRequest | UploadRequest, count: number): SeenCall {
  const method = /\/([^/?]*)(?:\?.*)?$/.exec(url)?.[1] ?? '';
  const field = (name: string): string => {
    if (body instanceof FormData) return text(body.get(name));
    const parameters = JSON.parse(text(body) || '{}') as Readonly<Record<string, unknown>>;
    return text(parameters[name]);
  };
  const { id = '' } = JSON.parse(field('element') || '{}') as { id?: string };
  return { method, module: field('elementType'), id: field('id') || id, count };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names for calls that scenes wait for. */
const making =
  (wanted: string): Matches =>
  ({ method, module }) =>
    method === 'create' && module === wanted;
export const storing = making('Messages');
export const filing = making('Documents');
export const relatingOf =
  (whose: string): Matches =>
  ({ method, id }) =>
    method === 'relate' && id === whose;
export const relating: Matches = ({ method }) => method === 'relate';
export const marking: Matches = ({ method, id }) => method === 'revise' && id.startsWith('7x');
export const call =
  (at: number): Matches =>
  ({ count }) =>
    count >= at;
