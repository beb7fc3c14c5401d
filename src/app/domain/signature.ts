/** What the end of a mail tells of its sender, as written there. */
export interface Signature {
  readonly phone?: string;
  readonly mobile?: string;
  readonly role?: string;
}

/** How many lines from its beginning a signature may have. */
const LONGEST = 14;
/** How many characters of a line are looked at: what is longer is no line of a signature. */
const LONGEST_LINE = 400;

/**
 * Reads the signature of a mail's text by words that signatures use in English, Italian, German and
 * French. A heuristic: where a number or a line is not clearly what is sought, it is left out.
 *
 * libphonenumber-js costs 30 KB and needs to know the country; email-reply-parser takes 54 s over a
 * hostile mail of 20 KB (docs/decisions/0015-own-or-library.md).
 *
 * @param name the sender's, as the header gives it: the signature is known to begin there.
 */
export function readSignature(text: string, name: string): Signature {
  const lines = withoutQuotes(text);
  const start = beginning(lines, name);
  const block = lines.slice(start ?? Math.max(0, lines.length - 6));
  const isCertain = start !== undefined;
  const numbers = block.slice(0, LONGEST).flatMap(numbersIn);
  const phone = numbers.find(({ kind }) => kind === 'phone' || (isCertain && kind === 'bare'));
  const mobile = numbers.find(({ kind }) => kind === 'mobile');
  const role = isCertain ? roleIn(block.slice(0, 7), name) : undefined;
  return {
    ...(phone && { phone: phone.text }),
    ...(mobile && { mobile: mobile.text }),
    ...(role && { role }),
  };
}

/** Lines that begin what somebody else wrote before. */
const QUOTE =
  /^(>|-{2,}\s*(original|ursprüngliche|messaggio|message|forwarded|weitergeleitete)|_{10,}|(from|da|von|de|di)\s*:\s*\S.*|on .{6,90} wrote:|il .{6,90} ha scritto:|am .{6,90} schrieb.*:|le .{6,90} a écrit\s*:)/i;

function withoutQuotes(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) =>
    line
      .replace(/[\s\u00a0]+/g, ' ')
      .trim()
      .slice(0, LONGEST_LINE),
  );
  const quote = lines.findIndex((line) => QUOTE.test(line));
  return (quote < 0 ? lines : lines.slice(0, quote)).filter((line) => line !== '');
}

/** Words that close a letter, at the beginning of a line. */
const CLOSING =
  /^(-- ?$|(best|kind|warm|many)\b.{0,12}\b(regards|wishes|thanks)|regards|sincerely|yours|cheers|thanks|thank you|cordiali saluti|distinti saluti|cordialmente|un cordiale saluto|(tanti |cari )?saluti|grazie|buona giornata|(mit )?(freundliche|beste|viele|herzliche|schöne)[nr]? (grüße|grüssen|grüßen|gruß|grüsse)|mfg|lg\b|vg\b|(bien )?cordialement|(meilleures|sincères) salutations|bonne journée|merci)/i;

/**
 * The line where the signature begins: a closing word, or the sender's own name on a short line.
 */
function beginning(lines: readonly string[], name: string): number | undefined {
  const words = nameWordsOf(name);
  const at = lines.findLastIndex(
    (line) =>
      (line.length <= 50 && CLOSING.test(line)) ||
      (line.length <= 90 && startsWithName(line, words)),
  );
  if (at < 0) return undefined;
  // The closing word stands above the name: the first of the two begins the signature.
  const closing = lines.slice(Math.max(0, at - 3), at).findIndex((line) => CLOSING.test(line));
  return closing < 0 ? at : Math.max(0, at - 3) + closing;
}

function nameWordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}

function startsWithName(line: string, words: readonly string[]): boolean {
  if (words.length < 2 || line.includes('@')) return false;
  const first = nameWordsOf(segments(line)[0] ?? '');
  const titles = first.filter((word) => !words.includes(word));
  return words.every((word) => first.includes(word)) && titles.length <= 2;
}

interface FoundNumber {
  readonly kind: 'phone' | 'mobile' | 'bare';
  readonly text: string;
}

