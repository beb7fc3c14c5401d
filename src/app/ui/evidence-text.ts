import type { Evidence } from '../domain/crm';

/** Why a record was suggested, in words. */
export function evidenceText({ role }: Evidence): string {
  switch (role) {
    case 'sender':
      return $localize`:@@evidence.sender:Sender's address`;
    case 'recipient':
      return $localize`:@@evidence.recipient:Recipient's address`;
  }
}
