import { type Person, mails, noteOn } from './cast';
import type { Truth } from './stage';

/** What people did, as far as it says what the CRM may hold. */
export interface Deeds {
  /** Mail and record, for each that somebody began to link. */
  readonly wanted: ReadonlySet<string>;
  /** Person and mail, for each whose stored message somebody wanted all to see. */
  readonly shown: ReadonlySet<string>;
  /**
   * Person and mail, for each that was given up while it was not known whether it was stored: its
   * message may be there beside another device's.
   */
  readonly abandoned: ReadonlySet<string>;
  /** Person and mail, for each that was linked on two devices at one moment. */
  readonly atOnce: ReadonlySet<string>;
}

export const pair = (one: string, other: string): string => `${one} | ${other}`;

const numberOf = (id: string): number => Number(id.split('x').at(-1));

/** What is wrong with what the CRM holds, whatever the pane says. */
export function wrongs(truth: Truth, deeds: Deeds): readonly string[] {
  return [
    ...strayMessages(truth, deeds),
    ...strayDocuments(truth, deeds),
    ...doubles(truth, deeds),
  ];
}

function strayMessages({ messages }: Truth, { wanted, shown }: Deeds): readonly string[] {
  return messages.flatMap(({ mail, owner, records, isMarked, isPublic }) => [
    ...records
      .filter((record) => !wanted.has(pair(mail, record)))
      .map((record) => `the ${mail} is shown at ${record}, which it was not linked to`),
    ...(isPublic && !isMarked && !shown.has(pair(owner, mail))
      ? [`the ${mail} of ${owner} was made visible`]
      : []),
  ]);
}

function strayDocuments({ messages, documents }: Truth, { wanted }: Deeds): readonly string[] {
  return documents.flatMap(({ mail, file, messages: at, records }) => {
    if (mail === '') return [];
    const rows = messages.filter(({ id }) => at.includes(id));
    return [
      ...rows
        .filter((row) => row.mail !== mail)
        .map((row) => `${file} hangs on the message of the ${row.mail}`),
      ...records
        .filter((record) => !wanted.has(pair(mail, record)))
        .map((record) => `${file} is listed at ${record}, which its mail was not linked to`),
    ];
  });
}

function doubles({ messages, comments }: Truth, { abandoned, atOnce }: Deeds): readonly string[] {
  const owners: readonly Person[] = ['mario', 'giulia'];
  return owners.flatMap((owner) =>
    mails.flatMap(({ name }) => {
      const rows = messages.filter((one) => one.owner === owner && one.mail === name);
      const own = rows.filter(({ isMarked }) => isMarked);
      const last = Math.max(...rows.map(({ id }) => numberOf(id)));
      const noted = comments
        .filter((one) => one.owner === owner && one.text === noteOn(name))
        .filter(({ id }) => numberOf(id) > last)
        .map(({ record }) => record);
      return [
        ...(own.length > 1 && !abandoned.has(pair(owner, name))
          ? [`the message of the ${name} of ${owner} is doubled`]
          : []),
        ...(new Set(noted).size < noted.length && !atOnce.has(pair(owner, name))
          ? [`the note on the ${name} of ${owner} is doubled`]
          : []),
      ];
    }),
  );
}
