import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import {
  attachmentBytes,
  type MailAttachment,
  type MailPerson,
  parseEml,
} from '../../outlook/eml.ts';
import { corpus, corpusFolder, expectations } from './corpus.ts';
import type { ExpectedPerson } from './corpus-mail.ts';
import { sha256 } from './files.ts';
import { writeCorpus } from './write-corpus.ts';

/** The name under which the pane files an attached mail. */
function filedName({ kind, name }: MailAttachment): string {
  return kind === 'mail' ? `${name}.eml` : name;
}

const reachable = (people: readonly MailPerson[]): readonly ExpectedPerson[] =>
  people.map(({ name, address }) => ({ name: name === address ? '' : name, address }));

/** Some versions of Node read windows-1252 as ISO-8859-1, against the standard; browsers do not. */
const asInBrowser = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (character) =>
    iconv.decode(Buffer.from(character, 'latin1'), 'windows-1252'),
  );

const compact = (text: string): string => text.replace(/\s+/g, '');

describe('the corpus of strange mails', () => {
  it('is what its generator writes, byte by byte', () => {
    const copy = mkdtempSync(join(tmpdir(), 'corpus-'));
    writeCorpus(copy);
    const names = readdirSync(copy);
    expect(readdirSync(corpusFolder)).toEqual(names);
    for (const name of names) {
      const isSame = readFileSync(join(copy, name)).equals(readFileSync(join(corpusFolder, name)));
      expect(isSame).withContext(name).toBeTrue();
    }
    rmSync(copy, { recursive: true });
  });

  it('has at least 152 mails, each with an id of its own', () => {
    const ids = new Set(corpus.map(({ id }) => id));
    expect(ids.size).toBe(corpus.length);
    expect(ids.size).toBeGreaterThanOrEqual(152);
    expect(Object.keys(expectations())).toEqual(corpus.map(({ id }) => id));
  });

  for (const { id, eml, expected } of corpus) {
    it(`is read by the sandbox's Outlook as it was written: ${id}`, async () => {
      const mail = await parseEml(eml);
      expect(mail.kind).toMatch(/^(message|meetingRequest)$/);
      expect(asInBrowser(mail.subject)).toBe(expected.subject);
      expect(reachable(mail.from ? [mail.from] : [])).toEqual([expected.from]);
      expect(reachable(mail.to)).toEqual(expected.to);
      expect(reachable(mail.cc)).toEqual(expected.cc);
      expect(
        mail.attachments.map((attachment) => ({
          name: filedName(attachment),
          size: attachment.size,
          sha256: sha256(attachmentBytes(attachment)),
        })),
      ).toEqual([...expected.attachments]);
      if (mail.bodyType === 'text') {
        expect(compact(asInBrowser(mail.text))).toBe(compact(expected.text));
      }
    });
  }
});
