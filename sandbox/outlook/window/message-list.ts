import type { MailSummary } from '../mail-summary.ts';
import { element } from './dom.ts';

/**
 * Shows the mails of a folder in the listbox `list`. Arrow keys, Home and End move through it and
 * select, as in a mail client; `select` is told the id.
 */
export function showMessageList(
  list: HTMLElement,
  mails: readonly MailSummary[],
  selectedId: string | undefined,
  select: (id: string) => void,
): void {
  const options = mails.map((mail) => messageOption(mail, mail.id === selectedId));
  const isSelectedHere = mails.some(({ id }) => id === selectedId);
  if (!isSelectedHere) options[0]?.setAttribute('tabindex', '0');
  list.replaceChildren(...options);
  if (options.length === 0) list.append(element('p', { class: 'empty' }, 'Nothing here.'));
  list.onclick = ({ target }) => {
    const option = (target as Element).closest<HTMLElement>('[role=option]');
    if (option?.dataset['id']) select(option.dataset['id']);
  };
  list.onkeydown = (event) => {
    const next = nextIndex(event.key, options.indexOf(event.target as HTMLElement));
    const option = next === undefined ? undefined : options.at(Math.min(next, options.length - 1));
    if (!option?.dataset['id']) return;
    event.preventDefault();
    option.focus();
    select(option.dataset['id']);
  };
}

/** Marks the selected mail without drawing the list anew, so that focus stays where it is. */
export function markSelected(list: HTMLElement, selectedId: string | undefined): void {
  const options = [...list.querySelectorAll<HTMLElement>('[role=option]')];
  for (const option of options) {
    const isSelected = option.dataset['id'] === selectedId;
    option.setAttribute('aria-selected', String(isSelected));
    option.tabIndex = isSelected ? 0 : -1;
  }
  if (selectedId === undefined) options[0]?.setAttribute('tabindex', '0');
}

function nextIndex(key: string, current: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return current + 1;
    case 'ArrowUp':
      return Math.max(0, current - 1);
    case 'Home':
      return 0;
    case 'End':
      return -1;
    case 'Enter':
    case ' ':
      return current;
    default:
      return undefined;
  }
}

function messageOption(mail: MailSummary, isSelected: boolean): HTMLElement {
  const subject = mail.subject || '(no subject)';
  const people = mail.folder === 'inbox' ? [mail.from] : mail.to;
  const names = people.map(({ name, address }) => name || address).join(', ');
  const date = mail.receivedAt ? shortDate(new Date(mail.receivedAt)) : '';
  const option = element(
    'div',
    {
      role: 'option',
      'aria-label': subject,
      'aria-description': `${names}, ${date}${mail.hasAttachments ? ', with attachments' : ''}`,
      'aria-selected': String(isSelected),
      tabindex: isSelected ? '0' : '-1',
      class: 'mail',
      'data-id': mail.id,
    },
    element('span', { class: 'names' }, names),
    element('time', { datetime: mail.receivedAt }, date),
    element('span', { class: 'subject' }, subject),
  );
  if (mail.hasAttachments) {
    option.append(element('span', { class: 'clip', title: 'Has attachments' }, '📎'));
  }
  return option;
}

function shortDate(date: Date): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(date);
}
