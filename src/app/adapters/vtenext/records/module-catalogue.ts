import { Injectable, inject } from '@angular/core';
import {
  type MonoTypeOperatorFunction,
  type Observable,
  catchError,
  concatMap,
  defer,
  from,
  last,
  map,
  of,
  pipe,
  shareReplay,
  switchMap,
  takeWhile,
  tap,
} from 'rxjs';
import * as z from 'zod/mini';
import {
  type ModuleDescription,
  describeSchema,
  listTypesSchema,
  rowsSchema,
} from '../../../../contract/rest';
import type { CrmModule } from '../../../domain/crm';
import { partOfPane } from '../../../platform/part-of-pane';
import { Cache } from '../../../ports/cache';
import { ModuleCatalogue } from '../../../ports/module-catalogue';
import type { Account } from '../../../domain/account';
import { type AccessKey, CredentialVault } from '../../../ports/credential-vault';
import { isName, modulesIn } from './module-list';
import type { KeptDescription, Refreshable } from './module-refresh';
import { RestCaller } from '../rest/rest-caller';
import { writeVtql } from '../rest/vtql';

const moduleSchema = z.object({
  name: z.string(),
  label: z.string(),
  singular: z.string(),
  hasEmail: z.boolean(),
  takesComments: z.boolean(),
});
const keptModules = z.array(moduleSchema);
const keptDescription = z.object({ at: z.number(), description: describeSchema });

/**
 * What the modules are, as far as this user may see them. Kept as long as the key is, and on the
 * device for the next time: what comes from there is used at once, and `refreshModules` asks again.
 */
@Injectable({ providedIn: 'root' })
export class VtenextModuleCatalogue extends ModuleCatalogue implements Refreshable {
  readonly rest = inject(RestCaller);
  private readonly vault = inject(CredentialVault);
  private readonly cache = inject(Cache);
  /**
   * Whose all this is. The key itself is not held: functions that wait here would keep it for good.
   */
  owner: Account | undefined;
  private key: WeakRef<AccessKey> | undefined;
  modules: Observable<readonly CrmModule[]> | undefined;
  readonly descriptions = new Map<string, Observable<KeptDescription>>();
  private readonly prefixes = new Map<string, Observable<string>>();

  /** The modules that mail can be linked to, the most useful first. */
  override permittedModules(): Observable<readonly CrmModule[]> {
    return defer(() => {
      this.forgetOthers();
      this.modules ??= this.kept('modules', keptModules).pipe(
        switchMap((known) => (known ? of(known) : this.askModules())),
        keepUnlessFailed(() => (this.modules = undefined)),
      );
      return this.modules;
    });
  }

  /** Fields and prefix of one module; asked when first needed. */
  describe(module: string): Observable<ModuleDescription> {
    return defer(() => {
      this.forgetOthers();
      const known = this.descriptions.get(module);
      if (known) return known;
      const asked = this.kept(`describe ${module}`, keptDescription).pipe(
        switchMap((kept) => (kept ? of(kept) : this.askDescription(module))),
        keepUnlessFailed(() => this.descriptions.delete(module)),
      );
      this.descriptions.set(module, asked);
      return asked;
    }).pipe(
      map(({ description }) => ({
        ...description,
        fields: description.fields.filter(({ name, type }) => isName(name) && isName(type.name)),
      })),
    );
  }

  /**
   * What stands before the digits of a module's record numbers, such as `TT`; empty where it has no
   * numbers, or no record to learn it from. The prefix is the customer's own (REST API 14.3).
   */
  numberPrefix(module: string): Observable<string> {
    return defer(() => {
      this.forgetOthers();
      const known = this.prefixes.get(module);
      if (known) return known;
      const asked = this.kept(`prefix ${module}`, z.string()).pipe(
        switchMap((kept) => (kept === undefined ? this.askPrefix(module) : of(kept))),
        keepUnlessFailed(() => this.prefixes.delete(module)),
      );
      this.prefixes.set(module, asked);
      return asked;
    });
  }

