import type { Headers } from '../../../sandbox/mail/mime.ts';
import { type Person, demo } from '../../../sandbox/mail/sample.ts';
import { times } from '../dice.ts';
import { fullName } from '../names.ts';
import type { Post } from '../post.ts';
import type { Contact, World } from '../world.ts';
import { personOf } from './one-address.ts';

const kind = 'linked conversation';

/** Who answers: somebody without a record, of a known company or not, or one contact or another. */
const answerers = ['stranger', 'ofCompany', 'contact', 'another'] as const;
/** Which mail was linked, and how the answer names it. */
const ways = ['parent', 'onlyInReplyTo', 'root', 'middle', 'onlyReferences', 'farRoot'] as const;
const replies = ['Re:', 'RE:', 'AW:', 'R:', 'RIF:', 'Re: AW:'] as const;

/** Answers in a conversation of which an earlier mail was linked to a record. */
export function linkedConversation(world: World, post: Post): void {
  const { dice } = post;
  const cases = dice.shuffled([
    ...world.tickets.drawMany(10),
    ...world.potentials.drawMany(7),
    ...times(7, () => ofContact(world.contacts.draw())),
  ]);
  const all = <T>(list: readonly T[]): T[] =>
    dice.shuffled(times(cases.length, (index) => list[index % list.length] as T));
  const [who, how] = [all(answerers), all(ways)];
  cases.forEach(({ key, contact }, index) => {
    const topic = post.topic();
    const headers = conversation(post, {
      way: how[index] ?? 'parent',
      starter: dice.pick([contact.address, demo[1]]),
      record: key,
      topic,
      // Deleted since it was noted.
      ...(index % 8 === 0 && { vanished: '4x987654' }),
    });
    const letter = { expected: key, subject: `${dice.pick(replies)} ${topic}`, headers };
    if (index % 12 === 0) {
      post.send(kind, { ...letter, to: [personOf(contact)] });
      return;
    }
    const from = answerer(who[index] ?? 'stranger', contact, world);
    post.receive(kind, { ...letter, from });
  });
}

function ofContact(contact: Contact): { readonly key: string; readonly contact: Contact } {
  return { key: contact.key, contact };
}

function answerer(who: (typeof answerers)[number], contact: Contact, world: World): Person {
  const { names, contacts } = world;
  switch (who) {
    case 'contact':
      return personOf(contact);
    case 'another':
      return personOf(contacts.draw());
    default: {
      const { domain } = who === 'ofCompany' ? contact.company : names.firm();
      const person = names.person(domain);
      return [fullName(person), person.address];
    }
  }
}

/** Links the mail that `way` tells; gives the headers of an answer to the last one. */
function conversation(
  post: Post,
  thread: {
    readonly way: (typeof ways)[number];
    readonly starter: string;
    readonly record: string;
    readonly topic: string;
    readonly vanished?: string;
  },
): Headers {
  const { way, starter, record, topic, vanished } = thread;
  const [before, after] = {
    parent: [1, 0],
    onlyInReplyTo: [0, 0],
    root: [0, 1],
    middle: [2, 2],
    onlyReferences: [1, 0],
    farRoot: [0, 11],
  }[way] as [number, number];
  const ancestors = times(before, () => post.messageId(starter));
  const subject = before === 0 ? topic : `Re: ${topic}`;
  const linked = post.link({
    from: starter,
    record,
    subject,
    ancestors,
    ...(vanished && { vanished }),
  });
  const line = [...ancestors, linked, ...times(after, () => post.messageId(demo[1]))];
  return {
    ...(way !== 'onlyReferences' && { 'In-Reply-To': line.at(-1) ?? '' }),
    ...(way !== 'onlyInReplyTo' && { References: [line.join('\r\n ')] }),
  };
}
