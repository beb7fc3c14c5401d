/** Words that names, subjects and texts of the benchmark are made of. */

export const companyWords = [
  'Acme',
  'Alpina',
  'Borealis',
  'Cascata',
  'Delta',
  'Edelweiss',
  'Fenice',
  'Garda',
  'Helios',
  'Isar',
  'Juno',
  'Kestrel',
  'Lario',
  'Meridian',
  'Nautilus',
  'Orion',
  'Pegaso',
  'Quarz',
  'Rovere',
  'Saale',
  'Tirreno',
  'Umbra',
  'Vesta',
  'Weser',
  'Zenit',
] as const;

export const tradeWords = [
  'Pumps',
  'Impianti',
  'Maschinenbau',
  'Logistics',
  'Textiles',
  'Energia',
  'Metall',
  'Foods',
] as const;

export const legalForms = [
  'S.r.l.',
  'GmbH',
  'Ltd',
  'S.p.A.',
  'SAS',
  'KG',
  'Inc.',
  '& Co.',
] as const;

export const freeMailDomains = [
  'gmail.com',
  'gmx.de',
  'libero.it',
  'outlook.com',
  'hotmail.com',
  'yahoo.com',
  'web.de',
  'icloud.com',
  'virgilio.it',
  'free.fr',
] as const;

/** What people write about. */
export const topics = [
  'Offer for pumps',
  'Richiesta di preventivo',
  'Lieferung nächste Woche',
  'Delivery note',
  'Sopralluogo',
  'Wartung der Anlage',
  'Conferma d’ordine',
  'Angebot Ventile',
  'Meeting on Monday',
  'Fattura non ricevuta',
  'Reklamation',
  'Spare parts',
  'Contratto di manutenzione',
  'Zeichnungen',
  'Devis pour l’atelier',
  'Livraison en retard',
  'Question about the manual',
  'Rückfrage',
  'Disponibilità tecnico',
  'Price list',
  'Certificati di collaudo',
  'Termin verschieben',
] as const;

export const ticketTitles = [
  'Pump does not start',
  'Perdita dalla valvola',
  'Display bleibt dunkel',
  'Noise in the gearbox',
  'Rumore anomalo',
  'Falsche Lieferung',
  'Pression trop basse',
  'Alarm at night',
] as const;

export const potentialNames = [
  'Extension of hall',
  'Nuovo impianto',
  'Rahmenvertrag',
  'Retrofit',
  'Ampliamento',
  'Pilotprojekt',
] as const;

export const sentences = [
  'could you please have a look at this and let me know by Thursday?',
  'come anticipato al telefono, restiamo in attesa di un vostro riscontro.',
  'anbei wie besprochen die Unterlagen; bei Fragen gerne anrufen.',
  'we would like to go ahead, what do you need from our side?',
  'vi chiedo la cortesia di confermare ricezione.',
  'können wir das auf die nächste Woche verschieben?',
  'merci de nous tenir au courant.',
] as const;

/** What an office calls itself where it does not name a person. */
export const officeNames = ['Office', 'Ufficio acquisti', 'Einkauf', 'Front Desk', ''] as const;

/** Numbers in subjects that are none of the CRM's, though some are the same figures. */
export const otherNumbers: readonly ((few: number, many: number) => string)[] = [
  (few) => `invoice 2026/${String(few).padStart(4, '0')}`,
  (few) => `Rechnung Nr. ${String(few)}`,
  (few) => `fattura n. ${String(few)} del 2026`,
  (few) => `DN${String(few)}`,
  (few) => `rif. ${String(few)}/26`,
  (few) => `budget ${String(2025 + (few % 3))}`,
  (_, many) => `PO-${String(many)}`,
  (_, many) => `order ${String(many)}`,
  (_, many) => `#${String(many)}`,
  (_, many) => `[TT${String(many)}]`,
];
