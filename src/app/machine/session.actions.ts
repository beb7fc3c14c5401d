import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { Problem } from '../domain/problem';
import type { Account } from '../domain/account';
import type { Keyring, ProfileLook } from '../ports/credential-vault';

/** What happened to the way into the CRM. No action carries a secret. */
export const SessionActions = createActionGroup({
  source: 'Session',
  events: {
    'Sign In Started': emptyProps(),
    'Signed In': props<{ account: Account }>(),
    'Sign In Failed': props<{ problem: Problem }>(),
    /** By a person who knows what is forgotten with it. */
    'Sign Out Requested': props<{ account: Account }>(),
    'Signed Out': emptyProps(),
    /** What the vault holds has changed. */
    'Profiles Listed': props<{ keyring: Keyring }>(),
    'Profile Chosen': props<{ account: Account }>(),
    /** Another account is in use: the pane begins anew with it. */
    'Account Switched': props<{ account: Account }>(),
    'Profile Updated': props<{ account: Account; look: ProfileLook }>(),
    /** Another CRM is to be signed in to, beside those there are. */
    'Another Crm Wanted': emptyProps(),
    'Another Crm Given Up': emptyProps(),
  },
});
