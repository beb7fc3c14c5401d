import type { UserDefinition } from './access/user.ts';
import type { CrmOptions } from './crm.ts';
import { seedDemo } from './seed/seed.ts';

/** Who can sign in to the demonstration CRM, and with what. Known to everybody: it is a sandbox. */
export const demoUsers = {
  /** Sees and changes everything. */
  admin: {
    number: 1,
    name: 'admin',
    password: 'Sandbox-admin-1',
    accessKey: 'SandboxAdminKey1',
    firstName: '',
    lastName: 'Administrator',
    email: 'admin@vendor.example',
    isAdmin: true,
    isActive: true,
    language: 'en_us',
    zone: 'Europe/Rome',
    dateFormat: 'dd-mm-yyyy',
    role: 'H2',
    hasPicklists: true,
    restrictions: {},
  },
  /** Has no access to Leads, and may only read Potentials and HelpDesk. */
  mario: {
    number: 4,
    name: 'mario',
    password: 'Sandbox-mario-1',
    accessKey: 'SandboxMarioKey1',
    firstName: 'Mario',
    lastName: 'Rossi',
    email: 'mario.rossi@vendor.example',
    isAdmin: false,
    isActive: true,
    language: 'it_it',
    zone: 'Europe/Rome',
    dateFormat: 'dd-mm-yyyy',
    role: 'H4',
    hasPicklists: true,
    restrictions: { Leads: 'none', Potentials: 'read', HelpDesk: 'read' },
  },
  /** A colleague overseas, whom the profile restricts in nothing. */
  giulia: {
    number: 5,
    name: 'giulia',
    password: 'Sandbox-giulia-1',
    accessKey: 'SandboxGiuliaKey1',
    firstName: 'Giulia',
    lastName: 'Conti',
    email: 'giulia.conti@vendor.example',
    isAdmin: false,
    isActive: true,
    language: 'en_us',
    zone: 'America/New_York',
    dateFormat: 'mm-dd-yyyy',
    role: 'H4',
    hasPicklists: true,
    restrictions: {},
  },
} as const satisfies Readonly<Record<string, UserDefinition>>;

/** The options of the demonstration CRM, but for where it keeps its data. */
export function demoOptions(databaseFile: string): CrmOptions {
  return { databaseFile, users: Object.values(demoUsers), seed: seedDemo };
}
