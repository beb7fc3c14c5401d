import { createReducer, on } from '@ngrx/store';
import type { CrmModule } from '../domain/crm';
import type { Mail, OpenItem } from '../domain/mail';
import { CrmActions, HostActions, PaneActions } from './machine.actions';
import {
  type In,
  type MachineState,
  type OpenMail,
  type PaneState,
  initialState,
} from './machine.state';
import { failed, retried, transition } from './pane-transitions';

/** Where an item that is on the screen leads somebody who is signed in. */
export function paneOf(item: OpenItem): PaneState {
  return item.kind === 'mail' ? { status: 'readingMail', item } : { status: 'noMail', item };
}

function choosing(item: OpenMail, mail: Mail, modules: readonly CrmModule[]): In<'choosing'> {
  return {
    status: 'choosing',
    item,
    mail,
    modules,
    suggestions: { status: 'streaming', answers: [] },
    query: { text: '' },
    search: { status: 'idle' },
    paging: {},
    chosen: [],
    note: '',
    earlier: { status: 'asking', round: 0 },
    attempt: 0,
  };
}

/** Another item is open. */
function withItem(pane: PaneState, item: OpenItem): PaneState {
  switch (pane.status) {
    case 'starting':
    case 'outsideOutlook':
      return pane;
    case 'signedOut':
      return { status: 'signedOut', item, ...(pane.back && { back: paneOf(item) }) };
    default:
      return paneOf(item);
  }
}

/** What failed is asked again. */
function retriedPane(pane: PaneState): PaneState {
  if (pane.status === 'failed') return pane.retry;
  if (pane.status === 'outsideOutlook') return { status: 'starting' };
  return pane.status === 'choosing' ? retried(pane) : pane;
}

/** From the start of the pane, and of each item that is opened, to the page of records. */
export const itemReducer = createReducer(
  initialState,
  on(HostActions.hostReady, (state, { item, configuration, settings, account }): MachineState =>
    state.pane.status === 'starting'
      ? {
          ...state,
          configuration,
          settings,
          account: account ?? null,
          pane: account ? paneOf(item) : { status: 'signedOut', item },
        }
      : state,
  ),
  on(
    HostActions.hostAbsent,
    transition('starting', (_, { problem }) => ({ status: 'outsideOutlook', problem })),
  ),
  on(HostActions.itemOpened, (state, { item }): MachineState => ({
    ...state,
    pane: withItem(state.pane, item),
  })),
  on(
    HostActions.mailRead,
    transition('readingMail', ({ item }, { mail }) => ({ status: 'loadingModules', item, mail })),
  ),
  on(HostActions.mailUnreadable, transition('readingMail', failed)),
  on(
    CrmActions.modulesLoaded,
    transition('loadingModules', ({ item, mail }, { modules }) => choosing(item, mail, modules)),
  ),
  on(CrmActions.modulesFailed, transition('loadingModules', failed)),
  on(
    CrmActions.keyRefused,
    transition('choosing', (pane, { problem }) => failed(retried(pane), { problem })),
  ),
  on(PaneActions.retryRequested, (state): MachineState => ({
    ...state,
    pane: retriedPane(state.pane),
  })),
);
