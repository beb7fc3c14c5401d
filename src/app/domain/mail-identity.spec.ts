import { aMail, anEnvelope } from '../testing/samples';
import { digestOf, newNonce } from './digest';
import { isDistinctive } from './distinctive-id';
import { identityOf } from './identify';
import { mailKey } from './mail-identity';

describe('the identity of a mail', () => {
  it('is the same for every user and device, however a client folds the subject', async () => {
    const one = await identityOf(aMail({ subject: 'Offer  and\r\n plan ' }), anEnvelope());
    const other = await identityOf(aMail({ itemId: 'x', subject: 'Offer and plan' }), anEnvelope());
    expect(other.digest).toBe(one.digest);
    expect(other.derivedIds).toEqual(one.derivedIds);
    expect(
      one.derivedIds.every((id) => /^<[\da-f]{24}@mail-connector\.invalid>$/.test(id)),
    ).toBeTrue();
  });

  it('is another when id, sender, subject or time is another', async () => {
    const from = { name: '', address: 'else@x.example' };
    const all = await Promise.all([
      identityOf(aMail(), anEnvelope()),
      identityOf(aMail({ subject: 'Offer 2' }), anEnvelope()),
      identityOf(aMail(), anEnvelope({ from })),
      identityOf(aMail(), anEnvelope({ messageId: '<2@x>' })),
      identityOf(aMail(), anEnvelope({ sentAt: '2026-11-20T08:59:01.000Z' })),
    ]);
    expect(new Set(all.map(mailKey)).size).toBe(all.length);
    expect(new Set(all.map(({ digest }) => digest)).size).toBe(all.length - 1);
  });

  it('is found by a device that knows when the mail was sent, also where one did not', async () => {
    const onPhone = await identityOf(aMail(), anEnvelope({ sentAtIsExact: false }));
    const exact = await identityOf(aMail(), anEnvelope());
    expect(onPhone.derivedIds.length).toBe(1);
    expect(exact.derivedIds).toContain(onPhone.derivedIds[0]);
  });
});

describe('a Message-ID', () => {
  for (const id of [
    '<no-reply@shop.example>',
    '<noreply@x>',
    '<0000000000@scanner.example>',
    '<scan@mfp>',
    '<1@x>',
    '',
    '<20261120@scanner.example>',
    '<invoice@erp.example>',
    '<Scan.0001@printer>',
    '<@x>',
    '<devis@corpus.example>',
    '<mailer-daemon-no-reply@x>',
    '<abcabcabcabc@x>',
    '<notifications@x>',
  ]) {
    it(`says nothing of its mail: ${id}`, () => {
      expect(isDistinctive(id)).toBeFalse();
    });
  }
  for (const id of [
    '<CAKxyz1=abc+DEF_9Q2@mail.gmail.com>',
    '<3f2a8d1c-77e0-4c1b-9a55-d0e2f3a4b5c6@x>',
    '<20261120091500.12345@host>',
    '<AM0PR01MB1234ABCDEF@AM0PR01MB1234.eurprd01.prod.exchangelabs.com>',
    '<plain-italian@mail.sandbox.example>',
    '<1234567890.17.JavaMail.root@server>',
    '<4XhK2n9QzT@smtp.example>',
  ]) {
    it(`can be that of one mail alone: ${id}`, () => {
      expect(isDistinctive(id)).toBeTrue();
    });
  }
});

describe('a digest', () => {
  it('is of 96 bits, the same for a text and a file of its bytes', async () => {
    expect(await digestOf('')).toBe('e3b0c44298fc1c149afbf4c8');
    expect(await digestOf(new Blob(['offer']))).toBe(await digestOf('offer'));
    expect(await digestOf('offer')).toMatch(/^[\da-f]{24}$/);
    expect(newNonce()).toMatch(/^[\da-f]{24}$/);
    expect(newNonce()).not.toBe(newNonce());
  });
});
