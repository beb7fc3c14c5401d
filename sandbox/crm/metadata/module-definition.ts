/**
 * What the CRM knows about its modules, in a compact notation from which `describe`, `listtypes`,
 * tables, defaults and checks all follow. Names, types, uitypes and ids are those of a stock
 * vtenext CE 20.04.3 (REST API 4).
 */

export type FieldType =
  | 'string'
  | 'text'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'boolean'
  | 'integer'
  | 'double'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'time'
  | 'reference'
  | 'owner'
  | 'file'
  | 'signature';

export type FieldOptions = {
  /** Modules that a reference may point to. */
  readonly refersTo?: readonly string[];
  /** The pick list's name, where it is not the field's. */
  readonly picklist?: string;
  /** `default` as `describe` prints it; `null` where the uitype's own default is not printed. */
  readonly columnDefault?: string | null;
  /** The value stored when `create` gives none, where it is not that of the type. */
  readonly initial?: string;
  /** Longest value in characters; the rest is cut silently. */
  readonly length?: number;
};

/**
 * A field: id, sequence within its block, uitype, type, name, label, flags, options.
 * Flags: N nullable, E editable, M mandatory, H hidden (in `describeall` only).
 */
export type FieldNotation = readonly [
  id: number,
  sequence: number,
  uitype: number,
  type: FieldType,
  name: string,
  label: string,
  flags: string,
  options?: FieldOptions,
];

export type BlockNotation = readonly [id: number, fields: readonly FieldNotation[]];

export type ModuleDefinition = {
  readonly name: string;
  readonly label: string;
  readonly singular: string;
  /** The `4` of `4x50`. */
  readonly prefix: number;
  /** Names of the fields that make a record's name, comma-separated. */
  readonly labelFields: string;
  /** The label that `describe` gives to the field `id`. */
  readonly idLabel: string;
  /** Which lists a record of this module has: only these can be related to it. */
  readonly relations: readonly ('Messages' | 'Documents')[];
  readonly blocks: readonly BlockNotation[];
  /** Whether `listtypes` calls it an entity; default true. */
  readonly isEntity?: boolean;
  /** Whether the CRM keeps it for itself: it stands in no menu (`getmenulist`). */
  readonly isInternal?: boolean;
  /** Whether users see only their own records, administrators all (REST API 14.13). */
  readonly isPrivate?: boolean;
  /** The prefix of the module's record numbers ("ACC"), kept in its field of uitype 4. */
  readonly numberPrefix?: string;
  /** A custom module's own language packs; stock modules' labels are in the CRM's. */
  readonly languagePacks?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** One field, unfolded. */
export type Field = {
  readonly id: number;
  readonly block: number;
  readonly sequence: number;
  readonly uitype: number;
  readonly type: FieldType;
  readonly name: string;
  readonly label: string;
  readonly nullable: boolean;
  readonly editable: boolean;
  readonly mandatory: boolean;
  readonly hidden: boolean;
  readonly options: FieldOptions;
};

const zeroOf: Partial<Record<FieldType, string>> = {
  boolean: '0',
  integer: '0',
  double: '0',
  currency: '0',
  datetime: '0000-00-00 00:00:00',
};

/** The text stored in `field` when a new record does not name it. */
export function initialValue(field: Field): string {
  return field.options.initial ?? zeroOf[field.type] ?? '';
}

/** All fields in the order that administrators see: by block, then by sequence. */
export function fieldsOf(definition: ModuleDefinition): readonly Field[] {
  return definition.blocks.flatMap(([block, fields]) =>
    fields.map(([id, sequence, uitype, type, name, label, flags, options = {}]) => ({
      id,
      block,
      sequence,
      uitype,
      type,
      name,
      label,
      options,
      nullable: flags.includes('N'),
      editable: flags.includes('E'),
      mandatory: flags.includes('M'),
      hidden: flags.includes('H'),
    })),
  );
}
