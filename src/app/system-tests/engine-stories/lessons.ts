import type { Command, Told } from './commands';

const refused = { kind: 'keyRefused' } as const;
const late = { kind: 'timedOut' } as const;

/** Stories that went wrong once: one command after another. */
const stories: readonly (readonly Command[])[] = [
  // A look for files that were gone went on as if they were there.
  [
    { is: 'trouble', seat: 0, method: 'storeLinkedIds', when: 'before', problem: refused },
    { is: 'link', seat: 0, mail: 0, records: [0], hasNote: false },
    { is: 'deleteDocument', which: 0 },
  ],
  // A repair went on as if the message were there.
  [
    { is: 'limits', files: 0, bytes: 35 },
    { is: 'link', seat: 0, mail: 0, records: [0], hasNote: false },
    { is: 'deleteMessage', which: 0 },
    { is: 'retryFile', seat: 0 },
  ],
  // What the CRM had fetched under an id without entropy was linked, a colleague's mail with it.
  [
    { is: 'older', person: 'giulia', mail: 4 },
    { is: 'fetch', person: 'mario', mail: 3 },
    { is: 'link', seat: 0, mail: 3, records: [2], hasNote: true },
  ],
  // Of two files of one name and size the second claimed the document of the first.
  [
    { is: 'limits', files: 1, bytes: 35 },
    { is: 'trouble', seat: 1, method: 'uploadFile', when: 'after', problem: late },
    { is: 'link', seat: 1, mail: 2, records: [2], hasNote: true },
  ],
  // A note was looked for only above a number that a restored CRM had not given out again yet.
  [
    { is: 'backup' },
    { is: 'link', seat: 3, mail: 0, records: [0], hasNote: false },
    { is: 'link', seat: 3, mail: 2, records: [0], hasNote: false },
    { is: 'trouble', seat: 0, method: 'addComment', when: 'after', problem: late },
    { is: 'link', seat: 0, mail: 0, records: [0], hasNote: true },
    { is: 'restore' },
    { is: 'trouble', seat: 0, method: 'addComment', when: 'after', problem: late },
    { is: 'retry', seat: 0 },
  ],
  // Under the number of a message that a receipt knew was another mail, and that was made visible.
  [
    { is: 'backup' },
    { is: 'fetch', person: 'mario', mail: 0 },
    { is: 'link', seat: 0, mail: 0, records: [0], hasNote: false },
    { is: 'restore' },
    { is: 'fetch', person: 'mario', mail: 1 },
    { is: 'showToAll', seat: 0 },
  ],
  // The bytes of a file were dropped and its answer lost: the empty
  // document was taken for the file.
  [
    { is: 'limits', files: 20, bytes: 35 },
    { is: 'trouble', seat: 0, method: 'uploadFile', when: 'between', problem: late },
    { is: 'link', seat: 0, mail: 0, records: [0], hasNote: false },
  ],
];

export const lessons: readonly (readonly Told[])[] = stories.map((commands) =>
  commands.map((command) => ({ command })),
);
