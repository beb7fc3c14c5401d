import { ada, francois, joerg, support } from '../../sample.ts';
import { plain } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { raw } from '../encoded.ts';
import { attachedMessage, eightBits, unencodedFile } from '../files.ts';

/** `uuencode` of ASCII text, up to 45 characters, in one line. */
function uuencoded(name: string, text: string): string {
  const character = (value: number): string => String.fromCharCode(value === 0 ? 96 : value + 32);
  const bits = [...Buffer.from(text.padEnd(Math.ceil(text.length / 3) * 3, '\0'))]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const line = (bits.match(/.{6}/g) ?? []).map((six) => character(parseInt(six, 2))).join('');
  return `begin 644 ${name}\n${character(text.length)}${line}\n\`\nend\n`;
}

/** Files and mails whose bytes are easily changed on their way. */
export const exactByteMails: readonly CorpusMail[] = [
  corpusMail({
    id: 'line-ends-of-text-files',
    subject: 'Text files as they are',
    from: support,
    body: plain('Each line end of each file counts.'),
    files: [
      csv('crlf.csv', 'a;b\r\n1;2\r\n'),
      csv('crlf-but-the-last.csv', 'a;b\r\n1;2'),
      csv('lf.csv', 'a;b\n1;2\n'),
      csv('both.csv', '\r\na;b\n\r\n1;2\r\n\r\n'),
    ],
  }),
  corpusMail({
    id: 'uuencoded-part',
    subject: 'A part in an old encoding',
    from: joerg,
    body: plain('See the file.'),
    files: [
      {
        ...unencodedFile([], 'hello.txt', 'hello, pump'),
        part: {
          headers: [
            'Content-Type: application/octet-stream; name="hello.txt"',
            'Content-Transfer-Encoding: x-uuencode',
            'Content-Disposition: attachment; filename="hello.txt"',
          ],
          body: uuencoded('hello.txt', 'hello, pump').replaceAll('\n', '\r\n'),
        },
      },
    ],
  }),
  corpusMail({
    id: 'uuencoded-files-in-the-text',
    subject: 'Two files in the text',
    from: joerg,
    body: {
      part: plain(
        `Before.\n\n${uuencoded('one.txt', 'one')}Between.\n${uuencoded('two words.txt', 'second')}`,
        { transfer: '7bit', charset: 'us-ascii' },
      ).part,
      text: 'Before.\n\nBetween.',
    },
    files: [unencodedFile([], 'one.txt', 'one'), unencodedFile([], 'two words.txt', 'second')],
    assemble: (body) => body,
  }),
  corpusMail({
    id: 'attached-mail-of-eight-bits',
    subject: 'Attached mails in raw bytes',
    from: francois,
    body: plain('One is Latin-1, one is UTF-8.'),
    files: [
      attachedMessage('Latin.eml', eightBits('Latin', 'iso-8859-1', 'Gr\xfc\xdfe')),
      attachedMessage('Unicode.eml', eightBits('Unicode', 'utf-8', raw('Grüße'))),
    ],
  }),
  corpusMail({
    id: 'attached-message-without-headers',
    subject: 'A message that is text alone',
    from: ada,
    body: plain('See the attached message.'),
    files: [attachedMessage('note.eml', '\r\nA text alone, without any header.')],
  }),
];

/** A file of lines that goes as it is. */
function csv(name: string, text: string): ReturnType<typeof unencodedFile> {
  const headers = [
    `Content-Type: text/csv; charset=us-ascii; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
  ];
  return unencodedFile(headers, name, text);
}
