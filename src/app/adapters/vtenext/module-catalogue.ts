import { Injectable, inject } from '@angular/core';
import {
  type MonoTypeOperatorFunction,
  type Observable,
  concatMap,
  defer,
  map,
  pipe,
  shareReplay,
  tap,
} from 'rxjs';
import {
  type ModuleDescription,
  describeSchema,
  listTypesSchema,
} from '../../../contract/rest';
import type { CrmModule } from '../../domain/crm';
import { type AccessKey, CredentialVault } from '../../ports/credential-vault';
import { RestCaller } from './rest-caller';

/** Modules whose records are no place for a mail: the CRM's own tools, lists and messages. */
const NO_TARGETS = new Set([
  'Calendar', 'Charts', 'Currency', 'DocumentFolders', 'Documents', 'Emails', 'Employees', 'Events',
  'Faq', 'Fax', 'Geolocalization', 'Groups', 'Messages', 'ModComments', 'ModNotifications', 'Myfiles',
  'Myfolders', 'MyNotes', 'Newsletter', 'PBXManager', 'PriceBooks', 'Processes', 'ProductLines',
  'Reports', 'Sms', 'Targets', 'Users', 'Webmails',
]);

/** The order in which stock modules are useful to link mail to; others follow. */
const USEFUL = ['Contacts', 'Accounts', 'Leads', 'HelpDesk', 'Potentials', 'Vendors'];

/** What the modules are, as far as this user may see them. Kept as long as the key is. */
@Injectable({ providedIn: 'root' })
export class ModuleCatalogue {
  private readonly rest = inject(RestCaller);
  private readonly vault = inject(CredentialVault);
  private owner: AccessKey | undefined;
  private modules: Observable<readonly CrmModule[]> | undefined;
  private readonly descriptions = new Map<string, Observable<ModuleDescription>>();

  /** The modules that mail can be linked to, the most useful first. */
  permitted(): Observable<readonly CrmModule[]> {
    return defer(() => {
      this.forgetOthers();
      this.modules ??= this.ask().pipe(keepUnlessFailed(() => (this.modules = undefined)));
      return this.modules;
    });
  }

  /** Fields and prefix of one module; asked when first needed. */
  describe(module: string): Observable<ModuleDescription> {
    return defer(() => {
      this.forgetOthers();
      const known = this.descriptions.get(module);
      if (known) return known;
      const asked = this.rest
        .call('describe', { elementType: module }, describeSchema)
        .pipe(keepUnlessFailed(() => this.descriptions.delete(module)));
      this.descriptions.set(module, asked);
      return asked;
    });
  }

  private ask(): Observable<readonly CrmModule[]> {
    const list = (types: string) =>
      this.rest.call('listtypes', { fieldTypeList: types }, listTypesSchema);
    return list(JSON.stringify(['email'])).pipe(
      concatMap((withEmail) =>
        list('').pipe(map((all) => catalogue(all, new Set(withEmail.types)))),
      ),
    );
  }

  private forgetOthers(): void {
    const key = this.vault.current();
    if (key === this.owner) return;
    this.owner = key;
    this.modules = undefined;
    this.descriptions.clear();
  }
}

function catalogue(
  { types, information }: { types: string[]; information: unknown },
  withEmail: ReadonlySet<string>,
): readonly CrmModule[] {
  const takesComments = types.includes('ModComments');
  const known = information as Record<
    string,
    { isEntity: boolean; label: string; singular: string }
  >;
  return types
    .filter((name) => known[name]?.isEntity && !NO_TARGETS.has(name))
    .map((name) => {
      const label = known[name]?.label.trim() ?? name;
      const singular = known[name]?.singular.trim() ?? '';
      return {
        name,
        label,
        // Some come untranslated, as `SINGLE_X` (API.md 4).
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

/** Shares one answer among all who ask; a failure is not kept. */
function keepUnlessFailed<T>(forget: () => void): MonoTypeOperatorFunction<T> {
  return pipe(tap({ error: forget }), shareReplay({ bufferSize: 1, refCount: false }));
}
