import { readLedger } from './sandbox-crm';
import { type Wording, sceneMail } from './scene-mail';
import type { Scene } from './suite';
import { storing } from './witness';

/** Ids and fields that the CRM cuts or mangles: linked once, and found again. */

const idOf = (length: number): string => {
  const host = '@gmail.example>';
  const local = 'AAAABT9sIFA8SJAslOm3G8sIAQB5w'.repeat(40).slice(0, length - 4 - host.length);
  return `<!&!${local}${host}`;
};

const mails: Readonly<Record<string, Wording>> = {
  'an id of 255 characters': { id: idOf(255) },
  'an id of 256 characters': { id: idOf(256) },
  'an id of 291 characters': { id: idOf(291) },
  'an id of 1,000 characters': { id: idOf(1_000) },
  'an id with an emoji': { id: '<offer.😀.20261120.7f3a@customer.example>' },
  'an id with half an emoji': { id: '<offer.\ud83d.20261120.7f3a@customer.example>' },
  'an id with “where ” in it': { id: '<somewhere in 20261120.7f3a@customer.example>' },
  'an id that is mostly “where ”': { id: '<where x where y 20261120.7f3a@customer.example>' },
  'an id with an entity': { id: '<a&amp;b&lt;c.20261120.7f3a@customer.example>' },
  'an id with a numeric entity': { id: '<a&#128512;b.20261120.7f3a@customer.example>' },
  'an id with quotes and backslashes': {
    id: String.raw`<o'neil\"x".20261120.7f3a@customer.example>`,
  },
  'an id without brackets': { id: '20261120.7f3a9c@customer.example' },
  'an id with blanks round it': { id: ' <20261120.7f3a9c@customer.example> ' },
  'an id with letters of all kinds': { id: '<Angebot-für-Zoë-20261120.7f3a@customer.example>' },
  'a subject of 300 characters': { subject: 'Offer for the hall in Pisa, '.repeat(11) },
  'a subject of 300 ampersands': { subject: '&'.repeat(300) },
  'a subject of entities': { subject: '&amp;&lt;&eacute; '.repeat(30) },
  'a subject of emoji': { subject: '😀🙂'.repeat(40) },
  'a subject with markup': { subject: '<b>Offer</b> & <script>x</script> 5 < 6' },
  'an empty subject': { subject: '' },
  'a subject of blanks': { subject: '   ' },
  'a subject with blanks round it': { subject: '  Offer   for  Pisa ' },
  'a sender of 300 characters': { from: `${'ada.'.repeat(72)}byron@customer.example` },
  'no sender': { from: '' },
  'an In-Reply-To of 400 characters': { inReplyTo: `<${'x7f3a'.repeat(78)}@customer.example>` },
};

const again = (name: string, wording: Wording, isOnPhone = false): Scene => ({
  name: `${name} is linked once, and found again${isOnPhone ? ', on a phone' : ''}`,
  play: async (world) => {
    const file = { name: 'offer.pdf', text: `The file of ${name}` };
    const mail = sceneMail({ ...wording, files: [file], isOnPhone });
    await (await world.sit(mail)).linkTo(world.record(0));
    await (await world.sit(mail, { device: 'other' })).linkTo(world.record(1));
    const desk = await world.sit(mail);
    world.claim('it is not known as linked', desk.isKnown);
    await desk.linkTo(world.record(0));
    const { messages } = await readLedger();
    world.claim('something was stored and deleted', messages.length === 1);
    return [0, 1].map((place) => ({ at: world.record(place), mail }));
  },
});

/** The answer to its storing is lost: the mail must be known again all the same. */
const lost = (name: string, wording: Wording): Scene => ({
  name: `${name} is known again after a lost answer`,
  play: async (world) => {
    const mail = sceneMail(wording);
    const desk = await world.sit(mail);
    desk.wire.strike('cutAnswer', storing);
    await desk.tryToLink(world.record(0));
    desk.expect('failed');
    await desk.tryAgain();
    desk.expect('linked');
    const { messages } = await readLedger();
    world.claim('it was stored more than once', messages.length === 1);
    return [{ at: world.record(0), mail }];
  },
});

export const fieldScenes: readonly Scene[] = [
  ...Object.entries(mails).map(([name, wording]) => again(name, wording)),
  ...[
    'an id of 291 characters',
    'an id with an emoji',
    'an id with “where ” in it',
    'a subject of 300 characters',
    'a sender of 300 characters',
  ].flatMap((name) => [again(name, mails[name] ?? {}, true), lost(name, mails[name] ?? {})]),
];
