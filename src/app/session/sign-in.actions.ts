import { createActionGroup, props, emptyProps } from '@ngrx/store';
import type { Configuration } from '../domain/configuration';
import type { Problem } from '../domain/problem';
import type { Account } from '../domain/account';

/** What happened on the way into the CRM, before an attempt is made. No action carries a secret. */
export const SignInActions = createActionGroup({
  source: 'Sign In',
  events: {
    /** `account`: who was in, where signing in again is all that is wanted. */
    'Form Opened': props<{ configuration: Configuration; account?: Account | undefined }>(),
    /** An address as `readCrmAddress` gives it, never as typed: that may hold a password. */
    'Crm Sought': props<{ address: string }>(),
    'Crm Found': emptyProps(),
    'Crm Not Found': props<{ problem: Problem }>(),
    'Crm Given Up': emptyProps(),
    /** Of whoever is about to sign in. */
    'Failed Sign Ins Counted': props<{ count: number }>(),
  },
});
