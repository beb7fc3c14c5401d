import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideEffects } from '@ngrx/effects';
import { type Action, ScannedActionsSubject, provideStore } from '@ngrx/store';
import { type Configuration, stockConfiguration } from '../../domain/configuration';
import { ProblemError } from '../../domain/problem';
import type { Account } from '../../domain/account';
import type { SignInRequest } from '../../ports/sign-in';
import { FakeCrm } from '../fake-crm';
import * as sessionEffects from '../../session/session.effects';
import { sessionFeature } from '../../session/session.reducer';
import { SignInPage } from '../../session/sign-in-page';
import { provideFakes } from './provide-fakes';

/**
 * The form over the real store and effects; the CRM answers when the test says so. For specs alone.
 */
export class Form {
  readonly crm = new FakeCrm();
  readonly actions: Action[] = [];
  private readonly fixture: ComponentFixture<SignInPage>;

  constructor(named: Partial<Configuration> = {}, account?: Account) {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        provideFakes(this.crm),
        provideStore({ [sessionFeature.name]: sessionFeature.reducer }),
        provideEffects(sessionEffects),
      ],
    });
    TestBed.inject(ScannedActionsSubject).subscribe((action) => this.actions.push(action));
    this.fixture = TestBed.createComponent(SignInPage);
    this.fixture.componentRef.setInput('configuration', { ...stockConfiguration, ...named });
    this.fixture.componentRef.setInput('account', account);
  }

  static async open(named: Partial<Configuration> = {}, account?: Account): Promise<Form> {
    const form = new Form(named, account);
    await form.settled();
    return form;
  }

  /** The form at the user name, the CRM found. */
  static async atCredentials(named: Partial<Configuration> = {}): Promise<Form> {
    const form = await Form.open(named);
    await form.seek('crm.example');
    form.crm.signIn.findCrmCalls.only.answer(undefined);
    await form.settled();
    return form;
  }

  settled(): Promise<unknown> {
    return this.fixture.whenStable();
  }
  get page(): HTMLElement {
    return this.fixture.nativeElement as HTMLElement;
  }
  get text(): string {
    return this.page.textContent.replace(/\s+/g, ' ');
  }
  field(name: string): HTMLInputElement | null {
    return this.page.querySelector(`[name=${name}]`);
  }
  button(text: string): HTMLButtonElement | undefined {
    return [...this.page.querySelectorAll('button')].find(
      ({ textContent }) => textContent.trim() === text,
    );
  }
  async type(name: string, value: string): Promise<void> {
    const field = this.field(name);
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event('input'));
    field.dispatchEvent(new Event('change'));
    await this.settled();
  }
  async click(text: string): Promise<void> {
    this.button(text)?.click();
    await this.settled();
  }
  async seek(address: string): Promise<void> {
    await this.type('address', address);
    await this.click('Continue');
  }
  async refuse(kind: 'signInRefused' | 'accessKeyWrong' = 'signInRefused'): Promise<void> {
    this.crm.signIn.failedSignInCount += 1;
    this.crm.signIn.signInCalls.last.fail(new ProblemError({ kind }));
    await this.settled();
  }
  get requests(): readonly SignInRequest[] {
    return this.crm.signIn.signInCalls.all.map(({ args: [request] }) => request);
  }
}
