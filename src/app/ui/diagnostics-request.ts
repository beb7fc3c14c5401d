import { Injectable, signal } from '@angular/core';

/**
 * The wish to have the connection checked, from wherever in the pane it is uttered. What was on the
 * screen stays as it is meanwhile.
 */
@Injectable({ providedIn: 'root' })
export class DiagnosticsRequest {
  private readonly wish = signal(false);
  readonly isWanted = this.wish.asReadonly();
  /** The CRM's address as it was typed last; empty where nobody typed one. */
  readonly address = signal('');

  want(): void {
    this.wish.set(true);
  }

  leave(): void {
    this.wish.set(false);
  }
}
