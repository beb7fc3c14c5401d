import { TestBed } from '@angular/core/testing';
import { lastValueFrom, of, tap, throwError } from 'rxjs';
import { noProgress } from '../domain/link-progress';
import type { Attachment, AttachmentContent, Envelope, InlinePart } from '../domain/mail';
import type { InlineImage } from '../domain/archive';
import { ProblemError } from '../domain/problem';
import { LinkJournal } from '../ports/link-journal';
import { LinkLock } from '../ports/link-lock';
import { MailReader } from '../ports/mail-reader';
import { FakeMailReader } from '../testing/fakes';
import { type RunResult, runLink } from '../testing/harness/link-run';
import { FreeLinkLock, MemoryJournal } from '../testing/memory-stores';
import { type ArchiveMethod, MemoryCrm } from '../testing/memory-crm';
import { aMail, aRecord, anAccount, anAttachment, anEnvelope } from '../testing/samples';
import { type Link, planSteps, resumeAt } from '../machine/link-plan';
import { replanned } from '../machine/link-planning';
import type { LinkState } from '../machine/machine.state';
import { LinkRunner } from './link-runner';
import { ContentCaches } from './content-cache';

/** Gives each attachment as many bytes as Outlook lists, and remembers what was asked. */
class ReadyHost extends FakeMailReader {
  readonly asked: string[] = [];
  readonly contents = new Map<string, AttachmentContent | ProblemError>();
  envelope: Envelope = anEnvelope();

  original: Blob | ProblemError = new Blob(['From: a@b.example']);
  parts: readonly InlinePart[] = [];

  override readEnvelope = () => of(this.envelope);
  override readOriginal = () =>
    this.original instanceof ProblemError ? throwError(() => this.original) : of(this.original);
  override readInlineParts = () => of(this.parts);
  override readAttachment = (_itemId: string, { id, size }: Attachment) => {
    this.asked.push(id);
    const content = this.contents.get(id) ?? {
      kind: 'bytes',
      blob: new Blob([new Uint8Array(size)]),
    };
    return content instanceof ProblemError ? throwError(() => content) : of(content);
  };
}

