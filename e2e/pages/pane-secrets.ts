import { type BrowserContext, type Frame, type Page, type Request, expect } from '@playwright/test';
import { PaneHeap, textsIn } from './pane-heap.ts';

/** All forms in which a secret might be written somewhere. */
function formsOf(secret: string): ReadonlyMap<string, string> {
  const base64 = Buffer.from(secret).toString('base64');
  // Inside a longer base64 text a secret looks different at each of three offsets.
  const inside = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString('base64');
    return whole.slice(
      Math.ceil((offset * 4) / 3),
      Math.floor(((offset + secret.length) * 4) / 3) - 1,
    );
  });
  return new Map([
    [encodeURIComponent(secret), 'URL-encoded'],
    [base64, 'base64'],
    ...inside.map((text) => [text, 'within base64'] as const),
    [Buffer.from(secret).toString('hex'), 'hexadecimal'],
    [[...secret].reverse().join(''), 'reversed'],
    // The last: many a secret is the same when URL-encoded.
    [secret, 'plain'],
  ]);
}

/** What the page writes everywhere else than where the secret must go, and what it holds. */
export class PaneSecrets {
  private readonly written: { readonly where: string; readonly text: string }[] = [];
  /** How often each secret was seen where it belongs: proof that the session used it. */
  private readonly rightly = new Map<string, number>();
  /** How many characters were looked through. */
  characters = 0;

  constructor(
    private readonly page: Page,
    private readonly context: BrowserContext,
    private readonly secrets: Readonly<Record<string, string>>,
  ) {
    page.on('console', (message) => {
      this.written.push({ where: `console.${message.type()}`, text: message.text() });
    });
    page.on('pageerror', (error) => {
      this.written.push({ where: 'error', text: error.stack ?? error.message });
    });
    page.on('request', (request) => {
      this.sent(request);
    });
    page.on('framenavigated', (frame) => {
      this.written.push({ where: 'address of a page', text: frame.url() });
    });
  }

  /**
   * Looks through all that the pane holds and has written so far, and fails with what it finds.
   * `also` are texts that others kept, such as the conversation with Outlook.
   */
  async expectNone(when: string, also: Readonly<Record<string, string>> = {}): Promise<void> {
    const findings = await this.find(also);
    expect(findings.map((finding) => `${when}: ${finding}`)).toEqual([]);
  }

  /** Where secrets are that should be nowhere: each place once. */
  async find(also: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
    const held = Object.entries({ ...also, cookies: JSON.stringify(await this.context.cookies()) });
    // The frame of a mail is a page of no origin, which holds nothing.
    for (const frame of this.page.frames().filter((each) => each.url().startsWith('http'))) {
      held.push(...Object.entries(await holdings(frame)));
    }
    const heap = await PaneHeap.of(this.page);
    if (heap) {
      held.push(
        ['the store', await heap.textsOfStates()],
        ['an action', await heap.textsOfActions()],
      );
      await heap.close();
    }
    const findings = new Set<string>();
    const look = (where: string, text: string): void => {
      this.characters += text.length;
      for (const [name, secret] of Object.entries(this.secrets)) {
        for (const [form, how] of formsOf(secret)) {
          if (text.includes(form)) findings.add(`${name}, ${how}, in ${where}`);
        }
      }
    };
    for (const { where, text } of this.written) look(where, text);
    for (const [where, text] of held) look(where, text);
    for (const finding of await this.findInMemory()) findings.add(finding);
    return [...findings];
  }

  /**
   * Objects with a secret in them, but for the vault's: it keeps the key in use, in one object of
   * just that shape. What was let go may take the browser a while to forget.
   */
  private async findInMemory(): Promise<readonly string[]> {
    for (let attempt = 1; ; attempt += 1) {
      const findings: string[] = [];
      const heap = await PaneHeap.of(this.page);
      for (const [name, secret] of Object.entries(this.secrets)) {
        for (const keys of (await heap?.holdersOf(secret)) ?? []) {
          if (keys !== 'accessKey crmAddress userName') {
            findings.push(`${name}, in an object of ${keys}`);
          }
        }
      }
      await heap?.close();
      if (findings.length === 0 || attempt === 8) return findings;
      await new Promise((done) => setTimeout(done, 500));
    }
  }

  /** Each secret went where it belongs: without that, finding none would prove nothing. */
  expectUsed(): void {
    for (const name of Object.keys(this.secrets)) {
      expect(this.rightly.get(name) ?? 0, `${name} was used`).toBeGreaterThan(0);
    }
  }

  private sent(request: Request): void {
    const { authorization, ...headers } = request.headers();
    const isSignIn = new URL(request.url()).pathname.endsWith('/loginpwd');
    const body = request.postDataBuffer()?.toString('latin1') ?? '';
    this.written.push(
      { where: 'an address', text: request.url() },
      { where: 'a header', text: JSON.stringify(headers) },
      // Signing in sends the password, and nothing else may.
      { where: 'a body', text: isSignIn ? '' : body },
    );
    const basic = Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    const rightly = `${isSignIn ? body : ''} ${basic}`;
    for (const [name, secret] of Object.entries(this.secrets)) {
      if (rightly.includes(secret)) this.rightly.set(name, (this.rightly.get(name) ?? 0) + 1);
    }
  }
}

/** All that a page holds and a script of it could read, by where it is. */
async function holdings(frame: Frame): Promise<Readonly<Record<string, string>>> {
  await frame.evaluate(`globalThis.textsIn = ${textsIn.toString()}`);
  return frame.evaluate(async () => {
    const { textsIn } = globalThis as unknown as { textsIn(root: unknown): string };
    Reflect.deleteProperty(globalThis, 'textsIn');
    const fields = [...document.querySelectorAll('input, textarea, select')].filter(
      // Where the person types it, until it is sent.
      (field) => field.checkVisibility() && !(field as HTMLInputElement).matches('[type=password]'),
    ) as HTMLInputElement[];
    const kept: Record<string, string> = {
      'the page': document.documentElement.outerHTML,
      'the fields': fields.map(({ value }) => value).join('\n'),
      'the title': document.title,
      'the address': `${location.href} ${document.referrer} ${JSON.stringify(history.state)} ${window.name}`,
      'the timeline': performance
        .getEntries()
        .map(({ name }) => name)
        .join('\n'),
      cookies: document.cookie,
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      'the window': textsIn(window),
    };
    for (const { name = '', version = 1 } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open(name, version);
        opening.onsuccess = () => {
          done(opening.result);
        };
        opening.onerror = () => {
          fail(new Error(name));
        };
      });
      const tables = [...database.objectStoreNames];
      for (const table of tables) {
        const all = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise<T>((done) => {
            request.onsuccess = () => {
              done(request.result);
            };
          });
        const store = database.transaction(table).objectStore(table);
        const rows = await Promise.all([all(store.getAll()), all(store.getAllKeys())]);
        kept[`IndexedDB ${name} ${table}`] = textsIn(rows);
      }
      database.close();
    }
    for (const name of await (globalThis.caches?.keys() ?? [])) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        kept[`cache ${name}`] =
          `${request.url} ${(await (await cache.match(request))?.text()) ?? ''}`;
      }
    }
    return kept;
  });
}
