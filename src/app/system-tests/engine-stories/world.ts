import type { EnginePane } from '../../testing/harness/engine-pane';
import { PaneActions } from '../../machine/machine.actions';
import { isUnderWay } from '../../machine/machine.state';
import { type Person, mails, shownWith } from './cast';
import { mailOf } from './claims';
import type { Command, Told } from './commands';
import { Company, keyOf, mailOfEntry } from './company';
import { pair, wrongs } from './oracle';

/** Commands for a pane, with the seat that it is at. */
type Gesture = Extract<Command, { seat: number }>;

/** Several people, devices, mails and one CRM, and whatever happens to them. */
export class World extends Company {
  async tell(story: readonly Told[]): Promise<void> {
    for (const { command, calls } of story) {
      await this.perform(command);
      if (calls === undefined) await this.rest();
      else await this.stage.answer(calls);
      this.observe();
    }
  }

  /** All is well from now on: whatever was begun comes to its end, and every mail can be linked. */
  async comeToTheEnd(): Promise<void> {
    await this.rest();
    await this.stage.behave();
    for (const [seat, pane] of this.panes) {
      for (const { link } of Object.values(pane.state.links)) await this.settle(seat, link.id);
    }
    for (const seat of this.panes.keys()) await this.finishAll(seat);
    for (const one of this.touched) {
      const [person, mail] = JSON.parse(one) as [Person, string];
      await this.linkAtLast(person, mail);
    }
    const truth = await this.stage.truth();
    this.broken.push(
      ...this.claims.untrue(truth),
      ...wrongs(truth, this.deeds),
      ...this.stage.foreignDeletions().map((id) => `${id} was deleted by another`),
    );
  }

  private async perform(command: Command): Promise<void> {
    const { stage } = this;
    switch (command.is) {
      case 'trouble':
        stage.trouble(command.seat, command);
        break;
      case 'limits':
        await this.rest();
        await stage.limit(command.files, command.bytes);
        break;
      case 'fetch':
        await stage.fetch(command.person, command.mail);
        break;
      case 'older':
        for (const name of shownWith(nameAt(command.mail))) {
          this.want(name, stage.records.slice(0, 1));
        }
        await stage.storeAsOlder(command.person, command.mail);
        break;
      case 'deleteMessage':
      case 'deleteDocument':
        await this.deleted(command.is, command.which);
        break;
      case 'backup':
        await this.rest();
        await stage.backup();
        break;
      case 'restore':
        await this.rest();
        this.claims.clear();
        await stage.restore();
        break;
      case 'behave':
        await this.rest();
        await stage.behave();
        break;
      default:
        await this.gesture(command, await this.at(command.seat));
    }
  }

  private async gesture(command: Gesture, pane: EnginePane): Promise<void> {
    const state = pane.linkOfMail;
    const id = state?.link.id ?? '';
    switch (command.is) {
      case 'show':
        await this.show(pane, nameAt(command.mail));
        break;
      case 'link':
        await this.show(pane, nameAt(command.mail));
        await this.link(
          command.seat,
          this.stage.records.filter((_, index) => command.records.includes(index)),
          command.hasNote,
        );
        break;
      case 'retry':
        if (state?.status === 'failed') await this.retry(pane, state);
        break;
      case 'leaveOut':
        pane.do(PaneActions.recordLeftOut({ id }));
        break;
      case 'undo':
        if (state) this.undo(command.seat, pane, state);
        break;
      case 'close':
        if (state && !isUnderWay(state)) this.close(command.seat, pane, state);
        break;
      case 'finish':
        this.finish(pane);
        break;
      case 'giveUp':
        this.giveUp(command.seat, pane);
        break;
      case 'retryFile': {
        const files = Object.entries(state?.progress.files ?? {});
        const missing = files.find(([, { fate }]) => fate === 'missing');
        if (missing) {
          pane.do(PaneActions.fileRetryRequested({ id, attachmentId: missing[0] }));
        }
        break;
      }
      case 'cancel':
        pane.do(PaneActions.cancelRequested({ id }));
        break;
      case 'reopen':
        this.leave(command.seat);
        await this.at(command.seat);
        break;
      case 'loseJournal':
        this.loseJournal(command.seat);
        break;
      case 'showToAll':
        if (state) this.deeds.shown.add(pair(this.person(command.seat), mailOf(state)));
        pane.do(PaneActions.showToAllRequested({ id }));
        break;
      case 'trouble':
        break;
    }
  }

  private giveUp(seat: number, pane: EnginePane): void {
    const { begun } = pane;
    if (!begun) return;
    this.abandon(seat, pane.host.itemId, begun.progress);
    pane.do(PaneActions.unfinishedForgotten({ entry: begun }));
  }

  private async deleted(is: 'deleteMessage' | 'deleteDocument', which: number): Promise<void> {
    const { messages, documents } = await this.stage.truth();
    const rows = is === 'deleteMessage' ? messages : documents;
    const row = rows[which % Math.max(rows.length, 1)];
    if (!row) return;
    for (const one of this.others(row.owner, row.mail)) {
      if (isUnderWay(one.state)) this.shaken.add(keyOf(one.seat, one.state));
    }
    if (is === 'deleteMessage') {
      this.claims.dropMail(row.owner, row.mail);
      await this.stage.deleteMessage(row.id);
    } else {
      this.claims.dropFiles(row.owner, row.mail);
      await this.stage.deleteDocument(row.id);
    }
  }

  /** One link of a pane, which may be of a mail that is not open. */
  private async settle(seat: number, id: string): Promise<void> {
    const pane = await this.at(seat);
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const state = pane.state.links[id];
      const isStopped = state?.status === 'linked' && state.undoProblem !== undefined;
      if (!state || (state.status !== 'failed' && !isStopped)) return;
      if (state.link.mail.itemId !== '') await this.show(pane, mailOf(state));
      if (state.status === 'failed') await this.retry(pane, state);
      else this.undo(seat, pane, state);
      await this.rest();
    }
    this.broken.push('it never comes to an end');
  }

  /** What the journal says was begun, and no link of the pane stands for. */
  private async finishAll(seat: number): Promise<void> {
    const pane = await this.at(seat);
    for (const entry of pane.state.unfinished) {
      await this.show(pane, mailOfEntry(entry));
      const state = pane.linkOfMail;
      if (state && !isUnderWay(state)) this.close(seat, pane, state);
      await this.rest();
      if (!pane.begun) continue;
      this.finish(pane);
      await this.rest();
      const { linkOfMail } = pane;
      if (linkOfMail) await this.settle(seat, linkOfMail.link.id);
    }
  }

  private async linkAtLast(person: Person, name: string): Promise<void> {
    const seat =
      [...this.panes.keys()].find((one) => this.person(one) === person) ??
      (person === 'giulia' ? 3 : 0);
    const pane = await this.at(seat);
    await this.show(pane, name);
    await this.link(seat, this.stage.records.slice(0, 1), false);
    await this.rest();
    const { linkOfMail } = pane;
    if (linkOfMail) await this.settle(seat, linkOfMail.link.id);
    const last = pane.linkOfMail;
    if (last?.status !== 'linked') {
      this.broken.push(`the ${name} of ${person} cannot be linked: ${last?.status ?? 'no link'}`);
    }
  }
}

const nameAt = (mail: number): string => mails[mail]?.name ?? '';
