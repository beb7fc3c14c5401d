import type { Action } from '@ngrx/store';
import { type LinkEvent, foldLink } from '../../machine/link-fold';
import type { LinkId } from '../../machine/link-plan';
import { LinkActions } from '../../machine/machine.actions';
import { linkingFeature } from '../../machine/machine.reducer';
import type { LinkingState } from '../../machine/machine.state';

/** The machine after what happened to it, and to its link of this id, whose runner folds events. */
export function afterEvents(
  id: LinkId,
  state: LinkingState,
  happened: readonly (Action | LinkEvent)[],
): LinkingState {
  return happened.reduce((now, event) => {
    if (!('kind' in event)) return linkingFeature.reducer(now, event);
    const link = now.links[id];
    if (!link) throw new Error('There is no such link.');
    return linkingFeature.reducer(now, LinkActions.linkAdvanced({ state: foldLink(link, event) }));
  }, state);
}
