import { moduleLabels } from '../metadata/labels.ts';
import type { Method } from './call.ts';

/** The modules that the user may see; with a list of field types, those that have such a field. */
export const listTypes: Method = (crm, { user, parameters }) => {
  const wanted = parameters.encoded('fieldTypeList');
  const types = Array.isArray(wanted) ? wanted.map(String) : [];
  const modules = crm.catalogue.modules.filter(
    (module) =>
      user.maySee(module) &&
      (types.length === 0 || (module.name !== 'Users' && module.hasFieldOfType(types))),
  );
  const information = modules.map((module) => {
    const labels = moduleLabels(module, crm.settings.language);
    return [module.name, { isEntity: module.isEntity, ...labels }] as const;
  });
  return { types: modules.map(({ name }) => name), information: Object.fromEntries(information) };
};
