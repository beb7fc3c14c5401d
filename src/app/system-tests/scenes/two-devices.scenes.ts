import { readLedger } from './sandbox-crm';
import { type SceneFile, type SceneMail, alike, sceneMail } from './scene-mail';
import type { Scene } from './suite';
import { call, marking, storing } from './witness';
import type { Desk } from './desk';
import type { World } from './world';

/** Two devices of one person, which see nothing of each other but what is in the CRM. */

const payslip = (of: string): SceneFile => ({
  name: 'payslip.pdf',
  text: `Payslip of ${of}`.padEnd(48, '.'),
});

/** The CRM keeps none of the files that come with the message: each goes alone. */
const filesAlone = (desk: Desk): void => {
  desk.wire.strike('dropFiles', storing);
};

async function pair(world: World): Promise<[Desk, Desk, SceneMail, SceneMail]> {
  const ada = sceneMail({ subject: 'Payslip', files: [payslip('Ada')] });
  const bob = sceneMail({ subject: 'Payslip', files: [payslip('Bob')] });
  return [await world.sit(ada), await world.sit(bob, { device: 'other' }), ada, bob];
}

const atOneMoment = (name: string, isAlone: readonly [boolean, boolean]): Scene => ({
  name: `payslip.pdf of equal size, two mails, two devices at one moment: ${name}`,
  allowed: { timesAtMessage: 2 },
  play: async (world) => {
    const [one, other, ada, bob] = await pair(world);
    if (isAlone[0]) filesAlone(one);
    if (isAlone[1]) filesAlone(other);
    const holds = [one.wire.hold(storing), other.wire.hold(storing)];
    await Promise.all([one.begin(world.record(0)), other.begin(world.record(1))]);
    await Promise.all(holds.map(({ reached }) => reached));
    for (const { release } of holds) release();
    await Promise.all([one.linkInTheEnd(), other.linkInTheEnd()]);
    return [
      { at: world.record(0), mail: ada },
      { at: world.record(1), mail: bob },
    ];
  },
});

/** One file was dropped, and the other device's of its look came just before the look for it. */
const droppedBeside = (name: string, isBeforeMark: boolean): Scene => ({
  name: `the own payslip.pdf was dropped, another mail's is there ${name}`,
  allowed: { timesAtMessage: 2 },
  play: async (world) => {
    const [one, other, ada, bob] = await pair(world);
    filesAlone(one);
    let isStored = false;
    const afterStoring = one.wire.hold(({ method, module }) => {
      const isDue = isStored && method !== 'create';
      isStored ||= method === 'create' && module === 'Messages';
      return isDue;
    });
    await one.begin(world.record(0));
    await afterStoring.reached;
    const beforeMark = isBeforeMark
      ? other.wire.hold(({ method }) => method === 'revise' || method === 'relate')
      : undefined;
    await other.begin(world.record(1));
    await (beforeMark?.reached ?? other.rested());
    afterStoring.release();
    await one.linkInTheEnd();
    beforeMark?.release();
    await other.linkInTheEnd();
    return [
      { at: world.record(0), mail: ada },
      { at: world.record(1), mail: bob },
    ];
  },
});

/** The first device stops before its call number `first` until the second has come to `second`. */
const interleaved = (first: number, second: number): Scene => ({
  name:
    `one mail, two devices, files alone: the first waits at call ${String(first)}, ` +
    `the second at ${String(second)}`,
  allowed: { times: 2 },
  play: async (world) => {
    const files = [payslip('Ada'), { name: 'notes.txt', text: 'What was said' }];
    const mail = sceneMail({ subject: 'Payslip', files });
    const one = await world.sit(mail);
    const other = await world.sit(mail, { device: 'other' });
    filesAlone(one);
    filesAlone(other);
    const holds = [one.wire.hold(call(first)), other.wire.hold(call(second))] as const;
    await one.begin(world.record(0));
    await Promise.race([holds[0].reached, one.rested()]);
    await other.begin(world.record(1));
    await Promise.race([holds[1].reached, other.rested()]);
    holds[0].release();
    await one.linkInTheEnd();
    holds[1].release();
    await other.linkInTheEnd();
    return [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
});

const together: Scene = {
  name: 'one mail, two devices, its files with the message: the younger copy gives way',
  allowed: { times: 2 },
  play: async (world) => {
    const files = [payslip('Ada'), ...alike('scan.pdf', 3, 'scan')];
    const mail = sceneMail({ subject: 'Payslip', files });
    const [one, other] = [await world.sit(mail), await world.sit(mail, { device: 'other' })];
    const held = one.wire.hold(storing);
    await one.begin(world.record(0));
    await held.reached;
    const late = other.wire.hold(storing);
    await other.begin(world.record(1));
    await late.reached;
    held.release();
    await one.linkInTheEnd();
    late.release();
    await other.linkInTheEnd();
    return [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
};

/** What failed here is linked elsewhere, goes on here, and is undone: the other's link stays. */
const failed = (what: string, kind: string, where: typeof storing, isFiledByB: boolean): Scene => ({
  name: `device A fails (${what}), B links, A tries again and undoes`,
  allowed: { times: 2, timesAtMessage: 2, orphans: 1 },
  play: async (world) => {
    const mail = sceneMail({ files: [payslip('Ada')] });
    const one = await world.sit(mail);
    one.wire.strike(kind, where);
    await one.tryToLink(world.record(0));
    one.expect('failed');
    const other = await world.sit(mail, { device: 'other' });
    await other.linkTo(world.record(1));
    await one.tryAgain();
    one.expect('linked');
    const isOwn = !one.link.progress.messageWasThere;
    const impact = await one.consider();
    if (isOwn) world.claim('the question is silent about B', impact.includes(world.record(1).id));
    await one.undo();
    // Where the message is A's own the question named B's record; else nothing of B's goes.
    const { messages } = await readLedger();
    world.claim('B has lost it', messages.some(({ isDeleted }) => !isDeleted) === !isOwn);
    const isGone = isOwn;
    // What B filed itself stays at both records, whatever A undoes.
    const files = isFiledByB ? [0] : [];
    return [0, 1].map((place) => ({ at: world.record(place), mail, isGone, files }));
  },
});

export const twoDeviceScenes: readonly Scene[] = [
  atOneMoment('with their messages', [false, false]),
  atOneMoment('each alone', [true, true]),
  atOneMoment('the first alone', [true, false]),
  atOneMoment('the second alone', [false, true]),
  droppedBeside('and not marked yet', true),
  droppedBeside('and marked', false),
  ...[2, 4, 6, 8, 10, 12].flatMap((first) =>
    [3, 6, 9, 99].map((second) => interleaved(first, second)),
  ),
  together,
  failed('nothing was stored', 'http500', storing, true),
  failed('its answer was lost', 'cutAnswer', storing, true),
  failed('a page came for its answer', 'proxyPage', storing, true),
  failed('at a file', 'http500', marking, true),
  failed('after a file', 'proxyPage', marking, false),
  failed('at the record', 'http500', ({ method }) => method === 'relate', true),
];
