import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Store } from '@ngrx/store';
import { NewRecordPage } from './creating/new-record-page';
import { DiagnosticsPage } from './diagnostics/diagnostics-page';
import { isCrmAllowed } from './domain/configuration';
import type { Problem } from './domain/problem';
import { policyOf } from './domain/problem-policy';
import { shownPerson } from './domain/shown-person';
import { ChoosePage } from './choosing/choose-page';
import { EarlierCard } from './linking/earlier-card';
import { LinkView } from './linking/link-view';
import { PaneActions } from './machine/machine.actions';
import { machineFeature } from './machine/machine.reducer';
import { type In, type LinkState, asksForSignIn, signInProblem } from './machine/machine.state';
import { UnfinishedList } from './linking/unfinished-list';
import { isSameAccount } from './domain/account';
import { AccountMenu } from './session/account-menu';
import { ProfileChoice } from './session/profile-choice';
import { profileColour } from './session/profile-colour';
import { profilesFeature } from './session/profiles.reducer';
import { sessionFeature } from './session/session.reducer';
import { SignInPage } from './session/sign-in-page';
import { DiagnosticsRequest } from './ui/diagnostics-request';
import { ProblemNotice } from './ui/problem-notice';

/** The whole task pane: which mail is open, and what can be done about it. */
@Component({
  selector: 'vt-pane',
  imports: [
    AccountMenu,
    ChoosePage,
    DiagnosticsPage,
    EarlierCard,
    LinkView,
    NewRecordPage,
    ProblemNotice,
    ProfileChoice,
    SignInPage,
    UnfinishedList,
  ],
  templateUrl: './pane.html',
  styleUrl: './pane.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Pane {
  private readonly store = inject(Store);
  protected readonly check = inject(DiagnosticsRequest);
  /**
   * Whether the first screen has long been there: then the diagnostics is loaded, for it must come
   * without a network.
   */
  protected readonly mayLoadDiagnostics = signal(false);
  protected readonly pane = this.store.selectSignal(machineFeature.selectPane);
  protected readonly configuration = this.store.selectSignal(machineFeature.selectConfiguration);
  protected readonly account = this.store.selectSignal(machineFeature.selectAccount);
  protected readonly link = this.store.selectSignal(machineFeature.selectLinkOfOpenMail);
  protected readonly otherLinks = this.store.selectSignal(machineFeature.selectOtherLinks);
  protected readonly unfinished = this.store.selectSignal(machineFeature.selectListedUnfinished);
  protected readonly allUnfinished = this.store.selectSignal(machineFeature.selectUnfinished);
  protected readonly isLinking = this.store.selectSignal(machineFeature.selectIsLinking);

  protected readonly openMail = computed(() => {
    const pane = this.pane();
    return 'item' in pane && pane.item.kind === 'mail' ? pane.item : undefined;
  });
  /** Who it is from: where the item names nobody who can be reached, as the headers have it. */
  protected readonly sender = computed(() => {
    const pane = this.pane();
    const from = this.openMail()?.from ?? { name: '', address: '' };
    const side = 'side' in pane && from.address === '' ? pane.side : undefined;
    return side?.people.find(({ role }) => role === 'from') ?? from;
  });
  /** What is known of the mail from earlier, where it was linked or begun before. */
  protected readonly earlierLinks = computed(() => {
    const pane = this.pane();
    if (pane.status !== 'choosing' || pane.earlier.status !== 'known') return undefined;
    const { links } = pane.earlier;
    return links.message || links.entry ? links : undefined;
  });
  /** Why one has to sign in again to go on, where that is so. */
  protected readonly signInReason = computed((): Problem | undefined => {
    const pane = this.pane();
    if (pane.status === 'signedOut') return undefined;
    if (pane.status === 'failed' && asksForSignIn(pane.problem)) return pane.problem;
    return Object.values(this.links())
      .map(signInProblem)
      .find((problem) => problem);
  });

  protected readonly startingText = $localize`:@@pane.starting:Waiting for Outlook…`;
  protected readonly user = this.store.selectSignal(machineFeature.selectUser);
  private readonly held = this.store.selectSignal(profilesFeature.selectProfiles);
  /** The accounts that may be used here; the host of the pane may have decided on one CRM since. */
  protected readonly profiles = computed(() =>
    this.held().filter(({ account }) => isCrmAllowed(this.configuration(), account.crmAddress)),
  );
  protected readonly isBlocked = this.store.selectSignal(profilesFeature.selectIsBlocked);
  /** Which of several CRMs this is. */
  protected readonly mark = computed(() => {
    const [account, profiles] = [this.account(), this.profiles()];
    return account && profiles.length > 1
      ? profiles.find((profile) => isSameAccount(profile.account, account))
      : undefined;
  });
  protected readonly profileColour = profileColour;
  protected readonly policyOf = policyOf;
  protected readonly isMenuOpen = signal(false);
  /** Whether what the pane first needs is there. */
  protected readonly areSuggestionsDone = computed(() => {
    const pane = this.pane();
    return pane.status === 'choosing' && pane.suggestions.status === 'done';
  });
  /** Why nobody can sign out or switch now; empty where they can. */
  protected readonly waiting = computed(() => {
    if (this.isLinking() || this.isSaving()) return this.waitLabel;
    return this.session().status === 'signingIn'
      ? $localize`:@@pane.waitSignIn:Possible once the sign-in is over`
      : '';
  });
  protected readonly accountLabel = computed(() => {
    const name = this.user()?.name ?? this.account()?.userName ?? '';
    return $localize`:@@pane.account:Signed in as ${name}:name:`;
  });
  private readonly menuButton = viewChild<ElementRef<HTMLElement>>('menuButton');
  private readonly session = this.store.selectSignal(sessionFeature.selectSessionState);
  private readonly links = this.store.selectSignal(machineFeature.selectLinks);
  /** The form's slice is there once the form was opened. */
  private readonly isSaving = this.store.selectSignal(
    ({ creating }: { creating?: { status: string } }) => creating?.status === 'saving',
  );

  protected readonly refreshLabel = $localize`:@@pane.refresh:Read the open mail again`;
  protected readonly blockedText = $localize`:@@pane.blocked:This browser keeps nothing for this pane: you stay signed in until the pane is closed.`;
  protected readonly waitLabel = $localize`:@@pane.wait:Possible once the linking is finished`;
  protected readonly openMailLabel = $localize`:@@pane.openMail:Open mail`;
  protected readonly noSubject = $localize`:@@pane.noSubject:(no subject)`;
  protected readonly shownPerson = shownPerson;
  protected readonly unreachable = (state: never): never => state;

  constructor() {
    const injector = inject(Injector);
    setTimeout(() => {
      this.mayLoadDiagnostics.set(true);
    }, 10_000);
    effect((onCleanup) => {
      if (!this.check.isWanted()) return;
      // The diagnostics takes the focus where nothing has it; who comes back goes on where they
      // left.
      const opener = document.activeElement;
      if (!(opener instanceof HTMLElement)) return;
      opener.blur();
      onCleanup(() => {
        afterNextRender(
          {
            read: () => {
              opener.focus();
            },
          },
          { injector },
        );
      });
    });
  }

  protected otherLinkText({ status, link }: LinkState): string {
    const subject = link.mail.subject || this.noSubject;
    return status === 'failed'
      ? $localize`:@@other.failed:Not linked yet: “${subject}:subject:”. Open that mail to try again.`
      : $localize`:@@other.running:Still linking: “${subject}:subject:”.`;
  }

  protected noMailTitle(kind: In<'noMail'>['item']['kind']): string {
    switch (kind) {
      case 'nothing':
        return $localize`:@@noMail.nothing:No mail is open`;
      case 'stale':
        return $localize`:@@noMail.stale:Another mail is open`;
      case 'draft':
        return $localize`:@@noMail.draft:This mail is still a draft`;
      case 'notMail':
        return $localize`:@@noMail.notMail:This is not a mail`;
    }
  }

  protected noMailHint(kind: In<'noMail'>['item']['kind']): string {
    switch (kind) {
      case 'nothing':
        return $localize`:@@noMail.nothing.hint:Open a received or sent mail to link it. Outlook hands no delivery reports to add-ins.`;
      case 'stale':
        return $localize`:@@noMail.stale.hint:Outlook did not tell the pane which. It is shown when no link is under way, or with the arrow above.`;
      case 'draft':
        return $localize`:@@noMail.draft.hint:Send it first; then open it in Sent Items to link it.`;
      case 'notMail':
        return $localize`:@@noMail.notMail.hint:Only received and sent mails can be linked.`;
    }
  }

  protected refresh(): void {
    this.store.dispatch(PaneActions.refreshRequested());
  }
  protected retry(): void {
    this.store.dispatch(PaneActions.retryRequested());
  }
  protected leaveForm(): void {
    this.store.dispatch(PaneActions.recordFormLeft());
  }
  /** The keyboard goes on where the menu was opened. */
  protected closeMenu(): void {
    this.isMenuOpen.set(false);
    this.menuButton()?.nativeElement.focus();
  }
}
