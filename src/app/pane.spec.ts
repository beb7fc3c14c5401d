import { TestBed } from '@angular/core/testing';
import type { OpenItem } from './domain/mail';
import type { Problem } from './domain/problem';
import { noFacts } from './domain/link-facts';
import { LinkPageActions } from './linking/linking.actions';
import type { LinkingState, PaneState } from './linking/linking.state';
import { Screen, choosing } from './pane-screen';
import { SessionActions } from './session/session.actions';
import { aMail, aRecord, anAccount, anOpenMail } from './testing/samples';

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
    expect(screen.actions.at(-1)).toEqual(LinkPageActions.retryRequested());
    TestBed.resetTestingModule();
    const closed = await Screen.of({ pane: failed({ kind: 'mailProtected' }) });
    expect(closed.textOf('main button')).toEqual([]);
  });

  it('asks to sign in, saying why, when the key was refused', async () => {
    const retry = { status: 'readingMail', item: anOpenMail() } as const;
    const problem: Problem = { kind: 'keyRefused' };
    const screen = await Screen.of({
      pane: { status: 'failed', item: anOpenMail(), problem, retry },
    });
    expect(screen.textOf('[role=alert]')[0]).toContain('no longer accepts');
    expect(screen.one<HTMLInputElement>('[name=address]').value).toBe(anAccount.crmAddress);
    expect(screen.one<HTMLInputElement>('[name=username]').value).toBe('mario');
  });

  it('tells of a link of another mail, and lets nobody sign out or reload over it', async () => {
    const other = {
      id: 'link-1',
      account: anAccount,
      mail: aMail({ itemId: 'two', subject: 'Another one' }),
      records: [aRecord()],
      steps: [],
    };
    const screen = await Screen.of({
      pane: choosing(),
      links: { 'link-1': { link: other, facts: noFacts, status: 'planned', next: 0 } },
    });
    expect(screen.textOf('.other')[0]).toBe('Still linking: “Another one”.');
    await screen.press('[aria-expanded]');
    expect(screen.button('Sign out').disabled).toBeTrue();
    expect(screen.button('Sign out').title).toBe('Possible once the linking is finished');
    expect(screen.button('Add another CRM').disabled).toBeTrue();
    expect(screen.one<HTMLButtonElement>('[aria-label^="Read the open"]').disabled).toBeTrue();
  });

  it('signs out and reads anew when asked', async () => {
    const screen = await Screen.of({ pane: choosing() });
    await screen.press('[aria-expanded]');
    await screen.click('Sign out');
    expect(screen.actions).toContain(SessionActions.signOutRequested({ account: anAccount }));
    await screen.press('[aria-label^="Read the open"]');
    expect(screen.actions.at(-1)).toEqual(LinkPageActions.refreshRequested());
  });
});

describe('SignInPage', () => {
  const signedOut: Partial<LinkingState> = {
    pane: { status: 'signedOut', item: anOpenMail() },
    account: null,
  };

  it('hands in what was typed, keeps no secret on the page and puts none into an action', async () => {
    const screen = await Screen.of(signedOut);
    await screen.type('[name=address]', 'crm.example');
    await screen.type('[name=username]', ' mario ');
    await screen.type('[name=password]', ' Secret 1 ');
    await screen.click('Sign in');
    expect(screen.attempts).toEqual([
      {
        request: {
          kind: 'password',
          address: 'crm.example',
          userName: 'mario',
          password: ' Secret 1 ',
        },
        remember: true,
      },
    ]);
    expect(screen.one<HTMLInputElement>('[name=password]').value).toBe('');
    expect(JSON.stringify(screen.actions)).not.toContain('Secret');
  });

  it('waits in the field to type anew when the password was refused', async () => {
    const screen = await Screen.of(signedOut);
    const problem: Problem = { kind: 'signInRefused' };
    await screen.receive(SessionActions.signInFailed({ problem }));
    expect(screen.textOf('[role=alert]')[0]).toContain('did not accept');
    expect(document.activeElement).toBe(screen.one('[name=password]'));
  });

  it('hands in nothing while a field is empty', async () => {
    const screen = await Screen.of(signedOut);
    await screen.type('[name=address]', 'crm.example');
    await screen.click('Sign in');
    expect(screen.attempts).toEqual([]);
  });

  it('takes a pasted access key instead, without the blanks around it', async () => {
    const screen = await Screen.of(signedOut);
    await screen.click('Use an access key instead');
    await screen.type('[name=address]', 'crm.example');
    await screen.type('[name=username]', 'mario');
    await screen.type('[name=accessKey]', ' Key123\n');
    await screen.press('[name=remember]');
    await screen.click('Sign in');
    expect(screen.attempts[0]).toEqual({
      request: {
        kind: 'accessKey',
        address: 'crm.example',
        userName: 'mario',
        accessKey: 'Key123',
      },
      remember: false,
    });
  });
});
