import { TestBed } from '@angular/core/testing';
import type { Discarded } from '../domain/archive';
import type { LinkProgress } from '../domain/link-progress';
import type { Screen } from '../testing/harness/pane-screen';
import { link, progress, screenOf } from '../testing/harness/link-screen';
import { aRecord } from '../testing/samples';
import { LinkActions, PaneActions } from '../machine/machine.actions';
import type { LinkState, UndoImpact } from '../machine/machine.state';

describe('the question before an undo', () => {
  const linked: LinkState = { link, progress, status: 'linked' };
  const company = aRecord({ id: '3x20', label: 'Rossi Impianti' });
  const known = (impact: UndoImpact) => LinkActions.undoImpactKnown({ id: 'link-1', impact });

  it('at once, and lets nothing be deleted before it is known what else is linked', async () => {
    const screen = await screenOf(linked);
    await screen.click('Undo');
    expect(screen.actions.at(-1)).toEqual(PaneActions.undoConsidered({ id: 'link-1' }));
    expect(screen.textOf('h3')).toEqual(['Undo this link?']);
    expect(screen.text).toContain('Checking what else is linked…');
    expect(screen.button('Delete').disabled).toBeTrue();
    await screen.receive(known({ records: [], andOthers: false }));
    expect(screen.text).not.toContain('Checking');
    expect(screen.text).not.toContain('linked to');
    await screen.click('Delete');
    expect(screen.actions.at(-1)).toEqual(PaneActions.undoRequested({ id: 'link-1' }));
  });

  it('naming every other record that loses the email', async () => {
    const screen = await screenOf(linked);
    await screen.click('Undo');
    const pump = aRecord({ id: '13x5', label: 'Pumps' });
    await screen.receive(known({ records: [company, pump], andOthers: false }));
    expect(screen.textOf('.impact')).toEqual([
      'Also linked to: Rossi Impianti, Pumps',
      'They lose it, too.',
    ]);
    await screen.receive(known({ records: [company], andOthers: true }));
    expect(screen.textOf('.impact')).toEqual([
      'Also linked to: Rossi Impianti, and possibly others',
      'They lose it, too.',
    ]);
    await screen.receive(known({ records: [], andOthers: true }));
    expect(screen.textOf('.impact')).toEqual([
      'It may be linked to other records.',
      'They lose it, too.',
    ]);
    expect(screen.button('Delete').disabled).toBeFalse();
  });

  it('with what goes, and what stays', async () => {
    const files: LinkProgress['files'] = {
      'att-1': { fate: 'archived', documentId: '7x1' },
      png: { fate: 'archived', documentId: '7x2' },
    };
    const screen = await screenOf({ ...linked, progress: { ...progress, files } });
    await screen.click('Undo');
    expect(screen.text).toContain('This deletes from the CRM: the email, 1 attachment.');
    expect(screen.text).toContain("A colleague's copy may still be listed.");
    expect(screen.text).toContain('Not marked as yours, so these stay: site.png');
  });

  it('of attachments alone where the email was there before, for nothing else hangs on them', async () => {
    const screen = await screenOf({ ...linked, progress: { ...progress, messageWasThere: true } });
    await screen.click('Undo');
    expect(screen.text).toContain('This deletes from the CRM: 1 attachment.');
    expect(screen.text).toContain('The email was in the CRM before and stays.');
    expect(screen.text).not.toContain('Checking');
    expect(screen.button('Delete').disabled).toBeFalse();
  });

  it('and keeps everything when the person says so, and asks anew the next time', async () => {
    const screen = await screenOf(linked);
    await screen.click('Undo');
    await screen.receive(known({ records: [company], andOthers: false }));
    await screen.click('Keep');
    expect(screen.page.querySelector('vt-undo-question')).toBeNull();
    await screen.click('Undo');
    expect(screen.text).toContain('Checking what else is linked…');
    expect(screen.text).not.toContain('Rossi Impianti');
  });
});

describe('the view after an undo', () => {
  const undone = (discarded: Discarded, named: Partial<LinkProgress> = {}): Promise<Screen> =>
    screenOf({ link, progress: { ...progress, ...named }, status: 'undone', discarded });

  it('what was deleted, and that it comes back', async () => {
    const screen = await undone({ message: 'deleted', documents: 1 });
    expect(screen.textOf('h2')).toEqual(['Your copy was deleted from the CRM']);
    expect(screen.textOf('.note')).toEqual([
      '1 attachment was deleted.',
      "A colleague's copy may still be listed.",
      'Linking it again also restores its link to: Anna Rossi',
    ]);
  });

  it('which other records get it back, too', async () => {
    const impact = {
      records: [aRecord({ id: '3x20', label: 'Rossi Impianti' })],
      andOthers: false,
    };
    const discarded = { message: 'deleted', documents: 1 } as const;
    const screen = await screenOf({ link, progress, status: 'undone', discarded, impact });
    expect(screen.text).toContain('restores its link to: Anna Rossi, Rossi Impianti');
  });

  it('that the email was gone, or that another is in its place', async () => {
    const gone = await undone({ message: 'gone', documents: 0 });
    expect(gone.textOf('h2')).toEqual(['Your copy was already gone from the CRM']);
    expect(gone.text).toContain('No attachments were deleted.');
    TestBed.resetTestingModule();
    const foreign = await undone({ message: 'foreign', documents: 2 });
    expect(foreign.textOf('h2')).toEqual(['The email was not deleted']);
    expect(foreign.text).toContain('2 attachments were deleted.');
    expect(foreign.text).toContain('not from this link, so it stays');
    expect(foreign.text).not.toContain('restores');
  });

  it('that an email of before stays, and what is not marked', async () => {
    const screen = await undone({ message: 'none', documents: 1 }, { messageWasThere: true });
    expect(screen.textOf('h2')).toEqual(['Your attachments were deleted from the CRM']);
    expect(screen.text).toContain('The email itself is still in the CRM.');
    TestBed.resetTestingModule();
    const unmarked = await undone({ message: 'deleted', documents: 0 }, { created: [] });
    expect(unmarked.text).toContain('Not marked as yours, so these stayed: offer.pdf');
  });
});
