import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { Problem } from '../domain/problem';
import type { Account } from '../ports/credential-vault';

/** What happened to the way into the CRM. No action carries a secret. */
export const SessionActions = createActionGroup({
  source: 'Session',
  events: {
    'Sign In Started': emptyProps(),
    /** `remembered`: whether the key is kept on the device. */
    'Signed In': props<{ account: Account; remembered: boolean }>(),
    'Sign In Failed': props<{ problem: Problem }>(),
    'Sign Out Requested': emptyProps(),
    'Signed Out': emptyProps(),
  },
});
