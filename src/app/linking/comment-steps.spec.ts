import { TestBed } from '@angular/core/testing';
import { of } from 'rxjs';
import { type LinkProgress, noProgress } from '../domain/link-progress';
import type { ProblemKind } from '../domain/problem';
import { LinkJournal } from '../ports/link-journal';
import { LinkLock } from '../ports/link-lock';
import { MailReader } from '../ports/mail-reader';
import { FakeMailReader } from '../testing/fakes';
import { runLink } from '../testing/harness/link-run';
import { FreeLinkLock, MemoryJournal } from '../testing/memory-stores';
import { MemoryCrm } from '../testing/memory-crm';
import { aMail, aRecord, anAccount, anEnvelope } from '../testing/samples';
import { type Link, planSteps, resumeAt } from '../machine/link-plan';

interface Result {
  readonly progress: LinkProgress;
  /** Where it failed, if it did. */
  readonly step?: number;
  readonly problem?: ProblemKind;
}

describe('the note of a link', () => {
  const mail = aMail();
  const records = [aRecord(), aRecord({ id: '3x20' })];
  const steps = planSteps(mail, records, 'Call back');
  const aLink = (id = 'link-1'): Link => ({
    id,
    account: anAccount,
    mail,
    records,
    steps,
    visibility: 'Public',
    note: 'Call back',
  });
  let crm: MemoryCrm;
  let journal: MemoryJournal;
  beforeEach(() => {
    const host = new FakeMailReader();
    host.readEnvelope = () => of(anEnvelope());
    crm = new MemoryCrm();
    journal = new MemoryJournal();
    TestBed.configureTestingModule({
      providers: [
        { provide: MailReader, useValue: host },
        ...crm.providers,
        { provide: LinkJournal, useValue: journal },
        { provide: LinkLock, useClass: FreeLinkLock },
      ],
    });
  });

  /** Runs to the end or a failure; what was learnt is what the journal has. */
  async function run(link = aLink(), known = noProgress, next = 0): Promise<Result> {
    const { problem, step } = await runLink(link, known, next);
    const [entry] = journal.entries.values();
    const progress = { ...noProgress, ...entry?.progress, envelope: anEnvelope() };
    return problem ? { progress, problem: problem.kind, step } : { progress };
  }
  const noted = (): readonly string[] =>
    crm.comments.map(({ record, text }) => `${record} ${text}`).sort();
  const everywhere = ['3x20 Call back', '4x50 Call back'];
  const fates = ({ progress }: Result): readonly string[] =>
    Object.values(progress.note.at).map(({ fate }) => fate);

  it('is put on each record before the link is read back', async () => {
    const { progress } = await run();
    expect(noted()).toEqual(everywhere);
    expect(crm.log.slice(-4)).toEqual(['findComments', 'addComment', 'addComment', 'findMessage']);
    const [first = '', second = ''] = crm.comments.map(({ id }) => id);
    expect(progress.note.at).toEqual({
      '4x50': { fate: 'added', commentId: first },
      '3x20': { fate: 'added', commentId: second },
    });
  });

  for (const method of ['findComments', 'addComment'] as const) {
    for (const when of ['before', 'after'] as const) {
      it(`is written once when ${method} failed ${when} it was done`, async () => {
        crm.failNext(method, when);
        const failed = await run();
        expect(failed.problem).toBe('unreachable');
        const ended = await run(aLink(), failed.progress, resumeAt(steps, failed.step ?? 0));
        expect(ended.problem).toBeUndefined();
        expect(noted()).toEqual(everywhere);
        expect(fates(ended)).toEqual(['added', 'added']);
      });
    }
  }

  it('is written once when two panes link the same mail, and is the first one’s', async () => {
    await run();
    const second = await run(aLink('link-2'));
    expect(noted()).toEqual(everywhere);
    expect(fates(second)).toEqual(['there', 'there']);
  });

  it('is written once when the mail was deleted and stored again meanwhile', async () => {
    crm.failNext('addComment', 'after');
    const { progress } = await run();
    crm.messages.pop();
    await run(aLink(), progress);
    expect(noted()).toEqual(everywhere);
  });

  it('is left out where it is refused, and the mail is linked all the same', async () => {
    crm.failNext('addComment', 'before', { kind: 'forbidden' });
    const { progress, problem } = await run();
    expect(problem).toBeUndefined();
    expect(progress.note.at['4x50']).toEqual({ fate: 'refused', problem: { kind: 'forbidden' } });
    expect(noted()).toEqual(['3x20 Call back']);
  });

  it('is not even tried where the comments cannot be read', async () => {
    crm.failNext('findComments', 'before', { kind: 'forbidden' });
    expect(fates(await run())).toEqual(['refused', 'refused']);
    expect(crm.log).not.toContain('addComment');
  });

  it('is in the journal until the mail is linked', async () => {
    crm.failNext('addComment');
    const failed = await run();
    const notes = (): readonly unknown[] => [...journal.entries.values()].map(({ note }) => note);
    expect(notes()).toEqual(['Call back']);
    await run(aLink(), failed.progress, resumeAt(steps, failed.step ?? 0));
    expect(notes()).toEqual([undefined]);
  });
});
