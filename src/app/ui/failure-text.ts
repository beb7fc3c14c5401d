import type { CrmModule } from '../domain/crm';

/** That one module did not answer, and why, as a sentence. */
export function failureText({ label }: CrmModule, what: string): string {
  return $localize`:@@choose.moduleFailed:${label}:module: could not be asked. ${what}:problem:`;
}
