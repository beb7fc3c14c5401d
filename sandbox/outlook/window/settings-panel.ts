import type { Client } from '../mailbox.ts';
import { permissionLevels, themes, type Permission, type ThemeName } from '../wire.ts';
import { byId, element } from './dom.ts';
import type { PaneSettings } from './task-pane.ts';

const levels = ['1.1', '1.3', '1.5', '1.8', '1.10', '1.13', '1.14', '1.15', '1.16'];
const locales = ['en-US', 'de-DE', 'it-IT', 'fr-FR'];

const clients: readonly Client[] = ['web', 'webExpanded', 'windows', 'mac', 'android', 'ios'];
const surfaces = ['read', 'compose'] as const;

/** What a person can choose about the Outlook that is played. */
export interface Choices extends Required<
  Pick<PaneSettings, 'mailbox' | 'locale' | 'permission' | 'client' | 'surface' | 'sharedFolder'>
> {
  readonly theme: ThemeName;
  readonly nothingSelected: boolean;
}

/**
 * Settings as the address of the page gives them, by the names of `Choices`:
 * `?mailbox=1.8&locale=de-DE&theme=dark&surface=compose&sharedFolder=true`. What is no value of a
 * setting is left out.
 */
export function settingsOf(address: URLSearchParams): PaneSettings {
  const mailbox = address.get('mailbox');
  const locale = address.get('locale');
  const permission = oneOf(
    Object.keys(permissionLevels) as Permission[],
    address.get('permission'),
  );
  const theme = oneOf(Object.keys(themes) as ThemeName[], address.get('theme'));
  const client = oneOf(clients, address.get('client'));
  const surface = oneOf(surfaces, address.get('surface'));
  return {
    ...(mailbox && { mailbox }),
    ...(locale && { locale }),
    ...(permission && { permission }),
    ...(theme && { theme }),
    ...(client && { client }),
    ...(surface && { surface }),
    ...(address.get('sharedFolder') === 'true' && { sharedFolder: true }),
  };
}

/** Joins button and dialog; `choose` is told when the person is done. */
export function connectSettings(current: () => Choices, choose: (choices: Choices) => void): void {
  const dialog = byId<HTMLDialogElement>('settings');
  const form = dialog.querySelector('form') as HTMLFormElement;
  const select = (name: string) => form.elements.namedItem(name) as HTMLSelectElement;
  const box = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const lists = {
    mailbox: levels,
    locale: locales,
    permission: Object.keys(permissionLevels),
    theme: Object.keys(themes),
    client: clients,
    surface: surfaces,
  };
  const names = Object.keys(lists) as (keyof typeof lists)[];
  byId('open-settings').addEventListener('click', () => {
    const choices = current();
    for (const name of names) offer(select(name), lists[name], choices[name]);
    box('sharedFolder').checked = choices.sharedFolder;
    box('nothingSelected').checked = choices.nothingSelected;
    dialog.showModal();
  });
  form.addEventListener('submit', () => {
    const chosen = Object.fromEntries(names.map((name) => [name, select(name).value]));
    choose({
      ...(chosen as Pick<Choices, keyof typeof lists>),
      sharedFolder: box('sharedFolder').checked,
      nothingSelected: box('nothingSelected').checked,
    });
  });
}

function offer(select: HTMLSelectElement, values: readonly string[], chosen: string): void {
  const all = values.includes(chosen) ? values : [...values, chosen];
  select.replaceChildren(...all.map((value) => element('option', { value }, value)));
  select.value = chosen;
}

function oneOf<T extends string>(values: readonly T[], given: string | null): T | undefined {
  return values.find((value) => value === given);
}
