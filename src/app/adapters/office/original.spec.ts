import { firstValueFrom } from 'rxjs';
import { item } from '../../../../sandbox/outlook/testing';
import type { MailItem } from '../../../../sandbox/outlook/mail-item';
import { toProblem } from '../../domain/problem';
import { type RealOutlook, closeOutlooks, idOf, openOutlook, rejection } from './real-outlook.spec';

/** What the package's office.js lacks and today's has (Outlook host 18.1). */
function withNewerMethods(outlook: RealOutlook): RealOutlook {
  (outlook.pane as unknown as { addNewerMethods(): void }).addNewerMethods();
  return outlook;
}

const eml = [
  'From: Anna Rossi <anna.rossi@rossi-impianti.example>',
  'Subject: Logo',
  'Message-ID: <logo@rossi-impianti.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; boundary="edge"',
  '',
  '--edge',
  'Content-Type: text/html',
  '',
  '<img src="cid:one@x">',
  '--edge',
  'Content-Type: image/png; name="logo.png"',
  'Content-ID: <one@x>',
  'Content-Transfer-Encoding: base64',
  '',
  btoa('the bytes of a logo'),
  '--edge--',
  '',
].join('\r\n');

describe('OfficeMailReader, the whole mail', () => {
  let mail: MailItem;
  beforeEach(async () => {
    mail = await item('logo', eml);
  });
  afterEach(closeOutlooks);

  it('gives the mail byte by byte', async () => {
    const { reader } = withNewerMethods(await openOutlook(mail));
    const original = await firstValueFrom(reader.readOriginal(idOf(mail)));
    expect(await original.text()).toBe(eml);
    const { abilities } = await firstValueFrom(reader.readMail(idOf(mail)));
    expect(abilities.original).toBeTrue();
  });

  it('gives the parts that the body may show', async () => {
    const { reader } = withNewerMethods(await openOutlook(mail));
    const [part, ...others] = await firstValueFrom(reader.readInlineParts(idOf(mail)));
    expect(others).toEqual([]);
    expect([part?.name, part?.contentId, part?.contentType]).toEqual([
      'logo.png',
      'one@x',
      'image/png',
    ]);
    expect(await part?.blob.text()).toBe('the bytes of a logo');
  });

  it('says that this Outlook is too old below Mailbox 1.14', async () => {
    const { reader } = withNewerMethods(await openOutlook(mail, { mailbox: '1.13' }));
    const failure = await rejection(firstValueFrom(reader.readOriginal(idOf(mail))));
    expect(toProblem(failure).kind).toBe('outlookTooOld');
    const { abilities } = await firstValueFrom(reader.readMail(idOf(mail)));
    expect(abilities.original).toBeFalse();
  });

  it('reads no other mail than the one that is meant', async () => {
    const { reader } = withNewerMethods(await openOutlook(mail));
    const failure = await rejection(firstValueFrom(reader.readOriginal('another')));
    expect(toProblem(failure).kind).toBe('mailChanged');
  });
});
