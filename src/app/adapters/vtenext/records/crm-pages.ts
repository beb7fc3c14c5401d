import { Injectable, inject } from '@angular/core';
import type { CrmRecord } from '../../../domain/crm';
import { CredentialVault } from '../../../ports/credential-vault';
import { CrmPages } from '../../../ports/crm-pages';

/** Pages of the CRM in use, and of one that is about to be (REST API 4). */
@Injectable({ providedIn: 'root' })
export class VtenextCrmPages extends CrmPages {
  private readonly vault = inject(CredentialVault);

  override startPage(crmAddress: string): string {
    return `${crmAddress}/index.php`;
  }

  override recordAddress({ module, id }: CrmRecord): string {
    const number = id.split('x').at(-1) ?? '';
    const query = new URLSearchParams({ module, action: 'DetailView', record: number });
    const key = this.vault.current();
    // Without a CRM it would lead into the pane's own origin.
    return key ? `${this.startPage(key.crmAddress)}?${query.toString()}` : 'about:blank';
  }
}
