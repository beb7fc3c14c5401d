import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideZonelessChangeDetection } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatProgressBarHarness } from '@angular/material/progress-bar/testing';
import { type Action, ScannedActionsSubject, Store, provideStore } from '@ngrx/store';
import { linkingFeature } from './linking/linking.reducer';
import { type In, type LinkingState, initialState } from './linking/linking.state';
import { Pane } from './pane';
import { Crm } from './ports/crm';
import { type SessionState, sessionFeature } from './session/session.reducer';
import { type SignInAttempt, SignInDesk } from './session/sign-in-desk';
import { FakeCrm } from './testing/fakes';
import { aMail, aModule, aRecord, anAccount, anOpenMail } from './testing/samples';

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
    TestBed.inject(SignInDesk).attempts$.subscribe((attempt) => this.attempts.push(attempt));
  }

  static async of(linking: Partial<LinkingState>): Promise<Screen> {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideStore<{ linking: LinkingState; session: SessionState }>(
          {
            [linkingFeature.name]: linkingFeature.reducer,
            [sessionFeature.name]: sessionFeature.reducer,
          },
          {
            initialState: {
              session: { status: 'unknown' },
              linking: { ...initialState, account: anAccount, ...linking },
            },
          },
        ),
        { provide: Crm, useClass: FakeCrm },
      ],
    });
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
  button(text: string): Promise<MatButtonHarness> {
    return TestbedHarnessEnvironment.loader(this.fixture).getHarness(
      MatButtonHarness.with({ text }),
    );
  }
  async click(text: string): Promise<void> {
    await (await this.button(text)).click();
  }
  /** Clicks what is no Material button. */
  async press(selector: string): Promise<void> {
    this.one(selector).click();
    await this.fixture.whenStable();
  }
  /** Something happens beside the pane. */
  async receive(action: Action): Promise<void> {
    TestBed.inject(Store).dispatch(action);
    await this.fixture.whenStable();
  }
  progress(): Promise<MatProgressBarHarness> {
    return TestbedHarnessEnvironment.loader(this.fixture).getHarness(MatProgressBarHarness);
  }
  async type(selector: string, value: string, event = 'input'): Promise<void> {
    const field = this.one<HTMLInputElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event(event));
    await this.fixture.whenStable();
  }
}
