import type { BlockNotation, FieldNotation } from './module-definition.ts';

const consents: readonly (readonly [name: string, label: string])[] = [
  ['privacypolicy', 'Privacy Policy'],
  ['personal_data', 'Consent to Personal Data'],
  ['marketing', 'Consent to Marketing'],
  ['thirdparties', 'Consent to Third Parties'],
  ['profiling', 'Consent to Profiling'],
  ['restricted', 'Consent only to specified institutions'],
  ['notifychange', 'Notify contact changes'],
  ['deleted', 'Deleted'],
];

/** The consent block of people modules: three fields for each consent, and one date. */
export function gdprBlock(block: number, firstFieldId: number): BlockNotation {
  const fields = consents.flatMap(([name, label], index): FieldNotation[] => {
    const id = firstFieldId + 3 * index;
    const sequence = 1 + 3 * index;
    return [
      [id, sequence, 56, 'boolean', `gdpr_${name}`, label, 'N'],
      [id + 1, sequence + 1, 1, 'datetime', `gdpr_${name}_checkedtime`, `${label} - Date`, 'N'],
      [id + 2, sequence + 2, 1, 'string', `gdpr_${name}_remote_addr`, `${label} - IP Address`, 'N'],
    ];
  });
  const last = 3 * consents.length;
  const sentDate: FieldNotation = [
    firstFieldId + last,
    last + 1,
    1,
    'datetime',
    'gdpr_sentdate',
    'GDPR Sent Date',
    'N',
  ];
  return [block, [...fields, sentDate]];
}
