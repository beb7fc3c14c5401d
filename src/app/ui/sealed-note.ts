import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Mail } from '../domain/mail';
import { sealedIn } from '../platform/sealed-text';

/** Says of a mail that shows no text which attachment holds it. */
export function sealedNote(name: string): string {
  return $localize`:@@note.sealed:The text of this email is inside the attachment ${name}:name:.`;
}

/** Where the open mail shows no text: which attachment holds it. */
@Component({
  selector: 'vt-sealed-note',
  template: `
    @if (text(); as text) {
      <p class="warning" role="status">{{ text }}</p>
    }
  `,
  styleUrl: './sealed-note.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SealedNote {
  readonly mail = input.required<Mail>();

  protected readonly text = computed(() => {
    const sealed = sealedIn(this.mail());
    return sealed && sealedNote(sealed.name);
  });
}
