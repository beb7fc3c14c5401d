import { TestBed } from '@angular/core/testing';
import type { OpenItem } from './domain/mail';
import type { Problem } from './domain/problem';
import { noProgress } from './domain/link-progress';
import { PaneActions } from './machine/machine.actions';
import type { PaneState } from './machine/machine.state';
import { Screen, choosing } from './testing/harness/pane-screen';
import { SessionActions } from './machine/session.actions';
import { aMail, aRecord, anAccount, anOpenMail } from './testing/samples';
import { DiagnosticsRequest } from './ui/diagnostics-request';

describe('Pane', () => {
  it('waits for Outlook', async () => {
    const screen = await Screen.of({ pane: { status: 'starting' }, account: null });
    expect(screen.textOf('[role=status]')).toEqual(['Waiting for Outlook…']);
  });

  const items: readonly (readonly [Exclude<OpenItem['kind'], 'mail'>, string])[] = [
    ['nothing', 'No mail is open'],
    ['stale', 'Another mail is open'],
    ['draft', 'This mail is still a draft'],
    ['notMail', 'This is not a mail'],
  ];
  for (const [kind, title] of items) {
    it(`says "${title}", and what to do, when the item is ${kind}`, async () => {
      const screen = await Screen.of({ pane: { status: 'noMail', item: { kind } } });
      expect(screen.textOf('h2')).toEqual([title]);
      expect(screen.textOf('[role=status] p')[0]?.length).toBeGreaterThan(20);
    });
  }

  it('names the blocked address when Outlook never came', async () => {
    const problem: Problem = { kind: 'officeBlocked', address: 'https://cdn.example/office.js' };
    const screen = await Screen.of({ pane: { status: 'outsideOutlook', problem }, account: null });
    expect(screen.textOf('[role=alert]')[0]).toContain('https://cdn.example/office.js');
  });

  const working: readonly PaneState[] = [
    { status: 'readingMail', item: anOpenMail() },
    { status: 'loadingModules', item: anOpenMail(), mail: aMail() },
  ];
  for (const pane of working) {
    it(`says what it waits for, and which mail is open, while ${pane.status}`, async () => {
      const screen = await Screen.of({ pane });
      expect(screen.textOf('[role=status]').length).toBe(1);
      expect(screen.textOf('section.mail')[0]).toContain('Offer');
      expect(screen.textOf('section.mail')[0]).toContain('Anna Rossi');
    });
  }

  it('offers another attempt when reading failed, but none for a protected mail', async () => {
    const retry = { status: 'readingMail', item: anOpenMail() } as const;
    const failed = (problem: Problem): PaneState => ({
      status: 'failed',
      item: anOpenMail(),
      problem,
      retry,
    });
    const screen = await Screen.of({ pane: failed({ kind: 'hostSilent' }) });
    await screen.click('Try again');
    expect(screen.actions.at(-1)).toEqual(PaneActions.retryRequested());
    TestBed.resetTestingModule();
    const closed = await Screen.of({ pane: failed({ kind: 'mailProtected' }) });
    expect(closed.textOf('main button')).toEqual([]);
  });

  // security: connection-check
  it('offers the check of the connection with a failure to reach the CRM, and hides nothing for good', async () => {
    const retry = { status: 'readingMail', item: anOpenMail() } as const;
    const failed = (problem: Problem): PaneState => ({
      status: 'failed',
      item: anOpenMail(),
      problem,
      retry,
    });
    const screen = await Screen.of({ pane: failed({ kind: 'unreachable' }) });
    const main = screen.one('main');
    screen.button('Check the connection').click();
    await screen.settled();
    expect(main.hidden).toBeTrue();
    TestBed.inject(DiagnosticsRequest).leave();
    await screen.settled();
    expect(main.hidden).toBeFalse();
    expect(screen.one('main')).toBe(main);
  });

  it('asks to sign in, saying why, when the key was refused', async () => {
    const retry = { status: 'readingMail', item: anOpenMail() } as const;
    const problem: Problem = { kind: 'keyRefused' };
    const screen = await Screen.of({
      pane: { status: 'failed', item: anOpenMail(), problem, retry },
    });
    expect(screen.textOf('[role=alert]')[0]).toContain('no longer accepts');
    expect(screen.one('.crm').textContent).toContain(`vtenext at ${anAccount.crmAddress}`);
    expect(screen.one<HTMLInputElement>('[name=username]').value).toBe('mario');
  });

  it('tells of a link of another mail, and lets nobody sign out or reload over it', async () => {
    const other = {
      id: 'link-1',
      account: anAccount,
      mail: aMail({ itemId: 'two', subject: 'Another one' }),
      records: [aRecord()],
      steps: [],
      visibility: 'Public' as const,
    };
    const screen = await Screen.of({
      pane: choosing(),
      links: { 'link-1': { link: other, progress: noProgress, status: 'planned', next: 0 } },
    });
    expect(screen.textOf('.other')[0]).toBe('Still linking: “Another one”.');
    await screen.press('[aria-expanded]');
    expect(screen.button('Sign out').disabled).toBeTrue();
    expect(screen.text).toContain('Possible once the linking is finished');
    expect(screen.button('Add another CRM').disabled).toBeTrue();
    expect(screen.one<HTMLButtonElement>('[aria-label^="Read the open"]').disabled).toBeTrue();
  });

  it('signs out and reads anew when asked', async () => {
    const screen = await Screen.of({ pane: choosing() });
    await screen.press('[aria-expanded]');
    await screen.click('Sign out');
    expect(screen.actions).toContain(SessionActions.signOutRequested({ account: anAccount }));
    await screen.press('[aria-label^="Read the open"]');
    expect(screen.actions.at(-1)).toEqual(PaneActions.refreshRequested());
  });
});

describe('Pane, signed out', () => {
  it('asks for the CRM, which is loaded when it is wanted', async () => {
    const screen = await Screen.of({
      pane: { status: 'signedOut', item: anOpenMail() },
      account: null,
    });
    expect(screen.textOf('h2')).toEqual(['Sign in to your CRM']);
    expect(screen.page.querySelector('[name=address]')).not.toBeNull();
  });
});
