/** Which office.js loads from elsewhere than its own folder (Outlook host 11.1). */
const MICROSOFT_AJAX = 'https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js';

/**
 * Whether a script is one that office.js loads: it lies below the folder of the office.js that the
 * page names, or is MicrosoftAjax. `base` is the address of the page.
 */
export function isOfficeScript(address: string, officeJs: string, base: string): boolean {
  if (!URL.canParse(address, base) || !URL.canParse(officeJs)) return false;
  const { href, pathname } = new URL(address, base);
  const folder = new URL('.', officeJs).href;
  return href === MICROSOFT_AJAX || (href.startsWith(folder) && pathname.endsWith('.js'));
}
