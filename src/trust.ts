import { createTrust } from './app/platform/trusted-types';
import { isOfficeScript } from './office-scripts';

/*
 * The first script of the page, before office.js: what is written into the page as text is trusted
 * only where it is the address of a script that office.js loads. Nothing is as HTML or as a script.
 */
let officeJs: string | undefined;

createTrust('default', {
  createScriptURL: (address) => {
    officeJs ??= document.querySelector<HTMLScriptElement>('script[src$="/office.js"]')?.src;
    return isOfficeScript(address, officeJs ?? '', document.baseURI) ? address : null;
  },
});
