import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { TOPICS } from '../domain/finding';
import { ProblemError } from '../domain/problem';
import { Device } from '../ports/device';
import { HostDiagnostics } from '../ports/host-diagnostics';
import { FakeCrm } from '../testing/fake-crm';
import type { FakeDevice, FakeHostDiagnostics } from '../testing/fakes';
import { anAccount } from '../testing/samples';
import { DiagnosticsRequest } from '../ui/diagnostics-request';
import { DiagnosticsPage } from './diagnostics-page';
import { provideFakes } from '../testing/harness/provide-fakes';

describe('DiagnosticsPage', () => {
  const host = () => TestBed.inject(HostDiagnostics) as FakeHostDiagnostics;
  const device = () => TestBed.inject(Device) as FakeDevice;
  let crm: FakeCrm;
  let fixture: ComponentFixture<DiagnosticsPage>;
  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const textOf = (selector: string): string =>
    [...page().querySelectorAll(selector)]
      .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())
      .join('|');
  const click = async (label: string): Promise<void> => {
    [...page().querySelectorAll('button')]
      .find(({ textContent }) => textContent.trim() === label)
      ?.click();
    await fixture.whenStable();
  };

  async function open(typed = ''): Promise<void> {
    crm = new FakeCrm();
    TestBed.configureTestingModule({
      imports: [DiagnosticsPage],
      providers: [provideFakes(crm)],
    });
    const check = TestBed.inject(DiagnosticsRequest);
    check.address.set(typed);
    check.want();
    fixture = TestBed.createComponent(DiagnosticsPage);
    fixture.componentRef.setInput('account', anAccount);
    await fixture.whenStable();
  }

  it('asks everybody at once, the CRM by the address of the account or as typed', async () => {
    await open();
    expect(crm.diagnostics.diagnoseCalls.only.args).toEqual([anAccount.crmAddress]);
    expect(host().diagnoseCalls.all.length + device().examineCalls.all.length).toBe(2);
    TestBed.resetTestingModule();
    await open('crm.example');
    expect(crm.diagnostics.diagnoseCalls.only.args).toEqual(['crm.example']);
  });

  it('tells each finding as it comes, how many are there, and the result at the end', async () => {
    await open();
    expect(textOf('[role=status]')).toBe(`0 of ${String(TOPICS.length)} checked`);
    device().examineCalls.only.answer({ topic: 'storage', code: 'blocked' });
    await fixture.whenStable();
    expect(textOf('[role=status]')).toBe(`1 of ${String(TOPICS.length)} checked`);
    expect(textOf('[data-outcome=warning]')).toContain('Warning: Storage The browser blocks');
    host().diagnoseCalls.only.answer({ topic: 'outlook', code: 'known', facts: {} });
    crm.diagnostics.diagnoseCalls.only.answer({ topic: 'server', code: 'silent' });
    await fixture.whenStable();
    expect(textOf('[role=status] h3')).toBe('2 things are not as they should be');
    expect(textOf('pre')).toContain('curl -sS');
  });

  it('tells the rest where a part of the pane could not be loaded', async () => {
    await open();
    crm.diagnostics.diagnoseCalls.only.fail(new ProblemError({ kind: 'paneIncomplete' }));
    host().diagnoseCalls.only.answer({ topic: 'outlook', code: 'known', facts: {} });
    device().examineCalls.only.answer({ topic: 'storage', code: 'works' });
    await fixture.whenStable();
    expect(textOf('li')).toContain('Not checked: a part of the pane could not be loaded.');
    expect(textOf('[role=status] h3')).toBe('13 things could not be checked');
  });

  it('checks anew, and what comes late of the run before is not shown', async () => {
    await open();
    page().querySelector('input')?.setAttribute('value', '');
    await click('Check again');
    const [before, now] = device().examineCalls.all;
    before?.answer({ topic: 'storage', code: 'blocked' });
    now?.answer({ topic: 'storage', code: 'works' });
    await fixture.whenStable();
    expect(textOf('[data-outcome=warning]')).toBe('');
    expect(textOf('[data-outcome=fine]')).toContain('Storage');
  });

  it('is left by its button and by Escape', async () => {
    await open();
    const check = TestBed.inject(DiagnosticsRequest);
    await click('Back');
    expect(check.isWanted()).toBeFalse();
    check.want();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(check.isWanted()).toBeFalse();
  });

  it('shows the report to be copied where the clipboard is denied', async () => {
    await open();
    host().diagnoseCalls.only.answer({ topic: 'outlook', code: 'known', facts: {} });
    device().examineCalls.only.answer({ topic: 'storage', code: 'works' });
    crm.diagnostics.diagnoseCalls.only.answer({ topic: 'server', code: 'answers' });
    await fixture.whenStable();
    spyOn(navigator.clipboard, 'writeText').and.rejectWith(new Error('denied'));
    await click('Copy report');
    expect(page().querySelector('textarea')?.value).toContain('storage: fine, works');
  });
});
