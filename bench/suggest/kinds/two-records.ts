import type { Person } from '../../../sandbox/mail/sample.ts';
import { times } from '../dice.ts';
import type { Post } from '../post.ts';
import type { World } from '../world.ts';
import { officeNames } from '../words.ts';
import { personOf } from './one-address.ts';

const kind = 'address on two records';

/** Ways in which mailers write `given family`. */
const spellings: readonly ((given: string, family: string, company: string) => string)[] = [
  (given, family) => `${given} ${family}`,
  (given, family) => `${family} ${given}`,
  (given, family) => `${family}, ${given}`,
  (given, family) => `${given} ${family}`.toLowerCase(),
  (given, family) => `${given} ${family.toUpperCase()}`,
  (given, family, company) => `${given} ${family} (${company})`,
  (given, family, company) => `${given} ${family} - ${company}`,
  (given, family) => withoutAccents(`${given} ${family}`),
];

/** Mails from an address that two records have, a third each told apart in another way. */
export function twoRecords(world: World, post: Post): void {
  for (const spell of spellings) {
    const { right, company, given, family } = world.sharedOffices.draw();
    const from: Person = [spell(given, family, company.name), right.address];
    post.receive(kind, { expected: right.key, from });
  }
  times(8, () => {
    const { right } = world.converted.draw();
    post.receive(kind, { expected: right.key, from: personOf(right) });
  });
  times(8, () => {
    const { right, company } = world.sharedOffices.draw();
    times(post.dice.between(1, 3), () => post.link({ from: right.address, record: right.key }));
    const from: Person = [post.dice.pick([company.name, ...officeNames]), right.address];
    post.receive(kind, { expected: right.key, from });
  });
}

function withoutAccents(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '');
}
