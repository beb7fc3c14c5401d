import { diagnoseOutlook } from './outlook-diagnostics';
import type { PaneWindow } from './pane-window';

function outlook(level: number): PaneWindow {
  const isSetSupported = (name: string, version: string): boolean =>
    name === 'Mailbox' && Number(version.split('.')[1]) <= level;
  const diagnostics = { host: 'Outlook', platform: 'OfficeOnline', version: '16.0' };
  const context = { mailbox: {}, diagnostics, requirements: { isSetSupported } };
  return { Office: { context } } as unknown as PaneWindow;
}

describe('examineOutlook', () => {
  it('tells the program, its version and the highest level it supports', () => {
    expect(diagnoseOutlook(outlook(15))).toEqual({
      topic: 'outlook',
      code: 'known',
      facts: { host: 'Outlook', platform: 'OfficeOnline', version: '16.0', mailbox: '1.15' },
    });
  });

  it('finds an Outlook that hands over no attachments', () => {
    expect(diagnoseOutlook(outlook(5)).code).toBe('old');
  });

  it('finds that there is no Outlook', () => {
    const none = {} as PaneWindow;
    expect(diagnoseOutlook(none)).toEqual({ topic: 'outlook', code: 'absent' });
    const browser = { Office: { context: {} } } as unknown as PaneWindow;
    expect(diagnoseOutlook(browser).code).toBe('absent');
  });
});
