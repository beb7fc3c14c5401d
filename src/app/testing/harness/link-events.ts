import type { Action } from '@ngrx/store';
import { type LinkEvent, foldLink } from '../../machine/link-fold';
import type { LinkId } from '../../machine/link-plan';
import { LinkActions } from '../../machine/machine.actions';
import { machineFeature } from '../../machine/machine.reducer';
import type { MachineState } from '../../machine/machine.state';

/** The machine after what happened to it, and to its link of this id, whose runner folds events. */
export function afterEvents(
  id: LinkId,
  state: MachineState,
  happened: readonly (Action | LinkEvent)[],
): MachineState {
  return happened.reduce((now, event) => {
    if (!('kind' in event)) return machineFeature.reducer(now, event);
    const link = now.links[id];
    if (!link) throw new Error('There is no such link.');
    return machineFeature.reducer(now, LinkActions.linkAdvanced({ state: foldLink(link, event) }));
  }, state);
}
