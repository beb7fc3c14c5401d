import type { User } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { createRecord } from '../methods/records.ts';
import type { Element } from '../methods/values.ts';
import { companies, familyNames, givenNames } from './companies.ts';
import { seedAddresses, seedPeople } from './people.ts';

/** Who owns the seeded records. */
const ownerName = 'admin';

/** Fills an empty CRM with the demo's records: the same ones, with the same ids, every time. */
export function seedDemo(crm: Crm): void {
  const owner = crm.accounts.named(ownerName);
  if (!owner) throw new Error(`The demo's records need a user ${ownerName}`);
  const add = (module: string, element: Element): string => {
    const definition = crm.catalogue.get(module);
    return `${definition.prefix}x${createRecord(crm, owner, definition, element)}`;
  };
  seedEmployees(crm, owner);
  const accounts = seedAccounts(add);
  const contacts = seedContacts(add, accounts);
  seedLeads(add);
  seedPotentials(add, [...accounts.values()]);
  seedTickets(add, accounts, contacts);
  seedVendors(add);
  const installations = seedInstallations(add, [...accounts.values()]);
  installations.slice(0, 5).forEach((installation, index) => {
    add('Inspections', {
      inspection_name: `Inspection ${index + 1}`,
      inspector_email: `inspector${index + 1}@inspections.example`,
      installation_id: installation,
    });
  });
}

type Add = (module: string, element: Element) => string;

/** Picks in turn, so that every run picks the same. */
function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

/** The part of an address that a name makes: `D'Amico` and `Çelik` are `damico` and `celik`. */
function mailbox(name: string): string {
  return name
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/[^a-z]/g, '');
}

function day(index: number): string {
  return new Date(Date.UTC(2026, 11, 1 + index)).toISOString().slice(0, 10);
}

/** The CRM keeps one Employees row for each user (REST API 14.13). */
export function seedEmployees(crm: Crm, owner: User): void {
  const module = crm.catalogue.get('Employees');
  for (const row of crm.database.all('SELECT number FROM account ORDER BY number')) {
    const user = crm.accounts.numbered(Number(row['number']))?.definition;
    if (!user) continue;
    createRecord(crm, owner, module, {
      lastname: user.lastName,
      firstname: user.firstName,
      employee_type: 'Internal employee',
      assigned_user_id: `19x${user.number}`,
      username: user.name,
      role: user.role,
      active: '1',
      email: user.email,
    });
  }
}

function seedAccounts(add: Add): ReadonlyMap<string, string> {
  return new Map(
    companies.map(([name, domain, city, industry], index) => {
      const email = domain === 'northwind.example' ? seedAddresses.northwind : `info@${domain}`;
      const id = add('Accounts', {
        accountname: name,
        email1: email,
        email2: index % 3 === 0 ? `sales@${domain}` : '',
        phone: `+39 02 555 ${String(1000 + index)}`,
        website: index % 2 === 0 ? `www.${domain}` : `https://${domain}`,
        bill_city: city,
        industry,
        accounttype: index % 4 === 0 ? 'Prospect' : 'Customer',
      });
      return [name, id];
    }),
  );
}

function seedContacts(add: Add, accounts: ReadonlyMap<string, string>): readonly string[] {
  const known = Object.values(seedPeople);
  const named = known.map(({ account, ...person }, index) =>
    add('Contacts', {
      ...person,
      account_id: accounts.get(account) ?? '',
      phone: `+39 011 777 ${String(1000 + index)}`,
      mobile: `+39 333 100 ${String(1000 + index)}`,
    }),
  );
  const others = Array.from({ length: 60 - known.length }, (_, index) => {
    const [account, domain] = pick(companies, index + 8);
    const firstname = pick(givenNames, index);
    const lastname = pick(familyNames, index + 1);
    return add('Contacts', {
      firstname,
      lastname,
      email: `${mailbox(firstname)}.${mailbox(lastname)}@${domain}`,
      account_id: accounts.get(account) ?? '',
      phone: `+44 20 7946 ${String(1000 + index)}`,
      title: pick(['Manager', 'Engineer', 'Buyer', 'Owner'], index),
    });
  });
  return [...named, ...others];
}

