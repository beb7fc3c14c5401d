import { Injectable } from '@angular/core';
import type { AttachmentContent } from '../domain/mail';
import type { LinkId } from './link-plan';

/** What a link holds in memory while it is under way. */
export class Shelf {
  /** Contents read from Outlook, by attachment id; their digests are among the facts. */
  readonly contents = new Map<string, AttachmentContent>();
  /** The body as the CRM takes it. */
  body: string | undefined;
}

/** The contents of links that are not over; they outlive a retry, and no pane. */
@Injectable({ providedIn: 'root' })
export class Shelves {
  private readonly all = new Map<LinkId, Shelf>();

  of(id: LinkId): Shelf {
    const shelf = this.all.get(id) ?? new Shelf();
    this.all.set(id, shelf);
    return shelf;
  }

  /** Drops the contents of every other link: it is over. */
  forgetAllBut(ids: readonly LinkId[]): void {
    for (const id of this.all.keys()) if (!ids.includes(id)) this.all.delete(id);
  }
}
