import { firstValueFrom } from 'rxjs';
import type { Mail } from '../../domain/mail';
import { type Problem, toProblem } from '../../domain/problem';
import {
  type RealOutlook,
  aMailItem,
  closeOutlooks,
  idOf,
  openOutlook,
  rejection,
} from './real-outlook.spec';

describe('OfficeMailReader.readMail', () => {
  afterEach(closeOutlooks);

  const read = async (item: Awaited<ReturnType<typeof aMailItem>>): Promise<Mail> => {
    const { reader } = await openOutlook(item);
    return firstValueFrom(reader.readMail(idOf(item)));
  };

  it('knows what was sent from the shared mailbox it lies in as one’s own', async () => {
    const item = await aMailItem('shared', { From: 'Sales <shared@vendor.example>' });
    const { reader } = await openOutlook(item, { sharedFolder: true });
    const mail = await firstValueFrom(reader.readMail(idOf(item)));
    expect(mail.own).toContain('shared@vendor.example');
    expect(mail.sentByUser).toBeTrue();
    const { own, sentByUser } = await read(item);
    expect(own).toEqual(['demo@vendor.example']);
    expect(sentByUser).toBeFalse();
  });

  it('gives what the item says and its HTML body', async () => {
    const headers = {
      Cc: 'Luca <luca@bianchi.example>, info@bianchi.example',
      Received: 'from x by y; Fri, 20 Nov 2026 17:47:00 +0100',
      'Content-Type': 'text/html',
    };
    const item = await aMailItem('first', headers, '<p>Good morning</p>');
    const { body, ...mail } = await read(item);
    expect(body).toContain('<p>Good morning</p>');
    expect(mail).toEqual({
      itemId: idOf(item),
      subject: 'Subject of first',
      from: { name: 'Anna Rossi', address: 'anna.rossi@rossi-impianti.example' },
      sender: { name: 'Anna Rossi', address: 'anna.rossi@rossi-impianti.example' },
      to: [{ name: 'Demo User', address: 'demo@vendor.example' }],
      cc: [
        { name: 'Luca', address: 'luca@bianchi.example' },
        { name: '', address: 'info@bianchi.example' },
      ],
      messageId: '<first@rossi-impianti.example>',
      conversationId: jasmine.any(String),
      createdAt: '2026-11-20T16:47:00.000Z',
      sentByUser: false,
      own: ['demo@vendor.example'],
      ownName: 'Demo User',
      bcc: [],
      attachments: [],
      abilities: { attachments: true, headers: true, original: false },
    });
  });

  it('tells that the user sent it when the address differs only in case', async () => {
    const mail = await read(await aMailItem('sent', { From: 'Me <DEMO@vendor.example>' }));
    expect(mail.sentByUser).toBeTrue();
  });

  it('tells that the user sent it when it was sent on behalf of another', async () => {
    const mail = await read(await aMailItem('sent', { Sender: 'Demo <demo@vendor.example>' }));
    expect(mail.sentByUser).toBeTrue();
    expect(mail.from.address).toBe('anna.rossi@rossi-impianti.example');
  });

  it('leaves the Message-ID out when the item has none', async () => {
    const mail = await read(await aMailItem('bare', { 'Message-ID': null }));
    expect('messageId' in mail).toBeFalse();
  });

  it('tells what this Outlook cannot do when it is of Mailbox 1.5', async () => {
    const item = await aMailItem('first');
    const { reader } = await openOutlook(item, { mailbox: '1.5' });
    const mail = await firstValueFrom(reader.readMail(idOf(item)));
    expect(mail.abilities).toEqual({ attachments: false, headers: false, original: false });
    expect(mail.body).toContain('Good morning');
  });

  it('reads 1.10 as later than 1.8', async () => {
    const item = await aMailItem('first');
    const { reader } = await openOutlook(item, { mailbox: '1.10' });
    const mail = await firstValueFrom(reader.readMail(idOf(item)));
    expect(mail.abilities).toEqual({ attachments: true, headers: true, original: false });
  });
});

