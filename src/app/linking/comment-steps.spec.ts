import { TestBed } from '@angular/core/testing';
import { firstValueFrom, of, toArray } from 'rxjs';
import { type LinkFacts, noFacts } from '../domain/link-facts';
import type { ProblemKind } from '../domain/problem';
import { Crm } from '../ports/crm';
import { LinkJournal } from '../ports/link-journal';
import { LinkTurns } from '../ports/link-turns';
import { MailHost } from '../ports/mail-host';
import { FakeMailHost } from '../testing/fakes';
import { FreeTurns, MemoryJournal } from '../testing/memory-stores';
import { MemoryCrm } from '../testing/memory-crm';
import { aMail, aRecord, anAccount, anEnvelope } from '../testing/samples';
import { type Link, planSteps, resumeAt } from './link-plan';
import { LinkRunner } from './link-runner';
import { LinkActions } from './linking.actions';

interface Result {
  readonly facts: LinkFacts;
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
  let runner: LinkRunner;
  beforeEach(() => {
    const host = new FakeMailHost();
    host.readEnvelope = () => of(anEnvelope());
    crm = new MemoryCrm();
    journal = new MemoryJournal();
    TestBed.configureTestingModule({
      providers: [
        { provide: MailHost, useValue: host },
        { provide: Crm, useValue: crm },
        { provide: LinkJournal, useValue: journal },
        { provide: LinkTurns, useClass: FreeTurns },
      ],
    });
    runner = TestBed.inject(LinkRunner);
  });

  /** Runs to the end or a failure; what was learnt is what the journal has. */
  async function run(link = aLink(), known = noFacts, next = 0): Promise<Result> {
    const actions = await firstValueFrom(runner.run(link, known, next).pipe(toArray()));
    const last = actions.at(-1) as Partial<ReturnType<typeof LinkActions.linkFailed>>;
    const [entry] = journal.entries.values();
    const facts = { ...noFacts, ...entry?.facts, envelope: anEnvelope() };
    return last.type === LinkActions.linkFailed.type && last.problem
      ? { facts, problem: last.problem.kind, step: last.step ?? 0 }
      : { facts };
  }
  const noted = (): readonly string[] =>
    crm.comments.map(({ record, text }) => `${record} ${text}`).sort();
  const everywhere = ['3x20 Call back', '4x50 Call back'];
  const fates = ({ facts }: Result): readonly string[] =>
    Object.values(facts.note.at).map(({ fate }) => fate);

  it('is put on each record before the link is read back', async () => {
    const { facts } = await run();
    expect(noted()).toEqual(everywhere);
    expect(crm.log.slice(-4)).toEqual(['findComments', 'addComment', 'addComment', 'findMessage']);
    const [first = '', second = ''] = crm.comments.map(({ id }) => id);
    expect(facts.note.at).toEqual({
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
        const ended = await run(aLink(), failed.facts, resumeAt(steps, failed.step ?? 0));
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
    const { facts } = await run();
    crm.messages.pop();
    await run(aLink(), facts);
    expect(noted()).toEqual(everywhere);
  });

  it('is left out where it is refused, and the mail is linked all the same', async () => {
    crm.failNext('addComment', 'before', { kind: 'forbidden' });
    const { facts, problem } = await run();
    expect(problem).toBeUndefined();
    expect(facts.note.at['4x50']).toEqual({ fate: 'refused', problem: { kind: 'forbidden' } });
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
    await run(aLink(), failed.facts, resumeAt(steps, failed.step ?? 0));
    expect(notes()).toEqual([undefined]);
  });
});
