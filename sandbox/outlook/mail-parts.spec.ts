import { attachmentBytes, parseEml, type MailAttachment } from './eml.ts';
import { eml, multipart } from './testing.ts';

/** A part of a message; its lines end with CRLF. */
function part(type: string, body: string, ...headers: readonly string[]): string {
  return [`Content-Type: ${type}`, ...headers, '', body].join('\r\n');
}

function nest(subtype: string, boundary: string, ...parts: readonly string[]): string {
  const body = [...parts.flatMap((each) => [`--${boundary}`, each]), `--${boundary}--`];
  return part(`multipart/${subtype}; boundary=${boundary}`, body.join('\r\n'));
}

/** Bytes, each as one character. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Of each attachment its name and what it holds. */
function contents(attachments: readonly MailAttachment[]): (readonly [string, string])[] {
  return attachments.map((each) => [each.name, latin1(attachmentBytes(each))]);
}

const pdf = part('application/pdf; name=a.pdf', 'JVBERg==', 'Content-Transfer-Encoding: base64');

describe('the parts of a mail', () => {
  it('give the first text as the body, and each text after it as a file', async () => {
    const mail = await parseEml(
      multipart('\r\nBefore', pdf, part('text/plain', 'After'), part('text/html', '<p>Page')),
    );
    expect([mail.text, mail.bodyType]).toEqual(['Before\n', 'text']);
    expect(contents(mail.attachments)).toEqual([
      ['a.pdf', '%PDF'],
      ['ATT00001.txt', 'After'],
      ['ATT00002.htm', '<p>Page'],
    ]);
  });

  it('give the footer of a mailing list as a file behind both forms of the body', async () => {
    const both = nest('alternative', 'a', part('text/plain', 'Hi'), part('text/html', '<p>Hi'));
    const mail = await parseEml(multipart(both, part('text/plain', '-- the list')));
    expect([mail.text, mail.html, mail.bodyType]).toEqual(['Hi\n', '<p>Hi\n', 'html']);
    expect(contents(mail.attachments)).toEqual([['ATT00001.txt', '-- the list']]);
  });

  it('are one body where a page with pictures stands among the alternatives', async () => {
    const picture = part(
      'image/png',
      'iVBO',
      'Content-ID: <p>',
      'Content-Transfer-Encoding: base64',
    );
    const page = nest('related', 'r', part('text/html', '<img src="cid:p">'), picture);
    const mail = await parseEml(
      multipart(nest('alternative', 'a', part('text/plain', 'Hi'), page)),
    );
    expect([mail.text, mail.html]).toEqual(['Hi\n', '<img src="cid:p">\n']);
    expect(mail.attachments.map(({ name, isInline }) => [name, isInline])).toEqual([
      ['ATT00001.png', true],
    ]);
  });

  it('give what follows the page within an alternative as files', async () => {
    const apple = nest('mixed', 'm', part('text/html', '<p>1'), pdf, part('text/html', '<p>2'));
    const mail = await parseEml(
      multipart(nest('alternative', 'a', part('text/plain', '1'), apple)),
    );
    expect([mail.text, mail.html]).toEqual(['1\n', '<p>1\n']);
    expect(mail.attachments.map(({ name }) => name)).toEqual(['a.pdf', 'ATT00001.htm']);
  });

  it('give the last form of the body, and none that Outlook cannot show', async () => {
    const forms = [part('text/plain', 'one'), part('text/html', '<p>a'), part('text/html', '<p>b')];
    const amp = part('text/x-amp-html', '<html amp>');
    const mail = await parseEml(multipart(nest('alternative', 'a', ...forms, amp)));
    expect([mail.text, mail.html]).toEqual(['one\n', '<p>b\n']);
    expect(mail.attachments).toEqual([]);
  });

  it('give a text that is shown under a name of its own as a file', async () => {
    const shown = 'Content-Disposition: inline; filename=notes.txt';
    const named = part('text/plain', 'a;b\r\n1;2\r\n', shown);
    const mail = await parseEml(multipart(named, part('text/plain', 'Body')));
    expect(mail.text).toBe('Body\n');
    expect(contents(mail.attachments)).toEqual([['notes.txt', 'a;b\r\n1;2\r\n']]);
    const alone = await parseEml(eml(['Content-Type: text/plain', shown], 'Alone'));
    expect([alone.text, alone.attachments.length]).toEqual(['Alone\n', 0]);
  });

  it('give the first text as the body where a file comes before it', async () => {
    const mail = await parseEml(multipart(pdf, nest('mixed', 'm', part('text/plain', 'Behind'))));
    expect(mail.text).toBe('Behind\n');
    expect(mail.attachments.map(({ name }) => name)).toEqual(['a.pdf']);
  });

  it('keep the line ends that a file has', async () => {
    const file = (text: string): string => part('text/csv; name=a.csv', text);
    const quoted = part(
      'text/plain; name=q.txt',
      'a=\r\nb =3D \r\nc',
      'Content-Transfer-Encoding: Quoted-Printable',
    );
    const { attachments } = await parseEml(
      multipart('\r\nHi', file('1\r\n2\r\n'), file('1\n2'), file(''), quoted),
    );
    expect(contents(attachments).map(([, text]) => text)).toEqual([
      '1\r\n2\r\n',
      '1\n2',
      '',
      'ab =\r\nc',
    ]);
  });

  it('keep the bytes of an attached mail, whatever they are', async () => {
    const inner =
      'Subject: In\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xfc\xdfe\n!';
    const source = multipart('\r\nHi', part('message/rfc822', inner));
    const bytes = Uint8Array.from(source, (character) => character.charCodeAt(0));
    const { attachments } = await parseEml(bytes);
    expect(contents(attachments)).toEqual([['In', inner]]);
    expect(attachments[0]?.size).toBe(inner.length);
  });

  it('are an appointment only where the calendar of an attached mail is no file of it', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
    const attachment = 'Content-Disposition: attachment; filename=a.ics';
    const withFile = nest('mixed', 'i', '\r\nHi', part('text/calendar', calendar, attachment));
    const { attachments } = await parseEml(
      multipart(
        '\r\nHi',
        `Content-Type: message/rfc822\r\n\r\n${part('text/calendar', calendar)}`,
        `Content-Type: message/rfc822\r\n\r\n${withFile}`,
      ),
    );
    expect(attachments.map(({ kind, size }) => [kind, size])).toEqual([
      ['event', calendar.length],
      ['mail', withFile.length],
    ]);
  });

  it('name those that bear no name by their type, counting these alone', async () => {
    const types = ['image/jpeg', 'application/pdf', 'application/octet-stream', 'x-odd/thing'];
    const digest = nest('digest', 'd', '\r\nSubject: Inner\r\n\r\nHi', '\r\n\r\nNo headers');
    const described = part('message/rfc822', 'Subject: no', 'Content-Description: Yes');
    const { attachments } = await parseEml(
      multipart('\r\nHi', pdf, ...types.map((type) => part(type, 'x')), digest, described),
    );
    expect(attachments.map(({ name }) => name)).toEqual([
      'a.pdf',
      'ATT00001.jpg',
      'ATT00002.pdf',
      'ATT00003.bin',
      'ATT00004.dat',
      'Inner',
      'Message',
      'Yes',
    ]);
  });

  it('take a name from what is uuencoded, else from their description', async () => {
    const uuencoded = part(
      'application/octet-stream',
      'begin 644 cat.txt\r\n#0V%T\r\n`\r\nend',
      'Content-Transfer-Encoding: x-uue',
    );
    const described = (text: string): string =>
      part('text/plain', 'x', `Content-Description: ${text}`);
    const { attachments } = await parseEml(
      multipart(
        '\r\nHi',
        uuencoded,
        described('=?utf-8?Q?Fu=C3=9F?='),
        described('a.log'),
        '\r\nx',
      ),
    );
    expect(attachments.map(({ name }) => name)).toEqual([
      'cat.txt',
      'Fuß.txt',
      'a.log',
      'ATT00001.txt',
    ]);
  });

  it('are found however deep they lie, in any number', async () => {
    const deep = (levels: number): string =>
      `${Array.from({ length: levels }, (_, level) => `Content-Type: multipart/mixed; boundary="n${level}."\n\n--n${level}.\n`).join('')}\nBottom\n--n0.--\n`;
    expect((await parseEml(deep(300))).text.trim()).toBe('Bottom');
    expect((await parseEml(deep(20_000))).kind).toBe('message');
    const many = await parseEml(multipart(...Array<string>(3_000).fill('\r\nText')));
    expect(many.attachments.length).toBe(2_999);
  });

  it('are the mail itself where its boundary never comes', async () => {
    const mail = await parseEml(eml(['Content-Type: multipart/mixed; boundary=lost'], 'Words'));
    expect([mail.text, mail.attachments.length]).toEqual(['Words\n', 0]);
  });
});

