import { provideZonelessChangeDetection } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideEffects } from '@ngrx/effects';
import { type Action, ScannedActionsSubject, Store, provideStore } from '@ngrx/store';
import { linkingFeature } from '../../machine/machine.reducer';
import { type In, type LinkingState, initialState } from '../../machine/machine.state';
import { Pane } from '../../pane';
import { Cache } from '../../ports/cache';
import { Crm } from '../../ports/crm';
import { CredentialVault, type Keyring } from '../../ports/credential-vault';
import { Device } from '../../ports/device';
import { Favourites } from '../../ports/favourites';
import { LinkJournal } from '../../ports/link-journal';
import { HostDiagnostics } from '../../ports/host-diagnostics';
import { ItemWatch } from '../../ports/item-watch';
import { MailReader } from '../../ports/mail-reader';
import { profilesFeature } from '../../session/profiles.reducer';
import { type SessionState, sessionFeature } from '../../session/session.reducer';
import { type SignInAttempt, SignInRequests } from '../../session/sign-in-requests';
import {
  FakeCredentialVault,
  FakeCrm,
  FakeDevice,
  FakeHostDiagnostics,
  FakeItemWatch,
  FakeMailReader,
} from '../fakes';
import { MemoryCache, MemoryFavourites, MemoryJournal } from '../memory-stores';
import { aMail, aModule, aRecord, anAccount, anOpenMail } from '../samples';

/** The page of records, with one suggestion and what the test names. */
export const choosing = (named: Partial<In<'choosing'>> = {}): In<'choosing'> => ({
  status: 'choosing',
  item: anOpenMail(),
  mail: aMail(),
  modules: [aModule(), aModule({ name: 'Accounts', label: 'Accounts', singular: 'Account' })],
  suggestions: {
    status: 'done',
    answers: [{ status: 'found', module: aModule(), records: [aRecord()] }],
  },
  query: { text: '' },
  search: { status: 'idle' },
  paging: {},
  chosen: [],
  note: '',
  earlier: { status: 'known', round: 0, links: { records: [] } },
  attempt: 0,
  ...named,
});

/** The pane in one state, and what a person sees and does. For specs alone. */
export class Screen {
  readonly actions: Action[] = [];
  readonly attempts: SignInAttempt[] = [];
  private constructor(private readonly fixture: ComponentFixture<Pane>) {
    TestBed.inject(ScannedActionsSubject).subscribe((action) => this.actions.push(action));
    TestBed.inject(SignInRequests).attempts$.subscribe((attempt) => this.attempts.push(attempt));
  }

  static async of(linking: Partial<LinkingState>, keyring: Partial<Keyring> = {}): Promise<Screen> {
    TestBed.configureTestingModule({
      imports: [Pane],
      providers: [
        provideZonelessChangeDetection(),
        provideStore<{
          linking: LinkingState;
          profiles: Keyring;
          session: SessionState;
        }>(
          {
            [linkingFeature.name]: linkingFeature.reducer,
            [profilesFeature.name]: profilesFeature.reducer,
            [sessionFeature.name]: sessionFeature.reducer,
          },
          {
            initialState: {
              session: { status: 'unknown' },
              profiles: { profiles: [], isBlocked: false, ...keyring },
              linking: { ...initialState, account: anAccount, ...linking },
            },
          },
        ),
        provideEffects(),
        { provide: Cache, useClass: MemoryCache },
        { provide: CredentialVault, useClass: FakeCredentialVault },
        { provide: Crm, useClass: FakeCrm },
        { provide: Device, useClass: FakeDevice },
        { provide: HostDiagnostics, useClass: FakeHostDiagnostics },
        { provide: ItemWatch, useClass: FakeItemWatch },
        { provide: MailReader, useClass: FakeMailReader },
        { provide: Favourites, useClass: MemoryFavourites },
        { provide: LinkJournal, useClass: MemoryJournal },
      ],
    });
    // The parts that are loaded when they are wanted.
    await TestBed.compileComponents();
    const fixture = TestBed.createComponent(Pane);
    await fixture.whenStable();
    return new Screen(fixture);
  }

  get page(): HTMLElement {
    return this.fixture.nativeElement as HTMLElement;
  }
  get text(): string {
    return (this.page.textContent ?? '').replace(/\s+/g, ' ');
  }
  textOf(selector: string): readonly string[] {
    return [...this.page.querySelectorAll(selector)].map(({ textContent }) =>
      textContent.replace(/\s+/g, ' ').trim(),
    );
  }
  one<E extends HTMLElement>(selector: string): E {
    const element = this.page.querySelector<E>(selector);
    if (!element) throw new Error(`Nothing on the page is ${selector}.`);
    return element;
  }
  button(text: string): HTMLButtonElement {
    const buttons = [...this.page.querySelectorAll('button')];
    const button = buttons.find(({ textContent }) => textContent.trim() === text);
    if (!button) throw new Error(`No button says ${text}.`);
    return button;
  }
  async click(text: string): Promise<void> {
    this.button(text).click();
    await this.fixture.whenStable();
  }
  /** Clicks what no text of a button names. */
  async press(selector: string): Promise<void> {
    this.one(selector).click();
    await this.fixture.whenStable();
  }
  /** Something happens beside the pane. */
  async receive(action: Action): Promise<void> {
    TestBed.inject(Store).dispatch(action);
    await this.fixture.whenStable();
  }
  /** Waits until all that is under way is on the page. */
  async settled(): Promise<void> {
    await this.fixture.whenStable();
  }
  /** How far the work is; -1 where that is not known. */
  get progress(): number {
    return this.one<HTMLProgressElement>('progress').position;
  }
  async type(selector: string, value: string, event = 'input'): Promise<void> {
    const field = this.one<HTMLInputElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event(event));
    await this.fixture.whenStable();
  }
}
