import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type Action, ScannedActionsSubject, provideStore } from '@ngrx/store';
import { provideEffects } from '@ngrx/effects';
import { firstValueFrom } from 'rxjs';
import { ProblemError } from '../domain/problem';
import type { RecordForm } from '../domain/record-form';
import { freeMailDomains } from '../platform/free-mail';
import { PaneActions } from '../machine/machine.actions';
import { FakeCrm } from '../testing/fake-crm';
import { aMail, aModule, aRecord, anAccount, anOpenMail } from '../testing/samples';
import { NewRecordPage } from './new-record-page';
import { provideFakes } from '../testing/harness/provide-fakes';

const form: RecordForm = {
  module: 'Contacts',
  moduleLabel: 'Contact',
  nameFields: ['lastname'],
  hasOwner: true,
  fields: [
    { name: 'lastname', label: 'Cognome', kind: 'text', mandatory: true, meaning: 'lastName' },
    { name: 'email', label: 'Email', kind: 'email', mandatory: false, meaning: 'email' },
    ...Array.from({ length: 9 }, (_, at) => ({
      name: `extra${String(at)}`,
      label: `Extra ${String(at)}`,
      kind: 'text' as const,
      mandatory: false,
    })),
  ],
};

/** The page with a whole machine behind it, over a fake CRM. */
class Page {
  readonly actions: Action[] = [];
  private constructor(
    private readonly fixture: ComponentFixture<NewRecordPage>,
    readonly crm: FakeCrm,
  ) {
    TestBed.inject(ScannedActionsSubject).subscribe((action) => this.actions.push(action));
  }

  /** The page, with the form of contacts on it. */
  static async withForm(): Promise<Page> {
    const crm = new FakeCrm();
    TestBed.configureTestingModule({
      providers: [provideFakes(crm), provideStore(), provideEffects()],
    });
    const fixture = TestBed.createComponent(NewRecordPage);
    fixture.componentRef.setInput('pane', {
      status: 'choosing',
      item: anOpenMail(),
      mail: aMail(),
      modules: [aModule()],
      suggestions: { status: 'done', answers: [] },
      query: { text: '' },
      search: { status: 'idle' },
      chosen: [],
      earlier: { status: 'failed', round: 0 },
      attempt: 0,
    });
    fixture.componentRef.setInput('account', anAccount);
    const page = new Page(fixture, crm);
    await fixture.whenStable();
    page.crm.creation.creatableModulesCalls.only.answer(aModule());
    await page.click('Contact');
    page.crm.creation.formOfCalls.only.answer(form);
    await page.appears('vt-form-field');
    return page;
  }

  get element(): HTMLElement {
    return this.fixture.nativeElement as HTMLElement;
  }
  async settle(): Promise<void> {
    await this.fixture.whenStable();
    await new Promise((done) => setTimeout(done));
    await this.fixture.whenStable();
  }
  /** Waits for what depends on a part that is loaded when needed. */
  private async appears(selector: string): Promise<void> {
    for (let tries = 0; tries < 200 && !this.element.querySelector(selector); tries += 1) {
      await this.settle();
      await new Promise((done) => setTimeout(done, 10));
    }
  }
  async click(text: string): Promise<void> {
    await this.settle();
    const button = [...this.element.querySelectorAll('button')].find((one) =>
      one.textContent.trim().startsWith(text),
    );
    if (!button) throw new Error(`There is no button ${text}.`);
    button.click();
    await this.settle();
  }
  field(name: string): HTMLInputElement {
    const field = this.element.querySelector<HTMLInputElement>(`#record-field-${name}`);
    if (!field) throw new Error(`There is no field ${name}.`);
    return field;
  }
  async type(name: string, value: string): Promise<void> {
    this.field(name).value = value;
    this.field(name).dispatchEvent(new Event('input'));
    await this.settle();
  }
}

