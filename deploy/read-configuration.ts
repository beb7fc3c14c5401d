import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of `public/config.json`, which an administrator may put beside the pane. */
export function readConfiguration(): string | undefined {
  const path = join(import.meta.dirname, '../public/config.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
