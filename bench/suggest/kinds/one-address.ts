import { type Person, demo } from '../../../sandbox/mail/sample.ts';
import { times } from '../dice.ts';
import type { Post } from '../post.ts';
import type { Addressee, World } from '../world.ts';

const kind = 'one address';

/** Mails from an address that exactly one record has, of any module. */
export function oneAddress(world: World, post: Post): void {
  const { contacts } = world;
  for (const sender of [
    ...contacts.drawMany(9),
    ...world.privateContacts.drawMany(3),
    ...world.smallFirms.drawMany(2),
    ...times(3, () => withInbox(world)),
    ...world.leads.drawMany(3),
    ...world.vendors.drawMany(3),
    ...world.installations.drawMany(2),
    ...world.mailedTickets.drawMany(2),
  ]) {
    post.receive(kind, { expected: sender.key, from: asWritten(sender, post) });
  }
  for (const sender of contacts.drawMany(4)) {
    const reader = personOf(contacts.draw());
    post.receive(kind, {
      expected: sender.key,
      from: personOf(sender),
      ...post.dice.pick([{ cc: [reader] }, { to: [demo, reader] }, { to: [reader], cc: [demo] }]),
    });
  }
  for (const sender of contacts.drawMany(3, ({ company }) => company.inboxes.length > 0)) {
    const replyTo = `<${sender.company.inboxes[0] ?? ''}>`;
    post.receive(kind, {
      expected: sender.key,
      from: personOf(sender),
      headers: { 'Reply-To': [replyTo] },
    });
  }
  onBehalf(world, post);
  throughOthers(world, post);
}

/** Somebody wrote it in the name of the sender: an assistant, or a server for many. */
function onBehalf({ contacts }: World, post: Post): void {
  for (const assistant of ['known', 'known', 'server'] as const) {
    const sender = contacts.draw();
    const writer = assistant === 'known' ? contacts.draw().address : 'bounce@mailer.example';
    post.receive(kind, {
      expected: sender.key,
      from: personOf(sender),
      headers: { Sender: [`<${writer}>`] },
    });
  }
}

/** A mailing list or a form on a web page writes, and the address stands under Reply-To. */
function throughOthers({ contacts }: World, post: Post): void {
  for (const way of ['list', 'list', 'form'] as const) {
    const sender = contacts.draw();
    const list: Person = ['Pumps forum', 'forum@lists.example'];
    const replyTo = { 'Reply-To': [`"${sender.name}" <${sender.address}>`] };
    post.receive(
      kind,
      way === 'list'
        ? {
            expected: sender.key,
            from: [`${sender.name} via Pumps forum`, list[1]],
            to: [list],
            headers: { ...replyTo, 'List-Id': 'Pumps forum <forum.lists.example>' },
          }
        : {
            expected: sender.key,
            from: ['Website', 'no-reply@webforms.example'],
            headers: replyTo,
          },
    );
  }
}

/** A company's own address. */
function withInbox({ companies, dice }: World): Addressee {
  const company = companies.draw(({ inboxes }) => inboxes.length > 0);
  return { key: company.key, name: company.name, address: dice.pick(company.inboxes) };
}

/** Upper case and missing names occur. */
function asWritten({ name, address }: Addressee, { dice }: Post): Person {
  return [
    dice.happens(20) ? '' : name,
    dice.happens(15) ? address.replace(/^./, (letter) => letter.toUpperCase()) : address,
  ];
}

export function personOf({ name, address }: Addressee): Person {
  return [name, address];
}
