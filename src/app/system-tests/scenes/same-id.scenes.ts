import { readLedger } from './sandbox-crm';
import { type SceneMail, type Wording, sceneMail } from './scene-mail';
import type { Scene } from './suite';
import type { Seat, World } from './world';

/** Two mails under one Message-ID are two: each with its text, its files and its relations. */

const first: Wording = {
  subject: 'Scan from floor 1',
  from: 'scanner@customer.example',
  sentAt: '2026-11-20T08:13:00.000Z',
  arrivedAt: '2026-11-20T08:14:30.000Z',
  files: [
    { name: 'scan.pdf', text: 'First scan: the contract of Rossi.' },
    { name: 'notes.txt', text: 'of the first' },
  ],
};
const files = [
  { name: 'scan.pdf', text: 'Second scan: the list of salaries' },
  { name: 'notes.txt', text: 'the others..' },
];

/** What makes the second mail another; its files have the names and sizes of the first. */
const otherwise: Readonly<Record<string, Wording>> = {
  'another subject': { subject: 'Scan from floor 2' },
  'another sender': { from: 'printer@customer.example' },
  'another time': { sentAt: '2026-11-20T08:20:00.000Z' },
  'a time a day later': { sentAt: '2026-11-21T08:13:00.000Z' },
  'a time of a quarter of an hour later': { sentAt: '2026-11-20T08:28:00.000Z' },
  'another subject and sender': { subject: 'Invoice', from: 'billing@customer.example' },
};

/** Where the second mail is linked. */
const places: Readonly<Record<string, Seat>> = {
  'in the same pane': {},
  'on another device': { device: 'other' },
  'by a colleague': { who: 'giulia', device: 'other' },
};

function pairOf(id: string, change: Wording, isOnPhone = false): readonly [SceneMail, SceneMail] {
  return [
    sceneMail({ ...first, id, isOnPhone }),
    sceneMail({ ...first, id, files, isOnPhone, ...change }),
  ];
}

async function linkBoth(
  world: World,
  [one, other]: readonly [SceneMail, SceneMail],
  seat: Seat,
): Promise<void> {
  const desk = await world.sit([one, other]);
  await desk.linkTo(world.record(0));
  if (seat.device === undefined) await desk.open(other);
  const second = seat.device === undefined ? desk : await world.sit(other, seat);
  await second.linkTo(world.record(1));
}

function apart(name: string, id: string, change: Wording, seat: Seat, isOnPhone = false): Scene {
  return {
    name,
    play: async (world) => {
      const [one, other] = pairOf(id, change, isOnPhone);
      await linkBoth(world, [one, other], seat);
      return [
        { at: world.record(0), mail: one },
        { at: world.record(1), mail: other },
      ];
    },
  };
}

/** An id as programs make them that think of each mail. */
const distinctive = '<20261120081300.9F3K2Q7A@mx.customer.example>';

const differing: readonly Scene[] = Object.entries(otherwise).flatMap(([what, change]) =>
  Object.entries(places)
    // A colleague's copy cannot be seen, and under an id of its own kind is taken for that mail's.
    .filter(([, { who }]) => who === undefined || 'subject' in change)
    .map(([where, seat]) => apart(`one id, ${what}, ${where}`, distinctive, change, seat)),
);

const onPhones: readonly Scene[] = ['another subject', 'another sender'].flatMap((what) =>
  Object.entries(places).map(([where, seat]) =>
    apart(
      `one id, ${what}, ${where}, on phones that give no headers`,
      '<scan@customer.example>',
      otherwise[what] ?? {},
      seat,
      true,
    ),
  ),
);

