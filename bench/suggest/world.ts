import { type Deck, type Dice, times } from './dice.ts';
import { Maker } from './maker.ts';
import { type Firm, Names, type Person } from './names.ts';
import { Register } from './records.ts';
import { freeMailDomains } from './words.ts';

/** A record with an address of its own. */
export interface Addressee {
  readonly key: string;
  readonly name: string;
  readonly address: string;
}

export interface Company extends Firm {
  readonly key: string;
  /** Addresses of the company itself. */
  readonly inboxes: readonly string[];
  /** Whether another company's domain looks like this one. */
  readonly hasDouble: boolean;
}

export interface Contact extends Addressee {
  readonly company: Company;
}

/** A ticket or an opportunity of a contact; `figures` are its `number` without the prefix. */
export interface Case {
  readonly key: string;
  readonly title: string;
  readonly number: string;
  readonly figures: number;
  readonly contact: Contact;
}

/** Two records with one address, and who of them is meant. */
export interface Twins extends Pick<Person, 'given' | 'family'> {
  readonly right: Addressee;
  readonly company: Company;
}

/** Domain of the mailbox and of the CRM's users. */
export const ownDomain = 'vendor.example';

/** The CRM's records, in decks of those who have not yet had a part in a mail. */
export interface World {
  readonly dice: Dice;
  readonly register: Register;
  readonly names: Names;
  readonly companies: Deck<Company>;
  readonly contacts: Deck<Contact>;
  /** Contacts with an address at a free-mail provider. */
  readonly privateContacts: Deck<Contact>;
  /** Colleagues of the user whom somebody made contacts. */
  readonly colleagues: readonly Addressee[];
  /** Two contacts with their office's address. */
  readonly sharedOffices: Deck<Twins>;
  /** A contact and the lead that it once was. */
  readonly converted: Deck<Twins>;
  readonly tickets: Deck<Case>;
  readonly potentials: Deck<Case>;
  /** Tickets that keep their sender's address. */
  readonly mailedTickets: Deck<Addressee>;
  readonly leads: Deck<Addressee>;
  /** Companies with an address at a free-mail provider. */
  readonly smallFirms: Deck<Addressee>;
  readonly vendors: Deck<Addressee & Firm>;
  readonly installations: Deck<Addressee>;
}

/** Makes the CRM's records; those of one module in an order that tells nothing of their use. */
export function buildWorld(dice: Dice): World {
  const register = new Register();
  const names = new Names(dice);
  const maker = new Maker(register, names, dice);
  const companies = maker.companies();
  const smallFirms = times(20, () => maker.smallFirm());
  const own = maker.company({ name: 'Vendor S.r.l.', domain: ownDomain }, 'everything');
  const contacts: Contact[] = [];
  const privateContacts: Contact[] = [];
  const colleagues: Contact[] = [];
  const sharedOffices: Twins[] = [];
  const converted: Twins[] = [];
  const leads: Addressee[] = [];
  inAnyOrder(dice, [
    ...companies.flatMap((company) =>
      thunks(2, () => contacts.push(maker.contact(names.person(company.domain), company))),
    ),
    ...freeMailDomains.flatMap((domain) =>
      thunks(2, () =>
        privateContacts.push(maker.contact(names.person(domain), dice.pick(companies))),
      ),
    ),
    ...thunks(3, () => colleagues.push(maker.contact(names.person(ownDomain), own))),
    ...thunks(16, (index) => sharedOffices.push(maker.sharedOffice(index, dice.pick(companies)))),
    ...thunks(8, () => converted.push(maker.converted(dice.pick(companies)))),
    ...thunks(24, () => leads.push(maker.lead(names.person(names.firm().domain)))),
  ]);
  const deck = dice.deck(contacts);
  const tickets: Case[] = [];
  const potentials: Case[] = [];
  const mailedTickets: Addressee[] = [];
  inAnyOrder(dice, [
    ...thunks(30, () => tickets.push(maker.ticket(deck.draw()))),
    ...thunks(18, () => potentials.push(maker.potential(deck.draw()))),
    ...thunks(20, () => maker.ticket(dice.pick(contacts))),
    ...thunks(20, () => maker.potential(dice.pick(contacts))),
    ...thunks(4, () => mailedTickets.push(maker.mailedTicket(names.person(names.firm().domain)))),
  ]);
  return {
    dice,
    register,
    names,
    companies: dice.deck(companies),
    contacts: deck,
    privateContacts: dice.deck(privateContacts),
    colleagues,
    sharedOffices: dice.deck(sharedOffices),
    converted: dice.deck(converted),
    tickets: dice.deck(tickets),
    potentials: dice.deck(potentials),
    mailedTickets: dice.deck(mailedTickets),
    leads: dice.deck(leads),
    smallFirms: dice.deck(smallFirms),
    vendors: dice.deck(times(24, (index) => maker.vendor(index))),
    installations: dice.deck(times(20, () => maker.installation(dice.pick(companies)))),
  };
}

function inAnyOrder(dice: Dice, makers: readonly (() => unknown)[]): void {
  for (const make of dice.shuffled(makers)) make();
}

function thunks(count: number, make: (index: number) => unknown): (() => unknown)[] {
  return times(count, (index) => () => make(index));
}
