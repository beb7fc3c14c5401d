import { CrashPane } from '../../testing/harness/crash-pane';
import type { CrmRecord } from '../../domain/crm';
import { TableHost } from '../../testing/harness/engine-pane';
import { anEnvelope } from '../../testing/samples';
import { Desk } from './desk';
import {
  type Who,
  callCrm,
  deleteInCrm,
  people,
  sandbox,
  someContacts,
  until,
} from './sandbox-crm';
import type { SceneMail } from './scene-mail';
import { Wire, Witness } from './witness';

/** Where a person sits: another device has another browser, and knows nothing of the first. */
export interface Seat {
  readonly who?: Who;
  readonly device?: string;
}

/** One CRM with its people, their devices and their panes; a scene has it for itself. */
export class World {
  readonly witness = new Witness();
  /** Where the CRM's server is; in its time messages are kept. */
  zone = 'Europe/Rome';
  /** What a scene finds wrong by itself. */
  readonly complaints: string[] = [];
  private readonly name = `scene ${crypto.randomUUID()} `;
  private readonly desks: Desk[] = [];
  private readonly devices = new Set<string>();

  private constructor(readonly records: readonly CrmRecord[]) {}

  static async begin(): Promise<World> {
    await sandbox('reset', {});
    const world = new World(await someContacts(4));
    await world.witness.look();
    return world;
  }

  record(place: number): CrmRecord {
    const record = this.records[place];
    if (!record) throw new Error('There are not so many records');
    return record;
  }

  /** Opens a pane beside the first of the mails; it may turn to the others. */
  async sit(mails: SceneMail | readonly SceneMail[], seat: Seat = {}): Promise<Desk> {
    const all = 'mail' in mails ? [mails] : mails;
    const [first] = all;
    if (!first) throw new Error('No mail is open');
    const { who = 'mario', device = 'desk' } = seat;
    const host = new TableHost(
      first.mail,
      new Map(all.flatMap(({ contents }) => [...contents])),
      ({ itemId, messageId }) =>
        all.find(({ mail }) => mail.itemId === itemId)?.envelope ??
        anEnvelope({ messageId: messageId ?? '' }),
    );
    const opened: { desk?: Desk } = {};
    const wire = new Wire(this.witness, () => opened.desk?.attempts ?? []);
    const partition = this.partition(device);
    const pane = await CrashPane.onDevice(people[who], partition, host, { around: wire.around });
    const desk = new Desk(pane, wire);
    opened.desk = desk;
    this.desks.push(desk);
    await until('a pane is ready', () => pane.isReady);
    return desk;
  }

  /** What names of stored things begin with on a device. */
  partition(device = 'desk'): string {
    this.devices.add(device);
    return `${this.name}${device} `;
  }

  async moveServer(zone: string): Promise<void> {
    await sandbox('settings', { serverZone: zone });
    this.zone = zone;
  }

  claim(what: string, isSo: boolean): void {
    if (!isSo) this.complaints.push(what);
  }

  /** Somebody deletes it in the CRM's own pages. */
  async deletes(who: Who, id: string): Promise<void> {
    this.witness.noteDeletedByPerson(id);
    await deleteInCrm(who, id);
  }

  async backUp(): Promise<void> {
    await sandbox('backup', {});
    this.witness.noteBackup();
  }

  /** What was stored since the backup is gone, and its numbers are given out again. */
  async restore(): Promise<void> {
    await sandbox('restore', {});
    this.witness.noteRestore();
  }

  /** The CRM's own mail client fetches the mail, or another of the same look, for a person. */
  async fetchMail(who: Who, { mail, envelope, text, files }: SceneMail): Promise<string> {
    const { id } = await sandbox<{ id: string }>('webmail', {
      user: who,
      messageid: envelope.messageId,
      subject: mail.subject,
      mfrom: envelope.from.address,
      mdate: envelope.sentAt,
      description: `<p>${text}</p>`,
      files,
    });
    await this.witness.look();
    return id;
  }

  /** A message as version 0.1 stored it; its time is in the person's zone. */
  async storeAsBefore(
    who: Who,
    { mail, envelope, text }: SceneMail,
    mdate: string,
  ): Promise<string> {
    const element = {
      messageid: envelope.messageId,
      subject: mail.subject,
      mfrom: envelope.from.address,
      mdate,
      mtype: 'Link',
      xmailer: `mail-connector/1 ${this.record(3).id}`,
      description: `<p>${text}</p>`,
    };
    const { id } = await callCrm<{ id: string }>(who, 'create', {
      elementType: 'Messages',
      element: JSON.stringify(element),
    });
    await this.witness.look();
    return id;
  }

  end(): void {
    for (const desk of this.desks) desk.close();
    for (const device of this.devices) {
      for (const name of ['journal', 'journal-2']) {
        indexedDB.deleteDatabase(`${this.name}${device} vtenext-mail-connector.${name}`);
      }
    }
  }
}
