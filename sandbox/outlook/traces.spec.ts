import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageHost } from './conversation.ts';
import type { InlineDialog } from './inline-dialog.ts';
import type { Selection } from './mail-item.ts';
import { OutlookHost } from './outlook-host.ts';
import { eml, item } from './testing.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** A recorded conversation: `in` is what the real office.js sent, `out` what a host answered. */
interface Trace {
  readonly about: string;
  readonly messages: readonly (
    | { readonly dir: 'in'; readonly msg: WireRequest }
    | { readonly dir: 'out'; readonly msg: WireResponse }
  )[];
}

/** What is done to the host before the message of this number of a trace, to bring it about. */
type Stage = Readonly<Record<number, (host: OutlookHost) => void>>;

const folder = join(process.env['SHARED'] ?? '../shared', 'outlook', 'traces');

/**
 * Where an answer differs on purpose: the prototype that was recorded gave out tokens, this host
 * plays an Outlook whose legacy tokens are switched off and that has no single sign-on
 * (Outlook host 6).
 */
const differsOnPurpose = (request: WireRequest) =>
  ['"DispatchId":12}', '"DispatchId":98}'].some((id) => JSON.stringify(request._data).includes(id));

describe('what the real office.js sent in the recorded conversations', () => {
  let replayed = 0;
  let differ = 0;
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('scenario'))
    : [];

  if (names.length === 0) {
    it('is replayed', () => {
      pending(`no recorded conversations at ${folder}`);
    });
  }

  for (const name of names) {
    it(`is answered with the same shapes: ${name}`, async () => {
      const trace = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Trace;
      const differences = await replay(trace, name);
      replayed += trace.messages.filter(({ dir }) => dir === 'in').length;
      differ += differences.length;
      expect(differences).withContext(trace.about).toEqual([]);
    });
  }

  afterAll(() => {
    if (names.length === 0) return;
    const counts = `${String(replayed)} requests, ${String(differ)} answered otherwise`;
    process.stdout.write(`Conversations with office.js: ${counts}\n`);
  });
});

/** Sends the requests of a trace in their order and tells where answers and events differ. */
async function replay(trace: Trace, name: string): Promise<string[]> {
  const stage = await stageOf(name);
  const isShared = name.startsWith('shared');
  const host = new OutlookHost({
    origin: 'https://outlook.office.com',
    mailbox: '1.15',
    permission: 'ReadWriteMailbox',
    sharedFolder: isShared,
  });
  let dialog: InlineDialog | undefined;
  host.connectDialogs((opened) => (dialog = opened ?? dialog));
  stage[-1]?.(host);

  const pages = new Map<string, { said: WireResponse[]; page: PageHost; id: string }>();
  const differences: string[] = [];
  for (const [index, { dir, msg }] of trace.messages.entries()) {
    stage[index]?.(host);
    if (msg._actionName === 'Office_notifyAgave') continue; // the host's own request
    const page = pages.get(msg._conversationId) ?? joined(pages.size === 0 ? host : dialog);
    pages.set(msg._conversationId, page);
    if (dir === 'in') {
      const own = { ...msg, _conversationId: page.id, _data: withOwnIds(msg._data, host) };
      page.page.receive(JSON.stringify(own));
      continue;
    }
    const asked = trace.messages.find(
      (one) =>
        one.dir === 'in' &&
        one.msg._conversationId === msg._conversationId &&
        one.msg._correlationId === msg._correlationId,
    )?.msg as WireRequest;
    if (msg._responseType === 0 && differsOnPurpose(asked)) continue;
    const answer = page.said.find(
      (said) =>
        !matched.has(said) &&
        said._correlationId === msg._correlationId &&
        said._responseType === msg._responseType,
    );
    if (answer) matched.add(answer);
    const expected = shapeOf(msg);
    const seen = answer && shapeOf(answer);
    const missing = expected.filter((part) => !seen?.includes(part));
    if (missing.length > 0) {
      differences.push(`${String(index)} ${msg._actionName}: without ${missing.join(', ')}`);
    }
  }
  return differences;

  function joined(page: PageHost | undefined) {
    if (!page) throw new Error('A page speaks that nobody opened');
    const said: WireResponse[] = [];
    page.connect((message) => said.push(JSON.parse(message) as WireResponse));
    const { xdmInfo } = JSON.parse(page.frameName()) as { xdmInfo: string };
    return { said, page, id: xdmInfo.split('|')[0] ?? '' };
  }
}

const matched = new WeakSet<WireResponse>();

/**
 * Attachment ids are the host's own: a recorded one becomes that of the mail's first file. The
 * options of the recorded dialog were shortened, which made them no JSON.
 */
