import { headerFields, messageIdsIn } from '../../adapters/office/internet-headers';
import { changeList, changeUrls } from '../../adapters/vtenext/archive/body-addresses';
import { sentHtml } from '../../adapters/vtenext/archive/body-size';
import { listedSender } from '../../adapters/vtenext/archive/display-name';
import { possibleTitles, sentName, shownName } from '../../adapters/vtenext/archive/files';
import { selectorsIn, specificityOf } from '../../adapters/vtenext/archive/inline-styles';
import { isKept } from '../../adapters/vtenext/archive/message-element';
import { fitBody } from '../../adapters/vtenext/archive/message-body';
import { isWholeSubject, shortText, subjectText } from '../../adapters/vtenext/archive/text';
import { bodyText } from '../../creating/body-text';
import { companyName, splitName } from '../../creating/person-name';
import { isAddress, withoutTag } from '../../domain/addr-spec';
import { subjectNumbers } from '../../domain/mail-signals';
import { isDistinctive } from '../../domain/distinctive-id';
import { fold } from '../../domain/fold';
import { mailDate } from '../../domain/mail-date';
import { numberText } from '../../domain/number-text';
import { isNoReply } from '../../domain/other-side';
import { otherSpellings } from '../../domain/other-spellings';
import { liftPictures } from '../../domain/pasted-pictures';
import { sealedIn } from '../../platform/sealed-text';
import { haveEveryWord, searchWords } from '../../domain/search-words';
import { shallow } from '../../domain/shallow';
import { shownPerson } from '../../domain/shown-person';
import { readSignature } from '../../domain/signature';
import { areSimilarNames } from '../../domain/similar-name';
import { anAttachment } from '../../testing/samples';

/** Whatever reads a text that a stranger wrote. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  areSimilarNames: (text) => areSimilarNames(text, 'Ada Byron'),
  bodyText,
  changeList: (text) => changeList(text, (address) => address),
  changeUrls: (text) => changeUrls(text, (address) => address),
  companyName,
  fold,
  headerFields,
  haveEveryWord: (text) => haveEveryWord([text], ['ada', 'byron']),
  isAddress,
  isDistinctive,
  isKept,
  isNoReply,
  isWholeSubject,
  liftPictures,
  listedSender: (name) => listedSender({ name, address: name }),
  mailDate,
  messageIdsIn: (text) => messageIdsIn(`Message-ID: ${text}`),
  numberText,
  otherSpellings,
  possibleTitles,
  readSignature: (text) => readSignature(`Hello\nKind regards\nAda Byron\n${text}\n`, 'Ada Byron'),
  sealedIn: (body) => sealedIn({ body, attachments: [anAttachment({ name: 'smime.p7m' })] }),
  searchWords,
  selectorsIn,
  sentHtml,
  sentName,
  shallow,
  shortText,
  shownName,
  shownPerson: (name) => shownPerson({ name, address: name }),
  splitName: (name) => splitName({ name, address: name }),
  specificityOf: (text) => specificityOf(text.slice(0, 400)),
  subjectNumbers,
  subjectText,
  withoutTag,
};

/** What careless patterns take for ever to say no to. */
const units: readonly string[] = [
  ' ',
  '(',
  ')',
  '[',
  '<',
  '>',
  '&',
  '&a',
  '&amp;',
  '"',
  "'",
  'a',
  'a ',
  'a\n',
  '@',
  'a@',
  '.',
  '-',
  ' -',
  '–',
  '1',
  '1 ',
  '1.',
  '+',
  '\n',
  '\t ',
  ',',
  ', ',
  ';',
  ':',
  '|',
  '_',
  'İ',
  '\u0301',
  '\ue000',
  '\ud83d\ude00',
  'url(',
  'url( ',
  "url('",
  'x 1x,',
  'data:image/',
  '"data:image/png;base64,',
  '\'data:image/png;base64,A"',
  '<a href="x">',
  '<b>',
  '</b>',
  '<pre> ',
  '<!--',
  '<x y=1>',
  'tel ',
  'from: ',
  'on ',
  '=?iso-2022-jp?',
  '.a',
  '#a',
  ':not(',
  're:',
];
const SHORT = 20_000;
const LONG = 4 * SHORT;
/** Milliseconds that are no time at all. */
const NOTHING = 40;
/** Four times the text may take so many times the time: four, and as much again for chance. */
const MOST_GROWTH = 9;
/** So many times as long as a loop of fixed length others may have to wait while a body is made. */
const MOST_LOOPS = 30;

/** What is slow by chance, because others use the machine, is not slow so many times. */
const ATTEMPTS = 12;

const time = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

describe('A text of any kind', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(`takes ${name} time in proportion to its length`, () => {
      const offenders = units.flatMap((unit) => {
        const text = (length: number): string =>
          `${unit.repeat(Math.ceil(length / unit.length))}x!`;
        const measured = (length: number): number => {
          const long = text(length);
          return time(() => read(long));
        };
        for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
          const long = measured(LONG);
          if (long < NOTHING) return [];
          const short = Math.max(measured(SHORT), NOTHING / 8);
          if (long < MOST_GROWTH * short) return [];
        }
        return [
          `${JSON.stringify(unit)}: ${measured(SHORT).toFixed(0)} ms, ${measured(LONG).toFixed(0)} ms`,
        ];
      });
      expect(offenders).toEqual([]);
    });
  }

  it('leaves room for others while a body is made of it', async () => {
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 0);
    const loop = (): number =>
      time(() => {
        const words = new Map<string, number>();
        for (let at = 0; at < 60_000; at += 1) words.set(`word ${String(at % 5_000)}`, at);
      });
    const bodies = [
      ...units.map((unit) => unit.repeat(Math.ceil(300_000 / unit.length))),
      `${'<div><b>'.repeat(250)}${'<p>x</p>'.repeat(40_000)}`,
      `${Array.from({ length: 400 }, (_, at) => `<b a${String(at)}>`).join('')}${'<p>x'.repeat(50_000)}`,
      `<style>${'* { color: red } '.repeat(3_000)}</style>${'<i>x</i>'.repeat(30_000)}`,
      `<style>${'a '.repeat(300)}b { color: red }</style>${'<a>'.repeat(400)}${'<b></b>'.repeat(20_000)}`,
      `<p style="${'color: red;'.repeat(30_000)}">x</p>`,
    ];
    const offenders: string[] = [];
    const measure = async (body: string): Promise<number> => {
      const before = loop();
      [longest, last] = [0, performance.now()];
      await fitBody(body, []);
      // A beat that was kept waiting is counted when it comes.
      await new Promise((done) => setTimeout(done, 5));
      return longest / Math.max(before, loop());
    };
    for (const body of bodies) {
      let loops = Infinity;
      for (let attempt = 0; attempt < ATTEMPTS && loops > MOST_LOOPS; attempt += 1) {
        loops = Math.min(loops, await measure(body));
      }
      if (loops > MOST_LOOPS) offenders.push(`${body.slice(0, 30)}: ${loops.toFixed(1)} loops`);
    }
    clearInterval(beat);
    expect(offenders).toEqual([]);
  }, 240_000);
});
