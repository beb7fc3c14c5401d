import { firstValueFrom } from 'rxjs';
import { OutlookHost } from '../../../../sandbox/outlook/outlook-host';
import { toProblem } from '../../domain/problem';
import {
  type RealOutlook,
  aMailItem,
  closeOutlooks,
  idOf,
  adaptersIn,
  openOutlook,
  openPage,
  openPlainWindow,
  rejection,
} from './real-outlook.spec';

describe('OfficeItemWatch.start', () => {
  afterEach(closeOutlooks);

  const problemOf = async (host: RealOutlook['watch']) =>
    toProblem(await rejection(firstValueFrom(host.start())));

  it('gives the mail on the screen when Outlook is ready', async () => {
    const item = await aMailItem('first');
    const { watch } = await openOutlook(item, { ready: false });
    expect(await firstValueFrom(watch.start())).toEqual({
      kind: 'mail',
      itemId: idOf(item),
      subject: 'Subject of first',
      from: { name: 'Anna Rossi', address: 'anna.rossi@rossi-impianti.example' },
    });
  });

  it('gives the mail when Outlook speaks German', async () => {
    const { watch } = await openOutlook(await aMailItem('first'), {
      ready: false,
      locale: 'de-DE',
    });
    expect((await firstValueFrom(watch.start())).kind).toBe('mail');
  });

  it('tells that the pane is outside Outlook when no host is around it', async () => {
    const pane = await openPlainWindow();
    expect(await problemOf(adaptersIn(pane).watch)).toEqual({ kind: 'outsideOutlook' });
  });

  it('names the address of office.js when that script was not loaded', async () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`;
    const pane = await openPage(
      `${policy}<script src="https://cdn.example/lib/office.js"></script>`,
    );
    expect(await problemOf(adaptersIn(pane).watch)).toEqual({
      kind: 'officeBlocked',
      address: 'https://cdn.example/lib/office.js',
    });
  });

  it('names the address of MicrosoftAjax when office.js waits for it in vain', async () => {
    const host = new OutlookHost({ origin: location.origin });
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;
    const pane = await openPage(
      `${policy}<script src="/office-js/office.js"></script>`,
      host.frameName(),
    );
    expect(await problemOf(adaptersIn(pane, { start: 700 }).watch)).toEqual({
      kind: 'officeBlocked',
      address: 'https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js',
    });
  });

  for (const call of ['getAppContextAsync', 'getInitialData']) {
    it(`tells that Outlook is silent when it never answers ${call}`, async () => {
      const { watch } = await openOutlook(await aMailItem('first'), {
        ready: false,
        patience: { start: 700 },
        prepare: (host) => {
          host.fail(call, 'never answers');
        },
      });
      expect(await problemOf(watch)).toEqual({ kind: 'hostSilent' });
    });
  }
});

describe('OfficeItemWatch.start, by what is on the screen', () => {
  afterEach(closeOutlooks);

  const kindOn = async (item: Parameters<typeof openOutlook>[0]) => {
    const { watch } = await openOutlook(item);
    return (await firstValueFrom(watch.start())).kind;
  };
  const invitation = [
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:1@x.example',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

  it('gives nothing when nothing is selected', async () => {
    expect(await kindOn(null)).toBe('nothing');
  });

  it('gives nothing when what is selected is not offered to add-ins', async () => {
    expect(await kindOn(await aMailItem('report', { 'X-Sandbox-Item': 'none' }))).toBe('nothing');
  });

  it('gives a draft when the mail is being written', async () => {
    expect(await kindOn(await aMailItem('draft', { 'X-Unsent': '1' }))).toBe('draft');
  });

  it('gives no mail when an appointment is open', async () => {
    const item = await aMailItem('meeting', { 'X-Sandbox-Item': 'appointment' });
    expect(await kindOn(item)).toBe('notMail');
  });

  it('gives a mail when an invitation to a meeting is open', async () => {
    const type = { 'Content-Type': 'text/calendar; method=REQUEST' };
    const item = await aMailItem('invitation', type, invitation);
    expect(item.mail.kind).toBe('meetingRequest');
    expect(await kindOn(item)).toBe('mail');
  });

  it('gives a mail when the mail has no subject', async () => {
    expect(await kindOn(await aMailItem('bare', { Subject: null }))).toBe('mail');
  });
});
