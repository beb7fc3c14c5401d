import type { RefusalReason } from '../domain/problem';
import type { AlteredField } from '../domain/record-form';

/** Why a field was refused, as it stands beside the field. */
export function refusalText(reason: RefusalReason): string {
  switch (reason) {
    case 'missing':
      return $localize`:@@refusal.missing:This field must be filled in.`;
    case 'reference':
      return $localize`:@@refusal.reference:The CRM does not accept this record here. Choose another one.`;
    case 'hidden':
      return $localize`:@@refusal.hidden:The CRM does not permit you to use this field. Leave it empty.`;
    case 'owner':
      return $localize`:@@refusal.owner:The record cannot be assigned to this user.`;
    case 'number':
      return $localize`:@@refusal.number:Write the number with a point and no other marks, such as 1234.56.`;
  }
}

/** How a field was stored in another way than it was typed. */
export function alteredText({ label, how, stored }: AlteredField): string {
  switch (how) {
    case 'cut':
      return $localize`:@@altered.cut:${label}:field:: the CRM kept only the beginning, “${stored}:stored:”.`;
    case 'characters':
      return $localize`:@@altered.characters:${label}:field:: emoji and other characters that the CRM cannot hold were left out.`;
    case 'lost':
      return $localize`:@@altered.lost:${label}:field:: the CRM kept nothing of it.`;
    case 'changed':
      return $localize`:@@altered.changed:${label}:field:: the CRM stored “${stored}:stored:”.`;
  }
}
