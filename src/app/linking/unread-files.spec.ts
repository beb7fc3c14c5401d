import { TestBed } from '@angular/core/testing';
import { type Observable, of, throwError } from 'rxjs';
import type { DoubtAnswer } from '../domain/link-progress';
import type { Attachment, AttachmentContent } from '../domain/mail';
import { type Problem, ProblemError } from '../domain/problem';
import { LinkJournal } from '../ports/link-journal';
import { LinkLock } from '../ports/link-lock';
import { MailReader, type Patience } from '../ports/mail-reader';
import { FakeMailReader } from '../testing/fakes';
import { type RunResult, runLink } from '../testing/harness/link-run';
import { MemoryCrm } from '../testing/memory-crm';
import { FreeLinkLock, MemoryJournal } from '../testing/memory-stores';
import { aMail, aRecord, anAccount, anAttachment, anEnvelope } from '../testing/samples';
import { type Link, planRepair, planSteps } from '../machine/link-plan';
import { answered } from '../machine/link-planning';

/** An Outlook that gives of each file what the test says: a problem, or a text. */
class MoodyHost extends FakeMailReader {
  readonly gives = new Map<string, Problem | string>();
  readonly asked: (readonly [name: string, patience: Patience | undefined])[] = [];

  override readEnvelope = () => of(anEnvelope());
  override readAttachment = (
    _itemId: string,
    { name, size }: Attachment,
    patience?: Patience,
  ): Observable<AttachmentContent> => {
    this.asked.push([name, patience]);
    const given = this.gives.get(name) ?? 'x'.repeat(size);
    return typeof given === 'string'
      ? of({ kind: 'bytes', blob: new Blob([given]) })
      : throwError(() => new ProblemError(given));
  };
}

const page = `<!doctype html><title>Sign in</title>${' '.repeat(20_000)}`;

