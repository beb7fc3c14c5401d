import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import {
  MESSAGE_FILE,
  type MessageFile,
  messageFile,
  messagesOf,
  shippedSources,
} from './messages.ts';

/**
 * `npm run messages`: writes the texts of the sources into the message file. What it holds of their
 * contexts stays; a new text has an empty one, to be filled in by hand.
 */
const root = join(import.meta.dirname, '..');
const path = join(root, MESSAGE_FILE);
const known = JSON.parse(readFileSync(path, 'utf8')) as MessageFile;
const file = messageFile(messagesOf(shippedSources(root)), known);
const config = await resolveConfig(path);
writeFileSync(path, await format(JSON.stringify(file), { ...config, filepath: path }));
const lacking = Object.entries(file).filter(([, { context }]) => context === '');
process.stdout.write(`${String(Object.keys(file).length)} messages in ${MESSAGE_FILE}\n`);
for (const [id] of lacking) process.stdout.write(`${id} has no context yet\n`);
