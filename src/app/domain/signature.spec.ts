import { type Signature, readSignature } from './signature';

interface Case {
  readonly what: string;
  readonly name: string;
  readonly text: string;
  readonly read: Signature;
}

const cases: readonly Case[] = [
  {
    what: 'English, labels in words',
    name: 'Grace Newman',
    text: 'Hello,\n\nplease call.\n\nBest regards,\nGrace Newman\nSales Manager\nUnheard-of Ltd\nPhone: +44 20 7946 0018\nMobile: +44 7700 900123\nFax: +44 20 7946 0019',
    read: { role: 'Sales Manager', phone: '+44 20 7946 0018', mobile: '+44 7700 900123' },
  },
  {
    what: 'English, one line with bars',
    name: 'John Smith',
    text: 'Thanks!\n\n-- \nJohn Smith | Head of Purchasing | Widgets Inc\nT: +1 (212) 555-0134 | M: +1 917 555 0187 | www.widgets.example',
    read: { role: 'Head of Purchasing', phone: '+1 (212) 555-0134', mobile: '+1 917 555 0187' },
  },
  {
    what: 'English, a title behind the name',
    name: 'Mary O’Neil',
    text: 'See attached.\n\nKind regards\nMary O’Neil, Chief Financial Officer\nO’Neil & Sons\nTel. 020 7946 0321',
    read: { role: 'Chief Financial Officer', phone: '020 7946 0321' },
  },
  {
    what: 'English, nothing but a name',
    name: 'Grace Newman',
    text: 'Hello,\n\na friend recommended you. What does a maintenance plan cost?\n\nGrace',
    read: {},
  },
  {
    what: 'English, only a fax',
    name: 'Bob Stone',
    text: 'Regards\nBob Stone\nFax +44 20 7946 0019',
    read: {},
  },
  {
    what: 'English, a number without a label',
    name: 'Ann Lee',
    text: 'Cheers,\nAnn Lee\nFounder & CEO\n+44 7700 900456\nann@lee.example',
    read: { role: 'Founder & CEO', phone: '+44 7700 900456' },
  },
  {
    what: 'English, a quoted mail with a signature of somebody else',
    name: 'Ann Lee',
    text: 'Yes, fine.\n\nAnn Lee\n\nOn Tue, Nov 10, 2026 at 9:00 AM Bob Stone <bob@stone.example> wrote:\n> Best regards\n> Bob Stone\n> Sales Manager\n> Phone +44 20 7946 0018',
    read: {},
  },
  {
    what: 'English, numbers in the text that are no telephone’s',
    name: 'Ann Lee',
    text: 'Order 4711-2026-000123 of 10.11.2026, total 1234567.\n\nRegards\nAnn Lee\nVAT GB123456789\nIBAN GB33 1234 5678 9012 34',
    read: {},
  },
  {
    what: 'English, an engineer with an extension',
    name: 'Tom Baker',
    text: 'Many thanks\n\nTom Baker\nSenior Software Engineer\nOffice: +1 415 555 0100 ext 12',
    read: { role: 'Senior Software Engineer', phone: '+1 415 555 0100' },
  },
  {
    what: 'Italian, in words',
    name: 'Marco Bianchi',
    text: 'Buongiorno,\nresto in attesa.\n\nCordiali saluti\nMarco Bianchi\nResponsabile acquisti\nRossi Impianti S.r.l.\nTel. +39 02 5551234\nCell. +39 333 1234567\nFax 02 5551235\nP.IVA 01234567890',
    read: { role: 'Responsabile acquisti', phone: '+39 02 5551234', mobile: '+39 333 1234567' },
  },
  {
    what: 'Italian, one line with dashes',
    name: 'Giulia Verdi',
    text: 'Grazie\nGiulia Verdi - Ufficio Tecnico - Direttore Tecnico\ntel 011/5556677 - fax 011/5556678 - mob. 347 9876543',
    read: { role: 'Direttore Tecnico', phone: '011/5556677', mobile: '347 9876543' },
  },
  {
    what: 'Italian, the owner with a title',
    name: 'Luca Neri',
    text: 'Distinti saluti\n\nIng. Luca Neri\nTitolare\nNeri Costruzioni\nTelefono: 06 5550101',
    read: { role: 'Titolare', phone: '06 5550101' },
  },
  {
    what: 'Italian, tax numbers only',
    name: 'Paolo Rossi',
    text: 'Saluti\nPaolo Rossi\nC.F. 01234567890 - REA 1234567\nCAP 20121 Milano',
    read: {},
  },
  {
    what: 'Italian, a reply above the quoted mail',
    name: 'Elena Conti',
    text: 'Va bene.\n\nSaluti\nElena Conti\nImpiegata amministrativa\nTel.: 045 555 0199\n\nDa: Demo <demo@vendor.example>\nInviato: martedì\n\nMario Rossi\nDirettore\nTel. 02 1',
    read: { role: 'Impiegata amministrativa', phone: '045 555 0199' },
  },
  {
    what: 'Italian, the words of a sentence are no role',
    name: 'Elena Conti',
    text: 'Il nostro responsabile acquisti la chiamerà domani.\n\nSaluti\nElena Conti',
    read: {},
  },
  {
    what: 'Italian, the surname first',
    name: 'Conti Elena',
    text: 'Cordialmente,\nElena Conti\nAddetta commerciale estero\nCellulare 348-5550123',
    read: { role: 'Addetta commerciale estero', mobile: '348-5550123' },
  },
  {
    what: 'German, in words',
    name: 'Jürgen Weiß',
    text: 'Guten Tag,\n\nanbei das Angebot.\n\nMit freundlichen Grüßen\nJürgen Weiß\nGeschäftsführer\nWeiß Maschinenbau GmbH\nTelefon: +49 89 5550123\nTelefax: +49 89 5550124\nMobil: +49 170 5550123\nHRB 123456, USt-IdNr. DE123456789',
    read: { role: 'Geschäftsführer', phone: '+49 89 5550123', mobile: '+49 170 5550123' },
  },
  {
    what: 'German, a compound role in the feminine',
    name: 'Petra Klein',
    text: 'Viele Grüße\nPetra Klein\nVertriebsleiterin\nFon 0711 555-0 | Fax 0711 555-99',
    read: { role: 'Vertriebsleiterin', phone: '0711 555-0' },
  },
  {
    what: 'German, abbreviations',
    name: 'Hans Groß',
    text: 'MfG\nDipl.-Ing. Hans Groß\nProjektleiter\nT +49 (0)30 5550199\nM +49 (0)171 5550199\nF +49 (0)30 5550198',
    read: { role: 'Projektleiter', phone: '+49 (0)30 5550199', mobile: '+49 (0)171 5550199' },
  },
  {
    what: 'German, a direct line and a handy',
    name: 'Eva Braun-Müller',
    text: 'Beste Grüße\nEva Braun-Müller | Einkäuferin\nDurchwahl: 040/5550-123, Handy: 0151 55501234',
    read: { role: 'Einkäuferin', phone: '040/5550-123', mobile: '0151 55501234' },
  },
  {
    what: 'German, registers only',
    name: 'Max Muster',
    text: 'Freundliche Grüße\nMax Muster\nMuster AG\nAmtsgericht München HRB 1234567\n80331 München',
    read: {},
  },
  {
    what: 'French, in words',
    name: 'Claire Dubois',
    text: 'Bonjour,\n\nmerci de votre retour.\n\nCordialement,\nClaire Dubois\nDirectrice commerciale\nDubois SARL\nTél. : +33 1 55 50 12 34\nPortable : +33 6 55 50 12 34\nFax : +33 1 55 50 12 35',
    read: {
      role: 'Directrice commerciale',
      phone: '+33 1 55 50 12 34',
      mobile: '+33 6 55 50 12 34',
    },
  },
  {
    what: 'French, points in numbers and a job on the name’s line',
    name: 'Jean Martin',
    text: 'Bien cordialement\nJean Martin – Chargé d’affaires\nMob. 06.55.50.99.88',
    read: { role: 'Chargé d’affaires', mobile: '06.55.50.99.88' },
  },
  {
    what: 'French, numbers of registers',
    name: 'Luc Petit',
    text: 'Cordialement\nLuc Petit\nSIRET 123 456 789 00012 - RCS Paris 123456789\nTVA FR12345678901',
    read: {},
  },
  {
    what: 'French, the managing director of a firm',
    name: 'Anne Leroy',
    text: 'Meilleures salutations\nAnne Leroy\nGérante\nTél: 022 555 01 23 / Natel: 079 555 01 23',
    read: { role: 'Gérante', phone: '022 555 01 23', mobile: '079 555 01 23' },
  },
  {
    what: 'no closing and no name, but a number with its label',
    name: '',
    text: 'Please call me back.\nTel: +39 011 5550123',
    read: { phone: '+39 011 5550123' },
  },
  {
    what: 'no closing, a number in the text far above',
    name: '',
    text: 'Tel: +39 011 5550123\na\nb\nc\nd\ne\nf\ng',
    read: {},
  },
  {
    what: 'symbols as labels',
    name: 'Sara Gallo',
    text: 'Saluti,\nSara Gallo\n☎ +39 02 5550111\n📱 +39 340 5550111',
    read: { phone: '+39 02 5550111', mobile: '+39 340 5550111' },
  },
  { what: 'an empty text', name: 'Ann Lee', text: '', read: {} },
];

describe('readSignature', () => {
  for (const { what, name, text, read } of cases) {
    it(`reads a signature: ${what}`, () => {
      expect(readSignature(text, name)).toEqual(read);
    });
  }

  it('takes no long time over a hostile text', () => {
    const begun = performance.now();
    readSignature(`${'1 '.repeat(50_000)}\n${'a'.repeat(50_000)}`, 'Ann Lee');
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
