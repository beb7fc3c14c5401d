import type { Action } from '@ngrx/store';
import { BehaviorSubject, type Observable, Subject, of, throwError } from 'rxjs';
import { defaultSettings } from '../domain/settings';
import { type Configuration, stockConfiguration } from '../domain/configuration';
import type { ModuleAnswer } from '../domain/crm';
import { noProgress } from '../domain/link-progress';
import { ProblemError } from '../domain/problem';
import {
  FakeCredentialVault,
  FakeCrm,
  FakeHostedConfiguration,
  FakeHostDiagnostics,
  FakeItemWatch,
  FakeMailReader,
} from '../testing/fakes';
import { MemorySettingsStore } from '../testing/memory-stores';
import { aMail, aModule, aRecord, anAccount, anOpenMail } from '../testing/samples';
import { CrmActions, HostActions } from '../machine/machine.actions';
import {
  catchUp,
  loadModules,
  nameLanguage,
  prepareToLink,
  readMail,
  searchRecords,
  startHost,
} from './linking.effects';
import { MemoryJournal } from '../testing/memory-stores';
import {
  type In,
  type LinkingState,
  PREPARE_PAUSE,
  type PaneState,
  TYPING_PAUSE,
  initialState,
} from '../machine/machine.state';

function collect(actions$: Observable<Action>): Action[] {
  const actions: Action[] = [];
  actions$.subscribe((action) => actions.push(action));
  return actions;
}

const reading = (itemId: string): PaneState => ({
  status: 'readingMail',
  item: anOpenMail({ itemId }),
});
const choosing = (named: Partial<In<'choosing'>> = {}): In<'choosing'> => ({
  status: 'choosing',
  item: anOpenMail(),
  mail: aMail(),
  modules: [aModule()],
  suggestions: { status: 'streaming', answers: [] },
  query: { text: '' },
  search: { status: 'idle' },
  paging: {},
  chosen: [],
  note: '',
  earlier: { status: 'asking', round: 0 },
  attempt: 0,
  ...named,
});
const found = (): ModuleAnswer => ({
  status: 'found',
  module: aModule(),
  records: [aRecord()],
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

describe('nameLanguage', () => {
  const ready = (configuration: Configuration) =>
    HostActions.hostReady({ item: anOpenMail(), configuration, settings: defaultSettings });

  it('puts the language that was decided into the page, and leaves it alone otherwise', () => {
    const page = document.implementation.createHTMLDocument();
    page.documentElement.lang = 'en';
    // A language that the pane has no texts in would have English read out as it.
    const languages = [undefined, 'it', 'en-GB'];
    const configurations = languages.map((language) => ({ ...stockConfiguration, language }));
    const seen: string[] = [];
    for (const configuration of configurations) {
      nameLanguage(of(ready(configuration)), page).subscribe();
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
    crm.permittedModules = () => throwError(() => new Error('secret of the server'));
    const pane: PaneState = { status: 'loadingModules', item: anOpenMail(), mail: aMail() };
    const actions = collect(loadModules(of(pane), crm));
    expect(actions).toEqual([CrmActions.modulesFailed({ problem: { kind: 'unexpected' } })]);
  });
});

describe('searchRecords', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('asks when the typing rests, with the last text alone', () => {
    const crm = new FakeCrm();
    const panes = new BehaviorSubject<PaneState>(choosing());
    collect(searchRecords(panes, crm));
    for (const text of ['ro', 'ros', 'rossi ']) {
      panes.next(choosing({ query: { text } }));
      jasmine.clock().tick(TYPING_PAUSE / 2);
    }
    expect(crm.searchCalls.all).toEqual([]);
    jasmine.clock().tick(TYPING_PAUSE);
    expect(crm.searchCalls.only.args).toEqual(['rossi', [aModule()]]);
  });

  it('asks nothing for a text that is too short', () => {
    const crm = new FakeCrm();
    const panes = new BehaviorSubject<PaneState>(choosing({ query: { text: ' r ' } }));
    const actions = collect(searchRecords(panes, crm));
    jasmine.clock().tick(TYPING_PAUSE * 2);
    expect(crm.searchCalls.all).toEqual([]);
    expect(actions).toEqual([]);
  });

  it('asks the module that it is limited to', () => {
    const crm = new FakeCrm();
    const modules = [aModule(), aModule({ name: 'Leads' })];
    const query = { text: 'rossi', module: 'Leads' };
    collect(searchRecords(new BehaviorSubject<PaneState>(choosing({ modules, query })), crm));
    jasmine.clock().tick(TYPING_PAUSE);
    expect(crm.searchCalls.only.args[1].map(({ name }) => name)).toEqual(['Leads']);
  });

  it('cancels the search before when another is typed', () => {
    const crm = new FakeCrm();
    const panes = new BehaviorSubject<PaneState>(choosing({ query: { text: 'rossi' } }));
    collect(searchRecords(panes, crm));
    jasmine.clock().tick(TYPING_PAUSE);
    panes.next(choosing({ query: { text: 'bianchi' } }));
    expect(crm.searchCalls.only.cancelled).toBeTrue();
  });

  it('keeps a search going when a suggestion arrives', () => {
    const crm = new FakeCrm();
    const query = { text: 'rossi' };
    const panes = new BehaviorSubject<PaneState>(choosing({ query }));
    collect(searchRecords(panes, crm));
    jasmine.clock().tick(TYPING_PAUSE);
    panes.next(choosing({ query, suggestions: { status: 'streaming', answers: [found()] } }));
    expect(crm.searchCalls.only.cancelled).toBeFalse();
  });
});

describe('prepareToLink', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('loads what linking needs after the first screen, and minds no failure', () => {
    const [host, crm, journal] = [new FakeMailReader(), new FakeCrm(), new MemoryJournal()];
    const prepared = spyOn(journal, 'prepare').and.callThrough();
    const actions$ = new Subject<Action>();
    const diagnostics = new FakeHostDiagnostics();
    prepareToLink(actions$, host, crm, journal, diagnostics).subscribe();
    actions$.next(CrmActions.suggestionsCompleted());
    jasmine.clock().tick(PREPARE_PAUSE - 1);
    expect(crm.prepareCalls.all).toEqual([]);
    jasmine.clock().tick(1);
    expect(host.prepareCalls.all.length).toBe(1);
    expect(diagnostics.prepareCalls.all.length).toBe(1);
    expect(prepared).toHaveBeenCalledTimes(1);
    crm.prepareCalls.only.fail(new ProblemError({ kind: 'paneIncomplete' }));
    actions$.next(CrmActions.suggestionsCompleted());
    jasmine.clock().tick(PREPARE_PAUSE);
    expect(crm.prepareCalls.all.length).toBe(2);
  });
});

describe('catchUp', () => {
  const stale: LinkingState = {
    ...initialState,
    pane: { status: 'noMail', item: { kind: 'stale' } },
  };
  const underWay: LinkingState = {
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
    const actions = collect(catchUp(new BehaviorSubject(stale), host));
    host.currentItemCalls.only.answer(anOpenMail());
    expect(actions).toEqual([HostActions.itemOpened({ item: anOpenMail() })]);
  });

  it('waits until no link would be lost by it', () => {
    const host = new FakeItemWatch();
    const states = new BehaviorSubject(underWay);
    collect(catchUp(states, host));
    expect(host.currentItemCalls.all).toEqual([]);
    states.next(stale);
    expect(host.currentItemCalls.all.length).toBe(1);
  });
});
