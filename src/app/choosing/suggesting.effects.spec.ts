import type { Action } from '@ngrx/store';
import { BehaviorSubject, type Observable, of } from 'rxjs';
import { defaultSettings } from '../domain/settings';
import type { MatchSignals } from '../domain/match-signals';
import type { Thread } from '../domain/other-side';
import { stockConfiguration } from '../domain/configuration';
import { choosing } from '../testing/harness/pane-screen';
import { FakeCrm } from '../testing/fake-crm';
import { FakeMailReader } from '../testing/fakes';
import { MemoryFavourites, MemoryJournal } from '../testing/memory-stores';
import { aMail, aModule, aRecord, anAccount, anOpenMail } from '../testing/samples';
import { noProgress } from '../domain/link-progress';
import type { ModuleAnswer } from '../domain/crm';
import { ProblemError } from '../domain/problem';
import type { JournalEntry } from '../ports/link-journal';
import { CrmActions, HostActions } from '../machine/machine.actions';
import { type MachineState, PREPARE_PAUSE, initialState } from '../machine/machine.state';
import { refreshModules, suggestRecords } from './suggesting.effects';

const stateOf = (named: Partial<MachineState> = {}): MachineState => ({
  ...initialState,
  account: anAccount,
  pane: choosing(),
  ...named,
});
const found = (): ModuleAnswer => ({ status: 'found', module: aModule(), records: [aRecord()] });

function collect(actions$: Observable<Action>): Action[] {
  const actions: Action[] = [];
  actions$.subscribe((action) => actions.push(action));
  return actions;
}

