import * as z from 'zod/mini';

const domain = z.string().check(z.regex(/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u));

/**
 * `config.json` beside the pane (docs/configuration.md). Strict: an entry that nobody knows is a
 * mistake that would otherwise go unseen. What makes an address good is for the reader to say.
 */
export const configurationSchema = z.strictObject({
  crmUrl: z.optional(z.string()),
  lockCrmUrl: z.optional(z.boolean()),
  allowPassword: z.optional(z.boolean()),
  allowAccessKey: z.optional(z.boolean()),
  ownDomains: z.optional(z.array(domain)),
  supportUrl: z.optional(z.string()),
  language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}(-[a-z\d]{2,8})*$/i))),
  features: z.optional(
    z.strictObject({
      newRecords: z.optional(z.boolean()),
      notes: z.optional(z.boolean()),
      originalMail: z.optional(z.boolean()),
    }),
  ),
  messageVisibility: z.optional(z.enum(['Public', 'Private'])),
});
