import type { Action } from '@ngrx/store';
import { BehaviorSubject, of, throwError } from 'rxjs';
import { type Configuration, stockConfiguration } from '../domain/configuration';
import { noProgress } from '../domain/link-progress';
import { ProblemError } from '../domain/problem';
import { defaultSettings } from '../domain/settings';
import { FakeCrm } from '../testing/fake-crm';
import {
  FakeCredentialVault,
  FakeHostedConfiguration,
  FakeItemWatch,
  FakeMailReader,
} from '../testing/fakes';
import { collect } from '../testing/harness/collect';
import { MemorySettingsStore } from '../testing/memory-stores';
import { aMail, aRecord, anAccount, anOpenMail } from '../testing/samples';
import { rereadStaleItem, loadModules, setPageLanguage, readMail, startHost } from './item.effects';
import { CrmActions, HostActions } from './machine.actions';
import { type MachineState, type PaneState, initialState } from './machine.state';

const reading = (itemId: string): PaneState => ({
  status: 'readingMail',
  item: anOpenMail({ itemId }),
});

describe('startHost', () => {
  const begin = () => {
    const host = new FakeItemWatch();
    const vault = new FakeCredentialVault();
    const settingsStore = new MemorySettingsStore();
    const hosted = new FakeHostedConfiguration();
    settingsStore.settings = { ...defaultSettings, ownDomains: ['ours.example'] };
    const starting = new BehaviorSubject<PaneState>({ status: 'starting' });
    const run = (): Action[] => collect(startHost(starting, host, vault, settingsStore, hosted));
    return { host, vault, settingsStore, hosted, run };
  };
  const locked: Configuration = {
    ...stockConfiguration,
    crmUrl: 'https://crm.example',
    lockCrmUrl: true,
  };

  it('tells what is open, what was decided and chosen, and who is remembered, once all is known', () => {
    const { host, vault, settingsStore, run } = begin();
    const actions = run();
    host.startCalls.only.answer(anOpenMail());
    expect(actions).toEqual([]);
    vault.restoreCalls.only.answer(anAccount);
    expect(actions).toEqual([
      HostActions.hostReady({
        item: anOpenMail(),
        configuration: stockConfiguration,
        settings: settingsStore.settings,
        account: anAccount,
      }),
    ]);
  });

  it('tells what is in the way when the host never comes', () => {
    const { host, run } = begin();
    const actions = run();
    const problem = { kind: 'officeBlocked', address: 'https://cdn.example/office.js' } as const;
    host.startCalls.only.fail(new ProblemError(problem));
    expect(actions).toEqual([HostActions.hostAbsent({ problem })]);
  });

  it('tells what is wrong in the configuration, and brings nobody back, when it is broken', () => {
    const { vault, hosted, run } = begin();
    const problem = { kind: 'badConfiguration', entry: 'crmUrl', rule: 'httpsAddress' } as const;
    hosted.read = () => throwError(() => new ProblemError(problem));
    expect(run()).toEqual([HostActions.hostAbsent({ problem })]);
    expect(vault.restoreCalls.all).toEqual([]);
  });

  for (const [whom, account, isBack] of [
    ['who is remembered for the CRM that is locked', anAccount, true],
    [
      'nobody of another CRM than the one that is locked',
      { ...anAccount, crmAddress: 'https://other.example' },
      false,
    ],
  ] as const) {
    // security: address-first
    it(`brings back ${whom}`, () => {
      const { host, vault, hosted, run } = begin();
      hosted.configuration = locked;
      const actions = run();
      host.startCalls.only.answer(anOpenMail());
      vault.restoreCalls.only.answer(account);
      expect('account' in (actions[0] ?? {})).toBe(isBack);
    });
  }
});

describe('setPageLanguage', () => {
  const ready = (configuration: Configuration) =>
    HostActions.hostReady({ item: anOpenMail(), configuration, settings: defaultSettings });

  // security: address-first
  it('puts the language that was decided into the page, and leaves it alone otherwise', () => {
    const page = document.implementation.createHTMLDocument();
    page.documentElement.lang = 'en';
    // A language that the pane has no texts in would have English read out as it.
    const languages = [undefined, 'it', 'en-GB'];
    const configurations = languages.map((language) => ({ ...stockConfiguration, language }));
    const seen: string[] = [];
    for (const configuration of configurations) {
      setPageLanguage(of(ready(configuration)), page).subscribe();
      seen.push(page.documentElement.lang);
    }
    expect(seen).toEqual(['en', 'en', 'en-GB']);
  });
});

describe('readMail', () => {
  it('reads the mail that is open, and no other one any more when it changes', () => {
    const host = new FakeMailReader();
    const panes = new BehaviorSubject(reading('one'));
    const actions = collect(readMail(panes, host));
    panes.next(reading('two'));
    expect(host.readMailCalls.all.map(({ args: [id], cancelled }) => [id, cancelled])).toEqual([
      ['one', true],
      ['two', false],
    ]);
    host.readMailCalls.all[0]?.answer(aMail());
    expect(actions).toEqual([]);
    host.readMailCalls.last.answer(aMail({ itemId: 'two' }));
    expect(actions).toEqual([HostActions.mailRead({ mail: aMail({ itemId: 'two' }) })]);
  });

  it('asks a port that throws once, and goes on working', () => {
    const host = new FakeMailReader();
    let asked = 0;
    host.readMail = () => {
      asked += 1;
      throw new Error('boom');
    };
    const panes = new BehaviorSubject(reading('one'));
    const actions = collect(readMail(panes, host));
    expect(asked).toBe(1);
    expect(actions).toEqual([HostActions.mailUnreadable({ problem: { kind: 'unexpected' } })]);
    panes.next(reading('two'));
    expect(asked).toBe(2);
  });
});

describe('loadModules', () => {
  it('keeps nothing of what another error says', () => {
    const crm = new FakeCrm();
    spyOn(crm.modules, 'permittedModules').and.returnValue(
      throwError(() => new Error('secret of the server')),
    );
    const pane: PaneState = { status: 'loadingModules', item: anOpenMail(), mail: aMail() };
    const actions = collect(loadModules(of(pane), crm.modules));
    expect(actions).toEqual([CrmActions.modulesFailed({ problem: { kind: 'unexpected' } })]);
  });
});

describe('rereadStaleItem', () => {
  const stale: MachineState = {
    ...initialState,
    pane: { status: 'noMail', item: { kind: 'stale' } },
  };
  const underWay: MachineState = {
    ...stale,
    links: {
      'link-1': {
        link: {
          id: 'link-1',
          account: anAccount,
          mail: aMail(),
          records: [aRecord()],
          steps: [],
          visibility: 'Public',
        },
        progress: noProgress,
        status: 'planned',
        next: 0,
      },
    },
  };

  it('reads anew what Outlook forgot to tell', () => {
    const host = new FakeItemWatch();
    const actions = collect(rereadStaleItem(new BehaviorSubject(stale), host));
    host.currentItemCalls.only.answer(anOpenMail());
    expect(actions).toEqual([HostActions.itemOpened({ item: anOpenMail() })]);
  });

  it('waits until no link would be lost by it', () => {
    const host = new FakeItemWatch();
    const states = new BehaviorSubject(underWay);
    collect(rereadStaleItem(states, host));
    expect(host.currentItemCalls.all).toEqual([]);
    states.next(stale);
    expect(host.currentItemCalls.all.length).toBe(1);
  });
});
