import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Store } from '@ngrx/store';
import type { Problem } from '../domain/problem';
import type { Account } from '../ports/credential-vault';
import { ConnectionCheck } from '../ui/connection-check';
import { ProblemNotice } from '../ui/problem-notice';
import { TakesFocus } from '../ui/takes-focus';
import { sessionFeature } from './session.reducer';
import { SignInDesk } from './sign-in-desk';

/** The way into the CRM: its address, a user name, and a password or an access key. */
@Component({
  selector: 'vt-sign-in-page',
  imports: [ProblemNotice, TakesFocus],
  templateUrl: './sign-in-page.html',
  styles: `
    .form {
      display: flex;
      flex-direction: column;
      gap: 12px;
      padding: 16px;
    }
    .remember {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 32px;
    }
    input[type='checkbox'] {
      width: 18px;
      height: 18px;
      margin: 0;
      accent-color: var(--mat-sys-primary);
    }
    h2 {
      margin: 0 0 8px;
      font: var(--mat-sys-title-large);
    }
    .hint {
      margin: 0;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  /** Why one has to sign in again, and who it was, where that is so. */
  readonly reason = input<Problem>();
  readonly account = input<Account>();

  private readonly desk = inject(SignInDesk);
  protected readonly check = inject(ConnectionCheck);
  private readonly session = inject(Store).selectSignal(sessionFeature.selectSessionState);
  private readonly address = viewChild.required<ElementRef<HTMLInputElement>>('address');
  private readonly userName = viewChild.required<ElementRef<HTMLInputElement>>('userName');
  private readonly secret = viewChild.required<ElementRef<HTMLInputElement>>('secret');
  private readonly remember = viewChild.required<ElementRef<HTMLInputElement>>('remember');

  protected readonly kind = signal<'password' | 'accessKey'>('password');
  protected readonly busy = computed(() => this.session().status === 'signingIn');
  protected readonly problem = computed(() => {
    const session = this.session();
    return session.status === 'refused' ? session.problem : this.reason();
  });

  constructor() {
    // What was refused is typed anew: the field is empty by then.
    effect(() => {
      if (this.session().status === 'refused') this.secret().nativeElement.focus();
    });
  }

  protected switchKind(): void {
    this.kind.update((kind) => (kind === 'password' ? 'accessKey' : 'password'));
  }

  protected signIn(event: Event): void {
    event.preventDefault();
    if (this.busy()) return;
    const form = event.target as HTMLFormElement;
    if (!form.reportValidity()) return;
    const typed = {
      address: this.address().nativeElement.value,
      userName: this.userName().nativeElement.value.trim(),
    };
    const input = this.secret().nativeElement;
    const secret = input.value;
    input.value = '';
    this.desk.handIn({
      request:
        this.kind() === 'password'
          ? { ...typed, kind: 'password', password: secret }
          : { ...typed, kind: 'accessKey', accessKey: secret.trim() },
      remember: this.remember().nativeElement.checked,
    });
  }
}
