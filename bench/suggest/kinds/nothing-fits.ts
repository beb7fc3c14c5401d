import { type Person, demo } from '../../../sandbox/mail/sample.ts';
import { times } from '../dice.ts';
import { fullName } from '../names.ts';
import type { Post } from '../post.ts';
import { type World, ownDomain } from '../world.ts';
import { freeMailDomains } from '../words.ts';
import { personOf } from './one-address.ts';

const kind = 'nothing fits';

/** Mails of people and companies that the CRM knows nothing of, though others share the domain. */
export function nothingFits(world: World, post: Post): void {
  const { names, companies, colleagues, dice } = world;
  const stranger = (domain: string): Person => {
    const person = names.person(domain);
    return [dice.happens(15) ? '' : fullName(person), person.address];
  };
  const alsoTo: readonly (readonly Person[])[] = [
    [],
    [],
    [stranger(ownDomain)],
    [['Mario Rossi', `mario.rossi@${ownDomain}`]],
    [personOf(dice.pick(colleagues))],
    [],
  ];
  dice
    .shuffled(freeMailDomains.slice(0, 7))
    .slice(0, 6)
    .forEach((domain, index) => {
      post.receive(kind, { expected: null, from: stranger(domain), cc: alsoTo[index] ?? [] });
    });
  times(3, () => {
    post.receive(kind, { expected: null, from: stranger(names.firm().domain) });
  });
  times(2, () => {
    const { domain } = names.lookAlike(companies.draw(({ hasDouble }) => !hasDouble));
    post.receive(kind, { expected: null, from: stranger(domain) });
  });
  times(5, (index) => {
    const { name, domain } = names.firm();
    post.receive(kind, {
      expected: null,
      from: [`${name} News`, `newsletter@news.${domain}`],
      to: index % 2 === 0 ? [demo] : [['Customers', `customers@news.${domain}`]],
      subject: dice.pick(['Our offers in November', 'Novità di novembre', 'Messe 2026: Termine']),
      headers: {
        'Reply-To': [`<no-reply@${domain}>`],
        Sender: ['<bounce@bulk-mailer.example>'],
        'List-Id': `<news.${domain}>`,
        'List-Unsubscribe': `<https://news.${domain}/leave>`,
        Precedence: 'bulk',
      },
    });
  });
}
