import { type Locator, expect } from '@playwright/test';
import type { LinkPane } from './link-pane.ts';

/** Searching by hand in the pane, and the cards of records. */
export class RecordSearch {
  readonly results: Locator;
  readonly moduleFilter: Locator;
  readonly box: Locator;

  constructor(private readonly pane: LinkPane) {
    this.results = pane.found;
    this.moduleFilter = pane.frame.getByLabel('Module');
    this.box = pane.frame.getByLabel('Search the CRM');
  }

  /** What was found in one module. */
  group(module: string): Locator {
    return this.results.getByRole('group', { name: module, exact: true });
  }

  /** Labels of the modules in which something was found, as they stand. */
  async expectGroups(...modules: readonly string[]): Promise<void> {
    await this.expectDone();
    await expect(this.results.getByRole('heading', { level: 3 })).toHaveText([...modules]);
  }

  async expectDone(): Promise<void> {
    await expect(this.results).toBeVisible();
    await expect(this.results.getByRole('progressbar')).toHaveCount(0);
  }

  /** The next page of one module; the first of its new records has the focus afterwards. */
  async pageOn(module: string): Promise<void> {
    await this.expectDone();
    const rows = this.group(module).getByRole('checkbox');
    const before = await rows.count();
    await this.moreButton(module).click();
    await expect(rows.nth(before)).toBeFocused();
  }

  moreButton(module: string): Locator {
    return this.results.getByRole('button', { name: `More… in ${module}` });
  }

  /** The ids of a module's records that are on the screen. */
  async ids(module: string): Promise<readonly string[]> {
    const boxes = await this.group(module).getByRole('checkbox').all();
    return Promise.all(boxes.map(async (box) => (await box.getAttribute('value')) ?? ''));
  }

  /** The matched words in a module's rows. */
  emphasised(module: string): Locator {
    return this.group(module).locator('mark');
  }

  /** The modules that are offered before all others, and how many there are in all. */
  async offeredModules(): Promise<{ mostUsed: readonly string[]; count: number }> {
    await this.pane.expectRest();
    // Chromium gives the groups of a closed list no role.
    const mostUsed = this.moduleFilter.locator('optgroup[label="Most used"]');
    return {
      mostUsed: (await mostUsed.locator('option').allTextContents()).map((text) => text.trim()),
      count: (await this.moduleFilter.locator('option').count()) - 1,
    };
  }

  async toggleDetails(record: string): Promise<void> {
    await this.pane.frame
      .getByRole('button', { name: `Details of ${record}` })
      .first()
      .click();
  }

  card(record: string): Locator {
    return this.pane.frame.getByRole('region', { name: record, exact: true });
  }
}