describe('the kind of a mail', () => {
  const kindOf = async (type: string): Promise<string> =>
    (await parseEml(eml([`Content-Type: ${type}; boundary=b`], '--b\r\n\r\nText\r\n--b--'))).kind;

  it('is none for reports of deliveries and of reading', async () => {
    expect(await kindOf('multipart/report; report-type=delivery-status')).toBe('none');
    expect(await kindOf('Multipart/Report; Report-Type="Disposition-Notification"')).toBe('none');
  });

  it('is a message for reports of anything else', async () => {
    for (const type of ['feedback-report', 'tlsrpt', 'dmarc']) {
      expect(await kindOf(`multipart/report; report-type=${type}`)).toBe('message');
    }
    expect(await kindOf('multipart/report')).toBe('message');
  });
});

describe('the texts of a mail', () => {
  const bytesOf = (text: string): Uint8Array =>
    Uint8Array.from(text, (character) => character.charCodeAt(0));

  it('give up the files that they hold uuencoded', async () => {
    const file = 'begin 644 hello world.txt\r\n%:&5L;&\\`\r\n`\r\nend\r\n';
    const mail = await parseEml(eml([], `Before\r\n${file}After`));
    expect(mail.text).toBe('Before\nAfter\n');
    expect(contents(mail.attachments)).toEqual([['hello world.txt', 'hello']]);
    const encoded = part('text/plain; name=h.txt', file, 'Content-Transfer-Encoding: X-UUENCODE');
    const { attachments } = await parseEml(multipart('\r\nHi', encoded));
    expect(contents(attachments)).toEqual([['h.txt', 'hello']]);
  });

  it('keep what only begins like uuencode', async () => {
    for (const text of ['begin 644 a.txt\nplain words\nend', 'begin 644 a.txt\n`', 'begin 9 a']) {
      const mail = await parseEml(eml([], text));
      expect([mail.text, mail.attachments.length]).toEqual([`${text}\n`, 0]);
    }
  });

  it('are read as UTF-7 where they say so, in headers too', async () => {
    const type = 'Content-Type: text/plain; charset=UTF-7';
    const mail = await parseEml(
      eml(['Subject: =?utf-7?Q?Gr+APwA3w-e?=', type], 'Gr+APwA3w-e +- 1'),
    );
    expect([mail.subject, mail.text]).toEqual(['Grüße', 'Grüße + 1\n']);
  });

  it('are read as windows-1252 where they are no UTF-8 and name no charset', async () => {
    const mail = await parseEml(
      bytesOf('Subject: Gr\xfc\xdfe\r\nTo: \xc3\xbc <a@b.example>\r\n\r\nGr\xfc\xdfe'),
    );
    expect([mail.subject, mail.text, mail.to[0]?.name]).toEqual(['Grüße', 'Grüße\n', 'ü']);
    expect(mail.headers).toBe('Subject: Grüße\r\nTo: ü <a@b.example>\r\n');
  });

  it('give addresses without comments, routes and blanks', async () => {
    const { to } = await parseEml(
      'To: A <a(home)@x.example(work)>, B <@r.example,@s.example:b@x.example>, ' +
        'C <c @ x . example>, D <"d(d)"@x.example>\r\n\r\n',
    );
    expect(to.map(({ address }) => address)).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
      '"d(d)"@x.example',
    ]);
  });
});
