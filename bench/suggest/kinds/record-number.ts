import type { Person } from '../../../sandbox/mail/sample.ts';
import { fullName } from '../names.ts';
import type { Post } from '../post.ts';
import type { Case, World } from '../world.ts';
import { personOf } from './one-address.ts';

const kind = 'record number';

const ticketSubjects: readonly ((ticket: Case) => string)[] = [
  ({ number, title }) => `Re: [${number}] ${title}`,
  ({ number, title }) => `Ticket ${number}: ${title}`,
  ({ number }) => `AW: ${number} Rückfrage`,
  ({ figures, title }) => `Re: #${String(figures)} ${title}`,
  ({ figures }) => `Sollecito ticket #${String(figures)}`,
  ({ number }) => `Fwd: WG: (${number})`,
];
const potentialSubjects: readonly ((potential: Case) => string)[] = [
  ({ number }) => `${number} – offer`,
  ({ number, title }) => `Re: ${title} [${number}]`,
  ({ number }) => `Angebot ${number}, Rückfrage`,
];

/** Mails whose subject names a ticket or an opportunity by its number, whoever writes. */
export function recordNumber(world: World, post: Post): void {
  const { tickets, potentials } = world;
  const named = [
    ...tickets.drawMany(12).map((one, at) => ({ ...one, write: ticketSubjects[at % 6] })),
    ...potentials.drawMany(4).map((one, at) => ({ ...one, write: potentialSubjects[at % 3] })),
  ];
  for (const { write, ...one } of named) {
    post.receive(kind, {
      expected: one.key,
      from: writer(one, world),
      subject: write?.(one) ?? one.number,
    });
  }
}

/** The record's contact, a colleague of theirs without a record, another contact or a stranger. */
function writer({ contact }: Case, { names, contacts, dice }: World): Person {
  const who = dice.pick(['contact', 'contact', 'colleague', 'another', 'stranger'] as const);
  if (who === 'contact') return personOf(contact);
  if (who === 'another') return personOf(contacts.draw());
  const person = names.person(who === 'colleague' ? contact.company.domain : names.firm().domain);
  return [fullName(person), person.address];
}
