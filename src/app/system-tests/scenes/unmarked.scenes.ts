import { type SceneMail, type Wording, sceneMail } from './scene-mail';
import { readLedger, reviseInCrm } from './sandbox-crm';
import type { Scene } from './suite';
import { relating } from './witness';
import type { World } from './world';

/** Rows that bear no mark: of the CRM's own mail client, and of version 0.1. */

/** How the row came into the CRM; gives its id. */
type Arrival = (world: World, mail: SceneMail) => Promise<string>;
const arrivals: Readonly<Record<string, Arrival>> = {
  'the CRM’s mail client': (world, mail) => world.fetchMail('mario', mail),
  'version 0.1': (world, mail) => world.storeAsBefore('mario', mail, romeTime(mail)),
};

/** Mario's time: an hour east of UTC in November. */
function romeTime({ envelope }: SceneMail): string {
  const time = new Date(Date.parse(envelope.sentAt) + 3_600_000);
  return time.toISOString().slice(0, 19).replace('T', ' ');
}

const file = { name: 'offer.pdf', text: 'The offer that came with it' };
const id = '<20261120.9F3K2Q7A@mx.customer.example>';

/** The wording of the row that is there before the mail is linked. */
const others: Readonly<Record<string, Wording>> = {
  'another subject': { subject: 'Salaries' },
  'another sender': { from: 'boss@customer.example' },
  'another time': { sentAt: '2026-11-20T09:06:00.000Z' },
  'a time three days earlier': { sentAt: '2026-11-17T08:59:00.000Z' },
};

const inZone = (zone: string | undefined): string =>
  zone === undefined ? '' : `, server in ${zone}`;

const same = (who: string, arrive: Arrival, zone?: string): Scene => ({
  name: `a row of ${who} is the same mail${inZone(zone)}`,
  play: async (world) => {
    if (zone !== undefined) await world.moveServer(zone);
    const mail = sceneMail({ id });
    const row = await arrive(world, mail);
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    const { messages } = await readLedger();
    world.claim('it was stored again', messages.length === 1 && messages[0]?.id === row);
    return [{ at: world.record(0), mail }];
  },
});

const withFile: Scene = {
  name: 'a row of version 0.1 is the same mail, whose file comes now',
  play: async (world) => {
    const mail = sceneMail({ id, files: [file] });
    await world.storeAsBefore('mario', mail, romeTime(mail));
    await (await world.sit(mail)).linkTo(world.record(0));
    return [{ at: world.record(0), mail }];
  },
};

const another = (who: string, arrive: Arrival, what: string, zone?: string): Scene => ({
  name: `a row of ${who} with ${what} is another mail${inZone(zone)}`,
  play: async (world) => {
    if (zone !== undefined) await world.moveServer(zone);
    await arrive(world, sceneMail({ id, ...others[what] }));
    const mail = sceneMail({ id, files: [file] });
    const desk = await world.sit(mail);
    await desk.tryToLink(world.record(0));
    // A phone may have stored its arrival: whoever is asked says that it is another.
    if (desk.problem?.kind === 'mailUndecided') await desk.judge(false);
    desk.expect('linked');
    await desk.undo();
    desk.expect('undone');
    await desk.tryToLink(world.record(1));
    if (desk.problem?.kind === 'mailUndecided') await desk.judge(false);
    desk.expect('linked');
    // What was linked before comes back with the mail; its files went with the undo.
    return [
      { at: world.record(0), mail, files: [] },
      { at: world.record(1), mail },
    ];
  },
});

