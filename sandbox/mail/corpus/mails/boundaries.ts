import { pdf } from '../../documents.ts';
import { multipart } from '../../mime.ts';
import { ada, demo, joerg } from '../../sample.ts';
import { html, plain } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { file } from '../files.ts';
import { gmailPage, outlookPage } from '../html.ts';

/** Boundaries that were set wrongly, or only look so. */
export const boundaryMails: readonly CorpusMail[] = [
  corpusMail({
    id: 'closing-boundary-missing',
    subject: 'The end is missing',
    from: ada,
    body: plain('The last boundary was lost on the way.'),
    files: [file('last.pdf', 'application/pdf', pdf('Last'))],
    damage: (eml) => eml.replace(/\r\n--mixed-closing-boundary-missing--\r\n$/, '\r\n'),
  }),
  corpusMail({
    id: 'preamble-and-epilogue',
    subject: 'Words outside of the parts',
    from: ada,
    body: plain('Only this is the mail.'),
    files: [file('inside.pdf', 'application/pdf', pdf('Inside'))],
    damage: (eml) =>
      eml.replace(
        /\r\n\r\n--mixed-/,
        '\r\n\r\nThis is a multi-part message in MIME format.\r\n\r\n--mixed-',
      ) + 'This epilogue is to be ignored.\r\n',
  }),
  corpusMail({
    id: 'boundary-is-prefix',
    subject: 'One boundary begins like the other',
    from: ada,
    body: {
      part: multipart('alternative', 'part-1', [
        plain('Plain.').part,
        html(gmailPage(['The page of the prefix.'])).part,
      ]),
      text: 'The page of the prefix.',
    },
    files: [file('prefix.pdf', 'application/pdf', pdf('Prefix'))],
    assemble: (body, files) => multipart('mixed', 'part', [body, ...files]),
  }),
  corpusMail({
    id: 'boundary-of-special-characters',
    subject: "Boundary of '()+_,-./:=? and a blank",
    from: ada,
    body: plain('The boundary uses all that is allowed.'),
    files: [file('special.pdf', 'application/pdf', pdf('Special'))],
    assemble: (body, files) => multipart('mixed', "=_'()+_,-./:=? 1", [body, ...files]),
  }),
  corpusMail({
    id: 'blanks-after-boundary',
    subject: 'Blanks after the boundaries',
    from: ada,
    body: plain('Some gateways pad lines.'),
    files: [file('padded.pdf', 'application/pdf', pdf('Padded'))],
    damage: (eml) => eml.replace(/^--mixed-blanks-after-boundary(--)?(?=\r)/gm, '$& \t '),
  }),
  corpusMail({
    id: 'boundary-like-lines',
    subject: 'Lines that look like boundaries',
    from: ada,
    body: plain('--\n--mixed\n--mixed-boundary-like-linesX\n-- \nNone of these was one.', {
      transfer: '7bit',
    }),
    files: [file('after.pdf', 'application/pdf', pdf('After'))],
  }),
  corpusMail({
    id: 'line-feeds-only',
    subject: 'No carriage return in sight',
    from: joerg,
    to: [demo, ada],
    body: html(outlookPage(['Zeilenenden wie unter Unix – überall.']), { transfer: '8bit' }),
    files: [file('unix.pdf', 'application/pdf', pdf('Unix'))],
    damage: (eml) => eml.replaceAll('\r\n', '\n'),
  }),
];
