import { aMail } from '../testing/samples';
import type { Mail, Person } from './mail';
import { type OtherSide, type OurSide, type Thread, isNoReply, otherSide } from './other-side';

const person = (address: string, name = ''): Person => ({ name, address });
const me = person('demo@vendor.example', 'Demo User');
const ada = person('ada@customer.example', 'Ada Byron');
const bob = person('bob@other.example', 'Bob');
const carla = person('carla@vendor.example', 'Carla Collega');
const meElsewhere = person('demo.user@brand-two.example', 'Demo User');
const form = person('noreply@webforms.example', 'Vendor Website');
const ours: OurSide = { addresses: [], domains: ['vendor.example'] };

const mailOf = (from: Person, to: readonly Person[] = [me], named: Partial<Mail> = {}): Mail =>
  aMail({ from, sender: from, to, own: [me.address], ownName: me.name, ...named });
const headers = (
  written: Partial<Thread['written']> = {},
  named: Partial<Thread> = {},
): Thread => ({
  ancestors: [],
  replyTo: [],
  written: { from: [], to: [], cc: [], bcc: [], ...written },
  ...named,
});
const shown = (people: OtherSide['people']): readonly string[] =>
  people.map(
    ({ role, address, isMessenger }) => `${role} ${address}${isMessenger ? ' (messenger)' : ''}`,
  );

interface Case {
  readonly mail: Mail;
  readonly thread?: Thread;
  readonly ours?: OurSide;
  readonly sentByUser?: boolean;
  readonly people: readonly string[];
  readonly habitual?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'the sender, then who else got the mail': {
    mail: mailOf(ada, [me, bob], { cc: [person('Eve@Third.example')] }),
    people: ['from ada@customer.example', 'to bob@other.example', 'cc eve@third.example'],
    habitual: ['ada@customer.example'],
  },
  'the recipients of mail that the user sent': {
    mail: mailOf(me, [ada, carla], { cc: [bob] }),
    sentByUser: true,
    people: ['to ada@customer.example', 'cc bob@other.example'],
    habitual: ['ada@customer.example'],
  },
  'the recipients when a delegate sent in the user’s name, and the other way round': {
    mail: mailOf(me, [ada], { sender: carla }),
    sentByUser: true,
    people: ['to ada@customer.example'],
  },
  'the recipients when the user sent in a shared mailbox’s name': {
    mail: mailOf(person('sales@vendor.example'), [ada], { sender: me }),
    sentByUser: true,
    people: ['to ada@customer.example'],
  },
  'both when a secretary writes for somebody': {
    mail: mailOf(ada, [me], { sender: person('secretary@customer.example') }),
    people: ['from ada@customer.example', 'from secretary@customer.example'],
  },
  'the sender when a program of one’s own passed the mail on': {
    mail: mailOf(ada, [me], { sender: me }),
    people: ['from ada@customer.example'],
  },
  'whom replies go to after a person': {
    mail: mailOf(ada),
    thread: headers({}, { replyTo: [ada, person('orders@customer.example')] }),
    people: ['from ada@customer.example', 'replyTo orders@customer.example'],
    habitual: ['ada@customer.example'],
  },
  'whom replies go to before a form': {
    mail: mailOf(form),
    thread: headers({}, { replyTo: [ada] }),
    people: ['replyTo ada@customer.example', 'from noreply@webforms.example (messenger)'],
    habitual: ['ada@customer.example'],
  },
  'whom replies go to before a form at a shared address': {
    mail: mailOf(person('web@agency.example')),
    thread: headers({}, { replyTo: [ada] }),
    people: ['replyTo ada@customer.example', 'from web@agency.example (messenger)'],
  },
  'whom replies go to when the form writes in one’s own name': {
    mail: mailOf(me),
    thread: headers({}, { replyTo: [ada] }),
    people: ['replyTo ada@customer.example'],
  },
  'whom replies go to when the form is of one’s own company': {
    mail: mailOf(person('website@vendor.example')),
    thread: headers({}, { replyTo: [ada] }),
    people: ['replyTo ada@customer.example'],
  },
  'a company’s own shared address, although replies go to its people': {
    mail: mailOf(person('info@customer.example')),
    thread: headers({}, { replyTo: [ada] }),
    people: ['from info@customer.example', 'replyTo ada@customer.example'],
    habitual: ['info@customer.example'],
  },
  'a form where nobody else is told, and no habit of it': {
    mail: mailOf(form),
    people: ['from noreply@webforms.example'],
    habitual: [],
  },
  'somebody on a list before the list': {
    mail: mailOf(ada, [person('talk@lists.example')]),
    thread: headers({}, { isOfList: true, replyTo: [person('talk@lists.example')] }),
    people: ['from ada@customer.example', 'replyTo talk@lists.example (messenger)'],
    habitual: ['ada@customer.example'],
  },
  'whom replies go to when a list writes for somebody': {
    mail: mailOf(person('talk@lists.example', 'Ada Byron via Talk'), [
      person('talk@lists.example'),
    ]),
    thread: headers({}, { isOfList: true, replyTo: [ada] }),
    people: ['replyTo ada@customer.example', 'from talk@lists.example (messenger)'],
  },
  'the recipients of mail from another address of the user': {
    mail: mailOf(meElsewhere, [ada]),
    sentByUser: true,
    people: ['to ada@customer.example'],
  },
  'the recipients in the headers of mail from another address of the user': {
    mail: mailOf(meElsewhere, [carla]),
    thread: headers({ to: [carla, ada] }),
    sentByUser: true,
    people: ['to ada@customer.example'],
  },
  'who got a blind copy of mail to oneself from another address': {
    mail: mailOf(meElsewhere),
    thread: headers({ bcc: [ada] }),
    sentByUser: true,
    people: ['bcc ada@customer.example'],
  },
  'the recipients of mail from the address that the CRM has of the user': {
    mail: mailOf(person('d.user@agency.example'), [ada]),
    ours: { ...ours, addresses: ['D.User@agency.example'] },
    sentByUser: true,
    people: ['to ada@customer.example'],
  },
  'the recipients of mail from a domain that was chosen as one’s own': {
    mail: mailOf(person('hello@brand-two.example'), [ada, me]),
    ours: { ...ours, domains: ['vendor.example', 'brand-two.example'] },
    people: ['to ada@customer.example'],
  },
  'a stranger who bears the user’s name and writes to the user': {
    mail: mailOf(person('demo.user@stranger.example', 'Demo User'), [me, ada]),
    people: ['from demo.user@stranger.example', 'to ada@customer.example'],
  },
  'a stranger who bears the user’s name, where nobody else is told': {
    mail: mailOf(person('demo.user@stranger.example', 'Demo User'), []),
    people: ['from demo.user@stranger.example'],
  },
  'the customer to whom a colleague writes, the user in copy': {
    mail: mailOf(carla, [ada], { cc: [me] }),
    people: ['to ada@customer.example'],
    habitual: ['ada@customer.example'],
  },
  'the customer in copy of a colleague’s mail': {
    mail: mailOf(carla, [me], { cc: [ada] }),
    people: ['cc ada@customer.example'],
  },
  'the customer in a blind copy of mail to oneself, by the item': {
    mail: mailOf(me, [me], { bcc: [ada] }),
    sentByUser: true,
    people: ['bcc ada@customer.example'],
    habitual: ['ada@customer.example'],
  },
  'the customer in a blind copy of mail to oneself, by the headers': {
    mail: mailOf(me),
    thread: headers({ to: [me], bcc: [ada] }),
    sentByUser: true,
    people: ['bcc ada@customer.example'],
  },
  'colleagues where there is nobody else, and no habit of them': {
    mail: mailOf(carla, [me, person('dora@vendor.example')]),
    people: ['from carla@vendor.example', 'to dora@vendor.example'],
    habitual: [],
  },
  'nobody in mail of the user to the user': { mail: mailOf(me), sentByUser: true, people: [] },
  'nobody whose address is none': {
    mail: mailOf(ada, [person('/O=EXCHANGE/CN=X'), person('')]),
    people: ['from ada@customer.example'],
  },
  'the sender of the headers where the item’s has no address': {
    mail: mailOf(person('', 'Sales')),
    thread: headers({ from: [ada] }),
    people: ['from ada@customer.example'],
  },
  'the user’s address with a tag as the user’s': {
    mail: mailOf(person('Demo+crm@vendor.example'), [ada]),
    sentByUser: true,
    people: ['to ada@customer.example'],
  },
};

