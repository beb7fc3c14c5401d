import { inject } from '@angular/core';
import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  concatMap,
  defer,
  filter,
  forkJoin,
  from,
  ignoreElements,
  map,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import { accountId } from '../domain/account';
import { type Problem, toProblem } from '../domain/problem';
import { type LinkEvent, foldLink } from '../machine/link-fold';
import { type LinkState, isLost } from '../machine/machine.state';
import { lazy } from '../platform/lazy-port';
import { CommentStore } from '../ports/comment-store';
import { DocumentArchive } from '../ports/document-archive';
import { LinkJournal } from '../ports/link-journal';
import { LinkLock, waiting } from '../ports/link-lock';
import { MailReader } from '../ports/mail-reader';
import { MessageArchive } from '../ports/message-archive';
import { ContentCaches } from './content-cache';
import { journalEntry } from './journal-entry';
import { linkSteps, performStep } from './link-steps';
import { type StepContext, lost } from './step-context';

/**
 * Runs one link: its steps, one after another. What is learnt is in the journal before the next
 * step begins, so that a link goes on where it was when the pane is closed in the middle.
 *
 * Contents of files are kept in a cache of the link's own, so that a retry needs no second reading
 * from Outlook; an effect drops it when the link is over.
 */
export class LinkRunner {
  private readonly host = inject(MailReader);
  /** What steps need of the CRM. */
  private readonly crm = forkJoin({
    archive: inject(lazy(MessageArchive)),
    documents: inject(lazy(DocumentArchive)),
    comments: inject(lazy(CommentStore)),
  });
  private readonly journal = inject(LinkJournal);
  private readonly lock = inject(LinkLock);
  private readonly contentCaches = inject(ContentCaches);
  /** The fold of all events so far. */
  private state: LinkState;

  constructor(private readonly planned: Extract<LinkState, { status: 'planned' }>) {
    this.state = planned;
  }

  /**
   * What becomes of the link, event by event, from the step that is `next` to its end. To be
   * subscribed to once. Never fails: a failure is the last state.
   */
  states(): Observable<LinkState> {
    const { steps } = this.planned.link;
    const locked = steps.findIndex(({ name }) => linkSteps[name].takesLock === 'mail');
    return concat(
      this.perform(0, locked),
      this.holding(() => this.mailLock(), this.storeAndFile(locked)),
      this.write('linked'),
      this.report({ kind: 'linked' }),
    ).pipe(catchError((error: unknown) => this.fail(toProblem(error))));
  }

  /**
   * The steps from `start` on; some of them, where a message is to be stored, under one more lock.
   */
  private storeAndFile(start: number): Observable<LinkState> {
    const {
      link: { steps },
      next,
    } = this.planned;
    const begin = steps.findIndex(({ name }) => linkSteps[name].takesLock === 'account');
    const end = 1 + steps.findLastIndex(({ name }) => linkSteps[name].releasesLock === 'account');
    if (begin < 0 || end <= next) return this.perform(start, steps.length);
    return concat(
      this.perform(start, begin),
      this.holding(() => this.accountLock(), this.perform(begin, end)),
      this.perform(end, steps.length),
    );
  }

  /** The steps from `start` up to `end`, without those before `next`. */
  private perform(start: number, end: number): Observable<LinkState> {
    const { link, next } = this.planned;
    return from(link.steps.entries()).pipe(
      filter(([index]) => index >= Math.max(start, next) && index < end),
      concatMap(([index, step]) =>
        concat(
          this.report({ kind: 'stepStarted', step: index }),
          this.context().pipe(
            switchMap((context) => performStep(step, context)),
            concatMap((event) => this.report(event)),
          ),
        ),
      ),
    );
  }

  private context(): Observable<StepContext> {
    return this.crm.pipe(
      map((ports) => {
        const { link, progress } = this.state;
        const contentCache = this.contentCaches.of(link.id);
        return { link, progress, contentCache, host: this.host, ...ports };
      }),
    );
  }

  /** Takes the event in, and tells of it once the journal has what was learnt by it. */
  private report(event: LinkEvent): Observable<LinkState> {
    return defer(() => {
      const before = this.state;
      this.state = foldLink(before, event);
      const { status, progress } = this.state;
      return concat(
        status === 'running' && progress !== before.progress ? this.write('begun') : EMPTY,
        of(this.state),
        this.isEnd(event) ? throwError(lost) : EMPTY,
      );
    });
  }

  /** Whether the steps that follow have lost their ground: a retry is to do all of it anew. */
  private isEnd({ kind }: LinkEvent): boolean {
    const isRepair = this.planned.link.repairs !== undefined;
    return kind === 'filesLost' || (kind === 'startedOver' && isRepair);
  }

  private write(state: 'begun' | 'linked'): Observable<never> {
    return defer(() => {
      const entry = journalEntry(this.state.link, this.state.progress, state);
      return entry ? this.journal.write(entry) : EMPTY;
    }).pipe(ignoreElements());
  }

  /** A repair that failed leaves a link that stands, but where what it was to repair is gone. */
  private fail(problem: Problem): Observable<LinkState> {
    const stands = this.planned.link.repairs !== undefined && !isLost(problem);
    return concat(stands ? this.write('linked') : EMPTY, this.report({ kind: 'failed', problem }));
  }

  private holding(name: () => string, work: Observable<LinkState>): Observable<LinkState> {
    return defer(() => this.lock.hold(name(), work)).pipe(
      concatMap((state) => (state === waiting ? this.report({ kind: 'lockAwaited' }) : of(state))),
    );
  }

  /** By the mail's own id, as soon as its headers told it. */
  private mailLock(): string {
    const { link, progress } = this.state;
    const mail = progress.envelope?.messageId ?? link.mail.itemId;
    return JSON.stringify([accountId(link.account), mail]);
  }

  private accountLock(): string {
    return accountId(this.state.link.account);
  }
}
