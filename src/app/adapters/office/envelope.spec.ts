import { firstValueFrom } from 'rxjs';
import type { MailItem } from '../../../../sandbox/outlook/mail-item';
import type { Envelope } from '../../domain/mail';
import { toProblem } from '../../domain/problem';
import {
  type OutlookOptions,
  aMailItem,
  closeOutlooks,
  idOf,
  openOutlook,
  rejection,
} from './real-outlook.spec';

async function read(item: MailItem, options: OutlookOptions = {}): Promise<Envelope> {
  const { reader } = await openOutlook(item, options);
  const mail = await firstValueFrom(reader.readMail(idOf(item)));
  return firstValueFrom(reader.readEnvelope(mail));
}

const people = (count: number): string =>
  Array.from({ length: count }, (_, index) => `r${String(index)}@readers.example`).join(',\r\n ');

describe('OfficeMailReader.readEnvelope', () => {
  afterEach(closeOutlooks);

  const anna = { name: 'Anna Rossi', address: 'anna.rossi@rossi-impianti.example' };
  const demo = { name: 'Demo User', address: 'demo@vendor.example' };

  it('gives what the headers say', async () => {
    const item = await aMailItem('reply', {
      From: '=?UTF-8?Q?Fran=C3=A7ois_Lef=C3=A8vre?= <f.lefevre@lefevre.example>',
      'Reply-To': 'office@lefevre.example',
      Cc:
        '=?ISO-8859-1?Q?J=F6rg_M=FCller?= <j@mueller.example>,\r\n' +
        ' Team: <a@x.example>, b@x.example;',
      Bcc: 'hidden@x.example',
      Received: 'from x by y; Fri, 20 Nov 2026 17:47:00 +0100',
      'In-Reply-To': '<one@x.example>',
      References: '<zero@x.example>\r\n <one@x.example>',
    });
    expect(await read(item)).toEqual({
      messageId: '<reply@rossi-impianti.example>',
      messageIdSource: 'item',
      sentAt: '2026-11-20T16:45:00.000Z',
      sentAtIsExact: true,
      from: { name: 'François Lefèvre', address: 'f.lefevre@lefevre.example' },
      replyTo: [{ name: '', address: 'office@lefevre.example' }],
      to: [demo],
      cc: [
        { name: 'Jörg Müller', address: 'j@mueller.example' },
        { name: '', address: 'a@x.example' },
        { name: '', address: 'b@x.example' },
      ],
      bcc: [],
      recipientsMayBeCut: false,
      inReplyTo: '<one@x.example>',
      references: '<zero@x.example> <one@x.example>',
      mailboxZone: 'Europe/Berlin',
    });
  });

  it('reads names in ISO-2022-JP that follow one another', async () => {
    const item = await aMailItem('japanese', {
      To:
        '=?ISO-2022-JP?B?GyRCTmtMWjJWO1IbKEI=?= <hanako@x.example>,\r\n' +
        ' =?ISO-2022-JP?B?GyRCOjRGIzBsTzobKEI=?= <ichiro@x.example>',
    });
    expect((await read(item)).to.map(({ name }) => name)).toEqual(['鈴木花子', '佐藤一郎']);
  });

  it('gives Bcc when the user sent the mail', async () => {
    const headers = { From: 'demo@vendor.example', Bcc: 'Anna <a@x.example>' };
    expect((await read(await aMailItem('sent', headers))).bcc).toEqual([
      { name: 'Anna', address: 'a@x.example' },
    ]);
  });

  it('gives Bcc of the item when the user sent the mail and it has no headers', async () => {
    const headers = {
      From: 'demo@vendor.example',
      Bcc: 'Anna <a@x.example>',
      'X-Sandbox-Protected': 'headers',
    };
    expect((await read(await aMailItem('sent', headers))).bcc).toEqual([
      { name: 'Anna', address: 'a@x.example' },
    ]);
  });

  it('gives every recipient when Outlook cuts its list and the headers do not', async () => {
    const envelope = await read(await aMailItem('many', { To: people(60) }));
    expect(envelope.to.length).toBe(60);
    expect(envelope.recipientsMayBeCut).toBeFalse();
  });

  it('falls back to the creation when the date cannot be read', async () => {
    const item = await aMailItem('odd', {
      Date: 'yesterday',
      Received: 'from x by y; Fri, 20 Nov 2026 17:47:00 +0100',
    });
    const { sentAt, sentAtIsExact } = await read(item);
    expect([sentAt, sentAtIsExact]).toEqual(['2026-11-20T16:47:00.000Z', false]);
  });

  const received = (date: string) => `from x by y; ${date}`;
  const dates: readonly (readonly [string, string, string, string, boolean])[] = [
    [
      'without a zone as of UTC',
      'Tue, 10 Nov 2026 15:00:00',
      'Tue, 10 Nov 2026 16:01:00 +0100',
      '2026-11-10T15:00:00.000Z',
      true,
    ],
    [
      'of an obsolete form',
      '10 Nov 26 10:00 EST',
      'Tue, 10 Nov 2026 16:01:00 +0100',
      '2026-11-10T15:00:00.000Z',
      true,
    ],
    [
      'of numbers alone as none',
      '03/04/2026 11:59',
      'Fri, 03 Apr 2026 12:00:00 +0200',
      '2026-04-03T10:00:00.000Z',
      false,
    ],
    [
      'like ISO 8601 as none',
      '2026-11-10T15:00:00Z',
      'Tue, 10 Nov 2026 16:01:00 +0100',
      '2026-11-10T15:01:00.000Z',
      false,
    ],
    [
      'of year one as none',
      '0001-01-01 00:00:00 +0000 UTC',
      'Mon, 02 Mar 2026 12:00:00 +0100',
      '2026-03-02T11:00:00.000Z',
      false,
    ],
    [
      'of a clock that was never set as none',
      'Thu, 01 Jan 2015 00:00:00 +0000',
      'Mon, 02 Mar 2026 12:00:00 +0100',
      '2026-03-02T11:00:00.000Z',
      false,
    ],
    [
      'long after the arrival as none',
      'Mon, 02 Mar 2037 12:00:00 +0000',
      'Mon, 02 Mar 2026 12:00:00 +0100',
      '2026-03-02T11:00:00.000Z',
      false,
    ],
    [
      'days before the arrival as exact',
      'Fri, 27 Feb 2026 12:00:00 +0000',
      'Mon, 02 Mar 2026 12:00:00 +0100',
      '2026-02-27T12:00:00.000Z',
      true,
    ],
  ];
  for (const [what, date, arrival, expected, isExact] of dates) {
    it(`takes a date ${what}`, async () => {
      const { sentAt, sentAtIsExact } = await read(
        await aMailItem('dated', { Date: date, Received: received(arrival) }),
      );
      expect([sentAt, sentAtIsExact]).toEqual([expected, isExact]);
    });
  }

  it('reads addresses with comments, routes and blanks, and takes no name for one', async () => {
    const envelope = await read(
      await aMailItem('odd', {
        From: 'Ada Byron <ada(home)@customer.example(work)>',
        'Reply-To': '"ada@customer.example" <mallory@evil.example>',
        Cc: 'Demo <@relay.example:demo@vendor.example>, Bob <bob @ other . example>',
      }),
    );
    expect(envelope.from).toEqual({ name: 'Ada Byron', address: 'ada@customer.example' });
    expect(envelope.replyTo).toEqual([
      { name: 'ada@customer.example', address: 'mallory@evil.example' },
    ]);
    expect(envelope.cc.map(({ address }) => address)).toEqual([
      'demo@vendor.example',
      'bob@other.example',
    ]);
  });

  it('takes an unquoted name with a comma for one name', async () => {
    const from = 'Sales Department, Anna Rossi <anna.rossi@rossi-impianti.example>';
    expect((await read(await aMailItem('comma', { From: from }))).from).toEqual({
      name: 'Sales Department, Anna Rossi',
      address: 'anna.rossi@rossi-impianti.example',
    });
  });

  it('takes from the item, person by person, what the headers spoil', async () => {
    const item = await aMailItem('spoiled', { From: 'X <x@x.example>' });
    const headers =
      'From: J\ufffdrgen <ada@customer.example>\r\nTo: M\ufffdller <m\ufffd@x.example>, Bob <bob@x.example>\r\n';
    const of = (name: string, address: string) => ({ name, address });
    const mail = {
      ...item.mail,
      headers,
      from: of('Jürgen', 'ada@customer.example'),
      sender: of('Jürgen', 'ada@customer.example'),
      to: [of('Müller', 'm@x.example'), of('Bob', 'bob@x.example')],
    };
    const { messageId: _, ...rest } = mail;
    const envelope = await read({ ...item, mail: rest });
    expect(envelope.from.name).toBe('Jürgen');
    expect(envelope.to).toEqual(mail.to);
  });

  it('reads headers behind a line that is none', async () => {
    const item = await aMailItem('behind', { 'Reply-To': 'orders@customer.example' });
    const headers = `Microsoft Mail Internet Headers Version 2.0\r\n${item.mail.headers}`;
    const envelope = await read({ ...item, mail: { ...item.mail, headers } });
    expect(envelope.sentAtIsExact).toBeTrue();
    expect(envelope.replyTo.map(({ address }) => address)).toEqual(['orders@customer.example']);
  });

  it('gives Bcc when the user sent the mail through another address', async () => {
    const headers = {
      From: 'Demo User <demo.user@brand-two.example>',
      To: 'Kim <kim@x.example>',
      Bcc: 'a@x.example',
    };
    expect(
      (await read(await aMailItem('second', headers))).bcc.map(({ address }) => address),
    ).toEqual(['a@x.example']);
  });

  for (const failure of [9020, 'unsupported', 'malformed', 'never answers'] as const) {
    it(`falls back to the item when the headers answer: ${String(failure)}`, async () => {
      const item = await aMailItem('first', { 'In-Reply-To': '<one@x.example>' });
      const envelope = await read(item, {
        patience: failure === 'never answers' ? { call: 200 } : {},
        prepare: (host) => {
          host.fail('getAllInternetHeadersAsync', failure);
        },
      });
      expect(envelope).toEqual({
        messageId: '<first@rossi-impianti.example>',
        messageIdSource: 'item',
        sentAt: '2026-11-20T16:45:00.000Z',
        sentAtIsExact: false,
        from: anna,
        replyTo: [],
        to: [demo],
        cc: [],
        bcc: [],
        recipientsMayBeCut: false,
        inReplyTo: '',
        references: '',
        mailboxZone: 'Europe/Berlin',
      });
    });
  }

  it('falls back to the item, and asks for nothing, when Outlook is of Mailbox 1.5', async () => {
    const item = await aMailItem('first');
    const { host, reader } = await openOutlook(item, { mailbox: '1.5' });
    const mail = await firstValueFrom(reader.readMail(idOf(item)));
    const envelope = await firstValueFrom(reader.readEnvelope(mail));
    expect(envelope.sentAtIsExact).toBeFalse();
    expect(JSON.stringify(host.trace())).not.toContain('"DispatchId":168');
  });

  for (const [client, cut] of [
    ['web', 20],
    ['android', 100],
    ['windows', 500],
    ['webExpanded', 1_000],
  ] as const) {
    it(`tells that recipients may be missing when ${client} shows just ${String(cut)}`, async () => {
      const item = await aMailItem('many', { To: people(1_100) });
      const envelope = await read(item, { mailbox: '1.5', client });
      expect(envelope.to.length).toBe(cut);
      expect(envelope.recipientsMayBeCut).toBeTrue();
    });
  }

  it('tells that recipients may be missing when only the list of copies is cut', async () => {
    const item = await aMailItem('many', { Cc: people(60) });
    expect((await read(item, { mailbox: '1.5' })).recipientsMayBeCut).toBeTrue();
  });

  it('tells nothing of the kind when the length is another', async () => {
    const item = await aMailItem('many', { To: people(21) });
    const envelope = await read(item, { mailbox: '1.5', client: 'mac' });
    expect(envelope.recipientsMayBeCut).toBeFalse();
  });

  for (const [how, header] of [
    ['plain', '<second@x.example>'],
    ['folded', '\r\n <second@x.example>'],
  ] as const) {
    it(`fails with mailChanged when a ${how} Message-ID betrays an unannounced mail`, async () => {
      const item = await aMailItem('first');
      const { host, reader } = await openOutlook(item);
      const mail = await firstValueFrom(reader.readMail(idOf(item)));
      host.selectWithoutEvent(await aMailItem('second', { 'Message-ID': header }));
      const problem = toProblem(await rejection(firstValueFrom(reader.readEnvelope(mail))));
      expect(problem).toEqual({ kind: 'mailChanged' });
    });
  }

  it('gives the mail when its Message-ID is folded in the headers', async () => {
    const item = await aMailItem('first', { 'Message-ID': '\r\n <first@x.example>' });
    expect((await read(item)).messageId).toBe('<first@x.example>');
  });
});

