import { permissionLevels, type Permission } from '../wire.ts';
import { byId, element } from './dom.ts';
import type { PaneSettings } from './task-pane.ts';

const levels = ['1.1', '1.3', '1.5', '1.8', '1.10', '1.13', '1.14', '1.15', '1.16'];
const locales = ['en-US', 'de-DE', 'it-IT', 'fr-FR'];

/** What a person can choose about the Outlook that is played. */
export interface Choices {
  readonly mailbox: string;
  readonly locale: string;
  readonly permission: Permission;
  readonly nothingSelected: boolean;
}

/** Settings as the address of the page gives them: `?mailbox=1.8&locale=de-DE&permission=…`. */
export function settingsOf(address: URLSearchParams): PaneSettings {
  const mailbox = address.get('mailbox');
  const locale = address.get('locale');
  const permission = address.get('permission');
  return {
    ...(mailbox && { mailbox }),
    ...(locale && { locale }),
    ...(permission && isPermission(permission) && { permission }),
  };
}

/** Joins button and dialog; `choose` is told when the person is done. */
export function connectSettings(current: () => Choices, choose: (choices: Choices) => void): void {
  const dialog = byId<HTMLDialogElement>('settings');
  const form = dialog.querySelector('form') as HTMLFormElement;
  const field = (name: string) => form.elements.namedItem(name) as HTMLSelectElement;
  const nothing = form.elements.namedItem('nothingSelected') as HTMLInputElement;
  byId('open-settings').addEventListener('click', () => {
    const { mailbox, locale, permission, nothingSelected } = current();
    offer(field('mailbox'), levels, mailbox);
    offer(field('locale'), locales, locale);
    offer(field('permission'), Object.keys(permissionLevels), permission);
    nothing.checked = nothingSelected;
    dialog.showModal();
  });
  form.addEventListener('submit', () =>
    choose({
      mailbox: field('mailbox').value,
      locale: field('locale').value,
      permission: field('permission').value as Permission,
      nothingSelected: nothing.checked,
    }),
  );
}

function offer(select: HTMLSelectElement, values: readonly string[], chosen: string): void {
  const all = values.includes(chosen) ? values : [...values, chosen];
  select.replaceChildren(...all.map((value) => element('option', { value }, value)));
  select.value = chosen;
}

function isPermission(value: string): value is Permission {
  return value in permissionLevels;
}
