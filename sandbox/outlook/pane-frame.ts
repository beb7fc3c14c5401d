import type { PageHost } from './conversation.ts';
import type { OutlookHost } from './outlook-host.ts';

/** What Outlook on the web allows a task pane (Outlook host 9). */
const permissions = [
  'allow-scripts',
  'allow-forms',
  'allow-same-origin',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-downloads',
  'allow-top-navigation-by-user-activation',
];

/** A task pane that is open. */
export interface PaneFrame {
  readonly element: HTMLIFrameElement;
  /** Settles with the pane's window once its page and scripts are loaded. */
  readonly loaded: Promise<Window>;
  /** Removes the iframe, as an Outlook does whose pane is not pinned. */
  close(): void;
}

/**
 * Opens a task pane in an iframe and joins it to `host`, and its inline dialogs beside it.
 *
 * Over plain http the client trusts the host only after the page at `AgaveErrorUX/index.html`
 * beside office.js has said so (Outlook host 11.4): whoever serves office.js serves
 * `stand-in/trusted-host.html` under that name.
 */
export function openPane(options: {
  readonly url: string;
  readonly host: OutlookHost;
  readonly container?: HTMLElement;
  readonly title?: string;
}): PaneFrame {
  const { url, host, container = document.body, title = 'Task pane' } = options;
  let dialog: PaneFrame | undefined;
  host.connectDialogs((opened) => {
    dialog?.close();
    dialog = opened && openFrame(opened.request.url, opened, container, 'Dialog');
  });
  const pane = openFrame(url, host, container, title);
  return {
    ...pane,
    close: () => {
      dialog?.close();
      host.connectDialogs(() => undefined);
      pane.close();
    },
  };
}

function openFrame(
  address: string,
  host: PageHost,
  container: HTMLElement,
  title: string,
): PaneFrame {
  const url = new URL(address, location.href);
  const element = document.createElement('iframe');
  element.title = title;
  element.name = host.frameName();
  element.sandbox.add(...permissions);
  element.src = url.href;

  host.connect((message) => element.contentWindow?.postMessage(message, url.origin));
  const receive = (event: MessageEvent<unknown>) => {
    if (event.source === element.contentWindow && event.origin === url.origin) {
      host.receive(event.data);
    }
  };
  window.addEventListener('message', receive);
  const loaded = new Promise<Window>((resolve) => {
    element.addEventListener('load', () => element.contentWindow && resolve(element.contentWindow));
  });
  container.append(element);
  return {
    element,
    loaded,
    close: () => {
      window.removeEventListener('message', receive);
      host.connect(() => undefined);
      element.remove();
    },
  };
}
