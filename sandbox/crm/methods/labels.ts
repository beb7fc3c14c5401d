import { labelsOf } from '../metadata/labels.ts';
import type { Method } from './call.ts';

/** The languages installed. */
export const getLangs: Method = () => ({ it_it: 'IT Italiano', en_us: 'US English' });

/**
 * The labels of a module, or of `APP_STRINGS`, in a language; by default that of the user named,
 * who is by default the caller. An unknown language answers an empty list (REST API 14.12).
 */
export const getLabels: Method = (crm, { user, parameters }) => {
  const name = parameters.text('username');
  const person = name === '' ? user : (crm.accounts.named(name) ?? user);
  const language = parameters.text('language') || person.definition.language;
  if (language !== 'en_us' && language !== 'it_it') return [];
  const labels = labelsOf(crm.catalogue, parameters.text('module'), language);
  return Object.keys(labels).length > 0 ? labels : [];
};