describe('OfficeMailReader.readMail, when it goes wrong', () => {
  afterEach(closeOutlooks);

  const problemOf = async ({ reader }: RealOutlook, itemId: string): Promise<Problem> =>
    toProblem(await rejection(firstValueFrom(reader.readMail(itemId))));

  const failures: readonly [Parameters<RealOutlook['host']['fail']>[1], Problem][] = [
    [9017, { kind: 'mailProtected' }],
    [9038, { kind: 'mailProtected' }],
    [9047, { kind: 'mailProtected' }],
    [9020, { kind: 'host', code: 9020 }],
    [9042, { kind: 'host', code: 9042 }],
    [4711, { kind: 'host', code: 4711 }],
    ['unsupported', { kind: 'host', code: 5000 }],
    ['malformed', { kind: 'host', code: 9002 }],
    ['never answers', { kind: 'hostSilent' }],
    [9030, { kind: 'mailChanged' }],
  ];
  for (const [failure, problem] of failures) {
    it(`fails with ${problem.kind} when Outlook answers: ${String(failure)}`, async () => {
      const item = await aMailItem('first');
      const outlook = await openOutlook(item, {
        patience: failure === 'never answers' ? { call: 100 } : {},
      });
      outlook.host.fail('body.getAsync', failure);
      expect(await problemOf(outlook, idOf(item))).toEqual(problem);
    });
  }

  it('fails with host 9002 when the body is no text', async () => {
    const { mail, id } = await aMailItem('first');
    const item = { id, mail: { ...mail, html: 7 as unknown as string } };
    const problem = await problemOf(await openOutlook(item), idOf(item));
    expect(problem).toEqual({ kind: 'host', code: 9002 });
  });

  it('fails with mailProtected when the mail is protected', async () => {
    const item = await aMailItem('secret', { 'X-Sandbox-Protected': 'body' });
    const problem = await problemOf(await openOutlook(item), idOf(item));
    expect(problem).toEqual({ kind: 'mailProtected' });
  });

  it('fails with hostThrew when the permission granted is too low', async () => {
    const item = await aMailItem('first');
    const outlook = await openOutlook(item, { permission: 'Restricted' });
    expect(await problemOf(outlook, idOf(item))).toEqual({ kind: 'hostThrew' });
  });

  it('fails with mailChanged when another mail is open already', async () => {
    const outlook = await openOutlook(await aMailItem('second'));
    expect(await problemOf(outlook, idOf(await aMailItem('first')))).toEqual({
      kind: 'mailChanged',
    });
  });

  it('fails with mailChanged when nothing is open any more', async () => {
    const outlook = await openOutlook(null);
    expect(await problemOf(outlook, idOf(await aMailItem('first')))).toEqual({
      kind: 'mailChanged',
    });
  });

  for (const staleCalls of ['answered', 'refused'] as const) {
    it(`fails with mailChanged when another is selected and calls are ${staleCalls}`, async () => {
      const item = await aMailItem('first');
      const outlook = await openOutlook(item, { staleCalls });
      const watching = outlook.watch.itemChanges().subscribe();
      outlook.host.delay('body.getAsync', 100);
      const problem = problemOf(outlook, idOf(item));
      outlook.host.select(await aMailItem('second'));
      expect(await problem).toEqual({ kind: 'mailChanged' });
      watching.unsubscribe();
    });
  }

  it('reads the third mail when three are selected quickly', async () => {
    const outlook = await openOutlook(await aMailItem('first'));
    outlook.host.delay('body.getAsync', 50);
    const watching = outlook.watch.itemChanges().subscribe();
    const selected = ['a', 'b', 'c'].map((id) => aMailItem(id, {}, `body of ${id}`));
    const items = await Promise.all(selected);
    const bodies: string[] = [];
    const reading = new Promise<void>((resolve) => {
      const changes = outlook.watch.itemChanges().subscribe((item) => {
        if (item.kind !== 'mail') return;
        outlook.reader.readMail(item.itemId).subscribe({
          next: ({ body }) => {
            bodies.push(body);
            changes.unsubscribe();
            resolve();
          },
          error: () => undefined,
        });
      });
    });
    items.forEach((item) => {
      outlook.host.select(item);
    });
    await reading;
    expect(bodies.length).toBe(1);
    expect(bodies[0]).toContain('body of c');
    watching.unsubscribe();
  });
});
