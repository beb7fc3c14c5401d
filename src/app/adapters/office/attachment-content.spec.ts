import { firstValueFrom } from 'rxjs';
import type { MailAttachment } from '../../../../sandbox/outlook/eml';
import type { MailItem } from '../../../../sandbox/outlook/mail-item';
import type { Attachment, AttachmentContent, Mail } from '../../domain/mail';
import { ProblemError, toProblem } from '../../domain/problem';
import { attachmentContent, idInOutlook } from './attachment-content';
import { FileCalls } from './file-calls';
import { OfficeCalls } from './office-calls';
import { attachments } from './open-item';
import {
  type OutlookOptions,
  type RealOutlook,
  aMailItem,
  closeOutlooks,
  idOf,
  openOutlook,
  rejection,
} from './real-outlook.spec';

/** Every byte there is, and so many that they need several slices. */
const bytes = Uint8Array.from({ length: 600_001 }, (_, index) => (index * 7) % 256);
const shared = { isInline: false, contentType: null };
const eml = 'From: chiara@verdi-design.example\r\nSubject: Façade\r\n\r\nBonjour é';
const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';

const file = (named: { name: string; size?: number; bytes?: Uint8Array }): MailAttachment => ({
  ...shared,
  kind: 'file',
  contentType: 'application/pdf',
  bytes,
  size: bytes.length,
  ...named,
});

async function mailWith(attachments: readonly MailAttachment[]): Promise<MailItem> {
  const { id, mail } = await aMailItem('files');
  return { id, mail: { ...mail, attachments } };
}

async function openMailWith(
  attachments: readonly MailAttachment[],
  options: OutlookOptions = {},
): Promise<RealOutlook & { readonly mail: Mail }> {
  const item = await mailWith(attachments);
  const outlook = await openOutlook(item, options);
  return { ...outlook, mail: await firstValueFrom(outlook.reader.readMail(idOf(item))) };
}

function read({ reader, mail }: Awaited<ReturnType<typeof openMailWith>>, index = 0) {
  const attachment = mail.attachments[index];
  if (!attachment) throw new Error('There is no such attachment.');
  return firstValueFrom(reader.readAttachment(mail.itemId, attachment));
}

async function bytesOf(content: AttachmentContent): Promise<Uint8Array> {
  if (content.kind !== 'bytes') throw new Error('A link has no bytes.');
  return new Uint8Array(await content.blob.arrayBuffer());
}

describe('OfficeMailReader, listing attachments', () => {
  afterEach(closeOutlooks);

  it('gives each a kind and a name with an extension', async () => {
    const { mail } = await openMailWith([
      file({ name: 'offer.pdf' }),
      { ...shared, kind: 'mail', name: 'Offer v1.2', size: 10, text: eml },
      { ...shared, kind: 'mail', name: 'already.eml', size: 10, text: eml },
      {
        ...shared,
        kind: 'event',
        name: 'Kick-off',
        size: 10,
        text: calendar,
        contentType: 'text/calendar',
      },
      { ...shared, kind: 'cloud', name: 'drawings.zip', size: 0, url: 'https://files.example/1' },
    ]);
    expect(mail.attachments.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'file offer.pdf',
      'mail Offer v1.2.eml',
      'mail already.eml',
      'event Kick-off.ics',
      'link drawings.zip',
    ]);
  });

  it('gives the Content-ID only when this Outlook knows it', async () => {
    const logo = { ...file({ name: 'logo.png' }), isInline: true, contentId: 'logo@x' };
    const { mail: late } = await openMailWith([logo], { mailbox: '1.16' });
    const { mail: early } = await openMailWith([logo], { mailbox: '1.15' });
    expect(late.attachments[0]?.contentId).toBe('logo@x');
    expect(late.attachments[0]?.inline).toBeTrue();
    expect('contentId' in (early.attachments[0] ?? {})).toBeFalse();
  });
});

