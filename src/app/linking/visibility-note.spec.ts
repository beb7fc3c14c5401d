import { link, progress, screenOf } from '../testing/harness/link-screen';
import { LinkActions, PaneActions } from '../machine/machine.actions';
import type { LinkState } from '../machine/machine.state';

describe('the receipt, of who sees the email', () => {
  const there = { id: '44x2', owner: '19x4' };
  const unknown: LinkState = {
    link,
    progress: { ...progress, message: there, messageWasThere: true },
    status: 'linked',
  };

  it('where nothing tells that others do, and makes it visible', async () => {
    const screen = await screenOf(unknown);
    expect(screen.text).toContain('Only its owner may see this email in the CRM.');
    await screen.click('Make it visible');
    expect(screen.actions.at(-1)).toEqual(PaneActions.showToAllRequested({ id: 'link-1' }));
    expect(screen.text).toContain('Making it visible…');
    await screen.receive(LinkActions.shownToAll({ id: 'link-1' }));
    expect(screen.text).toContain('Visible to everyone who can open the record.');
    expect(screen.textOf('vt-visibility-note button')).toEqual([]);
  });

  it('and why it could not be made visible', async () => {
    const screen = await screenOf(unknown);
    await screen.receive(
      LinkActions.showToAllFailed({ id: 'link-1', problem: { kind: 'forbidden' } }),
    );
    expect(screen.textOf('vt-visibility-note [role=alert]')[0]).toContain('does not permit');
    await screen.press('vt-visibility-note button');
    expect(screen.actions.at(-1)).toEqual(PaneActions.showToAllRequested({ id: 'link-1' }));
  });

  it('and offers nothing against what the host of the pane decided', async () => {
    const screen = await screenOf({ ...unknown, link: { ...link, visibility: 'Private' } });
    expect(screen.text).toContain('Only its owner may see');
    expect(screen.textOf('vt-visibility-note button')).toEqual([]);
  });

  it('where it is private, with its attachments', async () => {
    const message = { ...there, isOwn: true, visibility: 'Private' as const };
    const screen = await screenOf({ link, progress: { ...progress, message }, status: 'linked' });
    expect(screen.text).toContain(
      'Visible to you, your managers and admins. Attachments are as visible as all documents in the CRM.',
    );
  });

  it('not where everybody does', async () => {
    const screen = await screenOf({ link, progress, status: 'linked' });
    expect(screen.textOf('vt-visibility-note p')).toEqual([]);
  });
});
