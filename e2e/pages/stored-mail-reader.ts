import type { Browser, Page } from '@playwright/test';
import type { StoredMailView } from '../comparison.ts';
import type { SandboxCrm } from './sandbox-crm.ts';

/** Reads what the CRM holds of one mail after another, in a browser without a network. */
export class StoredMailReader {
  private readonly known = new Set<unknown>();

  private constructor(
    private readonly page: Page,
    private readonly crm: SandboxCrm,
  ) {}

  static async open(browser: Browser, crm: SandboxCrm): Promise<StoredMailReader> {
    return new StoredMailReader(await browser.newPage({ offline: true }), crm);
  }

  /** The message that came since the last reading; nothing where none did, or more than one. */
  async readNewest(): Promise<Omit<StoredMailView, 'saidToBeEmpty'> | undefined> {
    const arrived = (await this.crm.messages()).filter(({ id }) => !this.known.has(id));
    for (const { id } of arrived) this.known.add(id);
    const [fields] = arrived;
    if (!fields || arrived.length > 1) return undefined;
    const links = await this.crm.links();
    const files = links.find(({ messageId }) => messageId === fields['messageid'])?.files;
    return (
      files && {
        fields,
        subject: await this.shown(String(fields['subject'])),
        text: await this.visibleText(String(fields['cleaned_body'])),
        files,
      }
    );
  }

  /** A text as a page shows it that takes it for HTML. */
  private shown(text: string): Promise<string> {
    return this.page.evaluate(
      (html) => new DOMParser().parseFromString(`<p>${html}</p>`, 'text/html').body.textContent,
      text,
    );
  }

  private async visibleText(html: string): Promise<string> {
    await this.page.setContent(html);
    return this.page.locator('body').innerText();
  }
}
