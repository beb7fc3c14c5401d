import type { CrashPane } from '../../testing/harness/crash-pane';
import type { CrmRecord } from '../../domain/crm';
import type { Problem } from '../../domain/problem';
import { PaneActions } from '../../machine/machine.actions';
import type { LinkState } from '../../machine/machine.state';
import { until } from './sandbox-crm';
import type { SceneMail } from './scene-mail';
import type { Wire } from './witness';

/** A person at a pane: does what its pages offer, and waits for what comes of it. */
export class Desk {
  constructor(
    readonly pane: CrashPane,
    readonly wire: Wire,
  ) {}

  get link(): LinkState {
    const { link } = this.pane;
    if (!link) throw new Error('Nothing was linked here');
    return link;
  }

  /** Of the links at work in this pane. */
  get attempts(): readonly string[] {
    return Object.values(this.pane.state.links).flatMap(({ status, progress: { attempt } }) =>
      (status === 'running' || status === 'undoing') && attempt !== undefined ? [attempt] : [],
    );
  }

  /** Whether the pane says of the open mail that the CRM has it. */
  get isKnown(): boolean {
    const { pane } = this.pane.state;
    const earlier = pane.status === 'choosing' ? pane.earlier : undefined;
    return earlier?.status === 'known' && earlier.links.message !== undefined;
  }

  get problem(): Problem | undefined {
    return this.link.status === 'failed' ? this.link.problem : undefined;
  }

  private get openItem(): string {
    const { pane } = this.pane.state;
    return 'item' in pane && pane.item.kind === 'mail' ? pane.item.itemId : '';
  }

  /** Turns to another mail. */
  async open({ mail }: SceneMail): Promise<void> {
    this.pane.host.show(mail);
    await this.ready();
  }

  /** Begins a link, and waits for nothing; a receipt that is shown is closed first. */
  async begin(records: CrmRecord | readonly CrmRecord[], note?: string): Promise<void> {
    const link = Object.values(this.pane.state.links).find(
      (one) => one.link.mail.itemId === this.openItem,
    );
    if (link) this.pane.do(PaneActions.linkClosed({ id: link.link.id }));
    await this.ready();
    this.wire.listen();
    this.pane.begin('id' in records ? [records] : records, note);
  }

  /** Links, whatever comes of it. */
  async tryToLink(records: CrmRecord | readonly CrmRecord[], note?: string): Promise<LinkState> {
    await this.begin(records, note);
    return this.rested();
  }

  /** Links without any failure. */
  async linkTo(records: CrmRecord | readonly CrmRecord[], note?: string): Promise<void> {
    await this.tryToLink(records, note);
    this.expect('linked');
  }

  async tryAgain(): Promise<LinkState> {
    const { link } = this;
    if (link.status === 'failed') this.pane.tryAgain(link);
    return this.rested();
  }

  /** Tries again as long as it fails, as a patient person does. */
  async linkInTheEnd(): Promise<void> {
    for (let failures = 0; failures < 4; failures += 1) {
      await this.rested();
      if (this.link.status !== 'failed') break;
      await this.tryAgain();
    }
    this.expect('linked');
  }

  async tryFileAgain(place: number): Promise<LinkState> {
    const { id, mail } = this.link.link;
    const attachmentId = mail.attachments[place]?.id ?? '';
    this.pane.do(PaneActions.fileRetryRequested({ id, attachmentId }));
    return this.rested();
  }

  /** Says whether the stored mail that was shown is the one that is open. */
  async judge(isSame: boolean): Promise<LinkState> {
    const { problem } = this;
    if (problem?.kind !== 'mailUndecided') throw new Error('Nobody was asked');
    const { id } = this.link.link;
    this.pane.do(
      PaneActions.questionAnswered({ id, said: { judged: { [problem.other.id]: isSame } } }),
    );
    return this.rested();
  }

  /** Is told what hangs on the message, and undoes the link all the same. */
  async undo(): Promise<LinkState> {
    await this.consider();
    this.pane.do(PaneActions.undoRequested({ id: this.link.link.id }));
    return this.rested();
  }

  /** The records beside the link's own that the question names before Undo. */
  async consider(): Promise<readonly string[]> {
    const { link } = this;
    if (link.status !== 'linked' && link.status !== 'failed') return [];
    if (!link.progress.message || link.progress.messageWasThere) return [];
    const { id } = link.link;
    this.pane.do(PaneActions.undoConsidered({ id }));
    const impact = () => ('impact' in this.link ? this.link.impact : undefined);
    await until('what hangs on the message is known', () => impact() !== undefined, 3_000);
    return impact()?.records.map((record) => record.id) ?? [];
  }

  async showToAll(): Promise<void> {
    this.pane.do(PaneActions.showToAllRequested({ id: this.link.link.id }));
    await until('it is shown to all', () => 'shown' in this.link && this.link.shown === 'done');
  }

  /** Finishes what this device began. */
  async finish(): Promise<LinkState> {
    const { begun } = this.pane;
    if (!begun) throw new Error('Nothing was begun');
    this.pane.do(PaneActions.finishRequested({ entry: begun }));
    return this.rested();
  }

  async rested(): Promise<LinkState> {
    const isAtRest = (): boolean => !['planned', 'running', 'undoing'].includes(this.link.status);
    await until('the link comes to rest', isAtRest, 15_000);
    return this.link;
  }

  expect(status: LinkState['status']): void {
    if (this.link.status === status) return;
    const why = JSON.stringify(this.problem ?? {});
    throw new Error(`It is ${this.link.status} ${why} instead of ${status}`);
  }

  close(): void {
    this.pane.close();
  }

  private ready(): Promise<void> {
    return until('the pane is ready', () => this.pane.isReady);
  }
}
