import type { Action } from '@ngrx/store';
import { Subject, of } from 'rxjs';
import { noProgress } from '../domain/link-progress';
import { ProblemError } from '../domain/problem';
import type { Account } from '../domain/account';
import type { Profile } from '../ports/credential-vault';
import type { SignInRequest } from '../ports/sign-in';
import { FakeCrm } from '../testing/fake-crm';
import { FakeCredentialVault } from '../testing/fakes';
import { MemoryCache, MemoryFavourites, MemoryJournal } from '../testing/memory-stores';
import { aRecord, anAccount } from '../testing/samples';
import { profilesFeature } from './profiles.reducer';
import { SessionActions } from '../machine/session.actions';
import { saveProfile, signOut } from './account-menu.effects';
import { leaveWithOthers, listProfiles, signIn } from './session.effects';
import { SignInRequests } from './sign-in-requests';

const request: SignInRequest = {
  kind: 'password',
  address: anAccount.crmAddress,
  userName: anAccount.userName,
  password: 'Secret-1',
};

describe('signIn', () => {
  function begin() {
    const [desk, crm, vault] = [new SignInRequests(), new FakeCrm(), new FakeCredentialVault()];
    const actions: Action[] = [];
    signIn(desk, of(crm.signIn), vault).subscribe((action) => actions.push(action));
    return { desk, crm, vault, actions };
  }

  it('keeps the key that the CRM gives, and tells who signed in', () => {
    const { desk, crm, vault, actions } = begin();
    desk.submit({ request, remember: true });
    expect(actions).toEqual([SessionActions.signInStarted()]);
    crm.signIn.signInCalls.only.answer({ ...anAccount, accessKey: 'Key' });
    expect(vault.keepCalls.only.args).toEqual([{ ...anAccount, accessKey: 'Key' }, true]);
    vault.keepCalls.only.answer(true);
    expect(actions.at(-1)).toEqual(SessionActions.signedIn({ account: anAccount }));
  });

  it('asks once when the button is clicked again meanwhile', () => {
    const { desk, crm } = begin();
    desk.submit({ request, remember: true });
    desk.submit({ request, remember: true });
    expect(crm.signIn.signInCalls.all.length).toBe(1);
  });

  it('sends nothing to a CRM that may have locked the account, unless that was confirmed', () => {
    const { desk, crm, actions } = begin();
    crm.signIn.failedSignInCount = 5;
    desk.submit({ request, remember: true });
    expect(crm.signIn.signInCalls.all).toEqual([]);
    expect(actions.at(-1)).toEqual(
      SessionActions.signInFailed({ problem: { kind: 'mayBeLocked' } }),
    );
    desk.submit({ request, remember: true, isConfirmed: true });
    expect(crm.signIn.signInCalls.all.length).toBe(1);
  });

  // security: lock-out
  it('sends nothing again by itself after a refusal', () => {
    jasmine.clock().install();
    const { desk, crm } = begin();
    desk.submit({ request, remember: true });
    crm.signIn.signInCalls.only.fail(new ProblemError({ kind: 'signInRefused' }));
    jasmine.clock().tick(3_600_000);
    jasmine.clock().uninstall();
    expect(crm.signIn.signInCalls.all.length).toBe(1);
  });

  it('tells what is wrong, keeps no key, and takes another attempt', () => {
    const { desk, crm, vault, actions } = begin();
    desk.submit({ request, remember: true });
    crm.signIn.signInCalls.only.fail(new ProblemError({ kind: 'signInRefused' }));
    expect(actions.at(-1)).toEqual(
      SessionActions.signInFailed({ problem: { kind: 'signInRefused' } }),
    );
    expect(vault.keepCalls.all).toEqual([]);
    desk.submit({ request, remember: false });
    expect(crm.signIn.signInCalls.all.length).toBe(2);
  });
});

describe('signOut', () => {
  function begin() {
    const [actions$, vault] = [new Subject<Action>(), new FakeCredentialVault()];
    const [cache, favourites, journal] = [
      new MemoryCache(),
      new MemoryFavourites(),
      new MemoryJournal(),
    ];
    const actions: Action[] = [];
    signOut(actions$, vault, cache, favourites, journal).subscribe((action) =>
      actions.push(action),
    );
    return { actions$, vault, cache, favourites, journal, actions };
  }

  // security: session-end
  it('signs out at once, whatever the device says and when', () => {
    const { actions$, vault, actions } = begin();
    actions$.next(SessionActions.signOutRequested({ account: anAccount }));
    expect(actions).toEqual([SessionActions.signedOut()]);
    vault.forgetCalls.only.fail(new ProblemError({ kind: 'unexpected' }));
    expect(actions).toEqual([SessionActions.signedOut()]);
  });

  // security: session-end
  it('forgets caches, stars and journal of the account, and nothing of another', () => {
    const { actions$, vault, cache, favourites, journal, actions } = begin();
    const other: Account = { ...anAccount, userName: 'anna' };
    const forgetStars = spyOn(favourites, 'forget').and.callThrough();
    for (const account of [anAccount, other]) {
      cache.write(account, 'modules', []);
      journal.write({
        account,
        mailKey: '<k@x>',
        messageId: '<1@x>',
        subject: '',
        attachments: [],
        linked: [aRecord()],
        wanted: [],
        undone: [],
        progress: noProgress,
        at: '2026-11-24T10:00:00.000Z',
      });
    }
    actions$.next(SessionActions.signOutRequested({ account: anAccount }));
    vault.forgetCalls.only.answer();
    expect([...cache.values.keys()]).toEqual([jasmine.stringContaining('anna')]);
    expect([...journal.entries.values()].map(({ account }) => account)).toEqual([other]);
    expect(forgetStars.calls.allArgs() as unknown).toEqual([[anAccount]]);
    expect(actions).toEqual([SessionActions.signedOut()]);
  });
});

describe('leaveWithOthers', () => {
  // security: sign-out
  it('signs out with whoever signs out in another pane', () => {
    const vault = new FakeCredentialVault();
    const actions: Action[] = [];
    leaveWithOthers(vault).subscribe((action) => actions.push(action));
    vault.forgottenCalls.only.next(anAccount);
    vault.forgottenCalls.only.next(anAccount);
    expect(actions).toEqual([SessionActions.signedOut(), SessionActions.signedOut()]);
  });
});

describe('profiles', () => {
  const profile: Profile = { account: anAccount, name: 'Test', colour: 'red' };

  it('are listed whenever what the vault holds has changed', () => {
    const vault = new FakeCredentialVault();
    const actions: Action[] = [];
    listProfiles(vault).subscribe((action) => actions.push(action));
    const keyring = { profiles: [profile], isBlocked: false };
    vault.watchCalls.only.next(keyring);
    expect(actions).toEqual([SessionActions.profilesListed({ keyring })]);
    expect(profilesFeature.reducer(undefined, SessionActions.profilesListed({ keyring }))).toBe(
      keyring,
    );
  });

  it('have the name and colour that a person gave', () => {
    const [actions$, vault] = [new Subject<Action>(), new FakeCredentialVault()];
    saveProfile(actions$, vault).subscribe();
    const look = { name: 'Production', colour: 'green' } as const;
    actions$.next(SessionActions.profileUpdated({ account: anAccount, look }));
    expect(vault.dressCalls.only.args).toEqual([anAccount, look]);
  });
});
