/**
 * The records that the sample mails (`sandbox/mail`) are from and to: whoever changes an address
 * here changes it there. The mailbox itself, demo@vendor.example, is not in the CRM.
 */
export const seedPeople = {
  annaRossi: {
    firstname: 'Anna',
    lastname: 'Rossi',
    email: 'anna.rossi@rossi-impianti.example',
    account: 'Rossi Impianti S.r.l.',
  },
  joergMueller: {
    firstname: 'Jörg',
    lastname: 'Müller',
    email: 'j.mueller@mueller-maschinen.example',
    account: 'Müller Maschinenbau GmbH',
  },
  adaByron: {
    firstname: 'Ada',
    lastname: 'Byron',
    email: 'ada@customer.example',
    account: 'Customer Ltd',
  },
  chiaraVerdi: {
    firstname: 'Chiara',
    lastname: 'Verdi',
    email: 'chiara@verdi-design.example',
    account: 'Verdi Design S.p.A.',
  },
  zoeAebeloe: {
    firstname: 'Zoë',
    lastname: 'Æbelø',
    email: 'zoe@nordlys.example',
    account: 'Nordlys ApS',
  },
  francoisLefevre: {
    firstname: 'François',
    lastname: 'Lefèvre',
    email: 'f.lefevre@lefevre.example',
    account: 'Lefèvre & Fils',
  },
  firstDuplicate: {
    firstname: 'Office',
    lastname: 'North',
    email: 'office@duplicates.example',
    account: 'Duplicates & Co.',
  },
  secondDuplicate: {
    firstname: 'Office',
    lastname: 'South',
    email: 'office@duplicates.example',
    account: 'Duplicates & Co.',
  },
} as const;

/** E-mail addresses of seeded records that are no contacts. */
export const seedAddresses = {
  rossiImpianti: 'info@rossi-impianti.example',
  northwind: 'orders@northwind.example',
  lucaBianchi: 'luca.bianchi@bianchi-cantieri.example',
  supportTicket: 'support.request@northwind.example',
  installation: 'impianto7@rossi-impianti.example',
} as const;