describe('OfficeMailReader.readAttachment', () => {
  afterEach(closeOutlooks);

  it('gives the very bytes when it is a file', async () => {
    const content = await read(await openMailWith([file({ name: 'offer.pdf' })]));
    expect(await bytesOf(content)).toEqual(bytes);
    expect(content.kind === 'bytes' && content.blob.type).toBe('application/pdf');
  });

  it('gives no bytes when the file is empty', async () => {
    const empty = file({ name: 'empty.txt', size: 0, bytes: new Uint8Array() });
    expect(await bytesOf(await read(await openMailWith([empty])))).toEqual(new Uint8Array());
  });

  it('gives the message when a mail is attached', async () => {
    const content = await read(
      await openMailWith([{ ...shared, kind: 'mail', name: 'Devis', size: 60, text: eml }]),
    );
    expect(await bytesOf(content)).toEqual(new TextEncoder().encode(eml));
    expect('name' in content).toBeFalse();
  });

  it('corrects the name when only the content tells that an appointment is attached', async () => {
    const content = await read(
      await openMailWith([
        { ...shared, kind: 'event', name: 'Kick-off', size: 33, text: calendar },
      ]),
    );
    expect(await bytesOf(content)).toEqual(new TextEncoder().encode(calendar));
    expect(content.kind === 'bytes' && content.name).toBe('Kick-off.ics');
  });

  it('gives the address when it lies in a cloud', async () => {
    const url = 'https://files.customer.example/s/drawings.zip';
    const content = await read(
      await openMailWith([{ ...shared, kind: 'cloud', name: 'drawings.zip', size: 0, url }]),
    );
    expect(content).toEqual({ kind: 'link', url });
  });

  it('fails with outlookTooOld when Outlook is of Mailbox 1.5, and asks nothing', async () => {
    const outlook = await openMailWith([file({ name: 'offer.pdf' })], { mailbox: '1.5' });
    expect(toProblem(await rejection(read(outlook)))).toEqual({ kind: 'outlookTooOld' });
    expect(JSON.stringify(outlook.host.trace())).not.toContain('"DispatchId":150');
  });

  it('asks once more, and fails with host, when the content stays away', async () => {
    const outlook = await openMailWith([file({ name: 'offer.pdf', bytes: new Uint8Array() })]);
    expect(toProblem(await rejection(read(outlook)))).toEqual({ kind: 'host', code: 9020 });
    const asked = outlook.host
      .trace()
      .filter(({ direction }) => direction === 'in')
      .filter(({ message }) => JSON.stringify(message).includes('"DispatchId":150'));
    expect(asked.length).toBe(2);
  });

  for (const [failure, problem] of [
    [9003, { kind: 'host', code: 9003 }],
    [9043, { kind: 'host', code: 9043 }],
    [9017, { kind: 'host', code: 9017 }],
    ['never answers', { kind: 'hostSilent' }],
  ] as const) {
    it(`fails with ${problem.kind} when Outlook answers: ${String(failure)}`, async () => {
      const outlook = await openMailWith([file({ name: 'offer.pdf' })], {
        patience: failure === 'never answers' ? { attachment: 100 } : {},
      });
      outlook.host.fail('getAttachmentContentAsync', failure);
      expect(toProblem(await rejection(read(outlook)))).toEqual(problem);
    });
  }

  it('fails with mailChanged when another mail is selected meanwhile', async () => {
    const outlook = await openMailWith([file({ name: 'offer.pdf' })]);
    const watching = outlook.watch.itemChanges().subscribe();
    outlook.host.delay('getAttachmentContentAsync', 100);
    const reading = rejection(read(outlook));
    outlook.host.select(await aMailItem('second'));
    expect(toProblem(await reading)).toEqual({ kind: 'mailChanged' });
    watching.unsubscribe();
  });
});

describe('FileCalls', () => {
  afterEach(closeOutlooks);

  it('waits as long as the size may need, and briefly when it is told to', async () => {
    const outlook = await openOutlook(await mailWith([file({ name: 'a.pdf', size: 10 })]));
    outlook.host.fail('getAttachmentContentAsync', 'never answers');
    const patience = { start: 1_000, call: 200, attachment: 600, afterSilence: 50, look: 1_000 };
    const calls = new FileCalls(new OfficeCalls(outlook.pane, patience), outlook.pane, patience);
    const waited = async (size: number, how?: 'short'): Promise<number | undefined> => {
      const item = { attachments: [{ id: '1', name: 'a', size }] } as unknown as Office.MessageRead;
      const [listed] = attachments(item);
      if (!listed) throw new Error('There is no such attachment.');
      const begun = performance.now();
      await rejection(firstValueFrom(calls.attachment(item, listed, how)));
      return [50, 200, 600].findLast((least) => performance.now() - begun > least - 5);
    };
    const times = [
      await waited(0, 'short'),
      await waited(10),
      await waited(25_000_000),
      await waited(0),
    ];
    expect(times).toEqual([50, 200, 600, 600]);
  });
});

