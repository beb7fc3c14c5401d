import { createFeature, createReducer, on } from '@ngrx/store';
import type { Problem } from '../domain/problem';
import { HostActions } from '../machine/machine.actions';
import { SessionActions } from '../machine/session.actions';

/** Whether somebody is in the CRM, and how an attempt to get in goes. */
export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'signedOut' }
  | { readonly status: 'signingIn' }
  | { readonly status: 'refused'; readonly problem: Problem }
  | { readonly status: 'signedIn' };

const start = (): SessionState => ({ status: 'unknown' });

export const sessionFeature = createFeature({
  name: 'session',
  reducer: createReducer<SessionState>(
    start(),
    on(HostActions.hostReady, (_, { account }): SessionState =>
      account ? { status: 'signedIn' } : { status: 'signedOut' },
    ),
    on(SessionActions.signInStarted, (): SessionState => ({ status: 'signingIn' })),
    on(
      SessionActions.signedIn,
      SessionActions.accountSwitched,
      // Somebody was in before another CRM was wanted.
      SessionActions.anotherCrmGivenUp,
      (): SessionState => ({ status: 'signedIn' }),
    ),
    on(SessionActions.signInFailed, (_, { problem }): SessionState => ({
      status: 'refused',
      problem,
    })),
    on(SessionActions.signedOut, SessionActions.anotherCrmWanted, (): SessionState => ({
      status: 'signedOut',
    })),
  ),
});
