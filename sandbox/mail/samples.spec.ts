import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachmentBytes, parseEml } from '../outlook/eml.ts';
import { tenMegabytes } from './received.ts';
import { generatedMails, sampleFolder, samples, type Sums } from './samples.ts';
import { writeSamples } from './write-samples.ts';

const sums = JSON.parse(readFileSync(join(sampleFolder, 'sums.json'), 'utf8')) as Sums;

describe('the sample mailbox', () => {
  it('is what its generator writes, byte by byte', () => {
    const copy = mkdtempSync(join(tmpdir(), 'samples-'));
    writeSamples(copy);
    for (const folder of ['inbox', 'sent', 'drafts']) {
      const names = readdirSync(join(copy, folder));
      expect(readdirSync(join(sampleFolder, folder))).toEqual(names);
      for (const name of names) {
        const written = readFileSync(join(copy, folder, name), 'utf8');
        expect(readFileSync(join(sampleFolder, folder, name), 'utf8'))
          .withContext(name)
          .toBe(written);
      }
    }
    expect(JSON.parse(readFileSync(join(copy, 'sums.json'), 'utf8'))).toEqual(sums);
    rmSync(copy, { recursive: true });
  });

  it('holds one mail with 10 MB in one attachment', () => {
    expect(sums['large']?.attachments.map(({ size }) => size)).toEqual([tenMegabytes]);
    expect(generatedMails().map(({ id }) => id)).toEqual(['large']);
  });

  for (const { id, eml } of samples) {
    it(`is read as it was written: ${id}`, async () => {
      const mail = await parseEml(eml);
      const read = mail.attachments
        .filter(({ kind }) => kind !== 'cloud')
        .map((attachment) => ({
          name: attachment.name,
          size: attachment.size,
          sha256: createHash('sha256').update(attachmentBytes(attachment)).digest('hex'),
          isInline: attachment.isInline,
        }));
      expect(mail.subject).toBe(sums[id]?.subject ?? '');
      expect(mail.from?.address).toBe(sums[id]?.from ?? '');
      expect(read).toEqual([...(sums[id]?.attachments ?? [])]);
    });
  }
});
