import * as fc from 'fast-check';
import { defaultSettings } from '../domain/settings';
import { otherSide } from '../domain/other-side';
import { cases as casesOf } from '../testing/random';
import { aMail } from '../testing/samples';
import { certainPeople } from './our-side';

const person = (address: string, name = '') => ({ name, address });
const me = person('demo@vendor.example', 'Demo User');
const mailOf = (from: typeof me, to = [me]) =>
  aMail({ from, sender: from, to, ownName: me.name, sentByUser: from.address === me.address });
const told = (mail: ReturnType<typeof aMail>) =>
  certainPeople(mail, defaultSettings).map(({ role, address }) => `${role} ${address}`);

describe('certainPeople', () => {
  const ada = person('ada@customer.example');
  const cases: readonly (readonly [string, ReturnType<typeof aMail>, readonly string[]])[] = [
    [
      'the person who writes',
      mailOf(ada, [me, person('Bob@x.example')]),
      ['from ada@customer.example', 'to bob@x.example'],
    ],
    ['to whom the user wrote', mailOf(me, [ada]), ['to ada@customer.example']],
    ['nobody of a form', mailOf(person('noreply@webforms.example'), [me, ada]), []],
    ['nobody of a shared address', mailOf(person('info@customer.example')), []],
    ['nobody of a colleague’s mail', mailOf(person('carla@vendor.example'), [ada]), []],
    [
      'nobody where the user’s name may be another’s',
      mailOf(person('demo@brand-two.example', 'Demo User'), [ada]),
      [],
    ],
    ['nobody of the user’s mail to the user', mailOf(me), []],
  ];
  for (const [what, mail, people] of cases) {
    it(`are ${what}`, () => {
      expect(told(mail)).toEqual(people);
    });
  }

  it('are on the other side whatever the headers say', () => {
    const address = fc
      .tuple(
        fc.constantFrom(
          'ada',
          'bob',
          'noreply',
          'no-reply',
          'info',
          'web',
          'postmaster',
          'notifications',
          'bounce',
          'keine-antwort',
          'shop.noreply',
          'do-not-reply',
          'nicht-antworten',
          'ne-pas-repondre',
          'benachrichtigung',
          'sales',
          'demo',
          'kontakt',
          'newsletter',
          'helpdesk',
          'www',
          'anfragen',
          'order',
          'non-rispondere',
          'nepasrepondre',
        ),
        fc.constantFrom('vendor.example', 'customer.example', 'other.example'),
      )
      .map((parts) => person(parts.join('@')));
    const list = fc.array(address, { maxLength: 3 });
    const thread = fc.record({
      ancestors: fc.constant([]),
      replyTo: list,
      written: fc.record({ from: list, to: list, cc: list, bcc: list }),
    });
    const property = fc.property(address, list, list, thread, (from, to, cc, told) => {
      const mail = { ...mailOf(from, to), cc };
      const { people } = otherSide(mail, { addresses: [], domains: ['vendor.example'] }, told);
      const known = people.filter(({ isMessenger }) => !isMessenger).map((one) => one.address);
      for (const { address: one } of certainPeople(mail, defaultSettings)) {
        expect(known).withContext(JSON.stringify({ from, to, cc, told })).toContain(one);
      }
    });
    fc.assert(property, { numRuns: casesOf(2_000) });
  });
});
