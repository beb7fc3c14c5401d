import { fullName } from '../names.ts';
import type { Post } from '../post.ts';
import type { World } from '../world.ts';

/** Mails from people nobody knows, of companies that are known by their domain alone. */
export function knownCompany({ companies, vendors, names, dice }: World, post: Post): void {
  const known = [
    ...companies.drawMany(10, ({ hasDouble }) => hasDouble),
    ...companies.drawMany(11, ({ hasDouble }) => !hasDouble),
    ...vendors.drawMany(3),
  ];
  for (const { key, domain } of known) {
    const person = names.person(dice.happens(10) ? domain.toUpperCase() : domain);
    const name = dice.happens(20) ? '' : fullName(person);
    post.receive('known company', { expected: key, from: [name, person.address] });
  }
}
