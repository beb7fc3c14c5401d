import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { manifestFor } from './manifest-address.ts';

const root = join(import.meta.dirname, '..');
const usage = 'Usage: npm run manifest -- --url https://addin.example.com/outlook';

/** `npm run manifest`: writes `dist/manifest.xml` for the address where `dist/pane` is hosted. */
try {
  const { url } = parseArgs({ options: { url: { type: 'string' } } }).values;
  if (!url) throw new Error(`Where is the pane hosted? ${usage}`);
  const manifest = manifestFor(readFileSync(join(root, 'manifest.xml'), 'utf8'), url);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist/manifest.xml'), manifest);
  process.stdout.write('Written: dist/manifest.xml\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
