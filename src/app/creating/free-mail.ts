import { InjectionToken } from '@angular/core';

/** Domains that give addresses to everybody, so that they tell no company. */
const FREE = new Set([
  'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com',
  'yahoo.it', 'yahoo.de', 'yahoo.fr', 'icloud.com', 'me.com', 'aol.com', 'gmx.de', 'gmx.net', 'web.de',
  't-online.de', 'libero.it', 'virgilio.it', 'tiscali.it', 'alice.it', 'tin.it', 'orange.fr', 'free.fr',
  'laposte.net', 'wanadoo.fr', 'proton.me', 'protonmail.com', 'mail.com',
]);

/** Whether a domain gives addresses to everybody. */
export const IS_FREE_MAIL = new InjectionToken<(domain: string) => boolean>('isFreeMail', {
  providedIn: 'root',
  factory: () => (domain) => FREE.has(domain.toLowerCase()),
});
