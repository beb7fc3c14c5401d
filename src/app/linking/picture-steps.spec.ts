import { TestBed } from '@angular/core/testing';
import { firstValueFrom, of } from 'rxjs';
import { type LinkProgress, noProgress } from '../domain/link-progress';
import type { FittedBody } from '../domain/archive';
import { LinkJournal } from '../ports/link-journal';
import { LinkLock } from '../ports/link-lock';
import { MailReader } from '../ports/mail-reader';
import { FakeMailReader } from '../testing/fakes';
import { runLink } from '../testing/harness/link-run';
import { MemoryCrm } from '../testing/memory-crm';
import { FreeLinkLock, MemoryJournal } from '../testing/memory-stores';
import { aMail, aRecord, anAccount, anAttachment, anEnvelope } from '../testing/samples';
import { fileLines } from './receipt';
import { type Link, planSteps, resumeAt } from '../machine/link-plan';
import { planFinish, repairing, replanned } from '../machine/link-planning';
import { initialState } from '../machine/machine.state';

class ReadyHost extends FakeMailReader {
  override readEnvelope = () => of(anEnvelope());
  override readAttachment = () => of({ kind: 'bytes', blob: new Blob(['1234567890']) } as const);
}

const uri = (letter: string): string => `data:image/png;base64,${letter.repeat(400)}`;
const body = `<p>x</p><img src="${uri('A')}"><img src="${uri('B')}"><img src="${uri('C')}">`;

describe('Pictures that have no room in the body', () => {
  let crm: MemoryCrm;
  let journal: MemoryJournal;
  beforeEach(() => {
    crm = new MemoryCrm();
    journal = new MemoryJournal();
    TestBed.configureTestingModule({
      providers: [
        { provide: MailReader, useClass: ReadyHost },
        ...crm.providers,
        { provide: LinkJournal, useValue: journal },
        { provide: LinkLock, useClass: FreeLinkLock },
      ],
    });
    const fitted: FittedBody = {
      html: '<p>x</p>',
      embedded: [],
      cut: false,
      lacksImages: false,
      left: ['picture-1', 'picture-3'],
    };
    crm.archive.fitBody = () => Promise.resolve(fitted);
  });

  const aLink = (
    attachments = [anAttachment({ id: 'a', name: 'picture-1.png', size: 10 })],
  ): Link => {
    const mail = aMail({ body, attachments });
    const records = [aRecord()];
    return {
      id: 'l',
      account: anAccount,
      mail,
      records,
      steps: planSteps(mail, records),
      visibility: 'Public',
    };
  };
  const run = async (
    link: Link,
    known: LinkProgress = noProgress,
    next = 0,
  ): Promise<LinkProgress> => {
    return (await runLink(link, known, next)).progress;
  };
  const titles = (): readonly string[] => crm.documents.map(({ name }) => name).sort();

  it('are saved beside the attachments, and stand in the receipt', async () => {
    const link = aLink();
    const progress = await run(link);
    expect(titles()).toEqual(['picture-1.png', 'picture-1.png', 'picture-3.png']);
    const lines = fileLines({ link, progress, status: 'linked' });
    expect(lines.map(({ name, missing }) => [name, missing])).toEqual([
      ['picture-1.png', false],
      ['picture-1.png', false],
      ['picture-3.png', false],
    ]);
    expect(progress.created.length).toBe(3);
    expect(crm.documents.every(({ atRecord }) => atRecord.size === 1)).toBeTrue();
  });

  it('are saved of a mail without attachments, too', async () => {
    await run(aLink([]));
    expect(titles()).toEqual(['picture-1.png', 'picture-3.png']);
  });

  it('are sent by themselves where the CRM drops them', async () => {
    crm.dropped = ['picture-3.png'];
    const progress = await run(aLink([]));
    expect(titles()).toEqual(['picture-1.png', 'picture-3.png']);
    expect(progress.missed).toEqual(['picture-3']);
  });

  it('are there once after a failure and another try, in this pane or the next', async () => {
    for (const isNextPane of [false, true]) {
      crm.documents.length = crm.messages.length = 0;
      const link = aLink([]);
      crm.failNext('relateFiles', 'before');
      const progress = await run(link);
      const step = link.steps.findIndex(({ name }) => name === 'relateFiles');
      if (isNextPane) {
        const [entry] = await firstValueFrom(journal.unfinished(anAccount));
        expect(entry?.attachments.map(({ name }) => name)).toEqual([
          'picture-1.png',
          'picture-3.png',
        ]);
        const state = { ...initialState, account: anAccount };
        const planned = entry && Object.values(planFinish(state, { entry }).links)[0];
        if (planned) await run(planned.link, planned.progress);
      } else {
        const problem = { kind: 'unreachable' } as const;
        const again = replanned({ link, progress, status: 'failed', step, problem });
        await run(again.link, again.progress, resumeAt(link.steps, step));
      }
      expect(titles()).toEqual(['picture-1.png', 'picture-3.png']);
      expect(crm.documents.every(({ atRecord }) => atRecord.size === 1)).toBeTrue();
      expect(await firstValueFrom(journal.unfinished(anAccount))).toEqual([]);
    }
  });

  it('are read of the body again when one is tried once more', async () => {
    const link = aLink([]);
    const progress = await run(link);
    crm.documents.splice(0, 1);
    const missing = { fate: 'missing', problem: { kind: 'fileRefused' } } as const;
    const known = { ...progress, files: { ...progress.files, 'picture-1': missing } };
    const repair = repairing({ link, progress: known, status: 'linked' }, 'picture-1');
    expect(repair).toBeDefined();
    if (repair) await run({ ...repair.link, id: 'another cache' }, repair.progress);
    expect(titles()).toEqual(['picture-1.png', 'picture-3.png']);
  });
});
