import { linkedByOlderPane } from './older-pane';
import { fileInCrm, readLedger, reviseInCrm, sandbox } from './sandbox-crm';
import { type SceneFile, sceneMail } from './scene-mail';
import type { Scene } from './suite';
import { storing } from './witness';

/** Marks in notes: hidden, not to be written, edited by people, or missing since version 0.1. */

const files: readonly SceneFile[] = [
  { name: 'offer.pdf', text: 'The offer' },
  { name: 'terms.pdf', text: 'The terms, and more' },
];
const notes = { Documents: ['notecontent'] };
const settings = {
  hidden: { hiddenFields: notes },
  'read-only': { readOnlyFields: notes },
} as const;
type Setting = keyof typeof settings;

/** Beside a document of the same name and size that a person filed by hand. */
const unwritable = (setting: Setting, isAlone: boolean, isUndone: boolean): Scene => ({
  name:
    `notes are ${setting}, files ${isAlone ? 'alone' : 'with the message'}` +
    (isUndone ? ', then Undo' : ''),
  play: async (world) => {
    await sandbox('users/mario', settings[setting]);
    await fileInCrm('mario', 'offer.pdf', 'Nothing!!');
    await world.witness.look();
    const mail = sceneMail({ files });
    const desk = await world.sit(mail);
    if (isAlone) desk.wire.strike('dropFiles', storing);
    await desk.linkTo(world.record(0));
    if (isUndone) {
      await desk.undo();
      desk.expect('undone');
    }
    // Of what came with the message no answer told the ids: that stays, and is said to stay.
    if (isUndone) return isAlone ? [] : [{ at: world.record(0), mail, isGone: true }];
    return [{ at: world.record(0), mail }];
  },
  // What was filed by hand refers to nothing, and stays.
  allowed: { orphans: 1 },
});

const refusedLater: Scene = {
  name: 'notes turn read-only while the pane is open: the marks are refused, the files are there',
  play: async (world) => {
    const first = sceneMail();
    const mail = sceneMail({ files });
    const desk = await world.sit([first, mail]);
    await desk.linkTo(world.record(1));
    await sandbox('users/mario', settings['read-only']);
    await desk.open(mail);
    await desk.linkTo(world.record(0));
    return [
      { at: world.record(1), mail: first },
      { at: world.record(0), mail },
    ];
  },
};

const otherBeside: Scene = {
  name: 'notes are hidden: what another mail brought of the same look is never taken',
  allowed: { timesAtMessage: 2 },
  play: async (world) => {
    await sandbox('users/mario', settings.hidden);
    const ada = sceneMail({ files: [{ name: 'payslip.pdf', text: 'Payslip of Ada' }] });
    const bob = sceneMail({ files: [{ name: 'payslip.pdf', text: 'Payslip of Bob' }] });
    const desk = await world.sit(ada);
    desk.wire.strike('cutAfter', ({ method }) => method === 'relate');
    await desk.tryToLink(world.record(0));
    await (await world.sit(bob, { device: 'other' })).linkTo(world.record(1));
    await desk.linkInTheEnd();
    return [
      { at: world.record(0), mail: ada },
      { at: world.record(1), mail: bob },
    ];
  },
};

type Edit = (note: string) => string;
const edits: Readonly<Record<string, Edit>> = {
  'text before': (note) => `Checked by Ada, see also the invoice.\n${note}`,
  'text after': (note) => `${note}\nChecked by Ada.`,
  'as one line within text': (note) => `Ada: ${note.replace(/\s+/g, ' ')} (to be signed)`,
  'as HTML': (note) => `<p>${note.replace('\n', '<br />')}</p>`,
  'the readable line gone': (note) => note.replace(/^.*\n/, ''),
};

const edited = (what: string, edit: Edit): Scene => ({
  name: `a person edited the notes (${what}): nothing is filed twice, Undo takes all`,
  play: async (world) => {
    const mail = sceneMail({ files });
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    for (const { id, note } of (await readLedger()).documents) {
      await reviseInCrm('mario', { id, notecontent: edit(note) });
    }
    const other = await world.sit(mail, { device: 'other' });
    await other.linkTo(world.record(1));
    const { documents } = await readLedger();
    world.claim('it was filed twice', documents.length === files.length);
    const isTheirs = documents.every(
      ({ note }) => note.includes('Ada') === edit('').includes('Ada'),
    );
    world.claim('what people wrote is gone', isTheirs);
    await desk.undo();
    return [];
  },
});

