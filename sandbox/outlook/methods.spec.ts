import { itemId } from './mail-item.ts';
import { Mailbox, type MailboxOptions } from './mailbox.ts';
import { answerMethod, methodName, methodNames } from './methods.ts';
import { eml, item } from './testing.ts';

const body = 37;
const attachmentContent = 150;
const headers = 168;
const wholeFile = 204;
const html = { coercionType: 3 };
const plain = { coercionType: 0 };
const unsupported = { wasSuccessful: false };

async function mailboxWith(text: string, options: MailboxOptions = {}): Promise<Mailbox> {
  const mailbox = new Mailbox(options);
  mailbox.selection = await item('offer', text);
  return mailbox;
}

function dataOf(mailbox: Mailbox, dispatchId: number, parameters?: unknown): unknown {
  return answerMethod(mailbox, dispatchId, parameters).data;
}

const withFile = eml(
  ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
  [
    '--b',
    'Content-Type: text/plain',
    '',
    'See the file.',
    '--b',
    'Content-Type: application/pdf; name="offer.pdf"',
    'Content-Disposition: attachment; filename="offer.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0xLjQK',
    '--b--',
    '',
  ].join('\r\n'),
);

describe('reading a mail', () => {
  it('gives the body as HTML even when it was written as text', async () => {
    const mailbox = await mailboxWith(eml([], '1 < 2 & "3"'));
    expect(dataOf(mailbox, body, html)).toContain('1 &lt; 2 &amp; &quot;3&quot;');
    expect(String(dataOf(mailbox, body, plain)).trim()).toBe('1 < 2 & "3"');
    expect(dataOf(mailbox, 14)).toBe('text');
  });

  it('gives the headers as they stand on the wire, folded', async () => {
    const mailbox = await mailboxWith(eml(['X-Long: one\r\n two']));
    const block = String(dataOf(mailbox, headers));
    expect(block).toContain('X-Long: one\r\n two\r\n');
    expect(block).not.toContain('Hello');
  });

  it('gives an attachment by the id it was listed with, and no other', async () => {
    const mailbox = await mailboxWith(withFile);
    const [listed] = mailbox.initialData()?.attachments ?? [];
    expect(listed).toEqual(
      jasmine.objectContaining({ name: 'offer.pdf', size: 9, attachmentType: 0 }),
    );
    expect(dataOf(mailbox, attachmentContent, { id: listed?.id })).toEqual({
      content: 'JVBERi0xLjQK',
      format: 'base64',
    });
    expect(answerMethod(mailbox, attachmentContent, { id: 'x' }).errorCode).toBe(9003);
  });

  it('gives a link for a file in the cloud', async () => {
    const cloud = 'X-Sandbox-Cloud-Attachment: plan.zip; https://files.example/plan.zip';
    const mailbox = await mailboxWith(eml([cloud]));
    const [listed] = mailbox.initialData()?.attachments ?? [];
    expect(listed?.attachmentType).toBe(2);
    expect(dataOf(mailbox, attachmentContent, { id: listed?.id })).toEqual({
      content: 'https://files.example/plan.zip',
      format: 'url',
    });
  });

  it('gives the whole file from 1.14', async () => {
    const text = eml();
    expect(dataOf(await mailboxWith(text), wholeFile)).toBe(btoa(text));
    expect(answerMethod(await mailboxWith(text, { mailbox: '1.13' }), wholeFile, {})).toEqual(
      unsupported,
    );
  });

  it('refuses the body and the files of a protected mail', async () => {
    const mailbox = await mailboxWith(
      withFile.replace('Date:', 'X-Sandbox-Protected: body\r\nDate:'),
    );
    const id = mailbox.initialData()?.attachments?.[0]?.id;
    expect(answerMethod(mailbox, body, html).errorCode).toBe(9017);
    expect(answerMethod(mailbox, attachmentContent, { id }).errorCode).toBe(9017);
    expect(answerMethod(mailbox, headers, {}).wasSuccessful).toBeTrue();
  });

  it('refuses headers where the mail says so', async () => {
    const mailbox = await mailboxWith(eml(['X-Sandbox-Protected: headers']));
    expect(answerMethod(mailbox, headers, {}).errorCode).toBe(9020);
    expect(answerMethod(mailbox, body, html).wasSuccessful).toBeTrue();
  });
});

describe('a method this Outlook does not have', () => {
  it('is unsupported below the level it came with', async () => {
    const mailbox = await mailboxWith(withFile, { mailbox: '1.5' });
    const id = mailbox.initialData()?.attachments?.[0]?.id;
    expect(answerMethod(mailbox, attachmentContent, { id })).toEqual(unsupported);
    expect(answerMethod(mailbox, headers, {})).toEqual(unsupported);
    expect(answerMethod(mailbox, body, html).wasSuccessful).toBeTrue();
  });

  it('is unsupported when nobody knows its number, or no item is selected', async () => {
    expect(answerMethod(await mailboxWith(eml()), 9999, {})).toEqual(unsupported);
    expect(answerMethod(new Mailbox(), body, html)).toEqual(unsupported);
    expect(methodName(9999)).toBeUndefined();
  });

  it('never shares its name with another', () => {
    expect(new Set(methodNames()).size).toBe(methodNames().length);
  });
});

