import { openDB } from 'idb';
import type { CrmRecord } from '../../domain/crm';
import { callCrm, crmAddress, fileInCrm } from './sandbox-crm';
import type { SceneMail } from './scene-mail';
import type { World } from './world';

/** What version 0.1 left of a mail: a message, documents, and an entry of its journal. */
export interface Left {
  readonly message: string;
  readonly documents: readonly string[];
}

/** Version 0.1 linked the mail; `texts` are what its documents hold, if not the mail's files. */
export async function linkedByOlderPane(
  world: World,
  mail: SceneMail,
  record: CrmRecord,
  texts: readonly string[] = mail.files.map(({ text }) => text),
): Promise<Left> {
  const message = await world.storeAsBefore('mario', mail, '2026-11-20 09:59:00');
  await callCrm('mario', 'relate', { id: message, relatelist: JSON.stringify([record.id]) });
  const documents: string[] = [];
  for (const [place, { name }] of mail.files.entries()) {
    const id = await fileInCrm('mario', name, texts[place] ?? '');
    await callCrm('mario', 'relate', { id, relatelist: JSON.stringify([message, record.id]) });
    documents.push(id);
  }
  await world.witness.look();
  await writeJournal(world, mail, record, { message, documents });
  return { message, documents };
}

async function writeJournal(
  world: World,
  { mail, envelope }: SceneMail,
  record: CrmRecord,
  { message, documents }: Left,
): Promise<void> {
  const name = `${world.partition()}vtenext-mail-connector.journal`;
  const database = await openDB(name, 1, {
    upgrade: (fresh) => fresh.createObjectStore('entries').createIndex('at', 'at'),
  });
  const { messageId } = envelope;
  const files = mail.attachments.map(({ id }, place) => [
    id,
    { fate: 'archived', documentId: documents[place] },
  ]);
  const entry = {
    account: { crmAddress, userName: 'mario' },
    messageId,
    subject: mail.subject,
    attachments: mail.attachments,
    linked: [record],
    wanted: [],
    undone: [],
    progress: {
      message: { id: message, owner: '19x4' },
      messageWasThere: false,
      messageChecked: true,
      files: Object.fromEntries(files),
      created: [message, ...documents],
    },
    at: '2026-11-20T10:00:00.000Z',
  };
  await database.put('entries', entry, JSON.stringify([crmAddress, 'mario', messageId]));
  database.close();
}
