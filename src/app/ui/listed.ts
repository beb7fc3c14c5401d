import { language } from './language';

/** Names in one line, with the separators of the page's language: `Ada, Charles, Grace`. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'unit' }).format(names);
}
