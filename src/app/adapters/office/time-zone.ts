import { partOfPane } from '../../platform/part-of-pane';

/**
 * The IANA name of a zone as Outlook names it: a Windows name such as `W. Europe Standard Time`
 * (Outlook host 13.2, `userTimeZone`), of which Unicode's CLDR knows the counterparts. Nothing
 * where neither it nor the browser knows the name. Fails with `paneIncomplete`.
 */
export async function ianaZone(name: string): Promise<string | undefined> {
  if (name === '') return undefined;
  if (isZone(name)) return name;
  const { findIana } = await loadZones();
  return findIana(name).find(isZone);
}

/** The table of names, 15 KB that only linking needs. Fails with `paneIncomplete`. */
export function loadZones() {
  return partOfPane(import('windows-iana'));
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
