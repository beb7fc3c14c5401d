import type { HostAlterations } from './host-alterations.ts';
import { Client, item, multipart } from './testing.ts';
import type { InitialData, MethodReply, WireAttachment } from './wire.ts';

const headersOf = 168;
const contentOf = 150;
const loadItemById = 211;
const itemChanged = 'olkItemSelectedChanged';

const mail = multipart(
  '\r\nHello',
  'Content-Type: text/xml; name=a.xml\r\n\r\n<a/>',
  'Content-Type: message/rfc822\r\n\r\nSubject: Inner\r\n\r\nHi',
);

/** A pane on a mail with two attachments, whose host is altered before it is asked for anything. */
async function paneUnder(alterations: HostAlterations, id = 'one'): Promise<Client> {
  const client = new Client();
  client.host.alter(alterations);
  client.host.selectWithoutEvent(await item(id, mail));
  return client;
}

function dataOf(client: Client): InitialData {
  return client.answer(client.send('GetInitialData', {}))?._data as InitialData;
}

function attachmentsOf(client: Client): readonly WireAttachment[] {
  return dataOf(client).attachments ?? [];
}

function content(client: Client, id: string | undefined): MethodReply | undefined {
  return client.call(contentOf, { id }) as MethodReply | undefined;
}

describe('alterations of the host', () => {
  it('list attachments without ids', async () => {
    const client = await paneUnder({ attachmentIds: 'missing' });
    const attachments = attachmentsOf(client);
    expect(attachments.map(({ name }) => name)).toEqual(['a.xml', 'Inner']);
    expect(attachments.some((attachment) => 'id' in attachment)).toBeFalse();
    expect(content(client, undefined)?.errorCode).toBe(9003);
  });

  it('let the first ids go stale, and none of those that the item has when it is read again', async () => {
    const client = await paneUnder({ attachmentIds: 'stale' });
    const [first] = attachmentsOf(client);
    expect(content(client, first?.id)?.errorCode).toBe(9003);
    const [second] = attachmentsOf(client);
    expect(content(client, second?.id)?.wasSuccessful).toBeTrue();
    attachmentsOf(client);
    expect(content(client, second?.id)?.wasSuccessful).toBeTrue();
  });

  it('give new ids with ItemChanged, and with an item loaded by its id', async () => {
    const client = await paneUnder({ attachmentIds: 'stale' });
    client.listen(itemChanged, 46);
    const { id, attachments: [old] = [] } = dataOf(client);
    const loaded = client.call(loadItemById, { itemId: id }) as MethodReply;
    const { attachments: [afresh] = [] } = JSON.parse(String(loaded.data)) as InitialData;
    expect(afresh?.id).not.toBe(old?.id);
    expect(content(client, afresh?.id)?.wasSuccessful).toBeTrue();
    client.host.select(await item('two', mail));
    client.host.select(await item('two', mail));
    const [stale, good] = client
      .events()
      .map(({ _data }) => (_data as InitialData).attachments?.[1]);
    expect(stale?.id).not.toBe(good?.id);
    expect(content(client, stale?.id)?.errorCode).toBe(9003);
    expect(content(client, good?.id)?.wasSuccessful).toBeTrue();
  });

  it('make ids stale that were handed out before, and only where they are shown', async () => {
    const client = await paneUnder({});
    const [first] = attachmentsOf(client);
    expect(content(client, first?.id)?.wasSuccessful).toBeTrue();
    client.host.alter({ attachmentIds: 'stale' });
    expect(content(client, first?.id)?.errorCode).toBe(9003);
    client.host.selectWithoutEvent(await item('two', mail));
    client.host.alter({ attachmentIds: 'stale' });
    client.host.selectWithoutEvent(await item('one', mail));
    expect(attachmentsOf(client)[0]?.id).toBe(first?.id);
    expect(content(client, first?.id)?.errorCode).toBe(9003);
  });

  it('leave an attachment without an answer, refuse it, or give a page in its place', async () => {
    const client = await paneUnder({
      silentAttachments: ['a.xml'],
      refusedAttachments: { Inner: 9020 },
    });
    const [xml, inner] = attachmentsOf(client);
    expect(content(client, xml?.id)).toBeUndefined();
    expect(content(client, inner?.id)?.errorCode).toBe(9020);
    client.host.alter({ wrongBytes: ['a.xml', 'Inner'] });
    const [page, message] = [xml, inner].map(
      (listed) => content(client, listed?.id)?.data as { content: string; format: string },
    );
    expect(page?.format).toBe('base64');
    expect(atob(page?.content ?? '')).toMatch(/^<!DOCTYPE html>.*Sign in/);
    expect(atob(page?.content ?? '').length).toBe(20 * 1024);
    expect([message?.format, message?.content.length]).toEqual(['eml', 20 * 1024]);
  });

  it('cut lists of recipients, and leave out the headers', async () => {
    const client = await paneUnder({ recipientLimit: 1, headers: 'absent' });
    const people = 'To: a@x.example, b@x.example\r\nCc: c@x.example, d@x.example\r\n\r\nHi';
    client.host.selectWithoutEvent(await item('many', people));
    const data = dataOf(client);
    expect([data.to?.length, data.cc?.length]).toEqual([1, 1]);
    expect((client.call(headersOf) as MethodReply).data).toBe('');
  });

  it('end when others take their place', async () => {
    const client = await paneUnder({ silentAttachments: ['a.xml'], headers: 'absent' });
    client.host.alter({});
    const [xml] = attachmentsOf(client);
    expect(content(client, xml?.id)?.data).toEqual({ content: 'PGEvPg==', format: 'base64' });
    expect((client.call(headersOf) as MethodReply).data).toContain('Subject: Offer');
  });
});

describe('an attached mail', () => {
  it('is handed out as text, or as base64 where no text holds its bytes', async () => {
    const inner = 'Subject: 8\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xfc\xdfe';
    const source = multipart('\r\nHi', `Content-Type: message/rfc822\r\n\r\n${inner}`);
    const client = new Client();
    client.host.selectWithoutEvent(
      await item(
        '8',
        Uint8Array.from(source, (character) => character.charCodeAt(0)),
      ),
    );
    const [attached] = attachmentsOf(client);
    expect(content(client, attached?.id)?.data).toEqual({ content: btoa(inner), format: 'eml' });
  });
});
