import { createFeature, createReducer, on } from '@ngrx/store';
import type { Keyring } from '../ports/credential-vault';
import { SessionActions } from '../machine/session.actions';

const start: Keyring = { profiles: [], isBlocked: false };

/** The accounts that the vault holds keys for. */
export const profilesFeature = createFeature({
  name: 'profiles',
  reducer: createReducer<Keyring>(
    start,
    on(SessionActions.profilesListed, (_, { keyring }): Keyring => keyring),
  ),
});
