import type { DoubtedFile } from '../domain/file-doubt';
import { noProgress } from '../domain/link-progress';
import { Screen, choosing } from '../testing/harness/pane-screen';
import { aMail, aRecord, anAccount, anAttachment } from '../testing/samples';
import { planSteps } from '../machine/link-plan';
import { PaneActions } from '../machine/machine.actions';

const mail = aMail({ attachments: [anAttachment()] });
const records = [aRecord()];
const steps = planSteps(mail, records);
const link = {
  id: 'link-1',
  account: anAccount,
  mail,
  records,
  steps,
  visibility: 'Public' as const,
};

const asking = (...files: readonly DoubtedFile[]): Promise<Screen> =>
  Screen.of({
    pane: choosing({ mail }),
    links: {
      'link-1': {
        link,
        progress: noProgress,
        status: 'failed',
        step: 3,
        problem: { kind: 'filesDoubted', files },
      },
    },
  });
const xml: DoubtedFile = {
  name: 'invoice.xml',
  digest: 'one',
  doubt: { expected: 80, received: 20_000, isWebPage: true },
};
const pdf: DoubtedFile = {
  name: 'offer.pdf',
  digest: 'two',
  doubt: { expected: 0, received: 900, isWebPage: false },
};

describe('the question about attachments that are not what was listed', () => {
  it('says what was expected and what came', async () => {
    const screen = await asking(xml);
    expect(screen.textOf('h2')).toEqual(['Save these attachments?']);
    expect(screen.textOf('h3')).toEqual(['invoice.xml']);
    expect(screen.text).toContain("80 bytes expected, 20 kB received. It's a web page");
    expect(screen.textOf('main button')).toEqual([
      'Save anyway',
      'Leave out',
      'Try again',
      'Decide later',
    ]);
  });

  for (const [button, answer] of [
    ['Save anyway', 'save'],
    ['Leave out', 'leaveOut'],
    ['Try again', 'readAgain'],
  ] as const) {
    it(`goes on when the person says: ${button}`, async () => {
      const screen = await asking(xml);
      await screen.click(button);
      expect(screen.actions.at(-1)).toEqual(
        PaneActions.questionAnswered({ id: 'link-1', said: { doubts: { one: answer } } }),
      );
      expect(screen.textOf('h2')).toEqual(['Linking to Anna Rossi']);
    });
  }

  it('waits for an answer to each', async () => {
    const screen = await asking(xml, pdf);
    expect(screen.text).toContain('900 bytes received');
    await screen.press('.file:nth-of-type(2) button');
    expect(screen.textOf('[aria-pressed=true]')).toEqual(['Save anyway']);
    await screen.press('.file:nth-of-type(1) button:nth-of-type(2)');
    expect(screen.actions.at(-1)).toEqual(
      PaneActions.questionAnswered({
        id: 'link-1',
        said: { doubts: { two: 'save', one: 'leaveOut' } },
      }),
    );
  });
});
