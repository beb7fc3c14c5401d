import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const FOLDERS = ['src', 'e2e', 'sandbox', 'bench', 'tools', 'deploy', 'docs'];

/** Files of the project with this ending, by their path from its root, in alphabetical order. */
export const projectFiles = (ending: string): readonly string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  ).toSorted();
