import { hostVersion, type Mailbox } from './mailbox.ts';
import type { AppContext } from './wire.ts';

interface Client {
  /** Language of the client, such as "en-US". */
  readonly locale: string;
  /** The id that the conversation gave the pane. */
  readonly controlId: string;
  readonly mailbox: Mailbox;
  /** Origin of the window that plays Outlook. */
  readonly origin: string;
  /** Address of the pane, as the manifest names it. */
  readonly paneUrl: string;
}

/** What `getAppContextAsync` answers: the client, its language and its requirement sets. */
export function appContext(client: Client): AppContext {
  const { locale, controlId, mailbox, origin, paneUrl } = client;
  return {
    _id: controlId,
    _appName: 64,
    _appVersion: '16.01',
    _appUILocale: locale,
    _dataLocale: locale,
    _docUrl: origin,
    _clientMode: 1,
    _settings: mailbox.roamingSettings,
    _reason: 1,
    _osfControlType: 1,
    _eToken: '',
    _correlationId: crypto.randomUUID(),
    _appInstanceId: controlId,
    _appMinorVersion: 1,
    _requirementMatrix: JSON.stringify({
      Mailbox: mailbox.level,
      DialogApi: '1.2',
      DialogOrigin: '1.1',
      AddinCommands: '1.3',
    }),
    _hostFullVersion: hostVersion,
    _clientWindowWidth: 1280,
    _clientWindowHeight: 800,
    _addinName: 'Link to CRM',
    _appDomains: [],
    _addInSourceUrl: paneUrl,
    _hostCustomMessage: '',
    _initialDisplayMode: 0,
    _featureGates: {},
    _isDialog: false,
  };
}
