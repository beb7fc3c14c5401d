import { parseEml } from '../eml.ts';
import { summarise, type MailSummary } from '../mail-summary.ts';
import type { MailItem } from '../mail-item.ts';

/** The mails of the window: those of the server, fetched when opened, and the person's own. */
export class MailStore {
  private readonly listed: MailSummary[] = [];
  private added = 0;
  private readonly items = new Map<string, Promise<MailItem>>();

  /** Asks the server for the list; rejects when it does not answer. */
  async load(): Promise<void> {
    const response = await fetch('mail');
    this.listed.push(...((await response.json()) as MailSummary[]));
  }

  /** The mails of a folder, newest first; own ones on top. */
  list(folder: MailSummary['folder']): readonly MailSummary[] {
    return this.listed.filter((mail) => mail.folder === folder);
  }

  find(id: string): MailSummary | undefined {
    return this.listed.find((mail) => mail.id === id);
  }

  /** Rejects when the server has no mail of this id. */
  item(id: string): Promise<MailItem> {
    const known = this.items.get(id);
    if (known) return known;
    const item = fetchMail(id);
    this.items.set(id, item);
    item.catch(() => this.items.delete(id));
    return item;
  }

  /** Adds an `.eml` to the inbox, in front. */
  async add(source: Uint8Array | string): Promise<MailSummary> {
    const mail = await parseEml(source);
    this.added += 1;
    const id = `own-${this.added}`;
    const summary = summarise(id, mail.kind === 'draft' ? 'drafts' : 'inbox', mail);
    this.items.set(id, Promise.resolve({ id, mail }));
    this.listed.unshift(summary);
    return summary;
  }
}

async function fetchMail(id: string): Promise<MailItem> {
  const response = await fetch(`mail/${encodeURIComponent(id)}.eml`);
  if (!response.ok) throw new Error(`There is no mail "${id}"`);
  return { id, mail: await parseEml(new Uint8Array(await response.arrayBuffer())) };
}
