import * as z from 'zod/mini';

/** `getlabels`: translations by label; an empty list where there are none (REST API 14.12). */
export const labelsSchema = z.union([z.record(z.string(), z.string()), z.array(z.unknown())]);
