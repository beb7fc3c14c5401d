import { TestBed } from '@angular/core/testing';
import { Store } from '@ngrx/store';
import { type LinkProgress, noProgress } from '../../domain/link-progress';
import { type LinkEvent, foldLink } from '../../machine/link-fold';
import { planSteps } from '../../machine/link-plan';
import { LinkActions } from '../../machine/machine.actions';
import { machineFeature } from '../../machine/machine.reducer';
import type { LinkState } from '../../machine/machine.state';
import {
  aMail,
  aRecord,
  anAccount,
  anAttachment,
  anAttempt,
  anEnvelope,
  anIdentity,
} from '../samples';
import { Screen, choosing } from './pane-screen';

const mail = aMail({
  attachments: [anAttachment(), anAttachment({ id: 'png', name: 'site.png' })],
});

/** The link of a mail with two files to one record. */
export const link = {
  id: 'link-1',
  account: anAccount,
  mail,
  records: [aRecord()],
  steps: planSteps(mail, [aRecord()]),
  visibility: 'Public' as const,
};

/** What that link has done: its message and one of its files are in the CRM. */
export const progress: LinkProgress = {
  ...noProgress,
  envelope: anEnvelope(),
  identity: anIdentity(),
  attempt: anAttempt,
  message: { id: '44x1', owner: '19x4', isOwn: true, visibility: 'Public' },
  created: ['7x1'],
  files: {
    'att-1': { fate: 'archived', documentId: '7x1' },
    png: { fate: 'missing', problem: { kind: 'fileRefused' } },
  },
};

/** The pane with that mail open, and a link in a state. */
export const screenOf = (state: LinkState): Promise<Screen> =>
  Screen.of({ pane: choosing({ mail }), links: { [state.link.id]: state } });

/** An event of that link's run, while a screen shows it. */
export async function happensTo(screen: Screen, event: LinkEvent): Promise<void> {
  const state = TestBed.inject(Store).selectSignal(machineFeature.selectLinks)()[link.id];
  if (!state) throw new Error('The link is not on the screen.');
  await screen.receive(LinkActions.linkAdvanced({ state: foldLink(state, event) }));
}