describe('suggestRecords', () => {
  let crm: FakeCrm;
  let host: FakeMailReader;
  let journal: MemoryJournal;
  let favourites: MemoryFavourites;
  beforeEach(() => {
    [crm, host, journal] = [new FakeCrm(), new FakeMailReader(), new MemoryJournal()];
    favourites = new MemoryFavourites();
  });

  it('passes on each answer as it comes, and says when all have come', () => {
    const actions = collect(
      suggestRecords(
        new BehaviorSubject(stateOf()),
        host,
        of(crm.suggestions),
        journal,
        favourites,
      ),
    );
    crm.suggestions.suggestCalls.only.next(found());
    expect(actions).toEqual([CrmActions.recordsSuggested({ answer: found() })]);
    crm.suggestions.suggestCalls.only.complete();
    expect(actions.at(-1)).toEqual(CrmActions.suggestionsCompleted());
  });

  it('asks at once by the people of the mail', () => {
    collect(
      suggestRecords(
        new BehaviorSubject(stateOf()),
        host,
        of(crm.suggestions),
        journal,
        favourites,
      ),
    );
    expect(
      crm.suggestions.suggestCalls.only.args[0].map(({ role, address }) => [role, address]),
    ).toEqual([['from', 'anna.rossi@rossi-impianti.example']]);
  });

  it('asks at once by nobody whom only the headers tell', () => {
    const from = { name: '', address: 'noreply@webforms.example' };
    const pane = choosing({ mail: aMail({ from, sender: from }) });
    collect(
      suggestRecords(
        new BehaviorSubject(stateOf({ pane })),
        host,
        of(crm.suggestions),
        journal,
        favourites,
      ),
    );
    expect(crm.suggestions.suggestCalls.only.args[0]).toEqual([]);
  });

  // security: address-first
  it('takes the domains that the host of the pane named for its own beside those of the person', () => {
    const state = stateOf({
      settings: { ...defaultSettings, ownDomains: ['ours.example'] },
      configuration: { ...stockConfiguration, ownDomains: ['rossi-impianti.example'] },
      pane: choosing({
        mail: aMail({
          sentByUser: true,
          to: [
            { name: 'Anna', address: 'anna.rossi@rossi-impianti.example' },
            { name: 'Bo', address: 'bo@ours.example' },
            { name: 'C', address: 'c@x.example' },
          ],
        }),
      }),
    });
    collect(
      suggestRecords(new BehaviorSubject(state), host, of(crm.suggestions), journal, favourites),
    );
    expect(crm.suggestions.suggestCalls.only.args[0].map(({ address }) => address)).toEqual([
      'c@x.example',
    ]);
  });

  it('asks once however much the page changes, and again for another attempt', () => {
    const states = new BehaviorSubject(stateOf());
    collect(suggestRecords(states, host, of(crm.suggestions), journal, favourites));
    states.next(stateOf({ pane: choosing({ chosen: [aRecord()] }) }));
    states.next(stateOf({ pane: choosing({ query: { text: 'rossi' } }) }));
    expect(crm.suggestions.suggestCalls.all.length).toBe(1);
    states.next(stateOf({ pane: choosing({ attempt: 1 }) }));
    expect(crm.suggestions.suggestCalls.all.length).toBe(2);
  });

  it('is cancelled when another mail is opened', () => {
    const states = new BehaviorSubject(stateOf());
    const actions = collect(suggestRecords(states, host, of(crm.suggestions), journal, favourites));
    states.next(stateOf({ pane: { status: 'readingMail', item: anOpenMail({ itemId: 'two' }) } }));
    expect(crm.suggestions.suggestCalls.only.cancelled).toBeTrue();
    expect(actions).toEqual([]);
  });

  describe('gathers', () => {
    const entry = (named: Partial<JournalEntry>): JournalEntry => ({
      account: anAccount,
      mailKey: `key of ${named.messageId ?? ''}`,
      messageId: '<other@x>',
      subject: '',
      attachments: [],
      linked: [aRecord({ id: '17x3', module: 'HelpDesk' })],
      wanted: [],
      undone: [],
      progress: noProgress,
      at: '2026-11-20T09:00:00.000Z',
      ...named,
    });

    let actions: Action[];
    async function gathered(
      mail: ReturnType<typeof aMail>,
      entries: readonly JournalEntry[],
      thread: Thread = {
        ancestors: ['<kx7a-4711-ab93@x>'],
        replyTo: [{ name: '', address: 'orders@third.example' }],
      },
    ): Promise<MatchSignals> {
      for (const one of entries) journal.write(one);
      favourites.records = [aRecord({ id: '4x9' })];
      const states = new BehaviorSubject(stateOf({ pane: choosing({ mail }) }));
      actions = collect(suggestRecords(states, host, of(crm.suggestions), journal, favourites));
      const signals = new Promise<MatchSignals>((done) =>
        crm.suggestions.suggestCalls.only.args[1].subscribe(done),
      );
      states.next(
        stateOf({
          pane: choosing({ mail, suggestions: { status: 'streaming', answers: [found()] } }),
        }),
      );
      while (host.readThreadCalls.all.length === 0)
        await new Promise((done) => setTimeout(done, 10));
      host.readThreadCalls.only.answer(thread);
      return signals;
    }

    it('what Outlook, the device and the list of free-mail domains tell', async () => {
      const messageId = '<a1b2c3d4.77@rossi-impianti.example>';
      const mail = aMail({
        messageId,
        subject: 'Re: [TT3]',
        cc: [{ name: '', address: 'x@gmail.com' }],
      });
      const signals = await gathered(mail, []);
      expect(signals.people.map(({ role, address }) => `${role} ${address}`)).toEqual([
        'from anna.rossi@rossi-impianti.example',
        'replyTo orders@third.example',
        'cc x@gmail.com',
      ]);
      expect(signals.domains.map(({ domain }) => domain)).toEqual([
        'rossi-impianti.example',
        'third.example',
      ]);
      expect(signals.conversation).toEqual([messageId, '<kx7a-4711-ab93@x>']);
      expect(signals.numbers).toEqual(['TT3']);
      expect(signals.known).toEqual([
        { id: '4x9', module: 'Contacts', reasons: [{ kind: 'favourite' }] },
      ]);
      expect(signals.closed).toContain('Closed Won');
      expect(actions.map(({ type }) => type)).toContain(HostActions.peopleKnown.type);
    });

    it('how else addresses and domains of the people may be spelled', async () => {
      const from = { name: '', address: 'jb+crm@xn--bckerei-adler-bfb.example' };
      const signals = await gathered(aMail({ from, sender: from }), [], {
        ancestors: [],
        replyTo: [],
      });
      expect(signals.people[0]?.spellings).toContain('jb@bäckerei-adler.example');
      expect(signals.domains.map(({ domain }) => domain)).toEqual([
        'xn--bckerei-adler-bfb.example',
        'bäckerei-adler.example',
      ]);
    });

    it('no habit of a form, whatever this device remembers of it', async () => {
      const from = { name: 'Website', address: 'noreply@webforms.example' };
      const hugo = { name: 'Hugo', address: 'hugo@anders-bau.example' };
      const { known, people } = await gathered(
        aMail({ from, sender: from, cc: [{ name: '', address: 'eve@x.example' }] }),
        [
          entry({ people: [from.address] }),
          entry({ messageId: '<e@x>', people: ['eve@x.example'] }),
        ],
        { ancestors: [], replyTo: [hugo] },
      );
      expect(people[0]?.address).toBe(hugo.address);
      expect(known.flatMap(({ reasons }) => reasons).map(({ kind }) => kind)).not.toContain(
        'habit',
      );
    });

    it('no conversation from an id that many mails bear', async () => {
      const thread = { ancestors: ['<noreply@x>', '<kx7a-4711-ab93@x>'], replyTo: [] };
      const mail = aMail({ messageId: '<scanner@office.example>' });
      const { conversation } = await gathered(mail, [], thread);
      expect(conversation).toEqual(['<kx7a-4711-ab93@x>']);
    });

    it('records linked in the conversation, by its mails or as Outlook numbers it', async () => {
      const mail = aMail({ conversationId: 'c-1' });
      const { known } = await gathered(mail, [
        entry({ messageId: '<kx7a-4711-ab93@x>' }),
        entry({ messageId: '<y@x>', conversationId: 'c-1', linked: [aRecord({ id: '4x77' })] }),
      ]);
      const kinds = (id: string) =>
        known
          .filter((one) => one.id === id)
          .flatMap(({ reasons }) => reasons.map(({ kind }) => kind));
      expect(kinds('17x3')).toContain('conversation');
      expect(kinds('4x77')).toContain('conversation');
    });

    it('how often mails of the person were linked to a record, and what was used of late', async () => {
      const people = ['anna.rossi@rossi-impianti.example'];
      const { known } = await gathered(aMail(), [
        entry({ messageId: '<a@x>', people }),
        entry({ messageId: '<b@x>', people }),
        entry({
          messageId: '<c@x>',
          people: ['other@x.example'],
          linked: [aRecord({ id: '4x70' })],
        }),
      ]);
      const reasons = (id: string) =>
        known.filter((one) => one.id === id).flatMap((one) => one.reasons);
      expect(reasons('17x3')).toContain({ kind: 'habit', times: 2 });
      expect(reasons('4x70')).toEqual([{ kind: 'recent', at: '2026-11-20T09:00:00.000Z' }]);
    });
  });
});

