import type { InlineDialog } from './inline-dialog.ts';
import { Client, eml, item } from './testing.ts';
import { levelIncludes, parseRequest, type InitialData } from './wire.ts';

const itemChanged = 'olkItemSelectedChanged';
const bodyGetAsync = 37;
const html = { coercionType: 3 };

describe('the envelope', () => {
  it('takes no message for a request but one with the marks of a request', () => {
    for (const text of ['', 'null', '{', '[]', '"text"', '{"_messageType":1}', undefined, 7]) {
      expect(parseRequest(text)).withContext(String(text)).toBeUndefined();
    }
  });

  it('is ignored when it belongs to another conversation', () => {
    const client = new Client();
    client.send('GetInitialData', {}, { _conversationId: 'another' });
    expect(client.received).toEqual([]);
    expect(client.host.trace()).toEqual([]);
  });

  it('is answered under the number and the name of the request', () => {
    const client = new Client();
    client.send('GetInitialData', {});
    const second = client.send('ContextActivationManager_getAppContextAsync', 'id');
    const answer = client.answer(second);
    expect(answer?._actionName).toBe('ContextActivationManager_getAppContextAsync');
    expect(answer?._conversationId).toBe(client.host.conversationId);
    expect(answer?._messageType).toBe(1);
    expect(answer?._errorCode).toBe(0);
  });

  it('compares levels as versions, not as numbers', () => {
    expect(levelIncludes('1.10', '1.8')).toBeTrue();
    expect(levelIncludes('1.8', '1.10')).toBeFalse();
    expect(levelIncludes('2.0', '1.14')).toBeTrue();
  });
});

describe('the handshake', () => {
  it('tells the client the level and the language it plays', () => {
    const client = new Client({ mailbox: '1.5', locale: 'de-DE' });
    const call = client.send('ContextActivationManager_getAppContextAsync', 'id');
    const context = client.answer(call)?._data as Record<string, unknown>;
    expect(JSON.parse(String(context['_requirementMatrix']))).toEqual(
      jasmine.objectContaining({ Mailbox: '1.5' }),
    );
    expect(context['_appUILocale']).toBe('de-DE');
    expect(context['_id']).toBe(client.host.controlId);
  });

  it('puts host info and conversation into the name of the frame', () => {
    const { host } = new Client({ locale: 'it-IT' });
    const name = JSON.parse(host.frameName()) as Record<string, string>;
    expect(name['hostInfo']).toMatch(/^Outlook\$Web\$16\.01\$it-IT\$[0-9a-f-]{36}\$\$/);
    expect(name['xdmInfo']).toBe(`${host.conversationId}|${host.controlId}|http://localhost:4300`);
  });

  it('answers no item with null, and an item with its data', async () => {
    const client = new Client();
    expect(client.answer(client.send('GetInitialData', {}))?._data).toBeNull();
    client.host.selectWithoutEvent(await item('offer'));
    const data = client.answer(client.send('GetInitialData', {}))?._data as InitialData;
    expect(data.subject).toBe('Offer');
    expect(data.internetMessageId).toBe('<offer@rossi-impianti.example>');
    expect(data.userEmailAddress).toBe('demo@vendor.example');
  });

  it('never gets anywhere when the first call is never answered', () => {
    const client = new Client();
    client.host.fail('getAppContextAsync', 'never answers');
    client.send('ContextActivationManager_getAppContextAsync', 'id');
    expect(client.received).toEqual([]);
  });

  it('forgets the listeners of the page before, when the pane is loaded anew', async () => {
    const client = new Client();
    client.listen(itemChanged, 46);
    client.send('ContextActivationManager_getAppContextAsync', 'id');
    client.host.select(await item('offer'));
    expect(client.events()).toEqual([]);
  });
});

describe('ItemChanged', () => {
  it('carries the new item under the number of the registration', async () => {
    const client = new Client();
    const registration = client.listen(itemChanged, 46);
    client.host.select(await item('offer'));
    client.host.select(null);
    expect(client.answer(registration)?._data).toEqual({ Error: 0 });
    const events = client.events();
    expect(events.map(({ _correlationId }) => _correlationId)).toEqual([
      registration,
      registration,
    ]);
    expect((events[0]?._data as InitialData).subject).toBe('Offer');
    expect(events[1]?._data).toBeNull();
  });

  it('is not sent when nobody listens, or Outlook forgets', async () => {
    const client = new Client();
    client.host.select(await item('first'));
    client.listen(itemChanged, 46);
    client.host.selectWithoutEvent(await item('second'));
    client.listen(itemChanged, 46, 2);
    client.host.select(await item('third'));
    expect(client.events()).toEqual([]);
  });

  it('cannot be listened to when registering fails', () => {
    const client = new Client();
    client.host.fail('addHandlerAsync', 5001);
    const registration = client.listen(itemChanged, 46);
    expect(client.answer(registration)?._data).toEqual({ Error: 5001 });
    expect(client.host.hasItemChangedListener()).toBeFalse();
  });
});

