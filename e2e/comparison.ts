import { createHash } from 'node:crypto';
import type { ExpectedMail } from './corpus.ts';
import type { StoredLink } from './pages/sandbox-crm.ts';

/** What the CRM holds of a mail, as a person sees it there. */
export interface StoredMailView {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The subject as the CRM's lists show it: they take it for HTML. */
  readonly subject: string;
  /** The body's text as a browser shows it. */
  readonly text: string;
  readonly files: StoredLink['files'];
  /** How many files the receipt calls empty. */
  readonly saidToBeEmpty: number;
}

export interface Difference {
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Files with bytes, and how many of them are in the CRM, byte by byte. */
  readonly files: number;
  readonly identicalFiles: number;
}

const longestSubject = 255;
const longestTitle = 50;
const cutNote = '[The mail is longer than the CRM keeps: its end is left out here.]';
/** So much of a text that was cut must be there, in characters. */
const leastOfCutText = 100_000;

/**
 * Compares all that the CRM holds of a mail to what was put into the mail. Of one whose text was
 * cut it must hold the whole mail, too.
 */
export function compare(
  { attachments, ...mail }: ExpectedMail,
  stored: StoredMailView,
  wholeMail: ExpectedMail['attachments'][number],
): Comparison {
  const isCut = stored.text.trim().endsWith(cutNote);
  const expected = { ...mail, attachments: isCut ? [...attachments, wholeMail] : attachments };
  const differences: Difference[] = [];
  const see: See = (what, wanted, actual, isRight = wanted === actual) => {
    if (!isRight) differences.push({ what, expected: wanted, actual });
  };
  see('subject', expected.subject, stored.subject, isSubject(expected.subject, stored));
  for (const [field, people] of [
    ['mfrom', [expected.from]],
    ['mto', expected.to],
    ['mcc', expected.cc],
  ] as const) {
    const shown = (name: string): string =>
      withoutEntities(withoutEncodedWords(String(stored.fields[name] ?? '')));
    const list = (write: (person: (typeof people)[number]) => string): string =>
      people.map(write).join(', ');
    see(`${field}, addresses`, list(({ address }) => address).replaceAll(', ', ','), shown(field));
    see(
      `${field}, names`,
      list(({ name, address }) => name || address),
      shown(`${field}_n`),
    );
    see(
      `${field}, both`,
      list(({ name, address }) => (name ? `${name} <${address}>` : address)),
      shown(`${field}_f`),
    );
  }
  compareTexts(expected.text, stored.text, see);
  const { files, identicalFiles, differences: ofFiles } = compareFiles(expected, stored);
  differences.push(...ofFiles);
  const empty = expected.attachments.filter(({ size }) => size === 0).length;
  see('files the receipt calls empty', empty, stored.saidToBeEmpty);
  return { differences, files, identicalFiles };
}

type See = (what: string, wanted: unknown, actual: unknown, isRight?: boolean) => void;

/** The CRM keeps 255 characters, of which an entity takes several. */
function isSubject(expected: string, { subject, fields }: StoredMailView): boolean {
  const longestEntity = 10;
  const isFull = String(fields['subject']).length > longestSubject - longestEntity;
  return subject === expected || (isFull && subject !== '' && expected.startsWith(subject));
}

function compareTexts(wanted: string, actual: string, see: See): void {
  const [expected, shown] = [oneLine(wanted), oneLine(actual)];
  if (!shown.endsWith(cutNote)) {
    const at = firstDifference(expected, shown);
    see(`text, from character ${String(at)}`, excerpt(expected, at), excerpt(shown, at), at < 0);
    return;
  }
  const kept = shown.slice(0, -cutNote.length).trim();
  const isBeginning = expected.startsWith(kept);
  see('text that was cut', 'the beginning of the mail', excerpt(kept, 0), isBeginning);
  const isLong = kept.length >= leastOfCutText;
  see('characters of the cut text', `at least ${String(leastOfCutText)}`, kept.length, isLong);
}

/** White space is one blank: which of it a browser shows is the mail's business. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function firstDifference(one: string, other: string): number {
  if (one === other) return -1;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return at;
}

function excerpt(text: string, at: number): string {
  return text.slice(Math.max(0, at - 10), at + 60);
}

/**
 * Each file with bytes must be a document on the record, of the same name and sum, or stand in the
 * body with every byte; and nothing else may be there.
 */
function compareFiles(expected: ExpectedMail, { fields, files }: StoredMailView): Comparison {
  const inBody = embeddedSums(String(fields['cleaned_body'] ?? ''));
  const left = files.filter(({ onRecord }) => onRecord);
  const missing = expected.attachments
    .filter(({ size }) => size > 0)
    .filter((wanted) => {
      const index = left.findIndex(
        ({ name, size, sha256 }) =>
          sha256 === wanted.sha256 && size === wanted.size && isNameInCrm(wanted.name, name),
      );
      if (index >= 0) left.splice(index, 1);
      return index < 0 && !inBody.has(wanted.sha256);
    });
  const withBytes = expected.attachments.filter(({ size }) => size > 0).length;
  const list = (some: ExpectedMail['attachments']): readonly string[] =>
    some.map(({ name, size, sha256 }) => `${name} (${String(size)} bytes, ${sha256.slice(0, 12)})`);
  return {
    differences:
      missing.length + left.length === 0
        ? []
        : [{ what: 'files', expected: list(missing), actual: list(left) }],
    files: withBytes,
    identicalFiles: withBytes - missing.length,
  };
}

function embeddedSums(body: string): ReadonlySet<string> {
  const images = [...body.matchAll(/data:[\w/+.-]*;base64,([A-Za-z0-9+/=]+)/g)];
  return new Set(
    images.map(([, base64 = '']) =>
      createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex'),
    ),
  );
}

/**
 * Names that the CRM cannot keep are changed for it: characters above U+FFFF and invisible ones go,
 * those that Windows forbids in file names become `-`, and 50 characters are left, with the
 * extension or without. What is left out in the middle may be said by `…`.
 */
function isNameInCrm(name: string, stored: string): boolean {
  const whole = comparable(name);
  const [extension = ''] = /\.[^.]{1,8}$/.exec(whole) ?? [];
  const cut = whole.slice(0, longestTitle - extension.length) + extension;
  const kept = comparable(stored);
  // Of what lost its middle the beginning and the end stay, with a
  // check of the whole before the extension.
  const [start = '', rest = ''] = kept.split('…');
  const [, end, ending] = /^(.*)-[a-z0-9]{4}(\.[^.]{1,8})?$/.exec(rest) ?? [];
  const isShortened =
    end !== undefined &&
    kept.length >= longestTitle - 2 &&
    whole.startsWith(start) &&
    whole.endsWith(`${end}${ending ?? ''}`);
  return (
    [whole, whole.slice(0, longestTitle), cut].map((title) => title.trim()).includes(kept) ||
    isShortened
  );
}

function comparable(name: string): string {
  const kept = name
    .replace(/[\u{10000}-\u{10ffff}\p{Cf}]/gu, '')
    .replace(/[<>:"/\\|?*\p{Cc}]+/gu, '-')
    // Windows takes dots and blanks from the end.
    .replace(/[.\s]+$/, '')
    .trim();
  return kept || 'file';
}

/** Text that the product wrote with entities where the database needs them. */
/** Encoded words of UTF-8 and base64, as the CRM's list reads them; blanks between two are none. */
function withoutEncodedWords(text: string): string {
  return text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word: string) =>
      Buffer.from(word, 'base64').toString(),
    );
}

function withoutEntities(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}
