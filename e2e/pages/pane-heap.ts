import type { CDPSession, Page } from '@playwright/test';

interface RemoteObject {
  readonly objectId?: string;
  readonly value?: unknown;
}

/** Runs in the page, with `this` all objects of the pane that garbage collection left. */
const functions = {
  /** Texts in the states of the store, and how many states there are. */
  states: `function () {
    ${textsIn.toString()}
    return textsIn(this.filter((each) => {
      const own = (key) => Object.getOwnPropertyDescriptor(each, key)?.value;
      return typeof own('machine') === 'object' && typeof own('session') === 'object';
    }));
  }`,
  /** Texts in the actions that something still holds. */
  actions: `function () {
    ${textsIn.toString()}
    return textsIn(this.filter((each) => {
      const type = Object.getOwnPropertyDescriptor(each, 'type')?.value;
      return typeof type === 'string' && /^\\[|^@ngrx/.test(type);
    }));
  }`,
  /** The names of the properties of each object that holds the text itself. */
  holders: `function (secret) {
    const found = [];
    for (const each of this) {
      if (each === window || ArrayBuffer.isView(each)) continue;
      const properties = Object.getOwnPropertyDescriptors(each);
      const isOne = Object.values(properties).some(
        ({ value }) => typeof value === 'string' && value.includes(secret),
      );
      if (isOne) found.push(Object.keys(properties).sort().join(' ').slice(0, 200));
    }
    return found;
  }`,
};

/**
 * The objects in the memory of the pane's page, as its debugger lists them: also those that no
 * script could reach from its window, such as the store's. What only
 * functions remember is not seen.
 */
export class PaneHeap {
  private constructor(
    private readonly session: CDPSession,
    private readonly objects: string,
  ) {}

  /** Nothing where no pane is open. */
  static async of(page: Page): Promise<PaneHeap | undefined> {
    const session = await page.context().newCDPSession(page);
    const contexts: { readonly id: number; readonly origin: string }[] = [];
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if ((context.auxData as { isDefault?: boolean }).isDefault) contexts.push(context);
    });
    await session.send('Runtime.enable');
    for (const { id } of contexts) {
      const isPane = await session.send('Runtime.evaluate', {
        contextId: id,
        expression: `document.querySelector('vt-pane') !== null`,
        returnByValue: true,
      });
      if (!(isPane.result as RemoteObject).value) continue;
      const { result } = await session.send('Runtime.evaluate', {
        contextId: id,
        expression: 'Object.prototype',
      });
      const { objects } = await session.send('Runtime.queryObjects', {
        prototypeObjectId: (result as RemoteObject).objectId ?? '',
      });
      return new PaneHeap(session, (objects as RemoteObject).objectId ?? '');
    }
    await session.detach();
    return undefined;
  }

  /** Fails where there is no store: then nothing would be looked through. */
  async textsOfStates(): Promise<string> {
    const texts = (await this.run(functions.states)) as string;
    if (!texts.includes('crmAddress') && !texts.includes('status')) {
      throw new Error('There is no store in the memory of the pane');
    }
    return texts;
  }

  async textsOfActions(): Promise<string> {
    return (await this.run(functions.actions)) as string;
  }

  /** The names of the properties of each object that has the text in one of them. */
  async holdersOf(text: string): Promise<readonly string[]> {
    return (await this.run(functions.holders, text)) as string[];
  }

  async close(): Promise<void> {
    await this.session.detach();
  }

  private async run(functionDeclaration: string, argument?: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.session.send('Runtime.callFunctionOn', {
      objectId: this.objects,
      functionDeclaration,
      arguments: [{ value: argument }],
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'It threw');
    return (result as RemoteObject).value;
  }
}

/**
 * All texts in the memory of the page and its frames after garbage collection, those that only
 * functions remember among them: a heap snapshot lists them all.
 */
export async function textsInSnapshot(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return (JSON.parse(chunks.join('')) as { readonly strings: readonly string[] }).strings;
}

/** All texts that lead from `root`, names of properties among them. Runs in the page. */
export function textsIn(root: unknown): string {
  const seen = new Set<unknown>();
  const waiting: unknown[] = [root];
  const texts: string[] = [];
  while (waiting.length > 0 && seen.size < 400_000) {
    const value = waiting.pop();
    if (typeof value === 'string') texts.push(value);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue;
    if (seen.has(value)) continue;
    seen.add(value);
    if (value instanceof ArrayBuffer) texts.push(new TextDecoder('latin1').decode(value));
    else if (ArrayBuffer.isView(value)) {
      texts.push(new TextDecoder('latin1').decode(value));
      continue;
    }
    if (value instanceof Map || value instanceof Set) waiting.push(...value.entries());
    try {
      for (const key of Reflect.ownKeys(value)) {
        texts.push(String(key));
        waiting.push(Reflect.getOwnPropertyDescriptor(value, key)?.value);
      }
    } catch {
      // A window of another origin.
    }
  }
  return texts.join('\n');
}
