import { ATTEMPTS } from '../ports/sign-in';

/** What so many refusals from here mean; nothing where there was none. */
export function failedSignInsText(count: number): string | undefined {
  if (count === 0) return undefined;
  return count < ATTEMPTS
    ? $localize`:@@signIn.failedSignIns:The CRM locks this account after five failed attempts, and attempts made elsewhere count too. From here: ${String(count)}:count:.`
    : $localize`:@@signIn.failedSignIns.all:The CRM locks this account after five failed attempts, and attempts made elsewhere count too. From here: ${String(count)}:count:. It may be locked; only an administrator can unlock it.`;
}
