import { moduleLabels } from '../metadata/labels.ts';
import type { Method } from './call.ts';

/** The modules that stand in the menu itself; all others are behind *Others*. */
const first = new Set([
  'Leads',
  'Messages',
  'Accounts',
  'Contacts',
  'Campaigns',
  'HelpDesk',
  'Potentials',
  'Reports',
]);

/** The menu of the user: every module but those that the CRM keeps for itself (REST API 4). */
export const getMenuList: Method = (crm, { user }) => {
  const entries = crm.catalogue.modules
    .filter(
      ({ isEntity, name, definition }) => isEntity && name !== 'Users' && !definition.isInternal,
    )
    .filter((module) => user.maySee(module))
    .map((module) => ({
      name: module.name,
      translabel: moduleLabels(module, user.definition.language).label,
    }));
  return {
    visible: entries.filter(({ name }) => first.has(name)),
    others: entries.filter(({ name }) => !first.has(name)),
  };
};
