import { PaneActions } from '../../machine/machine.actions';
import { deleteInCrm, readLedger, sandbox } from './sandbox-crm';
import { type SceneFile, sceneMail } from './scene-mail';
import type { Scene } from './suite';
import { filing, relatingOf, storing } from './witness';

/** What others do meanwhile: the CRM's mail client, another window, a backup, a colleague. */

const offer: SceneFile = { name: 'offer.pdf', text: 'The offer, of so many bytes' };
const terms: SceneFile = { name: 'terms.pdf', text: 'The terms, of as many bytes' };
const note = 'Call Anna back';

const otherMailFirst = (kind: string, device: string): Scene => ({
  name:
    `a single upload fails (${kind}), another mail has a file of its look, Try again, Undo ` +
    `(${device === 'desk' ? 'another window' : 'another device'})`,
  play: async (world) => {
    const ada = sceneMail({ files: [offer] });
    const bob = sceneMail({ files: [{ ...terms, name: offer.name }] });
    const desk = await world.sit(ada);
    desk.wire.strike('dropFiles', storing);
    desk.wire.strike(kind, filing);
    await desk.tryToLink(world.record(0));
    desk.expect('failed');
    const other = await world.sit(bob, { device });
    other.wire.strike('dropFiles', storing);
    await other.linkTo(world.record(1));
    await desk.tryAgain();
    desk.expect('linked');
    const { documents } = await readLedger();
    world.claim('a file is not its own', documents.length >= 2);
    await desk.undo();
    desk.expect('undone');
    return [{ at: world.record(1), mail: bob }];
  },
});

const fetchedBefore: Scene = {
  name: 'the CRM’s mail client has fetched the mail before: linked to, and it stays after Undo',
  play: async (world) => {
    const mail = sceneMail({ files: [offer] });
    const row = await world.fetchMail('mario', { ...mail, files: [] });
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    await desk.undo();
    const { messages } = await readLedger();
    world.claim(
      'the row went',
      messages.some(({ id, isDeleted }) => id === row && !isDeleted),
    );
    return [{ at: world.record(0), mail, files: [] }];
  },
};

const fetchedBetween = (kind: string): Scene => ({
  name: `the CRM’s mail client fetches the mail after a store that failed (${kind})`,
  play: async (world) => {
    const mail = sceneMail({ files: [offer] });
    const desk = await world.sit(mail);
    desk.wire.strike(kind, storing);
    await desk.tryToLink(world.record(0));
    desk.expect('failed');
    const row = await world.fetchMail('mario', { ...mail, files: [] });
    await desk.tryAgain();
    desk.expect('linked');
    await desk.undo();
    const { messages } = await readLedger();
    world.claim(
      'the row went',
      messages.some(({ id, isDeleted }) => id === row && !isDeleted),
    );
    world.claim('too many are alive', messages.filter(({ isDeleted }) => !isDeleted).length === 1);
    return [{ at: world.record(0), mail, files: [] }];
  },
});