describe('NewRecordPage', () => {
  // Loaded when first needed, as in the pane; here it must be there at once.
  beforeAll(() => firstValueFrom(freeMailDomains()));

  const none = { records: [], unasked: [] };

  it('shows mandatory and prefilled fields, and folds the rest away', async () => {
    const page = await Page.withForm();
    expect(page.field('lastname').value).toBe('Rossi');
    expect(page.field('email').value).toBe('anna.rossi@rossi-impianti.example');
    expect(page.field('lastname').getAttribute('aria-required')).toBe('true');
    expect(page.element.querySelectorAll('details vt-form-field').length).toBe(2);
    expect(page.element.textContent).toContain('assigned to you');
  });

  it('creates what is typed, chooses it and leaves', async () => {
    const page = await Page.withForm();
    page.crm.creation.similarRecordsCalls.only.answer(none);
    await page.type('extra0', 'more');
    await page.click('Create');
    expect(page.crm.creation.createRecordCalls.only.args[1]).toEqual({
      lastname: 'Rossi',
      email: 'anna.rossi@rossi-impianti.example',
      extra0: 'more',
    });
    page.crm.creation.createRecordCalls.only.answer({ record: aRecord(), altered: [] });
    await page.settle();
    expect(page.actions.slice(-2)).toEqual([
      PaneActions.recordTakenFromForm({ record: aRecord() }),
      PaneActions.recordFormLeft(),
    ]);
  });

  it('goes to the field that was refused, also one that is folded away, and says why', async () => {
    const page = await Page.withForm();
    document.body.append(page.element);
    page.crm.creation.similarRecordsCalls.only.answer(none);
    await page.click('Create');
    page.crm.creation.createRecordCalls.only.fail(
      new ProblemError({ kind: 'fieldRefused', field: 'extra8', reason: 'missing' }),
    );
    await page.settle();
    const field = page.field('extra8');
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const why = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toContain('must be filled in');
    page.element.remove();
  });

  it('offers what is there already, before and instead', async () => {
    const page = await Page.withForm();
    page.crm.creation.similarRecordsCalls.only.answer({ records: [aRecord()], unasked: [] });
    await page.settle();
    expect(page.element.textContent).toContain('Is it one of these?');
    expect(page.element.textContent).toContain('Create anyway');
    await page.click('Use this record');
    expect(page.actions.slice(-2)[0]).toEqual(
      PaneActions.recordTakenFromForm({ record: aRecord() }),
    );
    expect(page.crm.creation.createRecordCalls.all).toEqual([]);
  });

  it('says how it was stored where that is not as it was typed', async () => {
    const page = await Page.withForm();
    page.crm.creation.similarRecordsCalls.only.answer(none);
    await page.click('Create');
    const altered = [{ label: 'Cognome', how: 'cut' as const, stored: 'Ros' }];
    page.crm.creation.createRecordCalls.only.answer({ record: aRecord(), altered });
    await page.settle();
    expect(page.element.textContent).toContain('Cognome: the CRM kept only the beginning, “Ros”.');
    await page.click('Continue');
    expect(page.actions.at(-1)).toEqual(PaneActions.recordFormLeft());
  });

  it('keeps what was typed when another page takes its place for a while', async () => {
    const page = await Page.withForm();
    await page.type('lastname', 'Typed');
    const again = TestBed.createComponent(NewRecordPage);
    again.componentRef.setInput('pane', {
      status: 'choosing',
      item: anOpenMail(),
      mail: aMail(),
      modules: [aModule()],
      suggestions: { status: 'done', answers: [] },
      query: { text: '' },
      search: { status: 'idle' },
      chosen: [],
      earlier: { status: 'failed', round: 0 },
      attempt: 0,
    });
    again.componentRef.setInput('account', anAccount);
    await again.whenStable();
    const field = (again.nativeElement as HTMLElement).querySelector<HTMLInputElement>(
      '#record-field-lastname',
    );
    expect(field?.value).toBe('Typed');
  });
});