const NUMBER = /(?:\+|00)?\(?\d(?:[\d\s().\-/]|(?<=\d)–)*\d/g;
const MOBILE =
  /(^|[^\p{L}])(mob(ile|il|iltelefon)?|cell(ulare|phone)?|handy|portable|gsm|natel|whatsapp|m)\W*$/iu;
const PHONE =
  /(^|[^\p{L}])(tel(efono|efon|ephone|éphone|e?f?\.?)?|t[ée]l|phone|ph|fon|office|direct(o|e)?|direkt|diretto|durchwahl|centralino|ufficio|büro|bureau|fixe|standard|zentrale|telephone|t)\W*$/iu;
const ELSE =
  /(fax|f[:.]|iva|vat|ust|iban|siret|siren|rcs|hrb|hra|rea|c\.?\s?f\.?|cod|cap|plz|p\.?o\.?|box|n\.|nr|no\.?|reg|capital|bic|swift|steuer|tax|id|ext|int)\W*$/iu;

/** The numbers of a line, each by the word before it. */
function numbersIn(line: string): readonly FoundNumber[] {
  const found: FoundNumber[] = [];
  let end = 0;
  for (const match of line.matchAll(NUMBER)) {
    const before = line.slice(end, match.index).replace(/[(\s]+$/, '');
    end = match.index + match[0].length;
    const kind = kindOf(before, match[0]);
    const text = match[0].replace(/\s+/g, ' ').trim();
    if (kind && isPhoneLike(text)) found.push({ kind, text });
  }
  return found;
}

function kindOf(before: string, number: string): FoundNumber['kind'] | undefined {
  const label = before.slice(-24);
  if (/(^|\W)fax\W*$/i.test(label) || /(tele|télé|téléco)(fax|pie)\W*$/i.test(label))
    return undefined;
  if (MOBILE.test(label) || /📱\W*$/u.test(label)) return 'mobile';
  if (PHONE.test(label) || /[☎📞]\W*$/u.test(label)) return 'phone';
  if (ELSE.test(label)) return undefined;
  const isInternational = /^(\+|00)/.test(number);
  return isInternational && !/\p{L}/u.test(before.slice(-3)) ? 'bare' : undefined;
}

/** As many digits as telephone numbers have, and no date. */
function isPhoneLike(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 15 && !/^\d{1,2}[./-]\d{1,2}[./-](19|20)\d\d$/.test(text);
}

/** Words, or ends of words, that a person's part in a company is called by. */
const ROLE = new RegExp(
  '(^|[^\\p{L}])(' +
    [
      'manager',
      'director',
      'engineer',
      'head of',
      'chief',
      'c[etfoim]o',
      'president',
      'vp',
      'officer',
      'consultant',
      'assistant',
      'specialist',
      'coordinator',
      'administrator',
      'analyst',
      'developer',
      'architect',
      'buyer',
      'partner',
      '(co-?)?owner',
      '(co-?)?founder',
      'secretary',
      'supervisor',
      'technician',
      'accountant',
      'executive',
      'team ?lead',
      'advisor',
      'representative',
      'designer',
      'responsabile',
      'direttore',
      'direttrice',
      'amministrat(ore|rice)',
      'titolare',
      'impiegat[oa]',
      'ingegnere',
      'tecnico',
      'consulente',
      'commerciale',
      'addett[oa]',
      'segretari[oa]',
      'presidente',
      'soci[oa]',
      'avvocato',
      'geometra',
      'architetto',
      'coordinat(ore|rice)',
      'contabile',
      '\\p{L}*(geschäftsführer|leiter|berater|sachbearbeiter|assistent|einkäufer|verkäufer)(in)?',
      'prokurist(in)?',
      'vorstand',
      'inhaber(in)?',
      '\\p{L}*ingenieur(in)?',
      '\\p{L}*techniker(in)?',
      'referent(in)?',
      '\\p{L}*mitarbeiter(in)?',
      '\\p{L}*entwickler(in)?',
      '\\p{L}*beauftragte[r]?',
      'buchhalter(in)?',
      'direct(eur|rice)',
      'responsable',
      'gérante?',
      'ingénieure?',
      'chargée?',
      'chef(fe)?',
      'assistante',
      'commercial(e)?',
      'technicien(ne)?',
      'acheteu(r|se)',
      'présidente?',
      'conseill(er|ère)',
      'comptable',
      'associée?',
      'consultante',
      'secrétaire',
      'pdg',
    ].join('|') +
    ')([^\\p{L}]|$)',
  'iu',
);

/** Where somebody works, which is not what somebody is. */
const DEPARTMENT =
  /^(ufficio|reparto|abteilung|abt\b|département|department|dept|service|büro|team)\b/i;

/** The part of a line, beside the sender's name, that says what the sender is. */
function roleIn(lines: readonly string[], name: string): string | undefined {
  const words = nameWordsOf(name);
  return lines
    .filter((line) => !CLOSING.test(line))
    .flatMap(segments)
    .filter((part) => !startsWithName(part, words))
    .find(
      (part) =>
        part.length <= 60 &&
        part.split(' ').length <= 7 &&
        !DEPARTMENT.test(part) &&
        !/[\d@.!?:]|www/i.test(part.replace(/\b(dipl|dr|ing|resp|dott|sen|asst)\./gi, '')) &&
        ROLE.test(part),
    );
}

/** A line's parts: `Anna Rossi | Sales Manager`. */
function segments(line: string): readonly string[] {
  return line
    .split(/\s+[|·•–—/-]\s+|\s*[|·•]\s*|,\s+|\s{3,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
