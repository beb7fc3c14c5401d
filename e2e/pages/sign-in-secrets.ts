import { demoUsers } from '../../sandbox/crm/demo.ts';

const { mario, giulia, admin } = demoUsers;

/** What people sign in to the sandbox's CRM with. */
export const passwords = {
  mario: mario.password,
  giulia: giulia.password,
  admin: admin.password,
} as const;
export const keys = {
  mario: mario.accessKey,
  giulia: giulia.accessKey,
  admin: admin.accessKey,
} as const;
