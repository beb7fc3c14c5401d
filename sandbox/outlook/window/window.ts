import type { TraceEntry } from '../conversation.ts';
import type { HostAlterations } from '../host-alterations.ts';
import type { MailSummary } from '../mail-summary.ts';
import type { Selection } from '../mail-item.ts';
import { demoUser, type Notification, type Opened } from '../mailbox.ts';
import type { CompletedCommand } from '../completed-command.ts';
import type { Failure } from '../outlook-host.ts';
import type { ThemeName } from '../wire.ts';
import { byId, element } from './dom.ts';
import { MailStore } from './mail-store.ts';
import { markSelected, showMessageList } from './message-list.ts';
import { showMessage } from './reading-pane.ts';
import { connectSettings, settingsOf } from './settings-panel.ts';
import { TaskPane, type PaneSettings } from './task-pane.ts';

type FolderName = MailSummary['folder'];
const folderNames: Readonly<Record<FolderName, string>> = {
  inbox: 'Inbox',
  sent: 'Sent',
  drafts: 'Drafts',
};

/** What tests can make the window do (Outlook host 18.2); methods by their Office.js names. */
export interface SandboxControls {
  /**
   * Shows a mail, by its id or as the text of an `.eml`, and opens the pane on it. Settles with
   * the mail's id once the pane's page is loaded, whatever office.js is still doing.
   */
  open(mail: string, options?: PaneSettings & { pinned?: boolean }): Promise<string>;
  /** Selects as a click does; null selects nothing. */
  select(id: string | null): Promise<void>;
  /** Selects without ItemChanged: a known fault of Outlook. */
  selectWithoutEvent(id: string | null): Promise<void>;
  fail(method: string, failure: Failure | undefined): void;
  delay(method: string, milliseconds: number): void;
  /** Alters Outlook's answers, in place of all earlier alterations; `{}`: not at all. */
  alter(alterations: HostAlterations): void;
  /** Changes the theme that the pane is told of. */
  theme(name: ThemeName): void;
  trace(): readonly TraceEntry[];
  /** The message bars on the selected mail. */
  notifications(): readonly Notification[];
  /** The mails being written that the pane has read or changed. */
  drafts(): readonly { readonly subject: string; readonly html: string }[];
  roamingSettings(): Readonly<Record<string, string>>;
  /** Forms and windows that the pane asked for. */
  opened(): readonly Opened[];
  /** Closes the inline dialog, as its cross does. */
  closeDialog(): void;
  /** Clicks a ribbon button that runs the pane's function of this name. */
  invokeCommand(id: string, name: string): void;
  completedCommands(): readonly CompletedCommand[];
  /** Moves the keyboard's focus into the pane. */
  focusPane(end: 'first' | 'last'): void;
  /**
   * Closes and unpins the pane, selects nothing, forgets settings and all that was set for tests.
   */
  reset(): void;
}

declare global {
  interface Window {
    sandbox: SandboxControls;
  }
}

const address = new URLSearchParams(location.search);
const store = new MailStore();
let folder: FolderName = 'inbox';
let selection: Selection = null;
let selectedId: string | undefined;

async function start(): Promise<void> {
  const served = (await (await fetch('settings')).json()) as { paneUrl: string };
  const pane = new TaskPane(address.get('pane') ?? served.paneUrl);
  pane.settings = settingsOf(address);
  byId('user').textContent = demoUser.name;
  await store.load();
  window.sandbox = controls(pane);
  connectSettings(
    () => ({
      mailbox: '1.14',
      locale: 'en-US',
      permission: 'ReadItem',
      theme: 'light',
      client: 'web',
      surface: 'read',
      sharedFolder: false,
      ...pane.settings,
      nothingSelected: selectedId === undefined,
    }),
    ({ nothingSelected, ...chosen }) => {
      pane.settings = { ...pane.settings, ...chosen };
      if (nothingSelected) show(null);
      if (pane.isOpen()) void pane.open(selection);
    },
  );
  connectAppsMenu(() => void pane.open(selection));
  connectFiles(pane);
  showFolder('inbox', pane);
  show(null);
  const wanted = address.get('mail');
  if (wanted) await select(wanted, pane);
}

