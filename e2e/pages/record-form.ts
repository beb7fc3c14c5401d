import { type FrameLocator, type Locator, expect } from '@playwright/test';

/** The form for a new record, by roles and names alone. */
export class RecordForm {
  readonly create: Locator;
  readonly createAnyway: Locator;
  /** Records that are like the one being typed. */
  readonly matches: Locator;

  constructor(private readonly frame: FrameLocator) {
    this.create = this.button('Create');
    this.createAnyway = this.button('Create anyway');
    this.matches = frame.getByRole('button', { name: /^Use this record/ });
  }

  /** Opens the form of a module from the page of records. */
  async open(kind: string): Promise<void> {
    await this.button('New record').click();
    await this.button(kind).click();
    await expect(this.frame.getByRole('heading', { name: `New ${kind}` })).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }
  field(label: string): Locator {
    return this.frame.getByLabel(label, { exact: true });
  }
  async expectRefused(label: string, why: RegExp): Promise<void> {
    await expect(this.field(label)).toBeFocused();
    await expect(this.field(label)).toHaveAttribute('aria-invalid', 'true');
    await expect(this.field(label)).toHaveAccessibleDescription(why);
  }
}