describe('LinkRunner', () => {
  let host: ReadyHost;
  let crm: MemoryCrm;
  let journal: MemoryJournal;
  beforeEach(() => {
    host = new ReadyHost();
    journal = new MemoryJournal();
    crm = new MemoryCrm();
    TestBed.configureTestingModule({
      providers: [
        { provide: MailReader, useValue: host },
        ...crm.providers,
        { provide: LinkJournal, useValue: journal },
        { provide: LinkLock, useClass: FreeLinkLock },
      ],
    });
  });

  const files = [
    anAttachment({ id: 'pdf', name: 'offer.pdf', size: 10 }),
    anAttachment({ id: 'doc', name: 'notes.docx', size: 20 }),
    anAttachment({ id: 'png', name: 'site.png', size: 30 }),
  ];
  const aLink = (attachments: readonly Attachment[] = files, id = 'link-1'): Link => {
    const mail = aMail({ attachments });
    return {
      id,
      account: anAccount,
      mail,
      records: [aRecord()],
      steps: planSteps(mail, [aRecord()]),
      visibility: 'Public',
    };
  };

  /** Goes on after a failure as a person who tries again does. */
  function retry(link: Link, { progress, step }: RunResult): Promise<RunResult> {
    const problem = { kind: 'unreachable' } as const;
    const again = replanned({ link, progress, status: 'failed', step, problem });
    return runLink(again.link, again.progress, resumeAt(link.steps, step));
  }

  /** Runs, and goes on after each failure until it is linked. */
  async function runWithRetries(link: Link): Promise<RunResult> {
    let result = await runLink(link);
    for (let attempt = 0; result.problem && attempt < 5; attempt += 1) {
      result = await retry(link, result);
    }
    return result;
  }

  function expectWhole(): void {
    expect(crm.messages.length).withContext('messages').toBe(1);
    const [message] = crm.messages;
    expect([...crm.relations]).toEqual([`${message?.id ?? ''} 4x50`]);
    expect(crm.documents.map(({ name }) => name).sort()).toEqual(
      files.map(({ name }) => name).sort(),
    );
    for (const document of crm.documents) {
      expect([...document.atMessage])
        .withContext(`${document.name} at message`)
        .toEqual([message?.id ?? '']);
      expect([...document.atRecord])
        .withContext(`${document.name} at record`)
        .toEqual(['4x50']);
    }
  }

  it('stores the message with its files, relates both and reads back', async () => {
    const { progress } = await runLink(aLink());
    expectWhole();
    expect(crm.log).toEqual([
      'findMessage',
      'storeMessage',
      'relateMessage',
      'findFiles',
      'relateFiles',
      'findMessage',
      'settleFiles',
    ]);
    expect(Object.values(progress.files).map(({ fate }) => fate)).toEqual([
      'archived',
      'archived',
      'archived',
    ]);
  });

  const methods: readonly ArchiveMethod[] = [
    'findMessage',
    'storeMessage',
    'relateMessage',
    'findFiles',
    'settleFiles',
    'uploadFile',
    'relateFiles',
  ];
  for (const method of methods) {
    for (const when of ['before', 'after'] as const) {
      it(`ends with everything once when ${method} failed ${when} it was done`, async () => {
        crm.dropped = ['notes.docx'];
        crm.failNext(method, when);
        const { problem } = await runWithRetries(aLink());
        expect(problem).toBeUndefined();
        expectWhole();
      });
    }
  }

  it('ends with everything once when every step failed once, and after it was done', async () => {
    crm.dropped = files.map(({ name }) => name);
    for (const method of methods) crm.failNext(method, 'after');
    let result = await runLink(aLink());
    for (let attempt = 0; result.problem && attempt < 20; attempt += 1) {
      result = await retry(aLink(), result);
    }
    expect(result.problem).toBeUndefined();
    expectWhole();
  });

  it('has what is learnt in the journal before the next step, the same that the pane is told', async () => {
    const write = spyOn(journal, 'write').and.callThrough();
    const planned = { link: aLink(), progress: noProgress, status: 'planned', next: 0 } as const;
    const runner = TestBed.runInInjectionContext(() => new LinkRunner(planned));
    let compared = 0;
    const comparing = tap((state: LinkState) => {
      if (state.status !== 'running' || !state.progress.identity) return;
      const { envelope: _told, ...progress } = state.progress;
      expect(write.calls.mostRecent().args[0].progress).toEqual({ ...progress, unmarked: [] });
      compared += 1;
    });
    const last = await lastValueFrom(runner.states().pipe(comparing));
    expect(last.status).toBe('linked');
    expect(compared).toBeGreaterThan(planned.link.steps.length);
  });

  it('reads attachments one after another, each once, also over a retry', async () => {
    crm.failNext('storeMessage');
    await runWithRetries(aLink());
    expect(host.asked).toEqual(['pdf', 'doc', 'png']);
  });

  it('takes its turns with all panes of the account, in whatever case its name is written', async () => {
    const hold = spyOn(TestBed.inject(LinkLock), 'hold').and.callThrough();
    const link = aLink();
    const { account } = link;
    await runLink(link);
    await runLink({
      ...link,
      id: 'link-2',
      account: { ...account, userName: account.userName.toUpperCase() },
    });
    const names = hold.calls.allArgs().map(([name]) => name);
    expect(names.length).toBeGreaterThan(2);
    expect(new Set(names).size).toBe(2);
  });

  it('reads them again when their contents were dropped', async () => {
    crm.failNext('storeMessage');
    const link = aLink();
    const { progress } = await runLink(link);
    TestBed.inject(ContentCaches).forgetAllBut([]);
    await runLink(link, progress, 0);
    expect(host.asked).toEqual(['pdf', 'doc', 'png', 'pdf', 'doc', 'png']);
  });

  it('stores no second message when the CRM has the mail', async () => {
    await runLink(aLink());
    const { progress } = await runLink(aLink(files, 'link-2'));
    expect(crm.messages.length).toBe(1);
    expect(progress.messageWasThere).toBeTrue();
    expectWhole();
  });

  it('does not say that the mail was there when only the answer to storing it was lost', async () => {
    crm.failNext('storeMessage', 'after');
    const { progress } = await runWithRetries(aLink());
    expect(progress.messageWasThere).toBeFalse();
  });

  it('files by itself what the CRM dropped, and tells what it refused', async () => {
    crm.dropped = ['notes.docx'];
    crm.refused = ['site.png'];
    const { progress } = await runLink(aLink());
    expect(progress.files['doc']?.fate).toBe('archived');
    expect(progress.files['png']).toEqual({ fate: 'missing', problem: { kind: 'fileRefused' } });
    expect(crm.documents.map(({ name }) => name)).toEqual(['offer.pdf', 'notes.docx']);
  });

  it('leaves no attachment without a fate', async () => {
    host.contents.set('empty', { kind: 'bytes', blob: new Blob([]) });
    host.contents.set('broken', new ProblemError({ kind: 'host', code: 9018 }));
    host.contents.set('cloud', { kind: 'link', url: 'https://drive.example/x' });
    crm.archive.fitted = { embedded: ['logo'] };
    const attachments = [
      ...files,
      anAttachment({ id: 'empty', name: 'empty.txt', size: 0 }),
      anAttachment({ id: 'broken', name: 'broken.bin' }),
      anAttachment({ id: 'cloud', name: 'plan.dwg', kind: 'link', size: 0 }),
      anAttachment({ id: 'logo', name: 'logo.png', inline: true, size: 5 }),
    ];
    const { progress } = await runLink(aLink(attachments));
    const fates = attachments.map(({ id }) => progress.files[id]?.fate);
    expect(fates).toEqual([
      'archived',
      'archived',
      'archived',
      'empty',
      'missing',
      'linked',
      'inBody',
    ]);
    expect(crm.documents.some(({ name }) => name === 'logo.png')).toBeFalse();
    expect(crm.documents.find(({ name }) => name === 'plan.dwg')?.url).toBe(
      'https://drive.example/x',
    );
  });

  it('keeps one link to a cloud attachment when the answer to it was lost', async () => {
    host.contents.set('cloud', { kind: 'link', url: 'https://drive.example/x' });
    crm.failNext('fileLink', 'after');
    const cloud = anAttachment({ id: 'cloud', name: 'plan.dwg', kind: 'link', size: 0 });
    const { progress } = await runWithRetries(aLink([cloud]));
    expect(progress.files['cloud']?.fate).toBe('linked');
    expect(crm.documents.length).toBe(1);
    expect(crm.documents[0]?.atMessage.size).toBe(1);
  });

  describe('where Outlook gives the whole mail', () => {
    const abilities = { attachments: true, headers: true, original: true };
    const aLinkOf = (named: Parameters<typeof aMail>[0]): Link => {
      const mail = aMail({ abilities, ...named });
      return { ...aLink(), mail, steps: planSteps(mail, [aRecord()]) };
    };

    it('files it when the person wants it', async () => {
      const { progress } = await runLink(aLinkOf({}), { ...noProgress, originalWanted: true });
      expect(crm.documents.map(({ name }) => name)).toEqual(['Offer.eml']);
      expect(progress.files['original']?.fate).toBe('archived');
    });

    it('files it when the text had to be cut, and not otherwise', async () => {
      await runLink(aLinkOf({}));
      expect(crm.documents).toEqual([]);
      crm.archive.fitted = { cut: true };
      await runLink({ ...aLinkOf({ messageId: '<2@b.example>' }), id: 'link-2' });
      expect(crm.documents.map(({ name }) => name)).toEqual(['Offer.eml']);
    });

    it('links the mail without it when Outlook refuses, and says so', async () => {
      host.original = new ProblemError({ kind: 'hostSilent' });
      const { progress, problem } = await runLink(aLinkOf({}), {
        ...noProgress,
        originalWanted: true,
      });
      expect(problem).toBeUndefined();
      expect(progress.files['original']).toEqual({
        fate: 'missing',
        problem: { kind: 'hostSilent' },
      });
    });

    it('tells images apart by the parts of the mail where attachments have no content id', async () => {
      const blob = new Blob(['12345']);
      host.parts = [{ name: 'logo.png', contentId: 'one@x', contentType: 'image/png', blob }];
      const images: InlineImage[][] = [];
      crm.archive.fitBody = (html, given) => {
        images.push([...given]);
        return Promise.resolve({ html, embedded: [], cut: false, lacksImages: false });
      };
      const logo = anAttachment({ id: 'logo', name: 'logo.png', inline: true, size: 5 });
      await runLink(aLinkOf({ body: '<img src="cid:one@x">', attachments: [logo] }));
      expect(images.at(-1)).toEqual([
        jasmine.objectContaining({ attachmentId: 'logo', contentId: 'one@x' }),
      ]);
    });
  });

  it('compares a message whose answer was lost, too', async () => {
    crm.failNext('storeMessage', 'after');
    await runWithRetries(aLink());
    expect(crm.log).toContain('checkMessage');
  });

  it('files anew what the last look misses when the person tries again', async () => {
    const link = aLink();
    const { progress } = await runLink(link);
    crm.documents.pop();
    const last = link.steps.findIndex(({ name }) => name === 'readBack');
    const missed = await runLink(link, progress, last);
    expect(missed.problem?.kind).toBe('storedWrongly');
    await retry(link, missed);
    expectWhole();
  });

  it('files an attached appointment under the name that its content has', async () => {
    const blob = new Blob(['BEGIN:VCALENDAR']);
    host.contents.set('event', { kind: 'bytes', blob, name: 'Kick-off.ics' });
    await runLink(aLink([anAttachment({ id: 'event', name: 'Kick-off.eml', kind: 'event' })]));
    expect(crm.documents.map(({ name }) => name)).toEqual(['Kick-off.ics']);
  });

  it('stops, and stores nothing, when Outlook turned to another mail', async () => {
    host.contents.set('doc', new ProblemError({ kind: 'mailChanged' }));
    const { problem } = await runLink(aLink());
    expect(problem?.kind).toBe('mailChanged');
    expect(crm.messages).toEqual([]);
  });

  it('is not linked when a file is gone at the last look', async () => {
    const link = aLink();
    const last = link.steps.findIndex(({ name }) => name === 'readBack');
    const { progress } = await runLink(link);
    crm.documents.pop();
    const { problem } = await runLink(link, progress, last);
    expect(problem?.kind).toBe('storedWrongly');
  });

  it('plans no files where Outlook cannot hand them over', () => {
    const mail = aMail({
      attachments: files,
      abilities: { attachments: false, headers: false, original: false },
    });
    expect(planSteps(mail, [aRecord()]).map(({ name }) => name)).toEqual([
      'readEnvelope',
      'findMessage',
      'prepareMessage',
      'beginStoring',
      'storeMessage',
      'storeLinkedIds',
      'relateMessage',
      'findFiles',
      'uploadPictures',
      'relateFiles',
      'readBack',
      'removeLeftOutIds',
    ]);
  });
});
