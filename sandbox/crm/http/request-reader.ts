import type { FastifyRequest } from 'fastify';
import type { Crm } from '../crm.ts';
import { Parameters, type UploadedFile } from '../methods/call.ts';

export type ReadRequest = {
  readonly parameters: Parameters;
  readonly files: readonly UploadedFile[];
};

/**
 * Reads a request as PHP does (REST API 1): JSON only under `application/json` in lower
 * case, forms, multipart; any other body is silently not read. Of a body above the server's
 * `post_max_size` nothing arrives.
 */
export async function readRequest(crm: Crm, request: FastifyRequest): Promise<ReadRequest> {
  const query = request.query as Record<string, unknown>;
  const { perRequest } = crm.settings.limits;
  const isForm = request.isMultipart() || !Buffer.isBuffer(request.body);
  if (isForm && Number(request.headers['content-length'] ?? 0) > perRequest) {
    await drain(request);
    return { parameters: new Parameters(query), files: [] };
  }
  if (request.isMultipart()) return readMultipart(crm, request, query);
  return { parameters: new Parameters({ ...query, ...readBody(request) }), files: [] };
}

/** Deletes the files of a request that no document took over. */
export function discardLeftovers(crm: Crm, files: readonly UploadedFile[]): void {
  for (const { bytes } of files) {
    if (!bytes) continue;
    const owned = crm.database.first('SELECT 1 FROM file WHERE path = ?', bytes.path);
    if (!owned) crm.files.discard(bytes);
  }
}

/** Takes the whole body in, so that the sender comes to read the answer. */
async function drain(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart()) return;
  for await (const part of request.parts()) {
    if (part.type === 'file') await part.file.resume().toArray();
  }
}

function readBody(request: FastifyRequest): Record<string, unknown> {
  const { body } = request;
  if (!Buffer.isBuffer(body)) return (body ?? {}) as Record<string, unknown>;
  if (!/^application\/json(;|\s|$)/.test(request.headers['content-type'] ?? '')) return {};
  try {
    const parsed = JSON.parse(body.toString('utf8')) as unknown;
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

async function readMultipart(
  crm: Crm,
  request: FastifyRequest,
  query: Record<string, unknown>,
): Promise<ReadRequest> {
  const { perFile, maxFiles } = crm.settings.limits;
  const fields: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = part.value;
      continue;
    }
    const bytes = await crm.files.keep(part.file);
    const isDropped = bytes.size > perFile || files.length >= maxFiles;
    if (isDropped) crm.files.discard(bytes);
    files.push({
      part: part.fieldname,
      name: part.filename,
      type: part.mimetype,
      bytes: isDropped ? undefined : bytes,
    });
  }
  return { parameters: new Parameters({ ...query, ...fields }), files };
}
