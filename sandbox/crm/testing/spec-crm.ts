import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoOptions } from '../demo.ts';
import { buildCrm } from '../server.ts';

/**
 * Starts a demonstration CRM of its own on any free port, for specs
 * that run in a browser, and gives its address. It ends with the
 * process, which it does not keep alive, and leaves nothing behind.
 */
export async function startSpecCrm(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'spec-crm-'));
  const app = await buildCrm(demoOptions(join(folder, 'crm.db')));
  await app.listen({ port: 0, host: 'localhost' });
  app.server.unref();
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return `http://localhost:${String((app.server.address() as AddressInfo).port)}`;
}
