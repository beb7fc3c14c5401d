import { type FrameLocator, type Locator, expect } from '@playwright/test';

const passwords = { mario: 'Sandbox-mario-1', admin: 'Sandbox-admin-1' } as const;

/** The task pane, by roles and names alone. */
export class LinkPane {
  readonly suggestions: Locator;
  readonly found: Locator;
  readonly alert: Locator;
  readonly linkButton: Locator;
  readonly note: Locator;
  /** Which mail the pane shows. */
  readonly openMail: Locator;
  /** Tells who is signed in, and opens the menu. */
  readonly account: Locator;
  readonly accountMenu: Locator;

  constructor(
    readonly frame: FrameLocator,
    readonly crmAddress: string,
  ) {
    this.suggestions = frame.getByRole('group', { name: 'Suggested records' });
    this.found = frame.getByRole('region', { name: 'Search results' });
    this.alert = frame.getByRole('alert');
    this.account = frame.getByRole('button', { name: /^Signed in as / });
    this.accountMenu = frame.getByRole('region', { name: 'Your account' });
    this.openMail = frame.getByRole('region', { name: 'Open mail' });
    this.note = frame.getByRole('textbox', { name: 'Note on the record, optional' });
    this.linkButton = frame.getByRole('button', { name: 'Link', exact: true });
  }

  async signIn(
    user: 'mario' | 'admin',
    {
      password = passwords[user],
      remember = true,
      address = this.crmAddress,
    }: { password?: string; remember?: boolean; address?: string } = {},
  ): Promise<void> {
    await this.findCrm(address);
    await this.frame.getByLabel('User name').fill(user);
    await this.frame.getByLabel('Password').fill(password);
    await this.frame.getByLabel('Remember me').setChecked(remember);
    await this.submit();
  }

  /** The first step of signing in; nothing where the CRM is found already. */
  async findCrm(address = this.crmAddress): Promise<void> {
    const [field, userName] = [
      this.frame.getByLabel('CRM address'),
      this.frame.getByLabel('User name'),
    ];
    await field.or(userName).first().waitFor();
    if (await userName.isVisible()) return;
    await field.fill(address);
    await this.frame.getByRole('button', { name: /^(Continue|Try again)$/ }).click();
  }

  async signInWithKey(user: string, accessKey: string): Promise<void> {
    await this.findCrm();
    await this.button('Use an access key instead').click();
    await this.frame.getByLabel('User name').fill(user);
    await this.frame.getByLabel('Access key').fill(accessKey);
    await this.submit();
  }

  async submit(): Promise<void> {
    await this.frame.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** Opens the menu of whoever is signed in. */
  async openAccount(): Promise<void> {
    await this.account.click();
    await expect(this.accountMenu).toBeVisible();
  }

  /** Signs out; nothing was left unfinished. */
  async signOut(): Promise<void> {
    await this.openAccount();
    await this.button('Sign out').click();
  }

  /** Goes on as another user, or in another CRM, that is signed in on this device. */
  async switchTo(profile: string | RegExp): Promise<void> {
    await this.openAccount();
    await this.accountMenu.getByRole('button', { name: profile }).click();
  }

  async choose(record: string | RegExp): Promise<void> {
    await this.suggestions.getByRole('checkbox', { name: record }).first().check();
  }

  async takeBack(record: string | RegExp): Promise<void> {
    await this.suggestions.getByRole('checkbox', { name: record }).first().uncheck();
  }

  async search(text: string, module?: string): Promise<void> {
    if (module) await this.frame.getByLabel('Module').selectOption({ label: module });
    await this.frame.getByLabel('Search the CRM').fill(text);
  }

  async chooseFound(record: string | RegExp): Promise<void> {
    await this.found.getByRole('checkbox', { name: record }).first().check();
  }

  async link(): Promise<void> {
    await this.linkButton.click();
  }

  /** Gives the pane the focus, as a click into it does. */
  async focus(): Promise<void> {
    await this.openMail.click();
  }

  heading(name: string | RegExp): Locator {
    return this.frame.getByRole('heading', { name });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  async expectLinkedTo(record: string): Promise<void> {
    await expect(
      this.frame.getByRole('status').filter({ hasText: `Linked to ${record}` }),
    ).toBeVisible({
      timeout: 30_000,
    });
  }

  /** How many scripts of the pane are loaded. */
  async loadedParts(): Promise<number> {
    return this.frame
      .locator('body')
      .evaluate(
        () =>
          performance
            .getEntriesByType('resource')
            .filter(({ name }) => /\/chunk-.*\.js$/.test(name)).length,
      );
  }

  /** Waits until suggestions have come from every module. */
  async expectRest(): Promise<void> {
    await expect(this.suggestions).toBeVisible();
    await expect(this.frame.getByRole('progressbar')).toHaveCount(0);
  }

  async expectText(text: string | RegExp): Promise<void> {
    await expect(this.frame.getByText(text).first()).toBeVisible({ timeout: 15_000 });
  }
}
