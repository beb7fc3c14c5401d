import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  type OnInit,
  computed,
  effect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { EffectSources } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import type { Configuration } from '../domain/configuration';
import { isPrivateAddress, readCrmAddress } from '../domain/crm-address';
import { type Problem, toProblem } from '../domain/problem';
import type { Account } from '../domain/account';
import { CrmPages } from '../ports/crm-pages';
import { ATTEMPTS } from '../ports/sign-in';
import { DiagnosticsRequest } from '../ui/diagnostics-request';
import { ProblemNotice } from '../ui/problem-notice';
import { TakesFocus } from '../ui/takes-focus';
import { failedSignInsText } from './failed-sign-ins-text';
import { sessionFeature } from './session.reducer';
import { SignInRequests } from './sign-in-requests';
import { SignInActions } from './sign-in.actions';
import * as signInEffects from './sign-in.effects';
import { signInFeature } from './sign-in.reducer';
import { SLOT } from '../ui/slot';

type Field = ElementRef<HTMLInputElement>;

/** The way into the CRM: first its address, then a user name and a password or an access key. */
@Component({
  selector: 'vt-sign-in-page',
  imports: [ProblemNotice, TakesFocus],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage implements OnInit {
  readonly configuration = input.required<Configuration>();
  /** Why one has to sign in again, and who it was, where that is so. */
  readonly reason = input<Problem>();
  readonly account = input<Account>();

  private readonly pages = inject(CrmPages);
  private readonly desk = inject(SignInRequests);
  protected readonly check = inject(DiagnosticsRequest);
  private readonly store = inject(Store);
  private readonly session = this.store.selectSignal(sessionFeature.selectSessionState);
  private readonly signInState = this.joined();
  private readonly addressField = viewChild<Field>('address');
  private readonly goOn = viewChild<ElementRef<HTMLButtonElement>>('goOn');
  private readonly userNameField = viewChild<Field>('userName');
  private readonly secretField = viewChild<Field>('secret');
  private readonly confirmField = viewChild<Field>('confirm');

  protected readonly typedAddress = signal('');
  protected readonly typedUserName = signal('');
  protected readonly kind = signal<'password' | 'accessKey'>('password');
  protected readonly remember = signal(true);
  /** What is wrong with the address as it is typed. */
  protected readonly addressProblem = signal<Problem | undefined>(undefined);
  /** A refusal by a CRM that the person has turned away from. */
  private readonly leftBehind = signal<unknown>(undefined);
  /** An address of a private network that the person has not confirmed yet. */
  protected readonly privateAddress = signal<string | undefined>(undefined);

  protected readonly signInAt = $localize`:@@signIn.at:vtenext at ${SLOT}:address:`.split(SLOT);
  protected readonly crm = computed(() => this.signInState().crm);
  protected readonly busy = computed(() => this.session().status === 'signingIn');
  protected readonly problem = computed((): Problem | undefined => {
    const crm = this.crm();
    if (crm.status === 'missing') return crm.problem;
    if (crm.status !== 'found') return this.addressProblem();
    const session = this.session();
    const isRefused = session.status === 'refused' && session !== this.leftBehind();
    return isRefused ? session.problem : this.reason();
  });
  /** The user whose refusals are counted, in lower case. */
  private readonly named = signal('');
  /** Of the user who is typed. */
  protected readonly failedSignIns = computed(() => {
    const { failedSignIns } = this.signInState();
    return this.named() === this.typedUserName().trim().toLowerCase() ? failedSignIns : 0;
  });
  protected readonly mayBeLocked = computed(() => this.failedSignIns() >= ATTEMPTS);
  protected readonly failedSignInsText = failedSignInsText;
  protected readonly addressLabel = $localize`:@@signIn.addressStep:Address of the CRM`;

  constructor() {
    this.focusNextField();
    effect(() => {
      this.check.address.set(this.typedAddress());
    });
    inject(DestroyRef).onDestroy(() => {
      this.check.address.set('');
    });
    // What was refused is typed anew: the field is empty by then.
    effect(() => {
      if (this.session().status === 'refused') this.secretField()?.nativeElement.focus();
    });
    effect(() => {
      this.goOn()?.nativeElement.focus();
    });
  }

  ngOnInit(): void {
    const [configuration, account] = [this.configuration(), this.account()];
    this.typedAddress.set(account?.crmAddress ?? configuration.crmUrl ?? '');
    this.typedUserName.set(account?.userName ?? '');
    this.kind.set(configuration.allowPassword ? 'password' : 'accessKey');
    this.store.dispatch(SignInActions.formOpened({ configuration, account }));
    if (account) this.nameAccount(account.crmAddress);
  }

  protected typeAddress(event: Event): void {
    this.typedAddress.set((event.target as HTMLInputElement).value);
    this.addressProblem.set(undefined);
    this.privateAddress.set(undefined);
  }

  protected typeUserName(event: Event): void {
    this.typedUserName.set((event.target as HTMLInputElement).value);
  }

  protected seek(event: Event): void {
    event.preventDefault();
    if (this.crm().status === 'sought') return;
    try {
      const address = readCrmAddress(this.typedAddress());
      const isGiven = address === this.configuration().crmUrl;
      if (isGiven || !isPrivateAddress(address)) this.seekAt(address);
      else this.privateAddress.set(address);
    } catch (error) {
      this.store.dispatch(SignInActions.crmGivenUp());
      this.addressProblem.set(toProblem(error));
      this.addressField()?.nativeElement.focus();
    }
  }

  protected seekAt(address: string): void {
    this.privateAddress.set(undefined);
    this.named.set('');
    this.store.dispatch(SignInActions.crmSought({ address }));
  }

  protected giveUp(): void {
    this.leftBehind.set(this.session());
    this.store.dispatch(SignInActions.crmGivenUp());
  }

  protected switchKind(): void {
    this.kind.update((kind) => (kind === 'password' ? 'accessKey' : 'password'));
  }

  protected startPage(address: string): string {
    return this.pages.startPage(address);
  }

  /** How often this user was refused is known before the next attempt. */
  protected nameAccount(crmAddress: string): void {
    const userName = this.typedUserName().trim();
    if (userName === '' || userName.toLowerCase() === this.named()) return;
    this.named.set(userName.toLowerCase());
    this.desk.name({ crmAddress, userName });
  }

  protected signIn(event: Event, address: string): void {
    event.preventDefault();
    const field = this.secretField()?.nativeElement;
    if (this.busy() || !field) return;
    if (!(event.target as HTMLFormElement).reportValidity()) return;
    const userName = this.typedUserName().trim();
    const secret = field.value;
    const confirm = this.confirmField()?.nativeElement;
    const isConfirmed = confirm?.checked ?? false;
    field.value = '';
    if (confirm) confirm.checked = false;
    this.nameAccount(address);
    this.desk.submit({
      request:
        this.kind() === 'password'
          ? { address, userName, kind: 'password', password: secret }
          : { address, userName, kind: 'accessKey', accessKey: secret.trim() },
      remember: this.remember(),
      isConfirmed,
    });
  }

  /** The keyboard goes on in the field that comes next, or back in the one that was wrong. */
  private focusNextField(): void {
    let before: string | undefined;
    effect(() => {
      const { status } = this.crm();
      const isNamed = this.typedUserName() !== '';
      const credentials = isNamed ? this.secretField() : this.userNameField();
      const field = status === 'found' ? credentials : this.addressField();
      if (!field || status === before) return;
      if (before !== undefined) field.nativeElement.focus();
      before = status;
    });
  }

  /** The slice and its effects join the store with the form; joining again changes nothing. */
  private joined() {
    this.store.addReducer(signInFeature.name, signInFeature.reducer);
    inject(EffectSources).addEffects(signInEffects);
    return this.store.selectSignal(signInFeature.selectSignInState);
  }
}
