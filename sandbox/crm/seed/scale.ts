import type { Crm, CrmOptions } from '../crm.ts';
import { demoOptions } from '../demo.ts';
import { customModules } from '../metadata/catalogue.ts';
import { installationsModule } from '../metadata/installations.ts';
import type { ModuleDefinition } from '../metadata/module-definition.ts';
import { initialValues } from '../methods/values.ts';
import type { Values } from '../store/records.ts';
import { familyNames, givenNames } from './companies.ts';
import { seedDemo } from './seed.ts';

/** How many modules with records of their own a large CRM is given. */
const manyModules = 100;
const firstPrefix = 100;

/** A demonstration CRM with `count` companies and as many contacts more, and 100 modules more. */
export function scaledOptions(databaseFile: string, count: number): CrmOptions {
  return {
    ...demoOptions(databaseFile),
    customModules: [
      ...customModules,
      ...Array.from({ length: manyModules }, (_, index) => numberedModule(index + 1)),
    ],
    seed: (crm) => {
      seedDemo(crm);
      seedMany(crm, count);
    },
  };
}

/** A module like Installations, with fields of its own. */
function numberedModule(number: number): ModuleDefinition {
  const name = `Scale${String(number).padStart(3, '0')}`;
  return {
    ...installationsModule,
    name,
    label: `Scale module ${number}`,
    singular: `Scale record ${number}`,
    prefix: firstPrefix + number,
    idLabel: `${name.toLowerCase()}id`,
    languagePacks: {},
  };
}

/** The same companies and contacts, with the same numbers, every time. */
export function seedMany(crm: Crm, count: number): void {
  const owner = crm.accounts.named('admin');
  if (!owner) throw new Error('The records need a user admin');
  const fill = (name: string, row: (index: number) => Values): void => {
    const module = crm.catalogue.get(name);
    const initial = initialValues(crm, owner, module);
    const numberField = module.fields.find(({ uitype }) => uitype === 4)?.name;
    for (let index = 0; index < count; index += 1) {
      const values = { ...initial, ...row(index) };
      if (numberField) values[numberField] = crm.records.nextRecordNumber(module);
      crm.records.insert(module, crm.records.reserveNumber(name), values);
    }
  };
  fill('Accounts', (index) => ({
    accountname: `Company ${index}`,
    email1: `info@company-${index}.example`,
    phone: `+1 555 ${index}`,
    website: `www.company-${index}.example`,
  }));
  fill('Contacts', (index) => {
    const firstname = givenNames[index % givenNames.length] ?? '';
    const lastname = familyNames[Math.floor(index / 7) % familyNames.length] ?? '';
    return {
      firstname,
      lastname: `${lastname} ${index}`,
      email: `person-${index}@company-${index}.example`,
      phone: `+1 556 ${index}`,
    };
  });
}
