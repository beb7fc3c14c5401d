import { isShownInBody, parseEml } from './eml.ts';
import { eml, multipart } from './testing.ts';

describe('an .eml file', () => {
  it('gives an attached message without a disposition as an attachment', async () => {
    const inner = 'Subject: Inner\r\n\r\nInner body';
    const { attachments, text } = await parseEml(
      multipart('\r\nOuter body', `Content-Type: message/rfc822\r\n\r\n${inner}`),
    );
    expect(attachments.map(({ kind, name }) => [kind, name])).toEqual([['mail', 'Inner']]);
    expect(text).not.toContain('Inner body');
  });

  it('gives a calendar somebody attached as a file, and no invitation', async () => {
    const calendar =
      'Content-Type: text/calendar; method=REQUEST\r\n' +
      'Content-Disposition: attachment; filename="a.ics"\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR';
    const { kind, attachments } = await parseEml(multipart('\r\nHello', calendar));
    expect(kind).toBe('message');
    expect(attachments.map(({ name }) => name)).toEqual(['a.ics']);
  });

  it('gives its header block with CRLF when its lines end with LF', async () => {
    const { headers, subject } = await parseEml('Subject: Grüße\nX-Two: 2\n\nBody\n\nmore');
    expect(headers).toBe('Subject: Grüße\r\nX-Two: 2\r\n');
    expect(subject).toBe('Grüße');
  });

  it('is read when it is headers only, empty, or dated by nonsense', async () => {
    expect((await parseEml('Subject: Alone\r\n')).subject).toBe('Alone');
    expect((await parseEml('')).from).toBeUndefined();
    expect((await parseEml('Date: yesterday\r\n\r\n')).sentAt).toBeUndefined();
  });

  it('counts the members of a group among the recipients', async () => {
    const { to } = await parseEml('To: Team: a@x.example, Bo <b@x.example>;\r\n\r\n');
    expect(to).toEqual([
      { name: 'a@x.example', address: 'a@x.example' },
      { name: 'Bo', address: 'b@x.example' },
    ]);
  });

  it('arrives when the topmost server took it, not when it was written', async () => {
    const trace = 'Received: from a by b; Mon, 23 Nov 2026 09:14:00 +0100';
    const mail = await parseEml(eml([trace]));
    expect(mail.sentAt).toBe('2026-11-23T08:12:00.000Z');
    expect(mail.receivedAt).toBe('2026-11-23T08:14:00.000Z');
  });

  it('tells pictures the body shows from others that are only marked inline', async () => {
    const picture = (id: string) =>
      `Content-Type: image/png; name="${id}.png"\r\nContent-Disposition: inline\r\n` +
      `Content-ID: <${id}>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=`;
    const html = 'Content-Type: text/html\r\n\r\n<img src="cid:shown">';
    const mail = await parseEml(multipart(html, picture('shown'), picture('other')));
    expect(mail.attachments.map(({ isInline }) => isInline)).toEqual([true, true]);
    expect(mail.attachments.map((each) => isShownInBody(mail, each))).toEqual([true, false]);
  });
});
