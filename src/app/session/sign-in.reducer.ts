import { createFeature, createReducer, on } from '@ngrx/store';
import type { Problem } from '../domain/problem';
import { SignInActions } from './sign-in.actions';

/** The CRM to sign in to, from its address to being found there. */
export type SoughtCrm =
  /** Its address is to be typed. */
  | { readonly status: 'wanted' }
  | { readonly status: 'sought'; readonly address: string }
  | { readonly status: 'found'; readonly address: string }
  | { readonly status: 'missing'; readonly address: string; readonly problem: Problem };

export interface SignInState {
  readonly crm: SoughtCrm;
  /** How often the CRM refused whoever is about to sign in. */
  readonly failedSignIns: number;
}

const initialState: SignInState = { crm: { status: 'wanted' }, failedSignIns: 0 };

/** The way into the CRM; it joins the store with the form. */
export const signInFeature = createFeature({
  name: 'signIn',
  reducer: createReducer<SignInState>(
    initialState,
    on(SignInActions.formOpened, (_, { configuration, account }): SignInState => {
      const { lockCrmUrl, crmUrl } = configuration;
      if (account)
        return { ...initialState, crm: { status: 'found', address: account.crmAddress } };
      return lockCrmUrl && crmUrl
        ? { ...initialState, crm: { status: 'sought', address: crmUrl } }
        : initialState;
    }),
    on(SignInActions.crmSought, (_, { address }): SignInState => ({
      ...initialState,
      crm: { status: 'sought', address },
    })),
    on(SignInActions.crmFound, (state): SignInState =>
      state.crm.status === 'sought' ? { ...state, crm: { ...state.crm, status: 'found' } } : state,
    ),
    on(SignInActions.crmNotFound, (state, { problem }): SignInState =>
      state.crm.status === 'sought'
        ? { ...state, crm: { ...state.crm, status: 'missing', problem } }
        : state,
    ),
    on(SignInActions.crmGivenUp, (): SignInState => initialState),
    on(SignInActions.failedSignInsCounted, ({ crm }, { count }): SignInState => ({
      crm,
      failedSignIns: count,
    })),
  ),
});
