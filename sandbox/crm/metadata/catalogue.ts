import type { User } from '../access/user.ts';
import { accountsModule } from './accounts.ts';
import { contactsModule } from './contacts.ts';
import { documentsModule } from './documents.ts';
import { helpDeskModule } from './help-desk.ts';
import { installationsModule } from './installations.ts';
import { leadsModule } from './leads.ts';
import { messagesModule } from './messages.ts';
import { type Field, type ModuleDefinition, fieldsOf } from './module-definition.ts';
import {
  actorModules,
  commentsModule,
  inspectionsModule,
  newsletterModule,
  otherModules,
} from './others.ts';
import { employeesModule, usersModule, vendorsModule } from './people.ts';
import { potentialsModule } from './potentials.ts';

/** The order in which `listtypes` names the stock modules. */
const stockOrder = (
  'Calendar Leads Accounts Contacts Potentials Products Documents Emails HelpDesk Faq Vendors ' +
  'PriceBooks Quotes PurchaseOrder SalesOrder Invoice Campaigns Events Users Reports Ddt Sms ' +
  'Services Timecards Assets Charts Myfiles ProjectMilestone ProjectTask JobOrder ProjectPlan ' +
  'ModComments MyNotes PBXManager Visitreport ServiceContracts Targets Newsletter Fax Messages ' +
  'ProductLines Processes Employees ConfProducts ModLightProdAttr'
).split(' ');

const stockModules: readonly ModuleDefinition[] = [
  accountsModule,
  contactsModule,
  leadsModule,
  potentialsModule,
  helpDeskModule,
  vendorsModule,
  documentsModule,
  messagesModule,
  employeesModule,
  usersModule,
  commentsModule,
  newsletterModule,
  ...otherModules,
].sort((a, b) => stockOrder.indexOf(a.name) - stockOrder.indexOf(b.name));

/** Modules that the demo's owner added. */
export const customModules: readonly ModuleDefinition[] = [installationsModule, inspectionsModule];

/** A module with its fields looked up once. */
export class Module {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly isEntity: boolean;
  private readonly byId: readonly Field[];
  private readonly byName: ReadonlyMap<string, Field>;

  constructor(readonly definition: ModuleDefinition) {
    this.name = definition.name;
    this.fields = fieldsOf(definition);
    this.isEntity = definition.isEntity ?? true;
    const blocks = definition.blocks.map(([block]) => block);
    this.byId = [...this.fields].sort(
      (a, b) => blocks.indexOf(a.block) - blocks.indexOf(b.block) || a.id - b.id,
    );
    this.byName = new Map(this.fields.map((field) => [field.name, field]));
  }

  get prefix(): number {
    return this.definition.prefix;
  }

  get labelFields(): readonly string[] {
    return this.definition.labelFields.split(',');
  }

  /**
   * The fields that the user may see, as answers list them: by field id within a block, to
   * administrators by sequence.
   */
  fieldsFor(user: Pick<User, 'isAdmin' | 'maySeeField'>): readonly Field[] {
    const fields = user.isAdmin ? this.fields : this.byId;
    return fields.filter(({ name }) => user.maySeeField(this, name));
  }

  field(name: string): Field | undefined {
    return this.byName.get(name);
  }

  hasFieldOfType(types: readonly string[]): boolean {
    return this.fields.some((field) => !field.hidden && types.includes(field.type));
  }
}

/** Every module of one CRM, in the order of `listtypes`. */
export class Catalogue {
  readonly modules: readonly Module[];
  private readonly byName: ReadonlyMap<string, Module>;
  private readonly byPrefix: ReadonlyMap<number, Module>;

  constructor(custom: readonly ModuleDefinition[] = customModules) {
    this.modules = [...stockModules, ...custom, ...actorModules].map((each) => new Module(each));
    this.byName = new Map(this.modules.map((each) => [each.name.toLowerCase(), each]));
    this.byPrefix = new Map(this.modules.map((each) => [each.prefix, each]));
  }

  /** The module of that name, written in any case. */
  find(name: string): Module | undefined {
    return this.byName.get(name.toLowerCase());
  }

  /** The module of that name, which must exist. */
  get(name: string): Module {
    const found = this.find(name);
    if (!found) throw new Error(`No module ${name}`);
    return found;
  }

  withPrefix(prefix: number): Module | undefined {
    return this.byPrefix.get(prefix);
  }
}
