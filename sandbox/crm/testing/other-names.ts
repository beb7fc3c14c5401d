import { envelopeOf, parametersOf, type Recording, restMethod } from './recordings.ts';

/**
 * Other names for people, companies, addresses, Message-IDs and records; the same ones each time.
 */
export interface OtherNames {
  text(text: string): string;
  recording(recording: Recording): Recording;
  /** What is added to the number of each record. */
  readonly offset: number;
}

/** The names as they were recorded. */
export const recordedNames: OtherNames = {
  text: (text) => text,
  recording: (recording) => recording,
  offset: 0,
};

/** Fields whose values are names of people, companies and things. */
const nameFields =
  /^(lastname|firstname|accountname|potentialname|vendorname|installation_name|company|username)$/;

/** Words of addresses that stand for no name (RFC 2606). */
const kept = ['example', 'com', 'mail', 'crm', 'org', 'net', 'www'];

/** Methods whose answers hold the installation's own words. */
const installation = /^(describe|describeall|listtypes|getlabels|getlangs)$/;

/** Modules whose records are not counted up: users and folders are part of the installation. */
const installed = new Set(['19', '24']);

/** Record numbers from here on are of records that never were. */
const firstAbsentNumber = 90_000;

/**
 * Names that differ from all that are recorded, by other letters in each: a CRM that answers alike
 * under them has not learnt its answers by heart. Parts of words change like the words, so that
 * searches for a part still find them.
 */
export function otherNames(recordings: readonly Recording[]): OtherNames {
  const ownWords = wordsOfTheCrm(recordings);
  const words = new Set([...namesIn(recordings)].filter((word) => !ownWords.has(word)));
  const offset = 20_000;
  const text = (original: string): string =>
    original
      .normalize('NFC')
      .replaceAll(/\p{L}{3,}/gu, (word) =>
        words.has(word.toLowerCase()) ? otherLetters(word) : word,
      )
      .replaceAll(/\b(\d{1,2})x(\d+)\b/g, (id, prefix: string, number: string) =>
        installed.has(prefix) || Number(number) >= firstAbsentNumber
          ? id
          : `${prefix}x${String(Number(number) + offset)}`,
      );
  return {
    text,
    offset,
    recording: (recording) => ({
      ...recording,
      path: text(recording.path),
      authUser: recording.authUser && text(recording.authUser),
      body: renamedBody(recording, text),
      answer: installation.test(restMethod(recording))
        ? recording.answer
        : { ...recording.answer, text: renamedAnswer(recording.answer.text, text) },
    }),
  };
}

/** From its first letter on: tried at each letter, a long run of base64 would take minutes. */
const anyAddress = /(?<![\w.+-])[\w.+-]+@[\w.-]+\.example\.com/g;

function namesIn(recordings: readonly Recording[]): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (text: string): void => {
    for (const [word] of text.normalize('NFC').matchAll(/\p{L}{3,}/gu)) {
      words.add(word.toLowerCase());
    }
  };
  for (const { body, answer } of recordings) {
    const sent = body.toString('utf8');
    for (const source of [sent, answer.text]) {
      for (const [address] of source.matchAll(anyAddress)) add(address);
    }
    for (const [, value] of sent.matchAll(/(?:name|email)\w* (?:LIKE|=|IN) \(?'([^)]*?)'/g)) {
      add(value ?? '');
    }
    visit(envelopeOf(answer.text), (name, value) => {
      if (nameFields.test(name)) add(value);
    });
  }
  return words;
}

/** Words that the CRM itself says: names of fields and modules, values of lists, sentences. */
function wordsOfTheCrm(recordings: readonly Recording[]): ReadonlySet<string> {
  const words = new Set<string>(kept);
  const add = (text: string): void => {
    for (const [word] of text.matchAll(/\p{L}{3,}/gu)) words.add(word.toLowerCase());
  };
  for (const recording of recordings) {
    const envelope = envelopeOf(recording.answer.text);
    add(Object.keys(parametersOf(recording)).join(' '));
    add(restMethod(recording));
    visit(envelope, (name, value) => {
      add(name);
      if (installation.test(restMethod(recording))) add(value);
    });
  }
  return words;
}

function visit(value: unknown, see: (name: string, value: string) => void, name = ''): void {
  if (typeof value === 'string') see(name, value);
  else if (Array.isArray(value)) for (const each of value) visit(each, see, name);
  else if (value && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) visit(each, see, key);
  }
}

const from = 'aeioubdfgklmpqrtvcs';
const to = 'eiouadfgklmpqrtvbsc';

/** Each letter by another of its kind, its case and accent kept. */
function otherLetters(word: string): string {
  const letters = [...word.normalize('NFD')].map((letter) => {
    const other = to[from.indexOf(letter.toLowerCase())];
    if (!other || !from.includes(letter.toLowerCase())) return letter;
    return letter === letter.toLowerCase() ? other : other.toUpperCase();
  });
  return letters.join('').normalize('NFC');
}

function renamedAnswer(answer: string, text: (text: string) => string): string {
  const envelope = envelopeOf(answer);
  if (!envelope) return answer;
  const before = answer.slice(0, answer.indexOf('{\n    "status"'));
  return before + JSON.stringify(renamed(envelope, text), null, 4);
}

/** All texts in a value; the names of its properties are the protocol's. */
function renamed(value: unknown, text: (text: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((each) => renamed(each, text));
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, renamed(each, text)]),
  );
}

function renamedBody({ body, headers }: Recording, text: (text: string) => string): Buffer {
  const sent = body.toString('utf8');
  // Files that are no text keep their bytes.
  if (!Buffer.from(sent, 'utf8').equals(body)) {
    return Buffer.from(text(body.toString('latin1')), 'latin1');
  }
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    const pairs = [...new URLSearchParams(sent)].map(([name, value]) => [name, text(value)]);
    return Buffer.from(new URLSearchParams(pairs).toString());
  }
  try {
    return Buffer.from(JSON.stringify(renamed(JSON.parse(sent), text)));
  } catch {
    return Buffer.from(text(sent));
  }
}
