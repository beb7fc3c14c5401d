/** Companies of the demo: name, domain, city, industry. Addresses are of reserved names only. */
export type Company = readonly [name: string, domain: string, city: string, industry: string];

export const companies: readonly Company[] = [
  ['Rossi Impianti S.r.l.', 'rossi-impianti.example', 'Torino', 'Construction'],
  ['Müller Maschinenbau GmbH', 'mueller-maschinen.example', 'Stuttgart', 'Machinery'],
  ['Customer Ltd', 'customer.example', 'Leeds', 'Technology'],
  ['Verdi Design S.p.A.', 'verdi-design.example', 'Milano', 'Consulting'],
  ['Nordlys ApS', 'nordlys.example', 'Århus', 'Energy'],
  ['Lefèvre & Fils', 'lefevre.example', 'Lyon', 'Manufacturing'],
  ['Northwind Traders', 'northwind.example', 'London', 'Retail'],
  ['Duplicates & Co.', 'duplicates.example', 'Bristol', 'Other'],
  ['Acme Pumps S.p.A.', 'acme-pumps.example', 'Brescia', 'Machinery'],
  ['Bäckerei Sonnenschein', 'sonnenschein.example', 'München', 'Food & Beverage'],
  ['Caffè Torino', 'caffe-torino.example', 'Torino', 'Food & Beverage'],
  ["D'Angelo Trasporti", 'dangelo-trasporti.example', 'Bari', 'Transportation'],
  ['Edilizia Moretti', 'edilizia-moretti.example', 'Verona', 'Construction'],
  ['Façade Conseil', 'facade-conseil.example', 'Paris', 'Consulting'],
  ['Großhandel Weiß KG', 'grosshandel-weiss.example', 'Hamburg', 'Retail'],
  ['Harbour Logistics', 'harbour-logistics.example', 'Liverpool', 'Shipping'],
  ['Idroservice Alpi', 'idroservice-alpi.example', 'Trento', 'Utilities'],
  ['Jäger Elektrotechnik', 'jaeger-elektro.example', 'Graz', 'Electronics'],
  ['Kraków Textiles', 'krakow-textiles.example', 'Kraków', 'Apparel'],
  ['Laboratorio Bellini', 'lab-bellini.example', 'Bologna', 'Healthcare'],
  ['Meccanica Ferrari & Figli', 'meccanica-ferrari.example', 'Modena', 'Manufacturing'],
  ["O'Hara Freight", 'ohara-freight.example', 'Dublin', 'Shipping'],
  ['Öko-Haus Tirol', 'oekohaus-tirol.example', 'Innsbruck', 'Construction'],
  ['100% Cotone', 'cento-cotone.example', 'Prato', 'Apparel'],
  ['Quercia Arredi', 'quercia-arredi.example', 'Udine', 'Manufacturing'],
  ['Rete_Gas Nord', 'retegas-nord.example', 'Novara', 'Utilities'],
  ['Schöne Aussicht Hotels', 'schoene-aussicht.example', 'Bolzano', 'Hospitality'],
  ['Tipografia "La Pressa"', 'la-pressa.example', 'Padova', 'Media'],
  ['Universal Valves', 'universal-valves.example', 'Sheffield', 'Manufacturing'],
  ['Vini Santoro', 'vini-santoro.example', 'Siena', 'Food & Beverage'],
];

/** Given and family names, paired by the seed. */
export const givenNames = [
  'Luca', 'Giulia', 'Marco', 'Élodie', 'Jürgen', 'Sofia', 'William', 'Chloé', 'Matteo', 'Anaïs',
  'Hans', 'Francesca', 'Óscar', 'Ingrid', 'Paolo', 'Grace', 'Niccolò', 'Käthe', 'Davide',
  'Amélie',
] as const;

export const familyNames = [
  'Bianchi', 'Esposito', 'Schäfer', 'Dubois', 'Conti', 'Walker', 'Łuczak', 'Moretti', 'Weiß',
  'Greco', "D'Amico", 'Fontaine', 'Bauer', 'Romano', 'Hughes', 'Çelik', 'De Luca', 'Köhler',
  'Ricci', 'Novák', 'Marino', 'Becker', 'Lombardi',
] as const;
