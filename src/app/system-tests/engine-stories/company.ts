import type { CrmRecord } from '../../domain/crm';
import type { EnginePane } from '../../testing/harness/engine-pane';
import { PaneActions } from '../../machine/machine.actions';
import { type LinkState, isUnderWay } from '../../machine/machine.state';
import type { JournalEntry } from '../../ports/link-journal';
import { type Person, mails, noteOn } from './cast';
import { Claims, mailOf } from './claims';
import { seatAt } from './memory-stage';
import { pair } from './oracle';
import type { Stage } from './stage';

/** People at their panes, what they do there, and what the panes told them. */
export class Company {
  readonly broken: string[] = [];
  protected readonly panes = new Map<number, EnginePane>();
  protected readonly claims = new Claims();
  protected readonly seen = new WeakSet<LinkState>();
  /** Links, by seat and id, that something was taken from while they were under way. */
  protected readonly shaken = new Set<string>();
  protected readonly touched = new Set<string>();
  protected readonly deeds = {
    wanted: new Set<string>(),
    shown: new Set<string>(),
    abandoned: new Set<string>(),
    atOnce: new Set<string>(),
  };

  constructor(protected readonly stage: Stage) {}

  end(): void {
    for (const pane of this.panes.values()) pane.close();
    this.stage.end();
  }

  protected async at(seat: number): Promise<EnginePane> {
    const open = this.panes.get(seat);
    if (open) return open;
    const pane = await this.stage.open(seat);
    this.panes.set(seat, pane);
    await this.stage.until(() => isIdle(pane));
    return pane;
  }

  protected async show(pane: EnginePane, name: string): Promise<void> {
    if (pane.host.itemId !== name || !pane.isReady) {
      pane.host.show(mails.find((one) => one.name === name)?.mail);
    }
    await this.stage.until(() => isIdle(pane));
  }

  /** Links the open mail, unless that is under way. */
  protected async link(seat: number, to: readonly CrmRecord[], hasNote: boolean): Promise<void> {
    const pane = await this.at(seat);
    const state = pane.linkOfMail;
    if (state && isUnderWay(state)) return;
    if (state) {
      this.close(seat, pane, state);
      await this.stage.until(() => isIdle(pane));
    }
    if (!pane.isReady) return;
    const name = pane.host.itemId;
    const person = this.person(seat);
    this.touched.add(JSON.stringify([person, name]));
    this.want(name, to);
    const others = this.others(person, name).filter(({ state: one }) => isUnderWay(one));
    if (others.some((one) => seatAt(one.seat).device !== seatAt(seat).device)) {
      this.deeds.atOnce.add(pair(person, name));
    }
    pane.begin(to, hasNote ? noteOn(name) : '');
    const { linkOfMail } = pane;
    if (linkOfMail && others.some(({ state: one }) => one.status === 'undoing')) {
      this.shaken.add(keyOf(seat, linkOfMail));
    }
  }

  protected async retry(
    pane: EnginePane,
    state: Extract<LinkState, { status: 'failed' }>,
  ): Promise<void> {
    const { problem, link, isUndo } = state;
    if (isUndo) {
      pane.do(PaneActions.undoRequested({ id: link.id }));
    } else if (problem.kind === 'mailUndecided') {
      const { messages } = await this.stage.truth();
      const other = messages.find(({ id }) => id === problem.other.id);
      pane.do(
        PaneActions.questionAnswered({
          id: link.id,
          said: { judged: { [problem.other.id]: other?.mail === mailOf(state) } },
        }),
      );
    } else pane.tryAgain(state);
  }

  protected undo(seat: number, pane: EnginePane, state: LinkState): void {
    const person = this.person(seat);
    const mail = mailOf(state);
    for (const one of this.others(person, mail)) {
      if (isUnderWay(one.state)) this.shaken.add(keyOf(one.seat, one.state));
    }
    if (state.progress.messageWasThere) this.claims.dropFiles(person, mail);
    else this.claims.dropMail(person, mail);
    pane.do(PaneActions.undoRequested({ id: state.link.id }));
  }

