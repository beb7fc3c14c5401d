import * as z from 'zod/mini';

/** `getlabels`: translations by label; an empty list where there are none (API.md 14.12). */
export const labelsSchema = z.union([z.record(z.string(), z.string()), z.array(z.unknown())]);