describe('otherSide', () => {
  for (const [
    what,
    { mail, thread, sentByUser = false, people, habitual, ...one },
  ] of Object.entries(cases)) {
    it(`is ${what}`, () => {
      const side = otherSide({ ...mail, sentByUser: false }, one.ours ?? ours, thread);
      expect(shown(side.people)).toEqual(people);
      expect(side.sentByUser).toBe(sentByUser);
      if (habitual) expect(side.habitual.map(({ address }) => address)).toEqual(habitual);
    });
  }

  const many = (count: number): readonly Person[] =>
    Array.from({ length: count }, (_, index) =>
      person(`p${String(index)}@firm${String(index)}.example`),
    );

  it('takes recipients that Outlook cuts from the headers', () => {
    const side = otherSide(mailOf(me, many(20)), ours, headers({ to: many(40) }));
    expect(side.people.length).toBe(40);
    expect(side.andOthers).toBeFalse();
  });

  it('says that there may be others where Outlook cuts and no header tells', () => {
    expect(otherSide(mailOf(me, many(20)), ours).andOthers).toBeTrue();
    expect(otherSide(mailOf(me, many(21)), ours).andOthers).toBeFalse();
    expect(otherSide(mailOf(ada, [me], { cc: many(100) }), ours).andOthers).toBeTrue();
  });

  it('says that there are others where they are more than are looked for', () => {
    const side = otherSide(mailOf(me, many(20)), ours, headers({ to: many(90) }));
    expect([side.people.length, side.andOthers]).toEqual([50, true]);
  });
});

describe('isNoReply', () => {
  it('knows addresses that nobody reads', () => {
    const all = [
      'noreply@x.example',
      'No-Reply@x.example',
      'no_reply+x@x.example',
      'donotreply@x.example',
      'do-not-reply@x.example',
      'shop.noreply@x.example',
      'nicht-antworten@x.example',
      'non-rispondere@x.example',
      'ne-pas-repondre@x.example',
      'mailer-daemon@x.example',
      'MAILER-DAEMON@x.example',
      'postmaster@x.example',
      'notifications@x.example',
      'bounce-123=ada@x.example',
      'noresponder@x.example',
      'newsletter@x.example',
    ];
    expect(all.filter((address) => !isNoReply(address))).toEqual([]);
  });
  it('takes nobody else for one', () => {
    const all = [
      'ada@x.example',
      'noemi@x.example',
      'nora.player@x.example',
      'info@x.example',
      'auto@x.example',
      'anna.nonnis@x.example',
      'x@noreply.example',
      '',
    ];
    expect(all.filter(isNoReply)).toEqual([]);
  });
});
