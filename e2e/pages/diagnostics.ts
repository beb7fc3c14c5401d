import { readFileSync } from 'node:fs';
import { type Locator, expect } from '@playwright/test';
import type { LinkPane } from './link-pane.ts';

/** A row of the first table of docs/diagnostics.md. */
export interface ListedFinding {
  /** Topic and code, such as `server.silent`. */
  readonly id: string;
  /** How its sentence begins. */
  readonly sentence: string;
}

/** The findings that docs/diagnostics.md says the end-to-end tests produce. */
export function listedFindings(): readonly ListedFinding[] {
  const page = readFileSync(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8');
  const [, section = ''] = /## Produced in a browser\n([^]*?)\n## /.exec(page) ?? [];
  return [...section.matchAll(/^\| `([\w.]+)` +\| ([^|]+) \|/gm)].map(
    ([, id = '', sentence = '']) => ({
      id,
      sentence: sentence.trim(),
    }),
  );
}

/** The page that checks the connection. */
export class Diagnostics {
  readonly title: Locator;
  readonly address: Locator;
  private readonly result: Locator;
  private readonly reportField: Locator;

  constructor(private readonly pane: LinkPane) {
    this.title = pane.heading('Check of the connection');
    this.address = pane.frame.getByRole('textbox', { name: 'Address of the CRM' });
    this.result = pane.heading(/as it should be|as they should be|Nothing is wrong|not be checked/);
    this.reportField = pane.frame.getByLabel('Report, to be copied from here');
  }

  /** Opens it by the button that is there, and waits for the end of its run. */
  async open(): Promise<void> {
    await this.pane.button('Check the connection').first().click();
    await expect(this.title).toBeVisible();
    await this.expectEnd();
  }

  /** Checks anew, another address where one is given; tells what was found. */
  async check(address?: string): Promise<readonly string[]> {
    if (address !== undefined) await this.address.fill(address);
    await this.pane.button('Check again').click();
    // Until the page shows that it runs.
    await this.title.evaluate(() => new Promise((done) => setTimeout(done, 60)));
    await this.expectEnd();
    return this.findings();
  }

  async expectEnd(): Promise<void> {
    await expect(this.result).toBeVisible({ timeout: 30_000 });
  }

  async back(): Promise<void> {
    await this.pane.button('Back').click();
    await expect(this.title).toHaveCount(0);
  }

  /** The text that is copied; Outlook's frame denies the clipboard, so it is shown. */
  async report(): Promise<string> {
    await this.pane.button('Copy report').click();
    return this.reportField.inputValue();
  }

  /** Topic and code of each finding of the last run. */
  async findings(): Promise<readonly string[]> {
    const report = await this.report();
    return [...report.matchAll(/^(\w+): (?:fine|warning|failed|unknown), (\w+)/gm)].map(
      ([, topic = '', code = '']) => `${topic}.${code}`,
    );
  }

  /** All sentences on the page. */
  async sentences(): Promise<string> {
    const items = await this.pane.frame.getByRole('listitem').allInnerTexts();
    return items.join('\n').replace(/\s+/g, ' ');
  }
}
