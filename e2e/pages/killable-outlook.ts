import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type LaunchOptions, chromium } from '@playwright/test';
import { OutlookWindow } from './outlook-window.ts';

/** Outlook in a browser of its own, which can be killed and started again on the same device. */
export class KillableOutlook {
  private readonly device = mkdtempSync(join(tmpdir(), 'device-'));
  private context: BrowserContext | undefined;

  constructor(
    private readonly options: LaunchOptions,
    private readonly addresses: { readonly outlook: string; readonly crm: string },
  ) {}

  async start(): Promise<OutlookWindow> {
    this.context = await chromium.launchPersistentContext(this.device, {
      ...this.options,
      locale: 'en-US',
      timezoneId: 'Europe/Rome',
    });
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    const outlook = new OutlookWindow(page, this.addresses.outlook, this.addresses.crm);
    await outlook.start();
    return outlook;
  }

  /** Ends every process of the browser at once: nothing is told, nothing is tidied up. */
  async kill(): Promise<void> {
    const isGone = this.context?.waitForEvent('close');
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (commandOf(id).includes(this.device)) {
        try {
          process.kill(Number(id), 'SIGKILL');
        } catch {
          // It ended with its parent.
        }
      }
    }
    await isGone;
  }

  async end(): Promise<void> {
    await this.context?.close();
    rmSync(this.device, { recursive: true, force: true });
  }
}

function commandOf(process: string): string {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