function showFolder(name: FolderName, pane: TaskPane): void {
  folder = name;
  byId('list-title').textContent = folderNames[name];
  const buttons = Object.entries(folderNames).map(([key, label]) => {
    const count = element('span', { class: 'count', 'aria-hidden': 'true' });
    count.textContent = String(store.list(key as FolderName).length);
    const button = element('button', { type: 'button', 'aria-label': label }, label, count);
    if (key === name) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => showFolder(key as FolderName, pane));
    return element('li', {}, button);
  });
  byId('folders').replaceChildren(...buttons);
  showMessageList(byId('messages'), store.list(name), selectedId, (id) => void select(id, pane));
}

/** Selects a mail and lets the pane follow; a later selection overtakes one still loading. */
async function select(
  id: string | null,
  pane: TaskPane,
  follow: 'follow' | 'followSilently' = 'follow',
): Promise<void> {
  selectedId = id ?? undefined;
  const listed = id === null ? undefined : store.find(id);
  if (listed && listed.folder !== folder) showFolder(listed.folder, pane);
  markSelected(byId('messages'), selectedId);
  byId('message').setAttribute('aria-busy', 'true');
  try {
    const item = id === null ? null : await store.item(id);
    if (selectedId !== (id ?? undefined)) return;
    show(item);
    pane[follow](item);
  } catch (error) {
    byId('message').removeAttribute('aria-busy');
    notice(error instanceof Error ? error.message : 'The mail cannot be opened');
    throw error;
  }
}

function show(item: Selection): void {
  selection = item;
  selectedId = item?.id;
  markSelected(byId('messages'), selectedId);
  showMessage(byId('message'), item);
  byId('message').removeAttribute('aria-busy');
  notice('');
}

function notice(text: string): void {
  byId('notice').textContent = text;
}

function controls(pane: TaskPane): SandboxControls {
  const mailbox = () => pane.host().mailbox;
  return {
    open: async (mail, { pinned = false, ...settings } = {}) => {
      const { id } = mail.includes('\n') ? await store.add(mail) : { id: mail };
      pane.close();
      showFolder(store.find(id)?.folder ?? folder, pane);
      await select(id, pane);
      pane.settings = { ...pane.settings, ...settings };
      pane.pin(pinned);
      await pane.open(selection);
      return id;
    },
    select: (id) => select(id, pane),
    selectWithoutEvent: (id) => select(id, pane, 'followSilently'),
    fail: (method, failure) => pane.fail(method, failure),
    delay: (method, milliseconds) => pane.delay(method, milliseconds),
    alter: (alterations) => pane.alter(alterations),
    theme: (name) => pane.theme(name),
    trace: () => pane.trace(),
    notifications: () => (selection ? [...mailbox().notificationsOf(selection).values()] : []),
    drafts: () => [...mailbox().drafts().values()],
    roamingSettings: () => mailbox().roamingSettings,
    opened: () => mailbox().opened,
    closeDialog: () => pane.host().closeDialog(),
    invokeCommand: (id, name) => pane.host().invokeCommand(id, name),
    completedCommands: () => pane.host().completedCommands,
    focusPane: (end) => pane.host().focusPane(end),
    reset: () => {
      pane.reset();
      pane.settings = settingsOf(address);
      show(null);
    },
  };
}

function connectAppsMenu(open: () => void): void {
  const button = byId('apps');
  const menu = byId('apps-menu');
  const item = byId('open-pane');
  const toggle = (isOpen: boolean) => {
    menu.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) item.focus();
  };
  button.addEventListener('click', () => toggle(menu.hidden));
  item.addEventListener('click', () => {
    toggle(false);
    open();
  });
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    toggle(false);
    button.focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (!menu.contains(target as Node) && !button.contains(target as Node)) toggle(false);
  });
}

/** "Open .eml…" and dropping files anywhere on the window. */
function connectFiles(pane: TaskPane): void {
  const input = byId<HTMLInputElement>('files');
  const openFiles = async (files: Iterable<File>) => {
    for (const file of files) {
      try {
        const { id } = await store.add(new Uint8Array(await file.arrayBuffer()));
        showFolder(store.find(id)?.folder ?? folder, pane);
        await select(id, pane);
      } catch {
        notice(`${file.name} is no mail this window can read`);
      }
    }
  };
  byId('open-eml').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    void openFiles([...(input.files ?? [])]).then(() => (input.value = ''));
  });
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    void openFiles([...(event.dataTransfer?.files ?? [])]);
  });
}

start().catch((error: unknown) => {
  notice(error instanceof Error ? error.message : 'The window could not start');
});