function seedLeads(add: Add): void {
  add('Leads', {
    firstname: 'Luca',
    lastname: 'Bianchi',
    company: 'Bianchi Cantieri',
    email: seedAddresses.lucaBianchi,
    phone: '+39 045 888 1000',
    leadstatus: 'Contacted',
  });
  for (let index = 0; index < 29; index++) {
    const firstname = pick(givenNames, index + 7);
    const lastname = pick(familyNames, index + 3);
    const company = `${lastname} ${pick(['Costruzioni', 'Handel', 'Services', 'Studio'], index)}`;
    add('Leads', {
      firstname,
      lastname,
      company,
      email: `${mailbox(firstname)}@${mailbox(company)}.example`,
      phone: `+49 89 1234 ${String(1000 + index)}`,
      leadstatus: pick(['Not Contacted', 'Hot', 'Warm', 'Cold'], index),
    });
  }
}

function seedPotentials(add: Add, accounts: readonly string[]): void {
  const stages = ['Prospecting', 'Qualification', 'Proposal/Price Quote', 'Closed Won'];
  for (let index = 0; index < 20; index++) {
    const [company] = pick(companies, index);
    add('Potentials', {
      potentialname: `Pumps for ${company}`,
      related_to: pick(accounts, index),
      amount: String(1000 * (index + 1)),
      closingdate: day(index),
      sales_stage: pick(stages, index),
    });
  }
}

function seedTickets(
  add: Add,
  accounts: ReadonlyMap<string, string>,
  contacts: readonly string[],
): void {
  add('HelpDesk', {
    ticket_title: 'Order confirmation missing',
    ticketstatus: 'Open',
    ticketpriorities: 'High',
    parent_id: accounts.get('Northwind Traders') ?? '',
    email_from: seedAddresses.supportTicket,
  });
  const subjects = ['Pump does not start', 'Invoice copy', 'Spare part wanted', 'Noise in valve'];
  for (let index = 1; index < 20; index++) {
    add('HelpDesk', {
      ticket_title: `${pick(subjects, index)} (${index})`,
      ticketstatus: pick(['Open', 'In Progress', 'Wait For Response', 'Closed'], index),
      ticketpriorities: pick(['Low', 'Normal', 'High', 'Urgent'], index),
      parent_id: pick(contacts, index * 3),
      email_from: `ticket${index}@${pick(companies, index)[1]}`,
    });
  }
}

function seedVendors(add: Add): void {
  const vendors = [
    ['Steel & Pipe Supply', 'steel-pipe.example'],
    ['Bürobedarf Schmitt', 'buerobedarf.example'],
    ['Guarnizioni Sestri', 'guarnizioni.example'],
    ['Cargo Express', 'cargo-express.example'],
    ['Électro Pièces', 'electro-pieces.example'],
  ] as const;
  vendors.forEach(([name, domain], index) => {
    add('Vendors', {
      vendorname: name,
      email: `sales@${domain}`,
      phone: `+39 010 444 ${String(1000 + index)}`,
      website: `www.${domain}`,
    });
  });
}

function seedInstallations(add: Add, accounts: readonly string[]): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => {
    // The first seven stand at Rossi Impianti, the seventh with the address of a sample mail.
    const position = index < 7 ? 0 : index;
    const [company, domain] = pick(companies, position);
    return add('Installations', {
      installation_name: `Plant ${index + 1}, ${company}`,
      installation_email: `impianto${index + 1}@${domain}`,
      installer_email: `installer${(index % 3) + 1}@installers.example`,
      installation_phone: `+39 011 666 ${String(1000 + index)}`,
      account_id: pick(accounts, position),
      installation_date: day(index),
    });
  });
}