  protected close(seat: number, pane: EnginePane, state: LinkState): void {
    if (state.status === 'failed') this.abandon(seat, mailOf(state), state.progress);
    pane.do(PaneActions.linkClosed({ id: state.link.id }));
  }

  protected finish(pane: EnginePane): void {
    const entry = pane.begun ?? pane.state.unfinished[0];
    if (entry) pane.do(PaneActions.finishRequested({ entry }));
  }

  /** Panes of a device whose journal is lost open anew. */
  protected loseJournal(seat: number): void {
    const { device } = seatAt(seat);
    const gone = [...this.panes.keys()].filter((one) => seatAt(one).device === device);
    for (const one of gone) {
      const pane = this.panes.get(one);
      for (const entry of pane?.state.unfinished ?? []) {
        this.abandon(one, mailOfEntry(entry), entry.progress);
      }
      for (const state of Object.values(pane?.state.links ?? {})) {
        this.abandon(one, mailOf(state), state.progress);
      }
      this.leave(one);
    }
    this.stage.loseJournal(seat);
  }

  protected leave(seat: number): void {
    this.panes.get(seat)?.close();
    this.panes.delete(seat);
  }

  /** Takes down what receipts say that came since. */
  protected observe(): void {
    for (const [seat, pane] of this.panes) {
      for (const state of Object.values(pane.state.links)) {
        if (state.status !== 'linked' || state.undoProblem || this.seen.has(state)) continue;
        this.seen.add(state);
        // What was asked of a receipt since says nothing new of what it claims.
        if (state.shown || state.impact) continue;
        if (!this.shaken.has(keyOf(seat, state))) this.claims.add(this.person(seat), state);
      }
    }
  }

  protected async rest(): Promise<void> {
    const isAtRest = (): boolean => [...this.panes.values()].every(isPaneAtRest);
    if (!(await this.stage.rest(isAtRest))) this.broken.push('it never rests');
    this.observe();
  }

  protected want(mail: string, records: readonly CrmRecord[]): void {
    for (const { id } of records) this.deeds.wanted.add(pair(mail, id));
  }

  protected abandon(seat: number, mail: string, progress: LinkState['progress']): void {
    const { storeTriedAt, messageChecked, messageWasThere } = progress;
    if (storeTriedAt === undefined || messageChecked || messageWasThere) return;
    this.deeds.abandoned.add(pair(this.person(seat), mail));
  }

  protected person(seat: number): Person {
    return seatAt(seat).person;
  }

  /** All links of this person's panes of this mail. */
  protected others(person: Person, mail: string): readonly { seat: number; state: LinkState }[] {
    return [...this.panes].flatMap(([seat, pane]) =>
      this.person(seat) !== person
        ? []
        : Object.values(pane.state.links)
            .filter((state) => mailOf(state) === mail)
            .map((state) => ({ seat, state })),
    );
  }
}

export const keyOf = (seat: number, { link }: LinkState): string => `${String(seat)} ${link.id}`;

/** Whether the pane shows its mail and knows what there is to be known, or has stopped. */
function isIdle(pane: EnginePane): boolean {
  const { status } = pane.state.pane;
  return pane.isReady || status === 'failed';
}

function isPaneAtRest(pane: EnginePane): boolean {
  const links = Object.values(pane.state.links);
  return isIdle(pane) && !links.some((one) => isUnderWay(one) || isAsking(one));
}

const isAsking = (state: LinkState): boolean =>
  state.status === 'linked' && state.shown === 'asking';

/** The mail of an entry of the journal. */
export function mailOfEntry({ subject, progress: { identity } }: JournalEntry): string {
  const isThis = ({ mail, envelope }: (typeof mails)[number]): boolean =>
    mail.subject === subject && envelope.sentAt === identity?.sentAt;
  return mails.find(isThis)?.name ?? '';
}
