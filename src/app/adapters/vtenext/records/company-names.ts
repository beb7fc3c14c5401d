import { type Observable, map, of, switchMap } from 'rxjs';
import { type ModuleDescription, type RecordAnswer, rowsSchema } from '../../../../contract/rest';
import type { AccessKey, CredentialVault } from '../../../ports/credential-vault';
import type { VtenextModuleCatalogue } from './module-catalogue';
import { COMPANIES, companyField, labelFields, recordName } from './record-row';
import type { RestCaller } from '../rest/rest-caller';
import { writeVtql } from '../rest/vtql';

/** Names of companies by record id, remembered as long as the key is: others may not see them. */
export class CompanyNames {
  private readonly known = new WeakMap<AccessKey, Map<string, string>>();

  constructor(
    private readonly rest: RestCaller,
    private readonly catalogue: VtenextModuleCatalogue,
    private readonly vault: CredentialVault,
  ) {}

  /** The company's name, where it is remembered. */
  nameOf(description: ModuleDescription, row: RecordAnswer): string | undefined {
    return this.remembered().get(companyId(description, row));
  }

  /** Whether a row leads to a record whose name is not remembered. */
  lacks(description: ModuleDescription, rows: readonly RecordAnswer[]): boolean {
    return this.unknown(description, rows).length > 0;
  }

  /** Asks for the names that are not remembered, in one query. Tells whether there were any. */
  learn(description: ModuleDescription, rows: readonly RecordAnswer[]): Observable<boolean> {
    const names = this.remembered();
    return this.catalogue.describe(COMPANIES).pipe(
      switchMap((companies) => {
        // The field may lead to records of other modules, too.
        const ids = this.unknown(description, rows).filter((id) =>
          id.startsWith(`${companies.idPrefix}x`),
        );
        const query = writeVtql({
          select: labelFields(companies),
          from: COMPANIES,
          where: [[{ field: 'id', isOneOf: ids }]],
          limit: ids.length,
        });
        if (!query) return of([]);
        return this.rest
          .call('query', { query }, rowsSchema)
          .pipe(map((found) => found.map((row) => [row.id, recordName(companies, row)] as const)));
      }),
      map((found) => {
        for (const [id, name] of found) names.set(id, name);
        return found.length > 0;
      }),
    );
  }

  private unknown(
    description: ModuleDescription,
    rows: readonly RecordAnswer[],
  ): readonly string[] {
    const names = this.remembered();
    const ids = rows.map((row) => companyId(description, row));
    return [...new Set(ids)].filter((id) => id.includes('x') && !names.has(id));
  }

  private remembered(): Map<string, string> {
    const key = this.vault.current();
    const names = (key && this.known.get(key)) ?? new Map<string, string>();
    if (key) this.known.set(key, names);
    return names;
  }
}

function companyId(description: ModuleDescription, row: RecordAnswer): string {
  return row[companyField(description) ?? ''] ?? '';
}