  /** The module that records with this id belong to; described are only as many as it takes. */
  moduleOf(id: string, modules: readonly CrmModule[]): Observable<CrmModule | undefined> {
    return from(modules).pipe(
      concatMap((module) =>
        this.describe(module.name).pipe(
          map(({ idPrefix }) => ({ module, isIt: id.startsWith(`${idPrefix}x`) })),
          catchError(() => of({ module, isIt: false })),
        ),
      ),
      takeWhile(({ isIt }) => !isIt, true),
      last(undefined, undefined),
      map((found) => (found?.isIt ? found.module : undefined)),
    );
  }

  /**
   * Asks once more for what came from the device: the modules, and descriptions that grew old.
   * Gives the modules as they are now.
   */
  override refreshModules(): Observable<readonly CrmModule[]> {
    return defer(() => partOfPane(import('./module-refresh'))).pipe(
      switchMap(({ refreshed }) => {
        this.forgetOthers();
        return refreshed(this);
      }),
    );
  }

  askModules(): Observable<readonly CrmModule[]> {
    const { owner } = this;
    const list = (types: string) =>
      this.rest.call('listtypes', { fieldTypeList: types }, listTypesSchema);
    return list(JSON.stringify(['email'])).pipe(
      concatMap((withEmail) =>
        list('').pipe(map((all) => modulesIn(all, new Set(withEmail.types)))),
      ),
      tap((modules) => {
        this.keep(owner, 'modules', modules);
      }),
    );
  }

  askDescription(module: string): Observable<KeptDescription> {
    const { owner } = this;
    return this.rest.call('describe', { elementType: module }, describeSchema).pipe(
      map((description) => ({ at: Date.now(), description })),
      tap((kept) => {
        this.keep(owner, `describe ${module}`, kept);
      }),
    );
  }

  private askPrefix(module: string): Observable<string> {
    const { owner } = this;
    return this.describe(module).pipe(
      switchMap((description) => {
        const field = numberField(description);
        // Any record would do, and one of the first ten or so has this digit.
        const where = field ? [[{ field, contains: '1' }]] : [];
        const query = field && writeVtql({ select: [field], from: module, where, limit: 1 });
        if (!query) return of('');
        return this.rest
          .call('query', { query }, rowsSchema)
          .pipe(map(([row]) => /^(.*?)\d+$/.exec(row?.[field] ?? '')?.[1] ?? ''));
      }),
      tap((prefix) => {
        if (prefix !== '') this.keep(owner, `prefix ${module}`, prefix);
      }),
    );
  }

  /**
   * What is on the device under this name, in the language of the pane; nothing of another shape.
   */
  private kept<S extends z.ZodMiniType>(
    name: string,
    schema: S,
  ): Observable<z.infer<S> | undefined> {
    const { owner } = this;
    if (!owner) return of(undefined);
    return this.cache.read(owner, inLanguage(name)).pipe(
      map((value) => {
        const read = schema.safeParse(value);
        return read.success ? read.data : undefined;
      }),
    );
  }

  /** What `owner` was told; nothing once another is in, for the answer may be half the other's. */
  keep(owner: Account | undefined, name: string, value: unknown): void {
    if (!owner || !this.isStill(owner)) return;
    this.cache.write(owner, inLanguage(name), value).subscribe();
  }

  isStill(owner: Account | undefined): boolean {
    return owner === this.owner && this.vault.current() === this.key?.deref();
  }

  private forgetOthers(): void {
    const key = this.vault.current();
    if (key === this.key?.deref()) return;
    this.key = key && new WeakRef(key);
    this.owner = key && { crmAddress: key.crmAddress, userName: key.userName };
    this.modules = undefined;
    this.descriptions.clear();
    this.prefixes.clear();
  }
}

/** The field that holds a record's number, such as `ticket_no`; a module may have none. */
export function numberField({ fields }: ModuleDescription): string | undefined {
  return fields.find(({ uitype }) => uitype === '4')?.name;
}

const inLanguage = (name: string): string => `${document.documentElement.lang} ${name}`;

/** Shares one answer among all who ask; a failure is not kept. */
function keepUnlessFailed<T>(forget: () => void): MonoTypeOperatorFunction<T> {
  return pipe(tap({ error: forget }), shareReplay({ bufferSize: 1, refCount: false }));
}
