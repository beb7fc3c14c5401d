import * as fc from 'fast-check';
import type { Problem } from '../../domain/problem';
import {
  type ArchiveMethod,
  type Trouble,
  archiveMethods,
} from '../../testing/memory-crm/troubles';
import { type Person, mails, seats } from './cast';

/** What a person does in the pane at a seat with the mail that is open there. */
const gestures = [
  'retry',
  'leaveOut',
  'undo',
  'close',
  'finish',
  'giveUp',
  'retryFile',
  'cancel',
  'reopen',
  'loseJournal',
  'showToAll',
] as const;

export type Command =
  | {
      readonly is: 'link';
      readonly seat: number;
      readonly mail: number;
      /** Which of the records. */
      readonly records: readonly number[];
      readonly hasNote: boolean;
    }
  | { readonly is: 'show'; readonly seat: number; readonly mail: number }
  | { readonly is: (typeof gestures)[number]; readonly seat: number }
  | ({ readonly is: 'trouble'; readonly seat: number } & Trouble)
  | { readonly is: 'limits'; readonly files: number; readonly bytes: number }
  /** The CRM's own mail client fetches a mail, or version 0.1 had stored it. */
  | { readonly is: 'fetch' | 'older'; readonly person: Person; readonly mail: number }
  /** Somebody else deletes one of those that there are. */
  | { readonly is: 'deleteMessage' | 'deleteDocument'; readonly which: number }
  | { readonly is: 'backup' | 'restore' | 'behave' };

/** A command, and how many calls the CRM answers before the next one: all where it is not said. */
export interface Told {
  readonly command: Command;
  readonly calls?: number | undefined;
}

const problems: readonly Problem[] = [
  { kind: 'unreachable' },
  { kind: 'timedOut' },
  { kind: 'crmRefused', status: 500 },
  { kind: 'notVtenext' },
];
const failedSignIns: readonly Problem[] = [...problems, { kind: 'keyRefused' }];

/** Methods that create something: what lies on the way may do that twice, or lose it half done. */
const creating: readonly ArchiveMethod[] = ['storeMessage', 'uploadFile', 'fileLink'];

const seat = fc.nat(seats.length - 1);
const mail = fc.nat(mails.length - 1);
const person = fc.constantFrom('mario' as const, 'giulia' as const);

const failing = fc.record({
  is: fc.constant('trouble' as const),
  seat,
  method: fc.constantFrom(...archiveMethods),
  when: fc.constantFrom('before' as const, 'after' as const),
  problem: fc.constantFrom(...failedSignIns),
});
const halfDone = fc.record({
  is: fc.constant('trouble' as const),
  seat,
  method: fc.constantFrom(...creating),
  when: fc.constantFrom('between' as const, 'replayed' as const),
  problem: fc.constantFrom(...problems),
});
const world: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    is: fc.constant('limits' as const),
    files: fc.constantFrom(0, 1, 1, 20),
    bytes: fc.constantFrom(35, 1_000),
  }),
  fc.record({ is: fc.constantFrom('fetch' as const, 'older' as const), person, mail }),
  fc.record({
    is: fc.constantFrom('deleteMessage' as const, 'deleteDocument' as const),
    which: fc.nat(5),
  }),
  fc.record({ is: fc.constantFrom('backup' as const, 'restore' as const) }),
  fc.constant({ is: 'behave' as const }),
);

/** `records`: how many there are. */
export function commandOf(records: number): fc.Arbitrary<Command> {
  const which = Array.from({ length: records }, (_, index) => index);
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        is: fc.constant('link' as const),
        seat,
        mail,
        records: fc.subarray(which, { minLength: 1, maxLength: 2 }),
        hasNote: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: failing },
    { weight: 3, arbitrary: halfDone },
    { weight: 5, arbitrary: world },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('retry' as const), seat }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('undo' as const), seat }) },
    { weight: 4, arbitrary: fc.record({ is: fc.constantFrom(...gestures), seat }) },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('show' as const), seat, mail }) },
  );
}
