import type { Browser, Request } from '@playwright/test';
import { OutlookWindow } from '../../e2e/pages/outlook-window.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { userName } from './seeding.ts';

/** What the pane shows for a mail once nothing more comes. */
export interface Shown {
  /** Web service ids of the suggested records, the first on top. */
  readonly ids: readonly string[];
  /** Whether the button that makes a new record is there. */
  readonly offersNew: boolean;
}

/** How long nothing must be fetched until the pane is at rest, in milliseconds. */
const quiet = 200;
/** How long the pane may take over one mail, in milliseconds. */
const patience = 30_000;

/** The real pane in a browser of its own, pinned, so that it follows from mail to mail. */
export class PaneReader {
  private readonly underWay = new Set<Request>();
  private lastAnswer = 0;

  private constructor(private readonly outlook: OutlookWindow) {}

  /** Opens Outlook and signs in at the CRM. */
  static async open(browser: Browser, sandbox: Sandbox, firstMail: string): Promise<PaneReader> {
    const context = await browser.newContext({ locale: 'en-US', timezoneId: 'Europe/Rome' });
    const page = await context.newPage();
    const outlook = new OutlookWindow(page, sandbox.outlook, sandbox.crm);
    const reader = new PaneReader(outlook);
    page.on('request', (request) => reader.underWay.add(request));
    const settle = (request: Request): void => {
      if (reader.underWay.delete(request)) reader.lastAnswer = performance.now();
    };
    page.on('requestfinished', settle);
    page.on('requestfailed', settle);
    await outlook.start();
    await outlook.select(firstMail);
    await outlook.openPane();
    await outlook.pane.signIn(userName);
    await outlook.pane.linkButton.waitFor();
    await outlook.pin();
    return reader;
  }

  /** Opens a mail and waits until the pane has nothing more to say. Fails where it goes on. */
  async read(mail: string): Promise<Shown> {
    const { outlook } = this;
    const { linkButton, suggestions } = outlook.pane;
    await outlook.selectNothing();
    await linkButton.waitFor({ state: 'detached', timeout: patience });
    await outlook.select(mail);
    await linkButton.waitFor({ timeout: patience });
    await this.rest(mail);
    const ids = await suggestions
      .getByRole('checkbox')
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
    return { ids, offersNew: await outlook.pane.button('New record').isVisible() };
  }

  private async rest(mail: string): Promise<void> {
    const busy = this.outlook.pane.frame.getByRole('progressbar');
    const end = performance.now() + patience;
    this.lastAnswer = performance.now();
    while (performance.now() < end) {
      const silence = this.underWay.size > 0 ? 0 : performance.now() - this.lastAnswer;
      if (silence >= quiet && (await busy.count()) === 0) return;
      await new Promise((done) => setTimeout(done, silence >= quiet ? 50 : quiet - silence));
    }
    throw new Error(`The pane finds no rest at ${mail}.`);
  }
}
