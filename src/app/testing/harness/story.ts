import { TestBed } from '@angular/core/testing';
import { EffectSources, provideEffects } from '@ngrx/effects';
import { type Action, type ActionReducer, ScannedActionsSubject, Store } from '@ngrx/store';
import type { Mail } from '../../domain/mail';
import { Cache } from '../../ports/cache';
import { CredentialVault } from '../../ports/credential-vault';
import { Favourites } from '../../ports/favourites';
import { LinkJournal } from '../../ports/link-journal';
import { ItemWatch } from '../../ports/item-watch';
import { MailReader } from '../../ports/mail-reader';
import * as menuEffects from '../../session/account-menu.effects';
import { SignInRequests } from '../../session/sign-in-requests';
import { FakeCredentialVault, FakeItemWatch, FakeMailReader } from '../fakes';
import { MemoryCache, MemoryFavourites, MemoryJournal } from '../memory-stores';
import { provideMachine } from '../../provide-machine';
import { MemoryCrm } from '../memory-crm';
import { aMail, aModule, aRecord, anAccount, anEnvelope, anOpenMail } from '../samples';
import { PaneActions } from '../../machine/machine.actions';
import { provideFakes } from './provide-fakes';
import * as searchResultsEffects from '../../choosing/search-results.effects';
import * as receiptEffects from '../../linking/receipt.effects';
import { machineFeature } from '../../machine/machine.reducer';
import type { MachineState } from '../../machine/machine.state';

export const password = 'Password-of-Mario';
export const accessKey = 'AccessKeyOfMario';

/** The whole machine over fakes, told step by step. For specs alone. */
export class Story {
  readonly watch = new FakeItemWatch();
  readonly host = new FakeMailReader();
  readonly vault = new FakeCredentialVault();
  readonly crm = new MemoryCrm();
  readonly favourites = new MemoryFavourites();
  readonly journal = new MemoryJournal();
  readonly cache = new MemoryCache();
  readonly actions: Action[] = [];
  private readonly states: unknown[] = [];
  private readonly store: Store<{ machine: MachineState }>;

  constructor() {
    TestBed.configureTestingModule({
      providers: [
        provideFakes(),
        provideMachine(),
        provideEffects(receiptEffects, searchResultsEffects, menuEffects),
        { provide: ItemWatch, useValue: this.watch },
        { provide: MailReader, useValue: this.host },
        { provide: CredentialVault, useValue: this.vault },
        ...this.crm.providers,
        { provide: Cache, useValue: this.cache },
        { provide: LinkJournal, useValue: this.journal },
        { provide: Favourites, useValue: this.favourites },
      ],
    });
    this.store = TestBed.inject<Store<{ machine: MachineState }>>(Store);
    TestBed.inject(ScannedActionsSubject).subscribe((action) => this.actions.push(action));
    this.store.subscribe((state) => this.states.push(state));
  }

  get state(): MachineState {
    return this.store.selectSignal(machineFeature.selectMachineState)();
  }
  get link() {
    return this.store.selectSignal(machineFeature.selectLinkOfOpenMail)();
  }
  get others() {
    return this.store.selectSignal(machineFeature.selectOtherLinks)();
  }
  /** Everything that anything which listens to the store has seen. */
  get seen(): string {
    return JSON.stringify([this.actions, this.states]);
  }

  /** A slice and its effects that join the store when they are first needed. */
  join<S>(
    feature: { name: string; reducer: ActionReducer<S> },
    effects: Record<string, unknown>,
  ): void {
    this.store.addReducer(feature.name, feature.reducer);
    TestBed.runInInjectionContext(() => {
      TestBed.inject(EffectSources).addEffects(effects);
    });
  }
  stateOf<S>({ name }: { name: string; reducer: ActionReducer<S> }): S {
    return this.store.selectSignal((state) => (state as unknown as Record<string, S>)[name])() as S;
  }

  do(action: Action): void {
    this.store.dispatch(action);
  }

  begin(account?: typeof anAccount, mail = aMail()): void {
    this.watch.startCalls.only.answer(anOpenMail({ itemId: mail.itemId }));
    this.vault.restoreCalls.only.answer(account);
  }

  /** The mail is read, the modules loaded and one record suggested. */
  reach(mail: Mail = aMail()): void {
    this.host.readMailCalls.last.answer(mail);
    this.crm.modules.permittedModulesCalls.last.answer([aModule()]);
    this.crm.suggestions.suggestCalls.last.answer({
      status: 'found',
      module: aModule(),
      records: [aRecord()],
    });
  }

  open(mail: Mail): void {
    this.watch.itemChangesCalls.last.next(anOpenMail({ itemId: mail.itemId }));
  }

  async chooseAndLink(): Promise<void> {
    // What the CRM knows of the mail is asked for first.
    await settle();
    this.do(PaneActions.recordToggled({ record: aRecord() }));
    this.do(PaneActions.linkRequested());
    await settle();
    this.answerEnvelopes();
  }

  /**
   * The link asks for the envelope, and so does the look for earlier links, whichever comes first.
   */
  answerEnvelopes(): void {
    for (const call of this.host.readEnvelopeCalls.all) call.answer(anEnvelope());
  }

  signIn(account = anAccount): void {
    const { crmAddress: address, userName } = account;
    TestBed.inject(SignInRequests).submit({
      request: { kind: 'password', address, userName, password },
      remember: true,
    });
    this.crm.signIn.signInCalls.last.answer({ ...account, accessKey });
    this.vault.keepCalls.last.answer(true);
  }
}

/**
 * Parts that are loaded when they are needed: how long that takes is none of a story's business.
 */
const parts = [
  import('../../linking/earlier-look'),
  import('../../linking/link-runner'),
  import('../../linking/link-steps'),
];

/** Lets what was promised happen, and what waits for the page to be drawn. */
export async function settle(): Promise<void> {
  await Promise.all(parts);
  await new Promise((done) => requestAnimationFrame(done));
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setTimeout(done));
}
