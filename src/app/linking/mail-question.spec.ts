import { noProgress } from '../domain/link-progress';
import type { Problem } from '../domain/problem';
import type { Screen } from '../testing/harness/pane-screen';
import { link, screenOf } from '../testing/harness/link-screen';
import { anIdentity } from '../testing/samples';
import { PaneActions } from '../machine/machine.actions';

describe('the question whether two emails are the same', () => {
  const other = {
    id: '44x7',
    subject: 'Scanned document',
    sender: 'scanner@office.example',
    sentAt: '2026-11-20 10:30:00',
  };
  const problem: Problem = { kind: 'mailUndecided', other };
  const asking = (): Promise<Screen> =>
    screenOf({
      link,
      progress: { ...noProgress, identity: anIdentity() },
      status: 'failed',
      step: 1,
      problem,
    });

  it('with sender, subject and time of both, and no other way to go on', async () => {
    const screen = await asking();
    expect(screen.textOf('h2')).toEqual(['Is this the same email?']);
    expect(screen.textOf('h3')).toEqual(['This email', 'In the CRM']);
    expect(screen.textOf('dt')).toEqual(['From', 'Subject', 'Time', 'From', 'Subject', 'Time']);
    const [sender, subject, time, ...stored] = screen.textOf('dd');
    expect([sender, subject]).toEqual(['luca.bianchi@acme.example.com', 'Offer']);
    expect(time).toContain('2026');
    expect(time).not.toContain('CRM');
    expect(stored.map((text) => text.replace(/\s/g, ' '))).toEqual([
      'scanner@office.example',
      'Scanned document',
      'Nov 20, 2026, 10:30 AM (CRM time)',
    ]);
    expect(screen.textOf('main button')).toEqual(['Same email', 'Different email', 'Decide later']);
  });

  for (const [button, isSame] of [
    ['Same email', true],
    ['Different email', false],
  ] as const) {
    it(`and goes on when the person says: ${button}`, async () => {
      const screen = await asking();
      await screen.click(button);
      expect(screen.actions.at(-1)).toEqual(
        PaneActions.questionAnswered({ id: 'link-1', said: { judged: { '44x7': isSame } } }),
      );
      expect(screen.textOf('h2')).toEqual(['Linking to Anna Rossi']);
    });
  }

  it('and shows what the CRM wrote where that is no time', async () => {
    const odd: Problem = { ...problem, other: { ...other, sentAt: 'yesterday', subject: '' } };
    const screen = await screenOf({
      link,
      progress: noProgress,
      status: 'failed',
      step: 1,
      problem: odd,
    });
    expect(screen.textOf('dd').slice(-2)).toEqual(['(no subject)', 'yesterday (CRM time)']);
  });
});