describe('a method that fails', () => {
  it('answers as the failure says, until it works again', async () => {
    const client = new Client();
    client.host.selectWithoutEvent(await item('offer'));
    client.host.fail('body.getAsync', 9020);
    expect(client.call(bodyGetAsync, html)).toEqual({
      wasSuccessful: false,
      error: true,
      errorCode: 9020,
    });
    client.host.fail('body.getAsync', 'unsupported');
    expect(client.call(bodyGetAsync, html)).toEqual({ wasSuccessful: false });
    client.host.fail('body.getAsync', 'malformed');
    expect(client.call(bodyGetAsync, html)).toEqual({});
    expect(client.received.at(-1)?._errorCode).toBe(-2);
    client.host.fail('body.getAsync', 'never answers');
    expect(client.call(bodyGetAsync, html)).toBeUndefined();
    client.host.fail('body.getAsync', undefined);
    expect(client.call(bodyGetAsync, html)).toEqual(
      jasmine.objectContaining({ data: jasmine.any(String) }),
    );
  });

  it('must bear a name the host knows', () => {
    expect(() => new Client().host.fail('body.getAsnyc', 9020)).toThrowError(/No method/);
  });
});

describe('a call in flight when another mail is selected', () => {
  const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

  async function selectDuringCall(staleCalls: 'answered' | 'refused'): Promise<unknown> {
    const client = new Client({ staleCalls });
    client.host.selectWithoutEvent(await item('old', eml([], 'old body')));
    client.host.delay('body.getAsync', 5);
    client.call(bodyGetAsync, { coercionType: 0 });
    client.host.select(await item('new', eml([], 'new body')));
    await wait(20);
    return client.received.at(-1)?._data;
  }

  it('is answered with the new mail', async () => {
    const answer = (await selectDuringCall('answered')) as { data: string };
    expect(answer.data.trim()).toBe('new body');
  });

  it('is refused when the host is told to', async () => {
    expect(await selectDuringCall('refused')).toEqual(
      jasmine.objectContaining({ errorCode: 9030 }),
    );
  });
});

describe('a function command', () => {
  it('is told to the page by name, and what became of it is kept', () => {
    const client = new Client();
    client.listen('appCommandInvoked', 39);
    client.host.invokeCommand('cmd1', 'linkNow');
    expect(client.events()[0]?._data).toEqual(['cmd1', 'linkNow', '{"source":{"id":"cmd1"}}']);
    const context = JSON.stringify({
      source: { id: 'cmd1' },
      completedContext: { allowEvent: true },
    });
    client.common(94, { 0: 'cmd1', 1: 0, 2: context });
    client.common(94, { 0: 'cmd2', 1: 11101, 2: '' });
    expect(client.host.completedCommands).toEqual([
      { id: 'cmd1', errorCode: 0, allowEvent: true },
      { id: 'cmd2', errorCode: 11101 },
    ]);
  });
});

describe('the theme', () => {
  it('is told when the page listens, and again when it changes', () => {
    const client = new Client({ theme: 'dark' });
    client.listen('officeThemeChanged', 9);
    client.host.theme('light');
    const colours = client.events().map(({ _data }) => (_data as string[])[0]);
    expect(colours[0]).toContain(`"bodyBackgroundColor":${String(0x1f1f1f)}`);
    expect(colours[1]).toContain(`"bodyBackgroundColor":${String(0xffffff)}`);
  });
});

describe('an inline dialog', () => {
  const dialogMessage = 'dialogMessageReceived';
  const url = 'https://pane.example/dialog.html';

  function openDialog() {
    const client = new Client();
    let shown: InlineDialog | undefined;
    client.host.connectDialogs((dialog) => (shown = dialog));
    const targetId = JSON.stringify({ url, width: 40, height: 50, displayInIframe: true });
    client.send(
      dialogMessage,
      { controlId: client.host.controlId, eventDispId: 10, targetId },
      { _actionType: 1 },
    );
    if (!shown) throw new Error('No dialog was opened');
    const { xdmInfo, hostInfo } = JSON.parse(shown.frameName()) as Record<string, string>;
    const page = new Client({}, shown, xdmInfo?.split('|')[0]);
    return { client, page, hostInfo, shown: () => shown };
  }

  it('shakes hands without a mail, in a conversation of its own', () => {
    const { page, hostInfo, shown } = openDialog();
    expect(shown()?.request).toEqual(jasmine.objectContaining({ url, width: 40, height: 50 }));
    expect(hostInfo).toContain('$isDialog$');
    const context = page.send('ContextActivationManager_getAppContextAsync', 'id');
    expect(page.answer(context)?._data).toEqual(jasmine.objectContaining({ _isDialog: true }));
    const data = page.send('GetInitialData', {});
    expect(page.answer(data)?._errorCode).toBe(-1);
  });

  it('and its pane hear each other', () => {
    const { client, page } = openDialog();
    page.listen('dialogParentMessageReceived', 12);
    page.common(144, { messageToParent: 'hello', targetOrigin: '' });
    client.common(145, { messageContent: 'ping', targetOrigin: '' });
    const messageOrigin = 'https://pane.example';
    expect(client.events().map(({ _data }) => _data)).toEqual([
      { messageType: 0, messageContent: 'hello', messageOrigin },
    ]);
    expect(page.events().map(({ _data }) => _data)).toEqual([
      { messageType: 1, messageContent: 'ping', messageOrigin },
    ]);
  });

  it('is gone when the person closes it, and the pane is told', () => {
    const { client, shown } = openDialog();
    client.host.closeDialog();
    expect(shown()).toBeUndefined();
    expect(client.events()[0]?._data).toEqual({ messageType: 12006 });
  });

  it('is gone when the pane takes its registration back', () => {
    const { client, shown } = openDialog();
    client.listen(dialogMessage, 10, 2);
    expect(shown()).toBeUndefined();
    expect(client.events()).toEqual([]);
  });
});
