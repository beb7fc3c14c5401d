import { Injectable } from '@angular/core';
import type { AttachmentContent } from '../domain/mail';
import type { LinkId } from '../machine/link-plan';

/** What a link holds in memory while it is under way. */
export class ContentCache {
  /**
   * Contents read from Outlook, by attachment id; their digests are in the progress of the link.
   */
  readonly contents = new Map<string, AttachmentContent>();
  /** The body as the CRM takes it. */
  body: string | undefined;
}

/** The contents of links that are not over; they outlive a retry, and no pane. */
@Injectable({ providedIn: 'root' })
export class ContentCaches {
  private readonly all = new Map<LinkId, ContentCache>();

  of(id: LinkId): ContentCache {
    const contentCache = this.all.get(id) ?? new ContentCache();
    this.all.set(id, contentCache);
    return contentCache;
  }

  /** Drops the contents of every other link: it is over. */
  forgetAllBut(ids: readonly LinkId[]): void {
    for (const id of this.all.keys()) if (!ids.includes(id)) this.all.delete(id);
  }
}
