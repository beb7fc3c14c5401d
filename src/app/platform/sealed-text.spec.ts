import { anAttachment } from '../testing/samples';
import { sealedIn } from './sealed-text';

const sealedName = (body: string, name: string, contentType = ''): string | undefined =>
  sealedIn({ body, attachments: [anAttachment(), anAttachment({ name, contentType })] })?.name;

describe('sealedIn', () => {
  const empty = [
    '',
    '<p> </p>',
    '<html><head><style>p{}</style></head><body>&nbsp;\r\n</body></html>',
  ];
  const sealed = [
    ['smime.p7m', 'application/octet-stream'],
    ['smime.p7m', 'application/pkcs7-mime; smime-type=signed-data'],
    ['attachment', 'application/x-pkcs7-mime'],
    ['winmail.dat', 'application/octet-stream'],
    ['ATT00001.dat', 'application/ms-tnef'],
    ['att.bin', 'application/vnd.ms-tnef'],
  ] as const;

  for (const [name, type] of sealed) {
    it(`names ${name} of type ${type} where the mail shows no text`, () => {
      for (const body of empty)
        expect(sealedName(body, name, type))
          .withContext(body)
          .toBe(name);
    });
  }

  it('names it where a stub stands in the place of the text', () => {
    expect(sealedName('<p>This is an S/MIME signed message.</p>', 'smime.p7m')).toBe('smime.p7m');
    expect(sealedName('<p>Diese Nachricht ist verschlüsselt.</p>', 'smime.p7m')).toBe('smime.p7m');
  });

  it('names nothing where the mail can be read', () => {
    expect(sealedName('<p>Hello, the offer is fine.</p>', 'winmail.dat')).toBeUndefined();
    expect(sealedName(`<p>${'The signed contract. '.repeat(40)}</p>`, 'smime.p7m')).toBeUndefined();
    expect(sealedName('<img src="cid:a">', 'winmail.dat')).toBeUndefined();
    expect(sealedName('<b>x</b>'.repeat(20_000), 'smime.p7m')).toBeUndefined();
  });

  it('takes neither a detached signature nor a file that was signed by itself for it', () => {
    expect(sealedName('', 'smime.p7s', 'application/pkcs7-signature')).toBeUndefined();
    expect(sealedName('', 'invoice.xml.p7m', 'application/pkcs7-mime')).toBeUndefined();
    expect(sealedName('', 'offer.pdf', 'application/pdf')).toBeUndefined();
  });
});
