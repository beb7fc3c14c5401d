import type { Language } from '../access/user.ts';
import type { Catalogue, Module } from './catalogue.ts';
import { italianLabels, italianLabelsOf, italianNames } from './italian.ts';
import { picklists } from './picklists.ts';

/** A label of a module's field or pick list, in a language; itself where there is none. */
export function fieldLabel(label: string, language: Language, module: Module): string {
  return translation(label, language, module) ?? label;
}

/** A module's display name, and that of one of its records. */
export function moduleLabels(
  module: Module,
  language: Language,
): { readonly label: string; readonly singular: string } {
  const { label, singular } = module.definition;
  const italian = language === 'it_it' ? italianNames : {};
  const pack = { ...italian, ...module.definition.languagePacks?.[language] };
  return {
    label: pack[module.name] ?? label,
    singular: pack[`SINGLE_${module.name}`] ?? singular,
  };
}

/**
 * The language pack of one module, or of `APP_STRINGS`, which holds the names of all modules.
 * Labels that a pack lacks are left out, as in the CRM (REST API 14.12).
 */
export function labelsOf(
  catalogue: Catalogue,
  name: string,
  language: Language,
): Readonly<Record<string, string>> {
  if (name === 'APP_STRINGS' || name === '') {
    return Object.fromEntries(catalogue.modules.flatMap((each) => namePairs(each, language)));
  }
  const module = catalogue.find(name);
  if (!module) return {};
  const { languagePacks } = module.definition;
  if (languagePacks) return languagePacks[language] ?? {};
  const labels = [...module.fields.map((field) => field.label), ...picklistLabels(module)];
  const own = module.name === 'Messages' ? namePairs(module, language) : [];
  return Object.fromEntries([
    ['LBL_MODULE_NAME', moduleLabels(module, language).label],
    ...own,
    ...labels.flatMap((label) => {
      const translated = translation(label, language, module);
      return translated === undefined ? [] : [[label, translated] as const];
    }),
  ]);
}

function translation(label: string, language: Language, module: Module): string | undefined {
  const pack = module.definition.languagePacks;
  if (pack) return pack[language]?.[label];
  return language === 'en_us'
    ? label
    : (italianLabelsOf[module.name]?.[label] ?? italianLabels[label]);
}

function picklistLabels(module: Module): readonly string[] {
  return module.fields
    .filter((field) => field.type === 'picklist')
    .flatMap((field) => picklists[field.options.picklist ?? field.name] ?? [])
    .map((entry) => (typeof entry === 'string' ? entry : entry[1]));
}

function namePairs(module: Module, language: Language): (readonly [string, string])[] {
  const { label, singular } = moduleLabels(module, language);
  return [
    [module.name, label],
    [`SINGLE_${module.name}`, singular],
  ];
}