describe('refreshModules', () => {
  beforeEach(() => jasmine.clock().install());
  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('asks anew once all is quiet, once for each who signs in', () => {
    const crm = new FakeCrm();
    const done = choosing({ suggestions: { status: 'done', answers: [] } });
    const streaming = choosing({ suggestions: { status: 'streaming', answers: [] } });
    const states = new BehaviorSubject(stateOf({ pane: streaming }));
    const actions = collect(refreshModules(states, crm.modules));
    jasmine.clock().tick(PREPARE_PAUSE * 2);
    expect(crm.modules.refreshModulesCalls.all).toEqual([]);
    states.next(stateOf({ pane: done }));
    jasmine.clock().tick(PREPARE_PAUSE);
    crm.modules.refreshModulesCalls.only.answer([aModule()]);
    expect(actions).toEqual([CrmActions.modulesRefreshed({ modules: [aModule()] })]);
    states.next(stateOf({ pane: streaming }));
    states.next(stateOf({ pane: done }));
    jasmine.clock().tick(PREPARE_PAUSE * 2);
    expect(crm.modules.refreshModulesCalls.all.length).toBe(1);
  });

  it('asks to sign in again when the key is refused', () => {
    const crm = new FakeCrm();
    const actions = collect(refreshModules(new BehaviorSubject(stateOf()), crm.modules));
    jasmine.clock().tick(PREPARE_PAUSE);
    crm.modules.refreshModulesCalls.only.fail(new ProblemError({ kind: 'locked' }));
    expect(actions).toEqual([CrmActions.keyRefused({ problem: { kind: 'locked' } })]);
  });
});