describe('what is kept beside a mail', () => {
  it('keeps custom properties per mail and answers them as text', async () => {
    const mailbox = await mailboxWith(eml());
    answerMethod(mailbox, 4, { customProperties: { linked: true } });
    expect(answerMethod(mailbox, 3, {}).customProperties).toBe('{"linked":true}');
    mailbox.selection = await item('another');
    expect(answerMethod(mailbox, 3, {}).customProperties).toBe('{}');
  });

  it('keeps up to five notifications, each under a key of its own', async () => {
    const mailbox = await mailboxWith(eml());
    const add = (key: string) => answerMethod(mailbox, 33, { key, message: 'Linked', type: 0 });
    for (const key of ['a', 'b', 'c', 'd', 'e']) expect(add(key).wasSuccessful).toBeTrue();
    expect(add('a').errorCode).toBe(9023);
    expect(add('f').errorCode).toBe(9025);
    expect(
      answerMethod(mailbox, 35, { key: 'a', message: 'No', type: 2 }).wasSuccessful,
    ).toBeTrue();
    expect(dataOf(mailbox, 34)).toContain({ key: 'a', type: 'errorMessage', message: 'No' });
    expect(answerMethod(mailbox, 36, { key: 'a' }).wasSuccessful).toBeTrue();
    expect(answerMethod(mailbox, 36, { key: 'a' }).errorCode).toBe(9024);
  });

  it('keeps roaming settings without an item', () => {
    const mailbox = new Mailbox();
    answerMethod(mailbox, 404, [{ theme: '"dark"' }]);
    expect(mailbox.roamingSettings).toEqual({ theme: '"dark"' });
  });

  it('hands out no legacy token', async () => {
    expect(answerMethod(await mailboxWith(eml()), 12, { isRest: true }).errorCode).toBe(9018);
  });
});

describe('the initial data', () => {
  const kinds: readonly [header: string, itemType: number][] = [
    ['X-Mailer: none', 1],
    ['X-Sandbox-Item: appointment', 2],
    ['X-Unsent: 1', 4],
    ['X-Sandbox-Item: none', 6],
    ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', 6],
  ];
  for (const [header, itemType] of kinds) {
    it(`says item type ${itemType} when the mail says ${header}`, async () => {
      expect((await mailboxWith(eml([header]))).initialData()?.itemType).toBe(itemType as 1);
    });
  }

  it('says meeting request, with time and place, when the mail is an invitation', async () => {
    const calendar = [
      'BEGIN:VEVENT',
      'DTSTART:20261201T083000Z',
      'LOCATION:Dock\\, 4',
      'END:VEVENT',
    ];
    const mailbox = await mailboxWith(
      eml(['Content-Type: text/calendar; method=REQUEST'], calendar.join('\r\n')),
    );
    const data = mailbox.initialData();
    expect(data?.itemType).toBe(3);
    expect(data?.itemClass).toBe('IPM.Schedule.Meeting.Request');
    expect(data?.start).toBe('2026-12-01T08:30:00.000Z');
    expect(data?.location).toBe('Dock, 4');
    expect(data?.attachments).toEqual([]);
  });

  it('cuts the recipients where the client does, and leaves the headers whole', async () => {
    const people = Array.from({ length: 30 }, (_, index) => `r${index}@readers.example`);
    const mailbox = await mailboxWith(eml([`Cc: ${people.join(', ')}`]));
    expect(mailbox.initialData()?.cc?.length).toBe(20);
    expect(dataOf(mailbox, headers)).toContain('r29@readers.example');
  });

  it('tells sender from author, and has no Message-ID where the mail has none', async () => {
    const text = eml(['Sender: Desk <desk@rossi-impianti.example>']).replace(
      /Message-ID.*\r\n/,
      '',
    );
    const data = (await mailboxWith(text)).initialData();
    expect(data?.from?.address).toBe('anna.rossi@rossi-impianti.example');
    expect(data?.sender?.address).toBe('desk@rossi-impianti.example');
    expect('internetMessageId' in (data ?? {})).toBeFalse();
  });

  it('gives two mails of one thread the same conversation and different ids', async () => {
    const reply = eml(['References: <offer@rossi-impianti.example>']).replace('<offer@', '<reply@');
    const first = (await mailboxWith(eml())).initialData();
    const second = (await mailboxWith(reply)).initialData();
    expect(first?.conversationId).toBe(second?.conversationId ?? '');
    expect(itemId({ id: 'a' })).toMatch(/^AAMk.*\/.*\+/);
  });

  it('names Content-IDs only from 1.16', async () => {
    const text = withFile.replace('name="offer.pdf"', 'name="offer.pdf"\r\nContent-ID: <logo@x>');
    const old = (await mailboxWith(text)).initialData();
    const current = (await mailboxWith(text, { mailbox: '1.16' })).initialData();
    expect('contentId' in (old?.attachments?.[0] ?? {})).toBeFalse();
    expect(current?.attachments?.[0]?.contentId).toBe('logo@x');
  });
});