function withOwnIds(data: unknown, host: OutlookHost): unknown {
  const { ApiParams, targetId } = (data ?? {}) as {
    ApiParams?: { id?: string };
    targetId?: string;
  };
  const dialog = /"url":"([^"]+)"/.exec(targetId ?? '')?.[1];
  if (dialog) return { ...(data as object), targetId: JSON.stringify({ url: dialog }) };
  const id = ApiParams?.id;
  if (id === undefined || id === 'nope' || id === 'x') return data;
  const { selection } = host.mailbox;
  const own = selection && host.mailbox.attachmentsOf(selection)[0]?.id;
  return { ...(data as object), ApiParams: { ...ApiParams, id: own } };
}

/** Error code and, three levels deep, keys with the types of their values; of lists the first. */
function shapeOf({ _errorCode, _data }: WireResponse): string[] {
  return [`error ${String(_errorCode)}`, ...partsOf('', _data, 3)];
}

function partsOf(path: string, value: unknown, depth: number): string[] {
  if (path.endsWith('.errorCode') || path.endsWith('.Error') || path.endsWith('.messageType')) {
    return [`${path}=${String(value)}`];
  }
  const type = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  const own = path.endsWith('.contentType') ? [] : [`${path}:${type}`];
  if (depth === 0 || type === 'null' || typeof value !== 'object') return own;
  return [
    ...own,
    ...Object.entries(Array.isArray(value) ? value.slice(0, 1) : (value as object))
      .filter(([key]) => !['_settings', 'timeZoneOffsets', 'cc', 'bcc', 'to'].includes(key))
      .flatMap(([key, part]) => partsOf(`${path}.${key}`, part, depth - 1)),
  ];
}

/** The item each trace begins with (-1), and what a person or a test did in its course. */
async function stageOf(name: string): Promise<Stage> {
  const select = (mail: Selection) => (host: OutlookHost) => {
    host.selectWithoutEvent(mail);
  };
  const offer = await item('offer', withAttachment('application/pdf', 'JVBERi0xLjQK'));
  const other = await item('other', withAttachment('message/rfc822', 'Subject: inner\r\n\r\nbody'));
  const draft = await item('draft', eml(['X-Unsent: 1']));
  switch (name) {
    case 'compose-mode.json':
      return { [-1]: select(draft) };
    case 'failures.json':
      return {
        [-1]: (host) => {
          host.selectWithoutEvent(offer);
          host.fail('body.getAsync', 9020);
          host.fail('getAllInternetHeadersAsync', 'unsupported');
          host.fail('getAttachmentContentAsync', 'malformed');
          host.fail('notificationMessages.getAllAsync', 'denied');
        },
        ...before('olkItemSelectedChanged', (host) => host.fail('addHandlerAsync', 5001)),
      };
    case 'read-mode.json':
      return { [-1]: select(offer), ...selections(['item', 'null', 'item']) };
    case 'stale-item.json':
      return { [-1]: select(offer), ...selections(['item', 'null', 'item']) };
    case 'dialog-inline.json':
      return {
        [-1]: select(offer),
        ...atEvent(/"messageType":12006/, (host) => host.closeDialog()),
      };
    case 'shared-theme-commands.json':
      return {
        [-1]: select(offer),
        ...atEvent(/bodyBackgroundColor/, (host) => host.theme('dark')),
        ...atEvent(/\["cmd1"/, (host) => host.invokeCommand('cmd1', 'doIt')),
        ...atEvent(/\["cmd2"/, (host) => host.invokeCommand('cmd2', 'doIt2')),
      };
    default:
      return { [-1]: select(offer) };
  }

  function events(): [number, WireResponse][] {
    const { messages } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Trace;
    return messages.flatMap(({ dir, msg }, index) =>
      dir === 'out' && msg._responseType === 1 ? [[index, msg] as [number, WireResponse]] : [],
    );
  }

  function before(action: string, act: (host: OutlookHost) => void): Stage {
    const { messages } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Trace;
    return { [messages.findIndex(({ msg }) => msg._actionName === action)]: act };
  }

  function atEvent(pattern: RegExp, act: (host: OutlookHost) => void): Stage {
    const found = events().find(([, { _data }]) => pattern.test(JSON.stringify(_data)));
    return found ? { [found[0]]: act } : {};
  }

  function selections(kinds: readonly ('item' | 'null')[]): Stage {
    const changes = events().filter(([, msg]) => msg._actionName === 'olkItemSelectedChanged');
    return Object.fromEntries(
      changes.map(([index], at) => [
        index,
        (host: OutlookHost) => {
          host.select(kinds[at] === 'null' ? null : other);
        },
      ]),
    );
  }
}

function withAttachment(type: string, content: string): string {
  return eml(
    ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    [
      '--b',
      'Content-Type: text/html',
      '',
      '<p>See the file.</p>',
      '--b',
      `Content-Type: ${type}; name="file"`,
      'Content-Disposition: attachment; filename="file"',
      ...(type === 'message/rfc822' ? [] : ['Content-Transfer-Encoding: base64']),
      '',
      content,
      '--b--',
      '',
    ].join('\r\n'),
  );
}
