import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';
import type { HostAlterations } from '../../sandbox/outlook/host-alterations.ts';
import { LinkPane } from './link-pane.ts';

/** The sandbox's Outlook, used as a person would. */
export class OutlookWindow {
  readonly pane: LinkPane;
  private alterations: HostAlterations = {};

  constructor(
    readonly page: Page,
    private readonly address: string,
    crmAddress: string,
  ) {
    this.pane = new LinkPane(page.frameLocator('iframe[title="Link to CRM"]'), crmAddress);
  }

  /** `query`: options of the window's address, such as `mailbox=1.5`. */
  async start(query = ''): Promise<void> {
    await this.page.goto(`${this.address}/${query && `?${query}`}`);
    await this.page.getByRole('option').first().waitFor();
    await this.alter(this.alterations);
  }

  async openFolder(name: 'Inbox' | 'Sent' | 'Drafts'): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Opens a mail, and waits until it is there: a pane that is opened before would close again. */
  async openMail(subject: string | RegExp): Promise<void> {
    await this.page.getByRole('option', { name: subject }).first().click();
    await this.page.locator('#message:not([aria-busy])').waitFor();
  }

  /** Opens a mail of one's own. */
  async openFile(name: string, text: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open .eml…' }).click();
    const buffer = Buffer.from(text);
    await (await chooser).setFiles({ name, mimeType: 'message/rfc822', buffer });
  }

  /** Waits until this mail is shown: a large file takes a while to read. */
  async expectShown(subject: string): Promise<void> {
    await this.page.getByRole('heading', { name: subject, exact: true }).waitFor();
  }

  async openPane(): Promise<void> {
    await this.page.getByRole('button', { name: 'Apps' }).click();
    await this.page.getByRole('menuitem', { name: 'Link to CRM' }).click();
  }

  async closePane(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close', exact: true }).click();
  }

  /** The same Outlook in another window of the same browser. */
  async inAnotherWindow(page: Page): Promise<OutlookWindow> {
    const other = new OutlookWindow(page, this.address, this.pane.crmAddress);
    other.alterations = this.alterations;
    await other.start();
    return other;
  }

  async pin(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pin' }).click();
  }

  /** Selects a mail without telling the pane, as Outlook sometimes does. */
  async selectSilently(id: string): Promise<void> {
    await this.page.evaluate(async (mail) => {
      const { sandbox } = window as unknown as {
        sandbox: { selectWithoutEvent(id: string): Promise<void> };
      };
      await sandbox.selectWithoutEvent(mail);
    }, id);
  }

  /** Shows the mail of this id, as a click in the list does. */
  async select(id: string): Promise<void> {
    await this.page.evaluate(async (mail) => {
      const { sandbox } = window as unknown as {
        sandbox: { select(id: string): Promise<void> };
      };
      await sandbox.select(mail);
    }, id);
  }

  async selectNothing(): Promise<void> {
    await this.page.evaluate(async () => {
      const { sandbox } = window as unknown as {
        sandbox: { select(id: null): Promise<void> };
      };
      await sandbox.select(null);
    });
  }

  /** Lets an Office call fail, or makes it slow, from the next opening of the pane on. */
  async fail(method: string, failure: number | 'never answers' | undefined): Promise<void> {
    await this.page.evaluate(
      ([name, how]) => {
        const { sandbox } = window as unknown as {
          sandbox: { fail(name: unknown, how: unknown): void };
        };
        sandbox.fail(name, how);
      },
      [method, failure] as const,
    );
  }

  async delay(method: string, milliseconds: number): Promise<void> {
    await this.page.evaluate(
      ([name, time]) => {
        const { sandbox } = window as unknown as {
          sandbox: { delay(name: unknown, time: unknown): void };
        };
        sandbox.delay(name, time);
      },
      [method, milliseconds] as const,
    );
  }

  /**
   * Alters Outlook's answers from now on, in place of all earlier alterations, and in each window
   * that `start` opens; `{}`: not at all.
   */
  async alter(alterations: HostAlterations): Promise<void> {
    this.alterations = alterations;
    await this.page.evaluate((wanted) => {
      const { sandbox } = window as unknown as {
        sandbox: { alter(alterations: HostAlterations): void };
      };
      sandbox.alter(wanted);
    }, alterations);
  }

  /** The conversation between Outlook and the pane, as text. */
  async trace(): Promise<string> {
    return this.page.evaluate(() => {
      const { sandbox } = window as unknown as { sandbox: { trace(): unknown } };
      return JSON.stringify(sandbox.trace());
    });
  }

  /** Goes on as on another device: the pane finds nothing that it wrote down. */
  async forgetDevice(): Promise<void> {
    await this.pane.frame.locator('body').evaluate(async () => {
      for (const { name = '' } of await indexedDB.databases()) {
        await new Promise((done) => {
          indexedDB.deleteDatabase(name).onsuccess = done;
        });
      }
    });
    await this.start();
  }

  /** All that lies in the pane's databases, their keys too, as one text. */
  async storedOnDevice(): Promise<string> {
    return this.pane.frame.locator('body').evaluate(async () => {
      const answered = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => {
            resolve(request.result);
          };
          request.onerror = () => {
            reject(request.error ?? new Error('refused'));
          };
        });
      const found: unknown[] = [];
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await answered(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const reading = database.transaction(store).objectStore(store);
          const [keys, values] = [reading.getAllKeys(), reading.getAll()];
          found.push([name, store, await answered(keys), await answered(values)]);
        }
        database.close();
      }
      return JSON.stringify(found);
    });
  }

  /** Lets the pane's browser refuse to store anything, from the next start on. */
  async blockStorage(): Promise<void> {
    await this.page.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      };
      Object.assign(IDBFactory.prototype, { open: refuse, deleteDatabase: refuse });
    });
    await this.start();
  }

  /** Fails with what axe finds in the pane as it is now. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .include('iframe[title="Link to CRM"]')
      .analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`,
    );
    expect(found, 'what axe finds').toEqual([]);
  }

  /** Opens a mail and the pane, and signs in. */
  async begin(subject: string | RegExp, user: 'mario' | 'admin' = 'mario'): Promise<void> {
    await this.openMail(subject);
    await this.openPane();
    await this.pane.signIn(user);
  }
}
