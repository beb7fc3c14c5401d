import { type Dice, times } from './dice.ts';
import { type Firm, type Names, type Person, fullName } from './names.ts';
import type { Register } from './records.ts';
import { freeMailDomains, potentialNames, ticketTitles } from './words.ts';
import type { Addressee, Case, Company, Contact, Twins } from './world.ts';

/** By what a record tells its domain. */
type Known = 'website' | 'email1' | 'email2' | 'everything';

/** Ways in which people write a web address; the CRM keeps them all (REST API 14.4). */
const websites: readonly ((domain: string) => string)[] = [
  (domain) => domain,
  (domain) => `www.${domain}`,
  (domain) => `http://www.${domain}`,
  (domain) => `https://${domain}/`,
  (domain) => `https://www.${domain}/it/contatti?x=1`,
  (domain) => `HTTP://WWW.${domain.toUpperCase()}`,
];

/** Two in five, and half of them, are closed. */
const ticketStatuses = ['Open', 'In Progress', 'Wait For Response', 'Closed', 'Closed'] as const;
const salesStages = ['Prospecting', 'Proposal/Price Quote', 'Closed Won', 'Closed Lost'] as const;

/** Makes records of each kind. */
export class Maker {
  constructor(
    private readonly register: Register,
    private readonly names: Names,
    private readonly dice: Dice,
  ) {}

  /** Some of them in pairs whose domains look alike. */
  companies(): Company[] {
    const single = times(50, () => this.names.firm());
    const pairs = times(14, () => this.names.firm()).flatMap((firm) => [
      firm,
      this.names.lookAlike(firm),
    ]);
    const ways: readonly Known[] = ['website', 'website', 'email1', 'email2', 'everything'];
    return this.dice
      .shuffled([...single, ...pairs])
      .map((firm, index) =>
        this.company(firm, ways[index % ways.length] ?? 'everything', pairs.includes(firm)),
      );
  }

  company(firm: Firm, known: Known, hasDouble = false): Company {
    const { name, domain } = firm;
    const has = (way: Known): boolean => known === way || known === 'everything';
    const email1 = has('email1') ? `info@${domain}` : '';
    const email2 = has('email2') ? `sales@${domain}` : '';
    const { key } = this.register.add('Accounts', {
      accountname: name,
      website: has('website') ? this.dice.pick(websites)(domain) : '',
      email1,
      email2,
      phone: `+39 02 555 ${String(this.dice.between(1000, 9999))}`,
    });
    return { ...firm, key, hasDouble, inboxes: [email1, email2].filter((inbox) => inbox !== '') };
  }

  /** A company that is known by an address at a free-mail provider alone. */
  smallFirm(): Addressee {
    const { name } = this.names.firm();
    const { address } = this.names.person(this.dice.pick(freeMailDomains));
    const { key } = this.register.add('Accounts', { accountname: name, email1: address });
    return { key, name, address };
  }

  contact(person: Person, company: Company): Contact {
    const { given, family, address } = person;
    const { key } = this.register.add('Contacts', {
      firstname: given,
      lastname: family,
      email: address,
      account_id: { to: company.key },
    });
    return { key, name: fullName(person), address, company };
  }

  /** Two contacts with the address of their office, which no other record has. */
  sharedOffice(index: number, company: Company): Twins {
    const address = `office${String(index + 1)}@${company.domain}`;
    const twins = times(2, () => {
      const person = { ...this.names.person(company.domain), address };
      return { ...person, right: this.contact(person, company), company };
    });
    return this.dice.pick(twins);
  }

  /** The lead comes before the contact that it became. */
  converted(company: Company): Twins {
    const person = this.names.person(company.domain);
    this.lead(person, company.name);
    return { ...person, right: this.contact(person, company), company };
  }

  lead(person: Person, company = `${person.family} & Partner`): Addressee {
    const { given, family, address } = person;
    const { key } = this.register.add('Leads', {
      firstname: given,
      lastname: family,
      company,
      email: address,
      leadstatus: this.dice.pick(['Not Contacted', 'Hot', 'Warm', 'Qualified']),
    });
    return { key, name: fullName(person), address };
  }

  vendor(index: number): Addressee & Firm {
    const firm = this.names.firm();
    const { name, domain } = firm;
    const address = `orders@${domain}`;
    const { key } = this.register.add('Vendors', {
      vendorname: name,
      email: address,
      website: index % 2 === 0 ? this.dice.pick(websites)(domain) : '',
    });
    return { ...firm, key, address };
  }

  ticket(contact: Contact): Case {
    const title = `${this.dice.pick(ticketTitles)}, ${contact.company.name}`;
    const { key, figures } = this.register.add('HelpDesk', {
      ticket_title: title,
      ticketstatus: this.dice.pick(ticketStatuses),
      parent_id: { to: this.dice.pick([contact.key, contact.company.key]) },
    });
    return { key, title, number: `TT${String(figures)}`, figures, contact };
  }

  /** A ticket that the CRM made of a mail: it alone knows the address. */
  mailedTicket(person: Person): Addressee {
    const { key } = this.register.add('HelpDesk', {
      ticket_title: this.dice.pick(ticketTitles),
      ticketstatus: 'Open',
      email_from: person.address,
    });
    return { key, name: fullName(person), address: person.address };
  }

  potential(contact: Contact): Case {
    const title = `${this.dice.pick(potentialNames)} ${contact.company.name}`;
    const { key, figures } = this.register.add('Potentials', {
      potentialname: title,
      related_to: { to: this.dice.pick([contact.key, contact.company.key]) },
      closingdate: `2027-0${String(this.dice.between(1, 9))}-15`,
      sales_stage: this.dice.pick(salesStages),
    });
    return { key, title, number: `POT${String(figures)}`, figures, contact };
  }

  installation(company: Company): Addressee {
    const name = `Plant ${String(this.dice.between(1, 90))}, ${company.name}`;
    const person = this.names.person('plants.example');
    const address = person.address;
    const field = this.dice.pick(['installation_email', 'installer_email']);
    const { key } = this.register.add('Installations', {
      installation_name: name,
      [field]: address,
      account_id: { to: company.key },
    });
    return { key, name: fullName(person), address };
  }
}