describe('OfficeMailReader.readEnvelope, for the Message-ID', () => {
  afterEach(closeOutlooks);

  const withoutId = { 'Message-ID': null, 'Content-Type': 'text/html' };

  it('takes it from the headers when the item has none', async () => {
    const { id, mail } = await aMailItem('late');
    const { messageId: _, ...rest } = mail;
    const { messageId, messageIdSource } = await read({ id, mail: rest });
    expect([messageId, messageIdSource]).toEqual(['<late@rossi-impianti.example>', 'headers']);
  });

  it('makes it of sender, date, subject and body when there is none', async () => {
    const envelope = await read(await aMailItem('bare', withoutId, '<p>Hello</p>'));
    const from = 'anna.rossi@rossi-impianti.example';
    const text = `${from}\n2026-11-20T16:45:00.000Z\nSubject of bare\n<p>Hello</p>\n`;
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
    expect(envelope.messageId).toBe(`<${hex.join('')}@no-message-id.invalid>`);
    expect(envelope.messageIdSource).toBe('made');
  });

  it('makes the same one when the mail was moved, and another when the body differs', async () => {
    const subject = { ...withoutId, Subject: 'Offer' };
    const [here, moved, other] = [
      await read(await aMailItem('here', subject, '<p>Hello</p>')),
      await read(await aMailItem('moved', subject, '<p>Hello</p>')),
      await read(await aMailItem('here', subject, '<p>Hello!</p>')),
    ];
    expect(moved.messageId).toBe(here.messageId);
    expect(other.messageId).not.toBe(here.messageId);
  });
});
