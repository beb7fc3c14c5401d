import { TestBed } from '@angular/core/testing';
import { type LinkProgress, noProgress } from '../domain/link-progress';
import type { Problem } from '../domain/problem';
import { happensTo, link, progress, screenOf } from '../testing/harness/link-screen';
import { aRecord, anEnvelope } from '../testing/samples';
import { LinkActions, PaneActions } from '../machine/machine.actions';
import type { LinkState } from '../machine/machine.state';

describe('LinkView', () => {
  it('shows step and file while it links, and lets one cancel before anything is written', async () => {
    const screen = await screenOf({ link, progress: noProgress, status: 'running', step: 2 });
    expect(screen.textOf('h2')).toEqual(['Linking to Anna Rossi']);
    expect(screen.textOf('[role=status]')).toContain('Reading offer.pdf from Outlook');
    await screen.click('Cancel');
    expect(screen.actions.at(-1)).toEqual(PaneActions.cancelRequested({ id: 'link-1' }));
  });

  it('shows how much is sent, and offers no cancelling once it writes', async () => {
    const step = link.steps.findIndex(({ name }) => name === 'storeMessage');
    const upload = { sent: 500_000, total: 2_000_000 };
    const screen = await screenOf({ link, progress, status: 'running', step, upload });
    expect(screen.text).toContain('500 kB of 2 MB sent');
    expect(screen.textOf('main button')).toEqual([]);
    expect(screen.progress).toBeCloseTo((step + 0.25) / link.steps.length);
  });

  it('names the file whose bytes are sent, and says when the CRM has them all', async () => {
    const step = link.steps.findIndex(({ name }) => name === 'storeMessage');
    const upload = { sent: 500_000, total: 2_000_000, file: 'offer.pdf' };
    const screen = await screenOf({ link, progress, status: 'running', step, upload });
    expect(screen.text).toContain('offer.pdf: 500 kB of 2 MB sent');
    await happensTo(screen, { kind: 'uploadProgressed', upload: { ...upload, sent: 2_000_000 } });
    expect(screen.text).toContain('2 MB of 2 MB sent. The CRM is storing it.');
  });

  it('tries one file once more when the person asks for it', async () => {
    const screen = await screenOf({ link, progress, status: 'linked' });
    expect(screen.one('.files button').getAttribute('aria-label')).toBe('Try again: site.png');
    await screen.press('.files button');
    expect(screen.actions).toContain(
      PaneActions.fileRetryRequested({ id: 'link-1', attachmentId: 'png' }),
    );
    expect(screen.textOf('h2')).toEqual(['Linking to Anna Rossi']);
  });

  it('names a file that the CRM kept only when it was sent alone', async () => {
    const repaired = { ...progress, missed: ['att-1'] };
    const screen = await screenOf({ link, progress: repaired, status: 'linked' });
    expect(screen.textOf('.files .fate')[0]).toBe('1 kB, filed on its own');
  });

  it('names what Outlook did not give, with whose fault, and offers the original email', async () => {
    const abilities = { attachments: true, headers: true, original: true };
    const files: LinkProgress['files'] = {
      'att-1': { fate: 'missing', problem: { kind: 'hostSilent' } },
      png: { fate: 'missing', problem: { kind: 'fileNotListed' } },
    };
    const told = { ...progress, created: [], files };
    const linked: LinkState = {
      link: { ...link, mail: { ...link.mail, abilities } },
      progress: told,
      status: 'linked',
    };
    const screen = await screenOf(linked);
    expect(screen.textOf('.files .fate')).toEqual([
      'Not saved. Outlook did not answer.',
      "Not saved. Outlook lists it, but doesn't hand it over.",
    ]);
    await screen.click('Save the original email (.eml) instead');
    expect(screen.actions).toContain(
      PaneActions.fileRetryRequested({ id: 'link-1', attachmentId: 'original' }),
    );
    expect(screen.textOf('h2')).toEqual(['Linking to Anna Rossi']);
    const offers = async (state: LinkState): Promise<boolean> => {
      TestBed.resetTestingModule();
      return (await screenOf(state)).text.includes('(.eml)');
    };
    expect(await offers({ ...linked, link })).toBeFalse();
    expect(await offers({ ...linked, progress: { ...told, originalWanted: true } })).toBeFalse();
    const refused: LinkProgress['files'] = {
      png: { fate: 'missing', problem: { kind: 'fileRefused' } },
    };
    expect(
      await offers({ ...linked, progress: { ...told, files: { ...progress.files, ...refused } } }),
    ).toBeFalse();
  });

  it('names attachments as they lie in the CRM', async () => {
    const name = 'Offer for the ne…al version-1x2y.pdf';
    const files: LinkProgress['files'] = {
      'att-1': { fate: 'archived', documentId: '7x1', name },
      png: { fate: 'leftOut' },
    };
    const screen = await screenOf({
      link,
      progress: { ...progress, files, doubtful: ['att-1'] },
      status: 'linked',
    });
    expect(screen.textOf('.files .fate')).toEqual([
      `1 kB, saved as ${name}`,
      'Not saved: you left it out',
    ]);
    expect(screen.text).toContain(`may have these attachments twice: ${name}`);
  });

  it('counts the time of each attempt anew, and says who is slow', async () => {
    jasmine.clock().install();
    try {
      const reading = { link, progress: noProgress, status: 'running', step: 2 } as const;
      const screen = await screenOf(reading);
      jasmine.clock().tick(9_000);
      await happensTo(screen, { kind: 'stepStarted', step: 2 });
      expect(screen.text).toContain('Waiting for Outlook for 0:09.');
      const problem: Problem = { kind: 'paneIncomplete' };
      await happensTo(screen, { kind: 'failed', problem });
      await screen.receive(PaneActions.linkRetryRequested({ id: 'link-1' }));
      await happensTo(screen, { kind: 'stepStarted', step: 2 });
      expect(screen.text).not.toContain('Waiting for');
      jasmine.clock().tick(8_000);
      await happensTo(screen, { kind: 'stepStarted', step: 2 });
      expect(screen.text).toContain('for 0:08');
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('claims nothing once an undo did not come to its end', async () => {
    const undoProblem: Problem = { kind: 'unreachable' };
    const screen = await screenOf({ link, progress, status: 'linked', undoProblem });
    expect(screen.textOf('h2')).toEqual(["Couldn't finish undoing"]);
    expect(screen.text).not.toContain('message, 1 file');
    expect(screen.textOf('.files li')).toEqual([]);
  });

  it('gives a receipt that counts what is there and names what is not', async () => {
    const screen = await screenOf({ link, progress, status: 'linked' });
    expect(screen.textOf('[role=status]')).toContain('Linked to Anna Rossi (Contact)');
    expect(screen.text).toContain('message, 1 file');
    expect(screen.textOf('.files li.missing')[0]).toContain('site.png');
    expect(screen.textOf('.files li.missing')[0]).toContain('larger than its upload limit');
    const open = screen.one<HTMLAnchorElement>('a[target=_blank]');
    expect(open.href).toBe('https://crm.example/Contacts/4x50');
    expect(open.rel).toContain('noopener');
    await screen.click('Link to another record');
    expect(screen.actions.at(-1)).toEqual(PaneActions.linkClosed({ id: 'link-1' }));
  });

  it('tells in the receipt whatever is not as in the mail', async () => {
    const envelope = anEnvelope({
      messageIdSource: 'made',
      recipientsMayBeCut: true,
      sentAtIsExact: false,
    });
    const message = { id: '44x1', owner: '19x4', timeIsGuessed: true };
    const told = { ...progress, message, envelope, bodyCut: true, messageWasThere: true };
    const screen = await screenOf({ link, progress: told, status: 'linked' });
    for (const sentence of [
      'has no Message-ID',
      'the mail may have more',
      'the time of arrival is stored',
      'its end is left out',
      'the stored time may be off by an hour',
      'already in the CRM',
    ]) {
      expect(screen.text).toContain(sentence);
    }
  });

  it('tells of each record whether it has the note, and what an undo does to it', async () => {
    const records = [
      aRecord(),
      aRecord({ id: '3x20', label: 'Rossi Impianti' }),
      aRecord({ id: '5x7', label: 'Pump' }),
    ];
    const noted: LinkProgress = {
      ...progress,
      note: {
        at: {
          '4x50': { fate: 'added', commentId: '36x9' },
          '3x20': { fate: 'there' },
          '5x7': { fate: 'refused', problem: { kind: 'forbidden' } },
        },
      },
    };
    const screen = await screenOf({
      link: { ...link, records },
      progress: noted,
      status: 'linked',
    });
    expect(screen.text).toContain('Note added to Anna Rossi.');
    expect(screen.text).toContain('The note was on Rossi Impianti already.');
    expect(screen.text).toContain(
      'The note was not stored on Pump. The CRM does not permit you to do this.',
    );
    await screen.click('Undo');
    expect(screen.text).toContain('This deletes from the CRM: the email, 1 attachment, your note.');
  });

  it('says why and where it stopped, and goes on there', async () => {
    const step = link.steps.findIndex(({ name }) => name === 'relateMessage');
    const problem: Problem = { kind: 'timedOut' };
    const screen = await screenOf({ link, progress, status: 'failed', step, problem });
    expect(screen.textOf('h2')).toEqual(['Not linked to Anna Rossi']);
    expect(screen.textOf('[role=alert]')[0]).toContain('took too long');
    expect(screen.text).toContain('It stopped at: Linking it to Anna Rossi');
    await screen.click('Try again');
    expect(screen.actions.at(-1)).toEqual(PaneActions.linkRetryRequested({ id: 'link-1' }));
  });

  it('offers another record or the deletion when the module takes no messages', async () => {
    const problem: Problem = { kind: 'noMessagesRelation', module: 'Inspections' };
    const screen = await screenOf({ link, progress, status: 'failed', step: 5, problem });
    expect(screen.textOf('main button')).toEqual([
      'Choose another record',
      'Delete the stored email',
    ]);
    await screen.click('Delete the stored email');
    expect(screen.actions.at(-1)).toEqual(PaneActions.undoConsidered({ id: 'link-1' }));
    await screen.receive(
      LinkActions.undoImpactKnown({ id: 'link-1', impact: { records: [], andOthers: false } }),
    );
    await screen.click('Delete');
    expect(screen.textOf('h2')).toEqual(['Deleting what was stored…']);
  });

  it('goes on deleting, and does not link, when a deletion after a failure is tried again', async () => {
    const problem: Problem = { kind: 'unreachable' };
    const screen = await screenOf({
      link,
      progress,
      status: 'failed',
      step: 5,
      problem,
      isUndo: true,
    });
    expect(screen.textOf('h2')).toEqual(["Couldn't finish undoing"]);
    await screen.click('Try again');
    expect(screen.actions.at(-1)).toEqual(PaneActions.undoRequested({ id: 'link-1' }));
  });

  it('never offers to delete a message that was in the CRM before', async () => {
    const problem: Problem = { kind: 'noMessagesRelation', module: 'Inspections' };
    const before = { ...progress, messageWasThere: true, created: [] };
    const screen = await screenOf({ link, progress: before, status: 'failed', step: 5, problem });
    expect(screen.textOf('main button')).toEqual(['Choose another record']);
    TestBed.resetTestingModule();
    const withFiles = { ...progress, messageWasThere: true };
    const files = await screenOf({ link, progress: withFiles, status: 'failed', step: 5, problem });
    expect(files.textOf('main button')).toEqual([
      'Choose another record',
      'Delete the saved attachments',
    ]);
  });
});
