import { readLedger, sandbox } from './sandbox-crm';
import { type SceneFile, alike, sceneMail } from './scene-mail';
import type { Scene } from './suite';
import { filing, storing } from './witness';

/** Proxies that send calls again, and files that only their contents tell apart. */

const files: readonly SceneFile[] = [
  { name: 'offer.pdf', text: 'The offer' },
  { name: 'terms.pdf', text: 'The terms, and more' },
];
const note = 'Call Anna back';

/** The same file under the same name, twice. */
const twins: readonly SceneFile[] = [
  { name: 'logo.png', text: 'The logo' },
  { name: 'logo.png', text: 'The logo' },
];

const messageReplayed = (name: string, of: readonly SceneFile[]): Scene => ({
  name: `a proxy sends the message again: ${name}`,
  // Where contents differ under one look nothing tells which is which: they go alone, and are told.
  ...(name.includes('alike') && { allowed: { timesAtMessage: 2, orphans: of.length } }),
  play: async (world) => {
    const mail = sceneMail({ files: of });
    const desk = await world.sit(mail);
    desk.wire.strike('replayed', storing);
    await desk.linkTo(world.record(0), note);
    const { progress } = desk.link;
    if (name.includes('alike')) world.claim('a double is not told', progress.doubtful.length > 0);
    return [{ at: world.record(0), mail, note }];
  },
});

const lostAndReplayed: Scene = {
  name: 'a proxy sends the message again, and its answer is lost',
  play: async (world) => {
    const mail = sceneMail({ files });
    const desk = await world.sit(mail);
    desk.wire.strike('replayed', storing);
    desk.wire.strike('cutAfter', ({ method }) => method === 'query');
    await desk.tryToLink(world.record(0));
    await desk.linkInTheEnd();
    return [{ at: world.record(0), mail }];
  },
};

const fileReplayed = (isUndone: boolean): Scene => ({
  name: `a proxy sends a single file again${isUndone ? ', then Undo' : ''}`,
  play: async (world) => {
    const mail = sceneMail({ files });
    const desk = await world.sit(mail);
    desk.wire.strike('dropFiles', storing);
    desk.wire.strike('replayed', filing);
    await desk.linkTo(world.record(0));
    if (isUndone) await desk.undo();
    return isUndone ? [] : [{ at: world.record(0), mail }];
  },
});

const allReplayed = (noted: string | undefined, isUndone: boolean): Scene => ({
  name:
    `a proxy sends every call again${noted === undefined ? '' : ', with a note'}` +
    (isUndone ? ', then Undo' : ''),
  ...(noted !== undefined && { allowed: { notesTwice: true } }),
  play: async (world) => {
    const mail = sceneMail({ files });
    const desk = await world.sit(mail);
    await sandbox('faults', { method: '*', kind: 'replayed' });
    await desk.linkTo(world.record(0), noted);
    if (isUndone) {
      await desk.undo();
      desk.expect('undone');
      return [];
    }
    return [{ at: world.record(0), mail, ...(noted !== undefined && { note: noted }) }];
  },
});

type Way = 'in one call' | 'each alone' | 'some dropped';

const twenty = (way: Way, kind?: string): Scene => ({
  name: `20 files of one name and size, ${way}${kind === undefined ? '' : `, ${kind} at one file`}`,
  ...(way === 'some dropped' && { allowed: { timesAtMessage: 2 } }),
  play: async (world) => {
    const mail = sceneMail({ files: alike('scan.pdf', 20, `page of ${way}`) });
    const desk = await world.sit(mail);
    if (way === 'some dropped') await sandbox('limits', { maxFiles: 7 });
    if (way === 'each alone') desk.wire.strike('dropFiles', storing);
    if (kind !== undefined) {
      const where = way === 'each alone' ? 'create' : 'revise';
      let count = 0;
      desk.wire.strike(
        kind,
        ({ method, module }) => method === where && module !== 'Messages' && (count += 1) === 11,
      );
    }
    await desk.tryToLink(world.record(0));
    await desk.linkInTheEnd();
    const { progress } = desk.link;
    if (way === 'some dropped') world.claim('doubles are not told', progress.doubtful.length > 0);
    await desk.linkTo(world.record(1));
    return [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
});

const twentyUndone: Scene = {
  name: '20 files of one name and size, beside a mail with 20 others, then Undo',
  play: async (world) => {
    const mail = sceneMail({ files: alike('scan.pdf', 20, 'page of the first') });
    const other = sceneMail({ files: alike('scan.pdf', 20, 'page of the other') });
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    await (await world.sit(other, { device: 'other' })).linkTo(world.record(1));
    await desk.undo();
    const { documents } = await readLedger();
    const gone = documents.filter(({ isDeleted }) => isDeleted);
    world.claim('not its own 20 went', gone.length === 20);
    return [{ at: world.record(1), mail: other }];
  },
};

/** A name that the CRM keeps otherwise: a second try must know the document again. */
const oddName = (name: string, kind: string): Scene => ({
  name: `${JSON.stringify(name).slice(0, 60)}: a retry adds no second document (${kind})`,
  play: async (world) => {
    const mail = sceneMail({ files: [{ name, text: 'Its content' }] });
    const desk = await world.sit(mail);
    desk.wire.strike('dropFiles', storing);
    desk.wire.strike(kind, filing);
    await desk.tryToLink(world.record(0));
    await desk.linkInTheEnd();
    await (await world.sit(mail, { device: 'other' })).linkTo(world.record(1));
    return [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
});

const oddNames = [
  'photo \ud83d.jpg',
  'photo 😀.jpg',
  '報告書'.repeat(40) + '.pdf',
  'page.html',
  'a_b_c.tar.gz',
  'what is: this?.pdf',
  '.pdf',
];

export const replayScenes: readonly Scene[] = [
  messageReplayed('its files differ', files),
  messageReplayed('no files', []),
  messageReplayed('one file twice', twins),
  messageReplayed('five files alike', alike('scan.pdf', 5, 'page')),
  lostAndReplayed,
  fileReplayed(false),
  fileReplayed(true),
  ...[undefined, note].flatMap((noted) => [allReplayed(noted, false), allReplayed(noted, true)]),
  twenty('in one call'),
  twenty('each alone'),
  twenty('some dropped'),
  twenty('in one call', 'cutAfter'),
  twenty('in one call', 'http500'),
  twenty('each alone', 'cutAfter'),
  twenty('each alone', 'proxyPage'),
  twentyUndone,
  ...oddNames.flatMap((name) => [oddName(name, 'cutAfter'), oddName(name, 'proxyPage')]),
];