describe('files that Outlook does not give', () => {
  let host: MoodyHost;
  let crm: MemoryCrm;
  beforeEach(() => {
    host = new MoodyHost();
    crm = new MemoryCrm();
    TestBed.configureTestingModule({
      providers: [
        { provide: MailReader, useValue: host },
        ...crm.providers,
        { provide: LinkJournal, useClass: MemoryJournal },
        { provide: LinkLock, useClass: FreeLinkLock },
      ],
    });
  });

  const names = ['a.xml', 'b.pdf', 'c.txt'];
  const attachments = names.map((name) => anAttachment({ id: `key of ${name}`, name, size: 80 }));
  const aLink = (files: readonly Attachment[] = attachments): Link => {
    const mail = aMail({ attachments: files });
    const steps = planSteps(mail, [aRecord()]);
    return {
      id: 'link-1',
      account: anAccount,
      mail,
      records: [aRecord()],
      steps,
      visibility: 'Public',
    };
  };
  const saved = (): readonly string[] => crm.documents.map(({ name }) => name).sort();

  const problems: readonly Problem[] = [
    ...[9001, 9002, 9003, 9017, 9020, 9043].map((code): Problem => ({ kind: 'host', code })),
    { kind: 'hostSilent' },
    { kind: 'hostThrew' },
    { kind: 'fileNotListed' },
    { kind: 'unexpected' },
  ];
  for (const problem of problems) {
    it(`links the rest, and tells of it: ${JSON.stringify(problem)}`, async () => {
      host.gives.set('b.pdf', problem);
      const { progress, problem: stopped } = await runLink(aLink());
      expect(stopped).toBeUndefined();
      expect(progress.files['key of b.pdf']).toEqual({ fate: 'missing', problem });
      expect(saved()).toEqual(['a.xml', 'c.txt']);
    });
  }

  it('links the mail alone when all of them are missing', async () => {
    for (const name of names) host.gives.set(name, { kind: 'hostSilent' });
    const { progress, problem } = await runLink(aLink());
    expect(problem).toBeUndefined();
    expect(Object.values(progress.files).map(({ fate }) => fate)).toEqual([
      'missing',
      'missing',
      'missing',
    ]);
    expect(crm.messages.length).toBe(1);
  });

  for (const kind of ['mailChanged', 'paneIncomplete', 'outsideOutlook'] as const) {
    it(`stops before anything is stored: ${kind}`, async () => {
      host.gives.set('b.pdf', { kind });
      expect((await runLink(aLink())).problem).toEqual({ kind });
      expect(crm.messages).toEqual([]);
    });
  }

  it('waits briefly after a first silence, and long for the one that is tried again', async () => {
    for (const name of names) host.gives.set(name, { kind: 'hostSilent' });
    const link = aLink();
    const { progress } = await runLink(link);
    expect(host.asked.map(([, patience]) => patience)).toEqual(['full', 'short', 'short']);
    const [repairs] = attachments;
    if (!repairs) throw new Error('There is no such file.');
    const { [repairs.id]: _tried, ...others } = progress.files;
    host.gives.delete('a.xml');
    const again = await runLink(
      { ...link, repairs, steps: planRepair(link.records, repairs) },
      { ...progress, files: others },
    );
    expect(host.asked.at(-1)).toEqual(['a.xml', 'full']);
    expect(again.problem).toBeUndefined();
    expect(saved()).toEqual(['a.xml']);
  });

  describe('but something else', () => {
    /** Goes on with the same answer for each file in doubt. */
    async function say(
      answer: DoubtAnswer,
      { progress, step, problem }: RunResult,
      link: Link,
    ): Promise<RunResult> {
      if (problem?.kind !== 'filesDoubted') throw new Error('Nothing was asked.');
      const doubts = Object.fromEntries(problem.files.map(({ digest }) => [digest, answer]));
      const next = answered({ link, progress, status: 'failed', step, problem }, { doubts });
      if (next.status !== 'planned') throw new Error('It does not go on.');
      return runLink(next.link, next.progress, next.next);
    }
    beforeEach(() => host.gives.set('a.xml', page));

    it('asks before anything is stored', async () => {
      const { problem } = await runLink(aLink());
      expect(problem).toEqual({
        kind: 'filesDoubted',
        files: [
          {
            name: 'a.xml',
            digest: jasmine.any(String) as unknown as string,
            doubt: { expected: 80, received: page.length, isWebPage: true },
          },
        ],
      });
      expect(crm.messages).toEqual([]);
      expect(crm.documents).toEqual([]);
    });

    it('saves it all the same when the person says so, and asks no more', async () => {
      const link = aLink();
      const { problem } = await say('save', await runLink(link), link);
      expect(problem).toBeUndefined();
      expect(saved()).toEqual(names);
    });

    it('leaves it out when the person says so, and nothing else', async () => {
      const link = aLink();
      const { progress, problem } = await say('leaveOut', await runLink(link), link);
      expect(problem).toBeUndefined();
      expect(saved()).toEqual(['b.pdf', 'c.txt']);
      expect(progress.files['key of a.xml']).toEqual({ fate: 'leftOut' });
    });

    it('reads it again when the person says so, alone, and asks again where it is the same', async () => {
      const link = aLink();
      const asked = await runLink(link);
      host.asked.length = 0;
      const same = await say('readAgain', asked, link);
      expect(same.problem?.kind).toBe('filesDoubted');
      host.gives.delete('a.xml');
      const right = await say('readAgain', same, link);
      expect(right.problem).toBeUndefined();
      expect(host.asked.map(([name]) => name)).toEqual(['a.xml', 'a.xml']);
      expect(saved()).toEqual(names);
      expect(crm.documents.find(({ name }) => name === 'a.xml')?.size).toBe(80);
    });

    it('asks no silent file again while the person decides', async () => {
      host.gives.set('b.pdf', { kind: 'hostSilent' });
      const link = aLink();
      await say('save', await runLink(link), link);
      expect(host.asked.map(([name]) => name)).toEqual(names);
      expect(saved()).toEqual(['a.xml', 'c.txt']);
    });

    it('shows none of it in the text when it is left out', async () => {
      const given: string[] = [];
      crm.archive.fitBody = (html, images) => {
        given.push(...images.map(({ name }) => name));
        return Promise.resolve({ html, embedded: [], cut: false, lacksImages: false });
      };
      const logo = anAttachment({ id: 'logo', name: 'logo.png', size: 80, inline: true });
      host.gives.set('logo.png', page);
      const link = aLink([
        logo,
        anAttachment({ id: 'dot', name: 'dot.png', size: 8, inline: true }),
      ]);
      await say('leaveOut', await runLink(link), link);
      expect(given).toEqual(['dot.png']);
    });
  });
});