const idsOfNothing = [
  '<no-reply@customer.example>',
  '<0000000000@scanner.example>',
  '<scan@customer.example>',
  '<1@printer.example>',
  '<message-id@localhost>',
];
const withoutEntropy: readonly Scene[] = idsOfNothing.flatMap((id) => [
  apart(`${id}, all equal but the time, two people`, id, otherwise['another time'] ?? {}, {
    who: 'giulia',
    device: 'other',
  }),
  apart(`${id}, all equal but the time, one person`, id, otherwise['another time'] ?? {}, {}),
]);

const sameMailOfAll = (name: string, wording: Wording): Scene => ({
  name: `one id for every person and device: ${name}`,
  play: async (world) => {
    const mail = sceneMail({ ...first, files: [], ...wording });
    await (await world.sit(mail)).linkTo(world.record(0));
    await (await world.sit(mail, { device: 'other' })).linkTo(world.record(1));
    await (await world.sit(mail, { who: 'giulia', device: 'third' })).linkTo(world.record(2));
    const { messages } = await readLedger();
    world.claim('the ids differ', new Set(messages.map(({ messageid }) => messageid)).size === 1);
    world.claim('each person has one copy', messages.length === 2);
    return [0, 1, 2].map((place) => ({ at: world.record(place), mail }));
  },
});

const emptyFirst: Scene = {
  name: 'the same mail, its file empty at first',
  play: async (world) => {
    const id = '<scan@customer.example>';
    const text = `Text of mail scan, ${crypto.randomUUID()}.`;
    const empty = sceneMail({ ...first, id, text, files: [{ name: 'scan.pdf', text: '' }] });
    const full = sceneMail({
      ...first,
      id,
      text,
      files: [{ name: 'scan.pdf', text: '%PDF-1.4 the scan, complete this time' }],
    });
    const desk = await world.sit([empty, full]);
    await desk.linkTo(world.record(0));
    await desk.open(full);
    await desk.linkTo(world.record(0));
    return [{ at: world.record(0), mail: full }];
  },
};

/** Nothing of what the journal says of one mail is taken over for the other. */
const begun: Scene = {
  name: 'one mail was begun, the other of its id is linked, then the first is finished',
  play: async (world) => {
    const [one, other] = pairOf(distinctive, { subject: 'Scan from floor 2' });
    const desk = await world.sit(one);
    desk.wire.strike('http500', ({ method }) => method === 'relate');
    await desk.tryToLink(world.record(0));
    desk.expect('failed');
    desk.close();
    await (await world.sit(other)).linkTo(world.record(1));
    const again = await world.sit(one);
    await again.finish();
    again.expect('linked');
    return [
      { at: world.record(0), mail: one },
      { at: world.record(1), mail: other },
    ];
  },
};

const undone: Scene = {
  name: 'the second mail of an id is undone, the first stays',
  play: async (world) => {
    const [one, other] = pairOf(distinctive, { sentAt: '2026-11-21T08:13:00.000Z' });
    await (await world.sit(one)).linkTo(world.record(0));
    const desk = await world.sit(other);
    await desk.linkTo(world.record(0));
    await desk.undo();
    desk.expect('undone');
    return [{ at: world.record(0), mail: one }];
  },
};

const colleagues: Scene = {
  name: "a colleague's copy of the same mail cannot be seen: each has its own",
  play: async (world) => {
    const mail = sceneMail({ ...first, id: distinctive });
    await (await world.sit(mail, { who: 'giulia', device: 'other' })).linkTo(world.record(0));
    await (await world.sit(mail)).linkTo(world.record(1));
    return [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
};

export const sameIdScenes: readonly Scene[] = [
  ...differing,
  ...onPhones,
  ...withoutEntropy,
  sameMailOfAll('of nothing', { id: '<no-reply@customer.example>' }),
  sameMailOfAll('too long', { id: `<${'Ab3x'.repeat(80)}@customer.example>` }),
  sameMailOfAll('with an emoji', { id: '<offer.😀.20261120@customer.example>' }),
  sameMailOfAll('distinctive', { id: distinctive }),
  emptyFirst,
  begun,
  undone,
  colleagues,
];