/** A phone knows the arrival alone: whether the row is the mail only a person can tell. */
const asked = (who: string, arrive: Arrival, isSame: boolean): Scene => ({
  name: `a phone asks about a row of ${who}: ${isSame ? 'yes' : 'no'}`,
  play: async (world) => {
    const wording: Wording = { id, isOnPhone: true, files: [file] };
    const mail = sceneMail(wording);
    const row = await arrive(world, isSame ? { ...mail, files: [] } : sceneMail({ id }));
    const desk = await world.sit(mail);
    const { progress } = await desk.tryToLink(world.record(0));
    world.claim('nobody was asked', desk.problem?.kind === 'mailUndecided');
    world.claim('something was stored before', progress.message === undefined);
    await desk.judge(isSame);
    desk.expect('linked');
    // It is not asked again on this device.
    await (await world.sit(mail)).linkTo(world.record(1));
    const { messages } = await readLedger();
    world.claim(
      'the row is touched',
      messages.some((one) => one.id === row && !one.isDeleted),
    );
    world.claim('there are too many', messages.length === (isSame ? 1 : 2));
    return [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
});

/** Whoever writes an `X-Mailer` writes what he likes. */
const forged = (name: string, changes: Wording): Scene => ({
  name: `a mark forged as X-Mailer of ${name} never counts`,
  play: async (world) => {
    const mail = sceneMail({ id, files: [file] });
    const { mark, own } = await markOf(world, mail);
    await world.deletes('mario', own);
    const row = await world.fetchMail('mario', sceneMail({ id, ...changes }));
    await reviseInCrm('mario', { id: row, xmailer: mark });
    const again = await world.sit(mail, { device: 'other' });
    await again.linkTo(world.record(0));
    await again.undo();
    const late = await world.sit(mail);
    await late.linkTo(world.record(0));
    const { messages } = await readLedger();
    world.claim(
      'the forged row is gone',
      messages.some((one) => one.id === row && !one.isDeleted),
    );
    return [{ at: world.record(0), mail }];
  },
});

/** What the pane marks the mail with; nothing is related to it yet, and the pane is closed. */
async function markOf(world: World, mail: SceneMail): Promise<{ mark: string; own: string }> {
  const desk = await world.sit(mail);
  const held = desk.wire.hold(relating);
  await desk.begin(world.record(0));
  await held.reached;
  const { messages, documents } = await readLedger();
  const [message] = messages;
  for (const document of documents) await world.deletes('mario', document.id);
  world.claim('there is no mark', message?.xmailer.startsWith('vtmc/1 ') ?? false);
  desk.close();
  return { mark: message?.xmailer ?? '', own: message?.id ?? '' };
}

/** The mark of this very link, copied into another row, gives no right to delete that row. */
const stolen: Scene = {
  name: 'the mark of a link, copied into a fetched row, does not have the row deleted',
  play: async (world) => {
    const mail = sceneMail({ id });
    const desk = await world.sit(mail);
    await desk.linkTo(world.record(0));
    const mark = (await readLedger()).messages[0]?.xmailer ?? '';
    const row = await world.fetchMail('mario', mail);
    await reviseInCrm('mario', { id: row, xmailer: mark });
    await desk.undo();
    const { messages } = await readLedger();
    const states = messages.map((one) => [one.id === row, one.isDeleted]);
    const ends = JSON.stringify([
      [false, true],
      [true, false],
    ]);
    world.claim('not just the own message went', JSON.stringify(states) === ends);
    // The fetched copy is alive, and relations hang on the mail: the CRM goes on listing it.
    return [{ at: world.record(0), mail }];
  },
};

const zones = ['America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'];
const each = Object.entries(arrivals);

export const unmarkedScenes: readonly Scene[] = [
  ...each.map(([who, arrive]) => same(who, arrive)),
  ...each.flatMap(([who, arrive]) => zones.map((zone) => same(who, arrive, zone))),
  withFile,
  ...each.flatMap(([who, arrive]) => Object.keys(others).map((what) => another(who, arrive, what))),
  ...each.flatMap(([who, arrive]) =>
    zones.map((zone) => another(who, arrive, 'another time', zone)),
  ),
  ...each.flatMap(([who, arrive]) => [asked(who, arrive, true), asked(who, arrive, false)]),
  forged('another subject', { subject: 'Salaries' }),
  forged('another time', { sentAt: '2026-11-18T08:52:00.000Z' }),
  forged('another sender', { from: 'mallory@customer.example' }),
  stolen,
];
