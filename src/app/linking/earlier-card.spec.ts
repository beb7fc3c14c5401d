import { Screen, choosing } from '../testing/harness/pane-screen';
import { aRecord } from '../testing/samples';
import type { EarlierLinks } from '../machine/machine.state';

const showing = (links: EarlierLinks): Promise<Screen> =>
  Screen.of({ pane: choosing({ earlier: { status: 'known', round: 0, links } }) });
const message = { id: '44x1', owner: '19x4', storedAt: '2026-11-20 10:00:00' };

describe('EarlierCard', () => {
  it('names the records that the email is linked to', async () => {
    const screen = await showing({ message, records: [aRecord()] });
    expect(screen.textOf('#earlier-title')).toEqual(['Already in the CRM']);
    expect(screen.textOf('.records li')).toEqual(['Anna Rossi (Contact)']);
  });

  it('says that there are others where not all could be noted', async () => {
    const screen = await showing({
      message: { ...message, notedMore: true },
      records: [aRecord()],
    });
    expect(screen.textOf('.records li')).toEqual(['Anna Rossi (Contact)', 'and others']);
  });

  it('calls modules as they are called now, whatever was kept of another day or language', async () => {
    const kept = aRecord({ moduleLabel: 'Contatto' });
    const screen = await showing({
      message,
      records: [kept, aRecord({ id: '60x1', module: 'Gone', moduleLabel: 'Old' })],
    });
    expect(screen.textOf('.records li')).toEqual(['Anna Rossi (Contact)', 'Anna Rossi (Old)']);
  });
});