describe('idInOutlook', () => {
  const scan = (id: unknown, name = 'scan.pdf', size = 10) => ({
    id,
    name,
    size,
    attachmentType: 'file',
  });
  const item = (...listed: readonly unknown[]) =>
    ({ attachments: listed }) as unknown as Office.MessageRead;
  const idsOf = (before: Office.MessageRead, now: Office.MessageRead): readonly string[] =>
    attachments(before).map((attachment) => {
      try {
        return idInOutlook(now, attachment);
      } catch (error) {
        return toProblem(error).kind;
      }
    });

  it('is the one that the item lists now, of the file of this name, size and place', () => {
    const before = item(
      scan('old 1'),
      scan('old 2'),
      scan('old 3', 'scan.pdf', 11),
      scan('old 4', 'a.txt'),
    );
    const now = item(scan('4', 'a.txt'), scan('1'), null, scan('3', 'scan.pdf', 11), scan('2'));
    expect(idsOf(before, before)).toEqual(['old 1', 'old 2', 'old 3', 'old 4']);
    expect(idsOf(before, now)).toEqual(['1', '2', '3', '4']);
  });

  it('is missing where the file is listed without one, or no more', () => {
    expect(idsOf(item(scan('1'), scan('2')), item(scan(undefined), scan('')))).toEqual([
      'fileNotListed',
      'fileNotListed',
    ]);
    expect(idsOf(item(scan('1'), scan('2')), item(scan('3')))).toEqual(['3', 'fileNotListed']);
    expect(idsOf(item(scan('1'), {}), item())).toEqual(['fileNotListed', 'fileNotListed']);
  });
});

describe('attachmentContent', () => {
  const attached: Attachment = {
    id: '1',
    name: 'Devis.eml',
    size: 10,
    kind: 'mail',
    inline: false,
    contentType: '',
  };
  const answer = (content: string, format: string) =>
    ({ content, format }) as unknown as Office.AttachmentContent;
  const binary = (...codes: number[]) => String.fromCharCode(...codes);
  const msg = binary(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2);

  for (const format of ['eml', 'base64']) {
    it(`takes a message in Outlook's own format when it comes as ${format}`, async () => {
      const content = await attachmentContent(answer(btoa(msg), format), attached);
      expect((await bytesOf(content)).length).toBe(msg.length);
      expect(content.kind === 'bytes' && content.name).toBe('Devis.msg');
    });

    it(`takes base64 of a message when it comes as ${format}`, async () => {
      const content = await attachmentContent(
        answer(btoa('Subject: x\r\n\r\ny'), format),
        attached,
      );
      expect(new TextDecoder().decode(await bytesOf(content))).toBe('Subject: x\r\n\r\ny');
      expect('name' in content).toBeFalse();
    });
  }

  for (const text of [
    'No headers here, and no punctuation',
    'OneWord',
    'Short text',
    `${'Wrapped lines of plain words '.repeat(80)}`,
    '',
  ]) {
    it(`takes text without a header as it is: ${String(text.length)} characters`, async () => {
      const content = await attachmentContent(answer(text, 'eml'), attached);
      expect(new TextDecoder().decode(await bytesOf(content))).toBe(text);
    });
  }

  it('decodes megabytes that are broken into lines, and gives way meanwhile', async () => {
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 7) % 251);
    const whole = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const content = await attachmentContent(answer(whole.replace(/.{76}/g, '$&\r\n'), 'base64'), {
      ...attached,
      kind: 'file',
    });
    expect(await bytesOf(content)).toEqual(bytes);
  });

  it('decodes base64 when it is broken into lines', async () => {
    const content = await attachmentContent(answer('SGVs\r\nbG8=\r\n', 'base64'), {
      ...attached,
      kind: 'file',
    });
    expect(new TextDecoder().decode(await bytesOf(content))).toBe('Hello');
  });

  for (const [what, content, format] of [
    ['no base64', '%%%', 'base64'],
    ['of an unknown format', 'x', 'tnef'],
    ['a link that is no web address', 'javascript:alert(1)', 'url'],
    ['no text', 7 as unknown as string, 'base64'],
  ] as const) {
    it(`refuses content when it is ${what}`, async () => {
      await expectAsync(attachmentContent(answer(content, format), attached)).toBeRejectedWith(
        new ProblemError({ kind: 'host', code: 9002 }),
      );
    });
  }
});
