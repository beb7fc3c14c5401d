import type { Restriction, UserDefinition } from '../access/user.ts';
import type { Crm } from '../crm.ts';
import { demoUsers } from '../demo.ts';
import type { Fault } from '../http/faults.ts';
import type { OtherNames } from './other-names.ts';
import type { Recording } from './recordings.ts';
import type { WorldOptions } from './replay-world.ts';

/**
 * Methods that the add-in never calls, or of whose answer it reads a
 * part: the sandbox has no more of it.
 */
export const outOfScope: readonly string[] = [
  'getrelationsextra',
  'oldoquery',
  'olclientsearch',
  'olgetfilters',
  'olissdk',
  'listtypesextra',
  'describeextra',
  'getmenulist',
];

/** What was set on the recorded server, beside the records, when a recording was made. */
export type Conditions = WorldOptions & {
  readonly headers?: Readonly<Record<string, string>>;
  readonly prepare?: (crm: Crm) => void;
  readonly fault?: Fault;
};

export function conditionsOf(
  recording: Recording,
  users: readonly UserDefinition[],
  names: OtherNames,
): Conditions {
  const { scenario } = recording;
  return {
    headers: authorization(recording, users),
    ...fault(recording),
    ...(deletedIds[scenario] ? { deleted: deletedIds[scenario].map(names.text) } : {}),
    ...(otherOwner(scenario) ? { otherOwner: otherOwner(scenario) ?? 'Public' } : {}),
    prepare: (crm) => {
      prepare(crm, recording, names);
    },
  };
}

const deletedIds: Readonly<Record<string, readonly string[]>> = {
  'error-relate-deleted-message': ['44x287'],
  'error-relate-to-deleted-record': ['4x288'],
  'error-retrieve-deleted-message': ['44x287'],
  'error-retrieve-deleted-record': ['4x288'],
  'feature-undo-05-retrieve-deleted-document': ['7x277'],
  'quirk-delete-deleted-message-null': ['44x287'],
};

function otherOwner(scenario: string): 'Public' | 'Private' | undefined {
  if (/private-other-owner|delete-message-other-owner/.test(scenario)) return 'Private';
  return /other-owner|of-other-user|other-copy/.test(scenario) ? 'Public' : undefined;
}

function fault({ scenario }: Recording): { fault?: Fault } {
  if (scenario.includes('maintenance')) return { fault: { method: '*', kind: 'maintenance' } };
  if (scenario.includes('php-notices')) return { fault: { method: '*', kind: 'htmlBefore' } };
  return {};
}

/** The recordings' Authorization values are blackened: right ones, but where the name says not. */
function authorization(
  { scenario, authUser }: Recording,
  users: readonly UserDefinition[],
): Readonly<Record<string, string>> {
  if (authUser === null) return {};
  const user = users.find(({ name }) => name === authUser.toLowerCase());
  const keys: Readonly<Record<string, string>> = {
    'error-basic-empty-key': '',
    'error-basic-wrong-key': 'wrong',
    'cors-post-401': 'wrong',
    'locked-wrong-key': 'wrong',
    'error-basic-password-instead-of-key': 'Adm1n!Pass-8180',
    'basic-key-case-insensitive': user?.accessKey.toUpperCase() ?? '',
  };
  const key = keys[scenario] ?? user?.accessKey ?? 'unknown';
  const credentials = Buffer.from(`${authUser}:${key}`).toString('base64');
  return { authorization: `Basic ${credentials}` };
}

function prepare(crm: Crm, recording: Recording, names: OtherNames): void {
  const { scenario, note } = recording;
  const mario = (changes: Partial<UserDefinition>): void => {
    const user = crm.accounts.named(names.text('mario'));
    if (user) crm.accounts.change(user, changes);
  };
  const restrict = (module: string, restriction: Restriction): void => {
    mario({ restrictions: { ...demoUsers.mario.restrictions, [module]: restriction } });
  };
  if (scenario.includes('inactive-user')) mario({ isActive: false });
  if (scenario.includes('role-values')) mario({ hasPicklists: true });
  if (scenario === 'error-create-message-no-module-permission') restrict('Messages', 'none');
  if (note.includes('default_language it_it')) crm.settings.language = 'it_it';
  if (note.includes('America/New_York')) {
    mario({ language: 'it_it', zone: 'America/New_York', dateFormat: 'mm-dd-yyyy' });
  }
  if (/custom-module-without-messages/.test(scenario)) {
    crm.settings.withoutMessages = new Set(['Installations']);
  }
  if (note.includes('upload_max_filesize=20K')) {
    crm.settings.limits = { perFile: 20_480, perRequest: 61_440, maxFiles: 20 };
  }
  if (note.includes('lowered to 100 KB')) {
    crm.settings.limits = { ...crm.settings.limits, perFile: 102_400 };
  }
  if (scenario.includes('locked')) lock(crm, recording.authUser ?? names.text('mario'));
  if (scenario.startsWith('query-id-')) addContacts(crm, [52, 53]);
}

/** Contacts that plain numbers might be taken for. */
function addContacts(crm: Crm, numbers: readonly number[]): void {
  for (const number of numbers) {
    crm.database.run('INSERT INTO record (number, module) VALUES (?, ?)', number, 'Contacts');
    crm.records.insert(crm.catalogue.get('Contacts'), number, { lastname: 'Verdi' });
  }
}

/** Five wrong passwords in a row. */
function lock(crm: Crm, name: string): void {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      crm.gatekeeper.exchangePassword(name, 'wrong', '127.0.0.1');
    } catch {
      // Refused, as it should be.
    }
  }
}
