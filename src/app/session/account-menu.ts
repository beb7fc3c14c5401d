import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { EffectSources } from '@ngrx/effects';
import { Store } from '@ngrx/store';
import type { CrmUser } from '../domain/crm';
import { type Account, isSameAccount } from '../domain/account';
import { PROFILE_COLOURS, type Profile, type ProfileColour } from '../ports/credential-vault';
import * as menuEffects from './account-menu.effects';
import { profileColour } from './profile-colour';
import { ProfileList } from './profile-list';
import { SessionActions } from '../machine/session.actions';
import { plural } from '../ui/plural';

/** Who is signed in, and the ways to another CRM and out; loaded when first opened. */
@Component({
  selector: 'vt-account-menu',
  imports: [ProfileList],
  templateUrl: './account-menu.html',
  styles: `
    .menu {
      display: flex;
      flex-direction: column;
      align-items: start;
      gap: 4px;
      padding: 4px 16px 12px;
      background: var(--mat-sys-surface-container);
      overflow-wrap: anywhere;
    }
    vt-profile-list,
    form,
    [role='alertdialog'] {
      width: 100%;
    }
    p,
    h2 {
      margin: 0 0 8px;
    }
    h2 {
      font: var(--mat-sys-title-small);
    }
    .who strong,
    .who span {
      display: block;
    }
    .detail {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      margin: 8px 0;
      padding: 0;
      border: 0;
    }
    fieldset label {
      display: flex;
      align-items: center;
      gap: 4px;
      min-height: 28px;
    }
    .dot {
      width: 12px;
      height: 12px;
      border-radius: 50%;
    }
  `,
  host: { '(keydown.escape)': 'leave($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  readonly account = input.required<Account>();
  readonly user = input.required<CrmUser>();
  readonly profiles = input.required<readonly Profile[]>();
  /** How many links of the account were begun and not finished. */
  readonly unfinished = input.required<number>();
  /** Why neither another account nor the way out can be taken now; empty where they can. */
  readonly waiting = input('');
  readonly closed = output();

  private readonly store = inject(Store);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly part = signal<'list' | 'look' | 'question'>('list');
  protected readonly profile = computed(() =>
    this.profiles().find(({ account }) => isSameAccount(account, this.account())),
  );
  protected readonly whoText = computed(() => {
    const { crmAddress, userName } = this.account();
    const { id } = this.user();
    return id === undefined
      ? $localize`:@@account.at:${userName}:user: at ${crmAddress}:address:`
      : $localize`:@@account.atWithId:${userName}:user: at ${crmAddress}:address: (user ${id}:id:)`;
  });
  protected readonly questionText = computed(() =>
    plural(this.unfinished(), {
      one: $localize`:@@account.question.one:${String(this.unfinished())}:count: link was not finished, and this device forgets it. What is stored already stays in the CRM.`,
      other: $localize`:@@account.question.other:${String(this.unfinished())}:count: links were not finished, and this device forgets them. What is stored already stays in the CRM.`,
    }),
  );
  protected readonly title = $localize`:@@account.title:Your account`;
  protected readonly profilesLabel = $localize`:@@account.profiles:CRMs on this device`;
  protected readonly longestName = 60;
  protected readonly colours = PROFILE_COLOURS;
  protected readonly profileColour = profileColour;
  protected readonly colourNames: Readonly<Record<ProfileColour, string>> = {
    blue: $localize`:@@colour.blue:Blue`,
    orange: $localize`:@@colour.orange:Orange`,
    green: $localize`:@@colour.green:Green`,
    purple: $localize`:@@colour.purple:Purple`,
    red: $localize`:@@colour.red:Red`,
    teal: $localize`:@@colour.teal:Teal`,
  };

  constructor() {
    // Joining again changes nothing.
    inject(EffectSources).addEffects(menuEffects);
  }

  /** What was pressed is gone with the next rendering; its successor takes the focus. */
  protected show(part: 'list' | 'look' | 'question'): void {
    this.part.set(part);
    setTimeout(() => {
      this.host.nativeElement.querySelector<HTMLElement>('button, input')?.focus();
    });
  }

  protected leave(event: Event): void {
    event.stopPropagation();
    if (this.part() === 'list') this.closed.emit();
    else this.show('list');
  }

  protected choose(account: Account): void {
    this.closed.emit();
    if (!isSameAccount(account, this.account())) {
      this.store.dispatch(SessionActions.profileChosen({ account }));
    }
  }

  protected add(): void {
    this.closed.emit();
    this.store.dispatch(SessionActions.anotherCrmWanted());
  }

  protected updateProfile(event: Event): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [name, chosen] = [form.get('name'), form.get('colour')];
    const colour = PROFILE_COLOURS.find((one) => one === chosen);
    if (typeof name !== 'string' || name.trim() === '' || !colour) return;
    const look = { name: name.trim(), colour };
    this.store.dispatch(SessionActions.profileUpdated({ account: this.account(), look }));
    this.show('list');
  }

  protected signOut(): void {
    if (this.unfinished() > 0) this.show('question');
    else this.forget();
  }

  protected forget(): void {
    // A link may have been begun behind the question.
    if (this.waiting() !== '') return;
    this.closed.emit();
    this.store.dispatch(SessionActions.signOutRequested({ account: this.account() }));
  }
}
