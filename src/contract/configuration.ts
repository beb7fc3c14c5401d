import * as z from 'zod/mini';

/**
 * `config.json` beside the pane (docs/configuration.md). Strict: an entry that nobody knows is a
 * mistake that would otherwise go unseen. What makes a text an address, a domain, a language or a
 * visibility is for the reader to say.
 */
export const configurationSchema = z.strictObject({
  crmUrl: z.optional(z.string()),
  lockCrmUrl: z.optional(z.boolean()),
  allowPassword: z.optional(z.boolean()),
  allowAccessKey: z.optional(z.boolean()),
  ownDomains: z.optional(z.array(z.string())),
  supportUrl: z.optional(z.string()),
  language: z.optional(z.string()),
  features: z.optional(
    z.strictObject({
      newRecords: z.optional(z.boolean()),
      notes: z.optional(z.boolean()),
      originalMail: z.optional(z.boolean()),
    }),
  ),
  messageVisibility: z.optional(z.string()),
});