const fetchedAfter = (isUndone: boolean): Scene => ({
  name: `the CRM’s mail client fetches the mail afterwards${isUndone ? ', then Undo' : ''}`,
  play: async (world) => {
    const mail = sceneMail({ files: [offer] });
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    await world.fetchMail('mario', { ...mail, files: [] });
    if (isUndone) await desk.undo();
    else await desk.linkTo(world.record(1));
    const { messages } = await readLedger();
    const ends = messages.map(({ mtype, isDeleted }) => `${mtype} ${String(isDeleted)}`);
    world.claim(
      `rows end as ${ends.join()}`,
      ends.join() === `Link ${String(isUndone)},Webmail false`,
    );
    return isUndone
      ? [{ at: world.record(0), mail, files: [] }]
      : [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
});

const twoWindows = (isFirst: boolean, device: string): Scene => ({
  name:
    `two records from two ${device === 'desk' ? 'windows' : 'devices'}, Undo in the ` +
    (isFirst ? 'first' : 'second'),
  play: async (world) => {
    const mail = sceneMail({ files: [offer, terms] });
    const one = await world.sit(mail);
    const other = await world.sit(mail, { device });
    await one.linkTo(world.record(0));
    await other.linkTo(world.record(1));
    if (!isFirst) {
      await other.undo();
      return [0, 1].map((place) => ({ at: world.record(place), mail }));
    }
    const impact = await one.consider();
    world.claim('the question does not name the other', impact.includes(world.record(1).id));
    await one.undo();
    one.expect('undone');
    return [];
  },
});

const restoredUndo = (name: string, text: string): Scene => ({
  name: `a backup is restored while the pane is open: Undo (${name})`,
  play: async (world) => {
    await world.backUp();
    const ada = sceneMail({ files: [offer] });
    const bob = sceneMail({ files: [{ ...terms, name: offer.name }] });
    const desk = await world.sit(ada);
    await desk.linkTo(world.record(0), note);
    await world.restore();
    await (await world.sit(bob, { device: 'other' })).linkTo(world.record(1), text);
    await desk.undo();
    return [{ at: world.record(1), mail: bob, note: text }];
  },
});

const restoredRetry = (name: string, kind: string, where: typeof filing): Scene => ({
  name: `a backup is restored while the pane is open: Try again ${name}`,
  play: async (world) => {
    await world.backUp();
    const ada = sceneMail({ files: [offer] });
    const bob = sceneMail({ files: [{ ...terms, name: offer.name }] });
    const desk = await world.sit(ada);
    desk.wire.strike('dropFiles', storing);
    desk.wire.strike(kind, where);
    await desk.tryToLink(world.record(0));
    desk.expect('failed');
    await world.restore();
    await (await world.sit(bob, { device: 'other' })).linkTo(world.record(1));
    await desk.tryAgain();
    await desk.linkInTheEnd();
    return [
      { at: world.record(0), mail: ada },
      { at: world.record(1), mail: bob },
    ];
  },
});

const restoredFile: Scene = {
  name: 'a backup is restored while the pane is open: one file tried again',
  play: async (world) => {
    await world.backUp();
    const ada = sceneMail({ files: [offer] });
    const bob = sceneMail({ files: [{ ...terms, name: offer.name }] });
    await sandbox('limits', { perFile: 10 });
    const desk = await world.sit(ada);
    await desk.linkTo(world.record(0));
    await sandbox('limits', { perFile: 2_000_000 });
    await world.restore();
    await (await world.sit(bob, { device: 'other' })).linkTo(world.record(1));
    await desk.tryFileAgain(0);
    await desk.linkInTheEnd();
    return [
      { at: world.record(0), mail: ada },
      { at: world.record(1), mail: bob },
    ];
  },
};

/** Where the mail is linked again after a colleague deleted one of its documents. */
const documentGone = (name: string, device: string, isReopened: boolean): Scene => ({
  name: `a colleague deletes a document, then the mail is linked to another record ${name}`,
  play: async (world) => {
    const mail = sceneMail({ files: [offer, terms] });
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    const gone = (await readLedger()).documents[0]?.id ?? '';
    await world.deletes('giulia', gone);
    if (isReopened) desk.close();
    const again = isReopened ? await world.sit(mail, { device }) : desk;
    await again.linkTo(world.record(1));
    await again.linkTo(world.record(2));
    return [
      { at: world.record(0), mail, files: [1] },
      { at: world.record(1), mail },
      { at: world.record(2), mail },
    ];
  },
});

const goneInTheMiddle: Scene = {
  name: 'a colleague deletes a document just before it is related to the record',
  play: async (world) => {
    const mail = sceneMail({ files: [offer, terms] });
    const desk = await world.sit(mail);
    const held = desk.wire.hold(relatingOf(world.record(0).id));
    await desk.begin(world.record(0));
    await held.reached;
    await world.deletes('giulia', (await readLedger()).documents[0]?.id ?? '');
    held.release();
    await desk.rested();
    const { problem } = desk;
    world.claim('the record is said to be gone', problem?.kind !== 'recordGone');
    await desk.linkInTheEnd();
    return [{ at: world.record(0), mail }];
  },
};

const recordGone: Scene = {
  name: 'a record that is gone is said to be gone, and the rest is linked without it',
  play: async (world) => {
    const mail = sceneMail({ files: [offer] });
    const desk = await world.sit(mail);
    const held = desk.wire.hold(relatingOf(world.record(1).id));
    await desk.begin([world.record(0), world.record(1)]);
    await held.reached;
    await deleteInCrm('admin', world.record(1).id);
    held.release();
    await desk.rested();
    const { problem } = desk;
    world.claim(`it failed by ${String(problem?.kind)}`, problem?.kind === 'recordGone');
    desk.pane.do(PaneActions.recordLeftOut({ id: desk.link.link.id }));
    await desk.linkInTheEnd();
    return [
      { at: world.record(0), mail },
      { at: world.record(1), mail, files: [] },
    ];
  },
};

export const othersWorkScenes: readonly Scene[] = [
  ...['http500', 'empty', 'proxyPage', 'cutAnswer'].flatMap((kind) => [
    otherMailFirst(kind, 'desk'),
    otherMailFirst(kind, 'other'),
  ]),
  fetchedBefore,
  ...['http500', 'cutAnswer', 'proxyPage', 'empty'].map(fetchedBetween),
  fetchedAfter(true),
  fetchedAfter(false),
  ...['desk', 'other'].flatMap((device) => [twoWindows(true, device), twoWindows(false, device)]),
  restoredUndo('another note', 'Send the offer'),
  restoredUndo('the same note', note),
  restoredRetry('at the record', 'http500', ({ method }) => method === 'relate'),
  restoredRetry('at a file', 'http500', filing),
  restoredRetry('after a lost answer', 'cutAnswer', filing),
  restoredFile,
  documentGone('in the same pane', 'desk', false),
  documentGone('after a restart', 'desk', true),
  documentGone('on another device', 'other', true),
  goneInTheMiddle,
  recordGone,
];
