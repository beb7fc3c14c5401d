import { TestBed } from '@angular/core/testing';
import type { MachineState } from '../machine/machine.state';
import { stockConfiguration } from '../domain/configuration';
import { noProgress } from '../domain/link-progress';
import { PaneActions } from '../machine/machine.actions';
import { Screen, choosing } from '../testing/harness/pane-screen';
import type { Profile } from '../ports/credential-vault';
import type { JournalEntry } from '../ports/link-journal';
import { SessionActions } from '../machine/session.actions';
import { aRecord, anAccount, anOpenMail } from '../testing/samples';

const test = { crmAddress: 'https://test.example', userName: 'mario' };
const production: Profile = { account: anAccount, name: 'Production', colour: 'blue' };
const trial: Profile = { account: test, name: 'Trial', colour: 'orange' };
const both = { profiles: [production, trial] };
const begun: JournalEntry = {
  account: anAccount,
  mailKey: '<k@x>',
  messageId: '<1@x>',
  subject: 'Offer',
  attachments: [],
  linked: [],
  wanted: [aRecord()],
  undone: [],
  progress: noProgress,
  at: '2026-11-24T10:00:00.000Z',
};

describe('the account menu', () => {
  const withMenu = async (
    linking: Partial<MachineState> = {},
    keyring: object = both,
  ): Promise<Screen> => {
    const screen = await Screen.of({ pane: choosing(), ...linking }, keyring);
    await screen.press('[aria-expanded]');
    return screen;
  };

  // security: who-is-signed-in
  it('names who is signed in, with the own id, at its button and in itself', async () => {
    const user = { userName: 'mario', name: 'Mario Rossi', id: '19x4' };
    const screen = await withMenu({ user });
    const button = screen.one('[aria-expanded]');
    expect(button.getAttribute('aria-label')).toBe('Signed in as Mario Rossi');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(screen.textOf('.who')).toEqual(['Mario Rossi mario at https://crm.example (user 19x4)']);
  });

  it('names the user where the CRM does not tell who that is', async () => {
    const screen = await withMenu();
    expect(screen.one('[aria-expanded]').getAttribute('aria-label')).toBe('Signed in as mario');
  });

  it('closes on Escape, and the focus is at its button again', async () => {
    const screen = await withMenu();
    screen.button('Sign out').focus();
    screen
      .button('Sign out')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await screen.settled();
    expect(screen.textOf('.menu')).toEqual([]);
    expect(document.activeElement).toBe(screen.one('[aria-expanded]'));
  });

  // security: several-accounts
  it('shows which of several CRMs this is, in words, and nothing where there is one', async () => {
    const screen = await Screen.of({ pane: choosing() }, both);
    expect(screen.textOf('.mark')).toEqual(['Production']);
    TestBed.resetTestingModule();
    const alone = await Screen.of({ pane: choosing() }, { profiles: [production] });
    expect(alone.textOf('.mark')).toEqual([]);
  });

  // security: address-first
  it('offers no CRM but the one that the host of the pane has locked', async () => {
    const configuration = {
      ...stockConfiguration,
      crmUrl: anAccount.crmAddress,
      lockCrmUrl: true,
    };
    const screen = await withMenu({ configuration });
    expect(screen.textOf('.mark')).toEqual([]);
    expect(screen.text).not.toContain('Trial');
  });

  it('switches to another CRM', async () => {
    const screen = await withMenu();
    expect(screen.textOf('[aria-current] .name')).toEqual(['Production']);
    await screen.click('Trial mario');
    expect(screen.actions.at(-1)).toEqual(SessionActions.profileChosen({ account: test }));
    expect(screen.textOf('.menu')).toEqual([]);
  });

  // security: several-accounts
  it('opens the sign-in page for another CRM, with a way back to what was typed', async () => {
    const screen = await withMenu();
    await screen.type('[type=search]', 'rossi');
    await screen.click('Add another CRM');
    expect(screen.textOf('h2')).toContain('Sign in to your CRM');
    await screen.click('Back without another CRM');
    expect(screen.one<HTMLInputElement>('[type=search]').value).toBe('rossi');
  });

  it('lets nobody switch, go back or sign out while a sign-in is under way', async () => {
    const screen = await withMenu();
    await screen.click('Add another CRM');
    await screen.receive(SessionActions.signInStarted());
    expect(screen.button('Back without another CRM').disabled).toBeTrue();
    await screen.press('[aria-expanded]');
    expect(screen.button('Sign out').disabled).toBeTrue();
    expect(screen.button('Trial mario').disabled).toBeTrue();
  });

  it('gives a profile another name and colour', async () => {
    const screen = await withMenu();
    await screen.click('Name and colour');
    await screen.type('[name=name]', ' Live ');
    await screen.press('[name=colour][value=green]');
    await screen.click('Save');
    expect(screen.actions.at(-1)).toEqual(
      SessionActions.profileUpdated({
        account: anAccount,
        look: { name: 'Live', colour: 'green' },
      }),
    );
  });

  // security: session-end
  it('asks before it forgets links that were not finished, and takes a no', async () => {
    const screen = await withMenu({ unfinished: [begun] });
    await screen.click('Sign out');
    expect(screen.textOf('[role=alertdialog] p')[0]).toContain('1 link was not finished');
    expect(screen.textOf('[role=alertdialog] p')[0]).toContain('stays in the CRM');
    await new Promise((done) => setTimeout(done));
    expect(document.activeElement).toBe(screen.button('Stay signed in'));
    await screen.click('Stay signed in');
    expect(screen.textOf('[role=alertdialog]')).toEqual([]);
    await screen.click('Sign out');
    await screen.click('Forget them and sign out');
    expect(screen.actions).toContain(SessionActions.signOutRequested({ account: anAccount }));
  });

  // security: session-end
  it('signs nobody out who began a link behind the question', async () => {
    const screen = await withMenu({ unfinished: [begun], pane: choosing({ chosen: [aRecord()] }) });
    await screen.click('Sign out');
    await screen.receive(PaneActions.linkRequested());
    expect(screen.text).toContain('Possible once the linking is finished');
    expect(screen.button('Forget them and sign out').disabled).toBeTrue();
  });
});

describe('the pane, signed out of one of several CRMs', () => {
  it('shows the sign-in page, and the others to choose from', async () => {
    const screen = await Screen.of(
      { account: null, pane: { status: 'signedOut', item: anOpenMail() } },
      { profiles: [trial] },
    );
    expect(screen.textOf('h2')).toContain('Sign in to your CRM');
    await screen.click('Trial mario');
    expect(screen.actions.at(-1)).toEqual(SessionActions.profileChosen({ account: test }));
  });
});

describe('the pane, where the browser blocks its storage', () => {
  // security: key-at-rest
  it('says in one line how long somebody stays signed in', async () => {
    const screen = await Screen.of({ pane: choosing() }, { isBlocked: true });
    expect(screen.textOf('.blocked')).toEqual([
      'This browser keeps nothing for this pane: you stay signed in until the pane is closed.',
    ]);
  });
});