const wiped: Scene = {
  name: 'a person wiped the notes: the document is nobody’s, filed again and never deleted',
  allowed: { timesAtMessage: 2, orphans: 1 },
  play: async (world) => {
    const mail = sceneMail({ files });
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    const [first] = (await readLedger()).documents;
    await reviseInCrm('mario', { id: first?.id, notecontent: '' });
    await (await world.sit(mail, { device: 'other' })).linkTo(world.record(1));
    await desk.undo();
    // The other device filed it anew, which stays as well.
    return [0, 1].map((place) => ({ at: world.record(place), mail, files: [0], isGone: true }));
  },
};

const moved: Scene = {
  name: 'a mark copied into another document’s notes has nothing filed of another content',
  play: async (world) => {
    const mail = sceneMail({ files });
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    const [offer, terms] = (await readLedger()).documents;
    await reviseInCrm('mario', { id: terms?.id, notecontent: `Copied: ${String(offer?.note)}` });
    const end = await (await world.sit(mail, { device: 'other' })).tryToLink(world.record(1));
    world.claim('it is not linked', end.status === 'linked');
    const sums = (await readLedger()).documents.filter(({ records }) =>
      records.includes(world.record(1).id),
    );
    world.claim('a file is missing', new Set(sums.map(({ sha256: sum }) => sum)).size === 2);
    await reviseInCrm('mario', { id: terms?.id, notecontent: String(terms?.note) });
    return [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
  allowed: { times: 2 },
};

const before = (name: string, texts: readonly string[] | undefined, isUndone: boolean): Scene => ({
  name: `version 0.1 linked the mail: ${name}${isUndone ? ', then Undo' : ''}`,
  play: async (world) => {
    const mail = sceneMail({ files });
    const left = await linkedByOlderPane(world, mail, world.record(0), texts);
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(1));
    const ledger = await readLedger();
    const kept = texts === undefined ? left.documents.length : 2 * left.documents.length;
    world.claim(`there are ${String(ledger.documents.length)}`, ledger.documents.length === kept);
    world.claim('it was stored again', ledger.messages.length === 1);
    world.claim(
      '0.1’s were rewritten',
      ledger.documents
        .filter(({ id }) => left.documents.includes(id))
        .every(({ note }) => note === ''),
    );
    if (isUndone) await desk.undo();
    const { messages, documents } = await readLedger();
    const old = [...messages, ...documents].filter(
      ({ id }) => id === left.message || left.documents.includes(id),
    );
    world.claim(
      '0.1’s are gone',
      old.every(({ isDeleted }) => !isDeleted),
    );
    // What 0.1 filed is beside the files, and other contents are none of this mail.
    for (const id of texts === undefined ? [] : left.documents) await world.deletes('mario', id);
    return [
      { at: world.record(0), mail, files: texts === undefined ? [0, 1] : [] },
      { at: world.record(1), mail, files: isUndone && texts !== undefined ? [] : [0, 1] },
    ];
  },
});

const hiddenFromAll: Scene = {
  name: 'who sees the message is not known: it is made visible',
  play: async (world) => {
    const mail = sceneMail();
    const row = await world.storeAsBefore('mario', mail, '2026-11-20 09:59:00');
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    const seenBy = async (): Promise<string | undefined> =>
      (await readLedger()).messages.find(({ id }) => id === row)?.mvisibility;
    world.claim('it is said to be visible', desk.link.progress.message?.visibility === undefined);
    world.claim('it was made visible unasked', (await seenBy()) === '');
    await desk.showToAll();
    world.claim('it is still hidden', (await seenBy()) === 'Public');
    return [{ at: world.record(0), mail }];
  },
};

export const notesScenes: readonly Scene[] = [
  ...(['hidden', 'read-only'] as const).flatMap((setting) =>
    [true, false].flatMap((isAlone) =>
      [true, false].map((isUndone) => unwritable(setting, isAlone, isUndone)),
    ),
  ),
  refusedLater,
  otherBeside,
  ...Object.entries(edits).map(([what, edit]) => edited(what, edit)),
  wiped,
  moved,
  before('its documents count by their journalled ids', undefined, false),
  before('its documents count by their journalled ids', undefined, true),
  before('under its ids are other documents now', ['Salaries', 'And bonuses'], false),
  before('under its ids are other documents now', ['Salaries', 'And bonuses'], true),
  hiddenFromAll,
];
