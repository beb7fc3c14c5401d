import { TestBed } from '@angular/core/testing';
import { parseEml } from '../../../../sandbox/outlook/eml';
import { type MailItem, itemId } from '../../../../sandbox/outlook/mail-item';
import { OutlookHost, type OutlookHostOptions } from '../../../../sandbox/outlook/outlook-host';
import { openPane } from '../../../../sandbox/outlook/pane-frame';
import { OfficeItemWatch } from './office-item-watch';
import { OfficeMailReader } from './office-mail-reader';
import { OFFICE_PATIENCE, PANE_WINDOW, type OfficePatience, type PaneWindow } from './pane-window';

/**
 * Short, for calls that are never answered; long enough for a busy machine to answer the others.
 */
const patience: OfficePatience = {
  start: 8_000,
  call: 3_000,
  attachment: 3_000,
  afterSilence: 3_000,
  look: 3_000,
};

const opened: { close(): void }[] = [];

/** An Outlook of the sandbox, the real office.js in an iframe, and the adapters on top of it. */
export interface RealOutlook {
  readonly host: OutlookHost;
  readonly element: HTMLIFrameElement;
  readonly pane: PaneWindow;
  readonly reader: OfficeMailReader;
  readonly watch: OfficeItemWatch;
}

export interface OutlookOptions extends Partial<OutlookHostOptions> {
  readonly patience?: Partial<OfficePatience>;
  /** Prepares the host before the pane is opened. */
  readonly prepare?: (host: OutlookHost) => void;
  /** Whether to wait until office.js is ready. Default true. */
  readonly ready?: boolean;
}

/** Opens a pane of its own on `selected`. */
export async function openOutlook(
  selected: MailItem | null,
  { patience: given, prepare, ready = true, ...options }: OutlookOptions = {},
): Promise<RealOutlook> {
  sessionStorage.removeItem('hostInfoValue'); // Outlook host 11.1: it would leak from spec to spec
  const host = new OutlookHost({ origin: location.origin, ...options });
  host.selectWithoutEvent(selected);
  prepare?.(host);
  const frame = openPane({ url: '/office-js-stand-in/bare-pane.html', host });
  opened.push(frame);
  const pane = (await frame.loaded) as PaneWindow;
  if (ready) await pane.Office?.onReady();
  return { host, element: frame.element, pane, ...adaptersIn(pane, given) };
}

/** The adapters for any window. */
export function adaptersIn(
  pane: Window,
  given: Partial<OfficePatience> = {},
): Pick<RealOutlook, 'reader' | 'watch'> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      OfficeItemWatch,
      OfficeMailReader,
      { provide: PANE_WINDOW, useValue: pane },
      { provide: OFFICE_PATIENCE, useValue: { ...patience, ...given } },
    ],
  });
  return { reader: TestBed.inject(OfficeMailReader), watch: TestBed.inject(OfficeItemWatch) };
}

/** A page in an iframe that no host speaks to; `name` is the window's. */
export async function openPage(srcdoc: string, name = ''): Promise<PaneWindow> {
  const element = document.createElement('iframe');
  const loaded = new Promise((resolve) => {
    element.addEventListener('load', resolve);
  });
  Object.assign(element, { srcdoc, name });
  document.body.append(element);
  opened.push({
    close: () => {
      element.remove();
    },
  });
  await loaded;
  return element.contentWindow as PaneWindow;
}

/** A window of its own: in an iframe without Outlook, office.js leaves the page for about:blank. */
export async function openPlainWindow(): Promise<PaneWindow> {
  sessionStorage.removeItem('hostInfoValue');
  const plain = window.open('/office-js-stand-in/bare-pane.html');
  if (!plain) throw new Error('The browser blocks pop-up windows.');
  opened.push(plain);
  await new Promise((resolve) => {
    plain.addEventListener('load', resolve);
  });
  return plain;
}

/** Closes every pane. */
export function closeOutlooks(): void {
  opened.splice(0).forEach((pane) => {
    pane.close();
  });
  sessionStorage.removeItem('hostInfoValue');
}

/**
 * A mail from Anna to the user; `headers` and `body` replace what is usual, null removes a
 * header.
 */
export async function aMailItem(
  id: string,
  headers: Readonly<Record<string, string | null>> = {},
  body = 'Good morning',
): Promise<MailItem> {
  const usual = {
    From: 'Anna Rossi <anna.rossi@rossi-impianti.example>',
    To: 'Demo User <demo@vendor.example>',
    Subject: `Subject of ${id}`,
    Date: 'Fri, 20 Nov 2026 17:45:00 +0100',
    'Message-ID': `<${id}@rossi-impianti.example>`,
  };
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return { id, mail: await parseEml(`${lines.join('\r\n')}\r\n\r\n${body}`) };
}

/** The id that Outlook gives the item. */
export const idOf = itemId;

/** What a promise is rejected with. */
export async function rejection(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('the Outlook that the specs of this room open', () => {
  afterEach(closeOutlooks);

  it('runs the real office.js when a pane is opened', async () => {
    const { pane } = await openOutlook(await aMailItem('first'), { locale: 'de-DE' });
    expect(pane.Office?.context.displayLanguage).toBe('de-DE');
    expect(String(pane.Office?.context.mailbox.item?.subject)).toBe('Subject of first');
  });

  it('tells office.js of another theme', async () => {
    const { host, pane } = await openOutlook(await aMailItem('one'));
    const { Office } = pane as PaneWindow & { Office: typeof globalThis.Office };
    const told = new Promise<string>((resolve) => {
      Office.context.mailbox.addHandlerAsync(
        Office.EventType.OfficeThemeChanged,
        ({ officeTheme }: { officeTheme: { bodyBackgroundColor: string } }) => {
          resolve(officeTheme.bodyBackgroundColor);
        },
        () => {
          host.theme('dark');
        },
      );
    });
    expect((await told).toLowerCase()).toBe('#1f1f1f');
  });
});
