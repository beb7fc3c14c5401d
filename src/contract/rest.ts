import * as z from 'zod/mini';

/**
 * What vtenext's REST web services answer (REST API 2 to 9). Only what is relied on; unknown keys
 * are let through. All scalars of records are strings, or `null`.
 */

/** The envelope of every answer; `data` stands only beside a status of 200. */
export const envelopeSchema = z.object({
  status: z.number(),
  data: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
  message: z.optional(z.unknown()),
});

/** `loginpwd`: the access key alone, in a list. */
export const loginSchema = z.array(z.string());

const typeInformation = z.object({
  isEntity: z.boolean(),
  label: z.string(),
  singular: z.string(),
});

/** An empty map comes as an empty list, as PHP prints it. */
const emptyList = z.array(z.unknown());

/** `listtypes`. */
export const listTypesSchema = z.object({
  types: z.array(z.string()),
  information: z.union([z.record(z.string(), typeInformation), emptyList]),
});

const picklistValue = z.object({ label: z.string(), value: z.string() });

const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.object({
    name: z.string(),
    /** Of a reference: the modules that it may lead to. */
    refersTo: z.optional(z.array(z.string())),
    /** Of a picklist: empty where the user's role has none (REST API 14.5). */
    picklistValues: z.optional(z.array(picklistValue)),
  }),
  /** `4` marks the record number (REST API 14.3); the field `id` has none. */
  uitype: z.optional(z.string()),
  editable: z.optional(z.boolean()),
  /** Right, where `nullable` is not (REST API 14.5). */
  mandatory: z.optional(z.boolean()),
  sequence: z.optional(z.string()),
});
export type FieldDescription = z.infer<typeof fieldSchema>;

/** `describe`. */
export const describeSchema = z.object({
  name: z.string(),
  label: z.string(),
  idPrefix: z.string(),
  createable: z.boolean(),
  updateable: z.boolean(),
  labelFields: z.string(),
  fields: z.array(fieldSchema),
});
export type ModuleDescription = z.infer<typeof describeSchema>;

/** One record of `query`, `retrieve`, `create` or `revise`. */
export const recordSchema = z.catchall(z.object({ id: z.string() }), z.nullable(z.string()));
export type RecordAnswer = z.infer<typeof recordSchema>;

/** `query`. */
export const rowsSchema = z.array(recordSchema);

/** Answers whose data say nothing: `relate`, `delete`, `getlangs`. */
export const anySchema = z.unknown();
