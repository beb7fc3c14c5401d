import type * as z from 'zod/mini';
import type { listTypesSchema } from '../../../../contract/rest';
import type { CrmModule } from '../../../domain/crm';

/**
 * Modules whose records are no place for a mail: the CRM's own tools, lists and messages.
 * `ModLight…` are the rows of tables within records, one module for each table.
 */
const NO_TARGETS = new Set([
  'Calendar',
  'Charts',
  'Currency',
  'DocumentFolders',
  'Documents',
  'Emails',
  'Employees',
  'Events',
  'Faq',
  'Fax',
  'Geolocalization',
  'Groups',
  'Messages',
  'ModComments',
  'ModNotifications',
  'Myfiles',
  'Myfolders',
  'MyNotes',
  'Newsletter',
  'PBXManager',
  'PriceBooks',
  'Processes',
  'ProductLines',
  'Reports',
  'Sms',
  'Targets',
  'Users',
  'Webmails',
]);

/** The order in which stock modules are useful to link mail to; others follow. */
const USEFUL = ['Contacts', 'Accounts', 'Leads', 'HelpDesk', 'Potentials', 'Vendors'];

/**
 * Whether a name can be one of the CRM's: values are looked up by it, and every object answers to
 * `constructor` and its like.
 */
export const isName = (name: string): boolean => !(name in Object.prototype);

/** The modules of `listtypes` that mail can be linked to, the most useful first. */
export function modulesIn(
  { types, information }: z.infer<typeof listTypesSchema>,
  withEmail: ReadonlySet<string>,
): CrmModule[] {
  const takesComments = types.includes('ModComments');
  // A list is the empty map, as PHP prints it.
  const known = Array.isArray(information) ? {} : information;
  return types
    .filter(
      (name) =>
        isName(name) &&
        known[name]?.isEntity &&
        !NO_TARGETS.has(name) &&
        !name.startsWith('ModLight'),
    )
    .map((name) => {
      const label = known[name]?.label.trim() ?? name;
      const singular = known[name]?.singular.trim() ?? '';
      return {
        name,
        label,
        // Some come untranslated, as `SINGLE_X` (REST API 4).
        singular: singular === '' || singular.startsWith('SINGLE_') ? label : singular,
        hasEmail: withEmail.has(name),
        takesComments,
      };
    })
    .sort((one, other) => rank(one) - rank(other));
}

function rank({ name, hasEmail }: CrmModule): number {
  const useful = USEFUL.indexOf(name);
  if (useful >= 0) return useful;
  return USEFUL.length + (hasEmail ? 0 : 1);
}
