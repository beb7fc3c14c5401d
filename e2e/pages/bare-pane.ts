import type { Frame, Page } from '@playwright/test';
import type { SandboxControls } from '../../sandbox/outlook/window/window.ts';

const outlook = 'https://outlook.office.com';
const paneOrigin = 'https://pane.example';
const barePane = `${paneOrigin}/office-js-stand-in/bare-pane.html`;

/**
 * The sandbox under the names of the real one: Outlook and the pane are two https origins, as
 * dialogs demand. Nothing leaves the machine: the servers of the sandbox answer for both.
 */
export class BarePane {
  private constructor(private readonly page: Page) {}

  static async open(
    page: Page,
    sandbox: { readonly outlook: string; readonly pane: string },
  ): Promise<BarePane> {
    const serve = (origin: string, address: string) =>
      page.context().route(`${origin}/**`, async (route) => {
        const response = await route.fetch({
          url: route.request().url().replace(origin, address.replace(/\/$/, '')),
        });
        const headers = { ...response.headers() };
        const policy = headers['content-security-policy'];
        if (policy) {
          headers['content-security-policy'] = policy.replace(
            'frame-src',
            `frame-src ${paneOrigin}`,
          );
        }
        await route.fulfill({ response, headers });
      });
    await serve(outlook, sandbox.outlook);
    await serve(paneOrigin, sandbox.pane);
    await page.goto(`${outlook}/?pane=${encodeURIComponent(barePane)}`);
    await page.getByRole('option').first().waitFor();
    return new BarePane(page);
  }

  /** Opens a mail and the pane on it, and waits until office.js is ready. */
  async show(mail: string, options: Parameters<SandboxControls['open']>[1] = {}): Promise<void> {
    await this.outlook((given) => window.sandbox.open(given.mail, given.options), {
      mail,
      options,
    });
    await this.office(async () => {
      await Office.onReady();
    });
  }

  /** Runs in the Outlook window, where `window.sandbox` is. */
  outlook<A, T>(act: (given: A) => T | Promise<T>, given?: A): Promise<T> {
    return this.page.evaluate(act as never, given as never);
  }

  /** Runs in the pane, where `Office` is. */
  async office<A, T>(act: (given: A) => T | Promise<T>, given?: A): Promise<T> {
    return (await this.frame('Link to CRM')).evaluate(act as never, given as never);
  }

  /** The inline dialog's page. */
  dialog(): Promise<Frame> {
    return this.frame('Dialog');
  }

  private async frame(title: string): Promise<Frame> {
    const frame = await (
      await this.page.waitForSelector(`iframe[title="${title}"]`)
    ).contentFrame();
    if (!frame) throw new Error(`The frame "${title}" has no page`);
    return frame;
  }
}
