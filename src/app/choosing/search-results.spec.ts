import { Screen, choosing } from '../testing/harness/pane-screen';
import type { ModuleAnswer } from '../domain/crm';
import { aModule, aRecord } from '../testing/samples';
import { CrmActions, PaneActions } from '../machine/machine.actions';
import type { In } from '../machine/machine.state';

const modules = ['Contacts', 'Accounts', 'Leads', 'HelpDesk'].map((name) =>
  aModule({ name, label: name === 'Accounts' ? 'Companies' : name }),
);
const [contacts, companies] = modules as [(typeof modules)[0], (typeof modules)[0]];
const nothingIn = (module: typeof contacts): ModuleAnswer => ({
  status: 'found',
  module,
  records: [],
});
const muller = aRecord({
  label: 'Jörg Müller',
  number: 'CON2',
  detail: 'Müller AG · j@x.example',
  reasons: [],
});

const searched = (named: Partial<In<'choosing'>> = {}): Promise<Screen> =>
  Screen.of({
    pane: choosing({
      modules,
      suggestions: { status: 'done', answers: [] },
      query: { text: 'MULL jorg' },
      search: {
        status: 'done',
        answers: [
          {
            status: 'found',
            module: companies,
            records: [aRecord({ id: '3x1', label: 'Müller AG' })],
          },
          { status: 'found', module: contacts, records: [muller], next: 10 },
        ],
      },
      ...named,
    }),
  });

describe('SearchResults', () => {
  it('stand under their modules, in the order of the modules', async () => {
    const screen = await searched();
    expect(screen.textOf('h3')).toEqual(['Contacts', 'Companies']);
    expect(screen.textOf('[aria-label="Contacts"] .row')).toEqual([
      'Jörg Müller Contact CON2 Müller AG · j@x.example',
    ]);
  });

  it('show which words were matched, whatever their accents', async () => {
    const screen = await searched();
    expect(screen.textOf('[aria-label="Contacts"] mark')).toEqual(['Jörg', 'Müll', 'Müll']);
  });

  it('page on, module by module', async () => {
    const screen = await searched();
    const button = '[aria-label="More… in Contacts"]';
    expect(screen.textOf('button').filter((text) => text === 'More…').length).toBe(1);
    await screen.press(button);
    expect(screen.actions.at(-1)).toEqual(PaneActions.moreRequested({ module: 'Contacts' }));
    expect(screen.one(button).getAttribute('aria-disabled')).toBe('true');
    await screen.receive(
      CrmActions.moreFound({
        answer: {
          status: 'found',
          module: contacts,
          records: [aRecord({ id: '4x9', label: 'Ina' })],
        },
        start: 10,
      }),
    );
    expect(screen.textOf('[aria-label="Contacts"] .label')).toEqual(['Jörg Müller', 'Ina']);
    expect(screen.textOf(button)).toEqual([]);
    await new Promise((done) => setTimeout(done));
    expect(document.activeElement?.getAttribute('value')).toBe('4x9');
  });

  it('say when a page did not come, and offer it again', async () => {
    const screen = await searched({
      paging: { Contacts: { status: 'failed', problem: { kind: 'timedOut' } } },
    });
    expect(screen.text).toContain('Contacts could not be asked. The CRM took too long to answer.');
    await screen.press('[aria-label="More… in Contacts"]');
    expect(screen.actions.at(-1)).toEqual(PaneActions.moreRequested({ module: 'Contacts' }));
  });

  it('say that there may be more where a sieve let nothing through', async () => {
    const screen = await searched({
      search: {
        status: 'done',
        answers: [{ status: 'found', module: contacts, records: [], next: 500 }],
      },
    });
    expect(screen.text).toContain('None so far; not all records were looked through.');
    expect(screen.text).not.toContain('Nothing found');
  });

  const looked: readonly (readonly [number, string])[] = [
    [1, 'Nothing found in Contacts.'],
    [2, 'Nothing found in Contacts and Companies.'],
    [3, 'Nothing found in Contacts, Companies and Leads.'],
    [4, 'Nothing found in Contacts, Companies and 2 more modules.'],
  ];
  for (const [count, text] of looked) {
    it(`say where nothing was found: ${text}`, async () => {
      const answers = modules.slice(0, count).map(nothingIn);
      const screen = await searched({ search: { status: 'done', answers } });
      expect(screen.text).toContain(text);
      await screen.click('New record');
      expect(screen.actions).toContain(PaneActions.newRecordRequested());
    });
  }

  it('say which module did not answer, beside where nothing was found', async () => {
    const screen = await searched({
      search: {
        status: 'done',
        answers: [
          nothingIn(contacts),
          { status: 'failed', module: companies, problem: { kind: 'timedOut' } },
        ],
      },
    });
    expect(screen.text).toContain('Nothing found in Contacts.');
    expect(screen.text).toContain('Companies could not be asked.');
  });
});
