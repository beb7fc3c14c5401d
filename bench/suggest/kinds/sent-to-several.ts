import { type Person, demo } from '../../../sandbox/mail/sample.ts';
import { fullName } from '../names.ts';
import type { Post } from '../post.ts';
import { type Addressee, type World, ownDomain } from '../world.ts';
import { personOf } from './one-address.ts';

/** Recipients: known ones in their order, the user and colleagues, and people nobody knows. */
type Recipient = 'known' | 'self' | 'colleague' | 'colleagueInCrm' | 'employee' | 'stranger';

const lists: readonly { readonly to: readonly Recipient[]; readonly cc: readonly Recipient[] }[] = [
  { to: ['known', 'known'], cc: ['known'] },
  { to: ['colleague', 'known', 'known'], cc: [] },
  { to: ['colleagueInCrm', 'known'], cc: ['known'] },
  { to: ['self', 'known'], cc: ['colleague'] },
  { to: ['stranger', 'known'], cc: ['known'] },
  { to: ['known'], cc: ['colleagueInCrm', 'known'] },
  { to: ['stranger', 'colleagueInCrm', 'known'], cc: ['self'] },
  { to: ['employee', 'stranger', 'known', 'known'], cc: ['stranger'] },
];

/** Mails of the user to several people: the first under To whom the CRM knows is meant. */
export function sentToSeveral(world: World, post: Post): void {
  for (const { to, cc } of [...lists, ...lists]) {
    const meant: Addressee[] = [];
    const write = (list: readonly Recipient[]): Person[] =>
      list.map((recipient) => {
        if (recipient !== 'known') return other(recipient, world);
        const known = knownRecipient(world);
        meant.push(known);
        return personOf(known);
      });
    const [under, copied] = [write(to), write(cc)];
    post.send('sent to several', { expected: meant[0]?.key ?? null, to: under, cc: copied });
  }
}

function knownRecipient({ contacts, leads, vendors, smallFirms, dice }: World): Addressee {
  const who = dice.pick(['contact', 'contact', 'contact', 'lead', 'vendor', 'firm'] as const);
  switch (who) {
    case 'contact':
      return contacts.draw();
    case 'lead':
      return leads.draw();
    case 'vendor':
      return vendors.draw();
    case 'firm':
      return smallFirms.draw();
  }
}

function other(recipient: Exclude<Recipient, 'known'>, { names, colleagues, dice }: World): Person {
  switch (recipient) {
    case 'self':
      return demo;
    case 'colleagueInCrm':
      return personOf(dice.pick(colleagues));
    case 'employee':
      return ['Mario Rossi', `mario.rossi@${ownDomain}`];
    case 'colleague':
    case 'stranger': {
      const domain = recipient === 'colleague' ? ownDomain : names.firm().domain;
      const person = names.person(domain);
      return [fullName(person), person.address];
    }
  }
}
