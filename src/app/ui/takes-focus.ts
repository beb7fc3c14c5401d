import { Directive, ElementRef, afterNextRender, inject } from '@angular/core';

/**
 * Takes the focus as it appears, where what had it is gone: the keyboard goes on here, and a screen
 * reader reads it. A mail being read keeps its focus, and so does what a person is just using.
 *
 * It is a tab stop while it has the focus, for office.js moves the focus itself when Tab is
 * pressed, and from an element that is none it leaves the pane.
 */
@Directive({ selector: '[vtTakesFocus]' })
export class TakesFocus {
  constructor() {
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    afterNextRender(() => {
      if (!document.hasFocus() || document.activeElement !== document.body) return;
      nativeElement.tabIndex = 0;
      const leave = (): void => {
        nativeElement.removeAttribute('tabindex');
      };
      nativeElement.addEventListener('blur', leave, { once: true });
      nativeElement.focus();
    });
  }
}
