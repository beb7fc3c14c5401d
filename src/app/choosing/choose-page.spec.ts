import { TestBed } from '@angular/core/testing';
import { Screen, choosing } from '../testing/harness/pane-screen';
import { aModule, aMail, aRecord, aSide, anAttachment } from '../testing/samples';
import { stockConfiguration } from '../domain/configuration';
import type { CrmRecord, ModuleAnswer } from '../domain/crm';
import { CrmActions, PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import { type In, initialState } from '../machine/machine.state';

describe('ChoosePage', () => {
  it('shows each suggestion with its module, address and reason', async () => {
    const screen = await Screen.of({ pane: choosing() });
    expect(screen.textOf('[aria-label="Suggested records"] .row')).toEqual([
      "Anna Rossi Contact anna.rossi@rossi-impianti.example Sender's address",
    ]);
  });

  it('links only once a record is chosen', async () => {
    const screen = await Screen.of({ pane: choosing() });
    expect(screen.button('Link').disabled).toBeTrue();
    await screen.press('input[type=checkbox]');
    expect(screen.actions.at(-1)).toEqual(PaneActions.recordToggled({ record: aRecord() }));
    expect(screen.text).toContain('Link to Anna Rossi (Contact)');
    expect(screen.text).toContain('Visible to everyone who can open the record.');
    await screen.click('Link');
    expect(screen.actions.at(-1)).toEqual(PaneActions.linkRequested());
  });

  it('takes a note once a record is chosen, where the user may write one', async () => {
    const chosen = [aRecord()];
    const none = await Screen.of({ pane: choosing({ chosen }) });
    expect(none.page.querySelector('.act input')).toBeNull();
    TestBed.resetTestingModule();
    const screen = await Screen.of({
      pane: choosing({ modules: [aModule({ takesComments: true })] }),
    });
    expect(screen.page.querySelector('.act input')).toBeNull();
    await screen.press('input[type=checkbox]');
    expect(screen.one('.act input').getAttribute('aria-label')).toBe(
      'Note on the record, optional',
    );
    await screen.type('.act input', 'Call back');
    expect(screen.actions.at(-1)).toEqual(PaneActions.noteChanged({ note: 'Call back' }));
  });

  // security: address-first
  it('leaves out the parts that the host of the pane switched off', async () => {
    const abilities = { attachments: true, headers: true, original: true };
    const pane = choosing({
      mail: aMail({ abilities }),
      modules: [aModule({ takesComments: true })],
      chosen: [aRecord()],
      suggestions: { status: 'done', answers: [] },
    });
    const all = await Screen.of({ pane });
    for (const part of ['.create', '.original', '.act input']) {
      expect(all.page.querySelector(part)).not.toBeNull();
    }
    TestBed.resetTestingModule();
    const features = { newRecords: false, notes: false, originalMail: false };
    const bare = await Screen.of({ pane, configuration: { ...stockConfiguration, features } });
    for (const part of ['.create', '.original', '.act input']) {
      expect(bare.page.querySelector(part)).toBeNull();
    }
    expect(bare.text).not.toContain('create one from this mail');
  });

  it('says who will see the email when it is private, and that its attachments are not', async () => {
    const configuration = { ...stockConfiguration, messageVisibility: 'Private' as const };
    const chosen = [aRecord()];
    const screen = await Screen.of({ pane: choosing({ chosen }), configuration });
    expect(screen.text).toContain('Visible to you, your managers and admins.');
    expect(screen.text).not.toContain('Visible to everyone');
    expect(screen.text).not.toContain('Attachments are as visible');
    TestBed.resetTestingModule();
    const mail = aMail({ attachments: [anAttachment()] });
    const withFile = await Screen.of({ pane: choosing({ chosen, mail }), configuration });
    expect(withFile.text).toContain('Attachments are as visible as all documents in the CRM.');
  });

  it('searches what is typed, in the module that is chosen', async () => {
    const screen = await Screen.of({ pane: choosing() });
    expect(screen.textOf('option')).toEqual(['All modules', 'Contacts', 'Accounts']);
    await screen.type('input[type=search]', 'rossi');
    await screen.type('select', 'Accounts', 'change');
    expect(screen.actions.at(-1)).toEqual(
      PaneActions.queryChanged({ query: { text: 'rossi', module: 'Accounts' } }),
    );
    expect(screen.textOf('h2')).toContain('Search results');
    expect(screen.progress).toBe(-1);
  });

  it('says when nobody is suggested, and offers another attempt when asking failed', async () => {
    const nobody = await Screen.of({
      pane: choosing({ suggestions: { status: 'done', answers: [] } }),
    });
    expect(nobody.text).toContain('No record fits the sender');
    TestBed.resetTestingModule();
    const cut = await Screen.of({
      pane: choosing({
        suggestions: { status: 'done', answers: [] },
        side: aSide({ andOthers: true }),
      }),
    });
    expect(cut.text).toContain('No match among the recipients Outlook shows.');
    TestBed.resetTestingModule();
    const to = [{ role: 'to' as const, position: 0, name: '', address: 'kim@x.example' }];
    const colleagues = await Screen.of({
      pane: choosing({ suggestions: { status: 'done', answers: [] }, side: aSide({ people: to }) }),
    });
    expect(colleagues.text).toContain('No record fits the recipients');
    TestBed.resetTestingModule();
    const screen = await Screen.of({
      pane: choosing({
        suggestions: { status: 'failed', problem: { kind: 'offline' }, answers: [] },
      }),
    });
    await screen.click('Try again');
    expect(screen.actions.at(-1)).toEqual(PaneActions.retryRequested());
  });

  it('keeps what was suggested before the rest could not be had', async () => {
    const answers: readonly ModuleAnswer[] = [
      {
        status: 'found',
        module: aModule(),
        records: [aRecord({ reasons: [{ kind: 'favourite' }, { kind: 'number', number: 'TT1' }] })],
      },
    ];
    const state = {
      ...initialState,
      pane: choosing({ suggestions: { status: 'streaming', answers } }),
    };
    const { pane } = machineFeature.reducer(
      state,
      CrmActions.suggestionsFailed({ problem: { kind: 'paneIncomplete' } }),
    );
    const screen = await Screen.of({ pane: pane as In<'choosing'> });
    expect(screen.text).toContain(aRecord().label);
    expect(screen.text).toContain('A part of this pane could not be loaded');
  });

  it('lists every attachment that will be saved', async () => {
    const screen = await Screen.of({
      pane: choosing({
        mail: aMail({
          attachments: [
            anAttachment({ size: 1_234_567 }),
            anAttachment({ id: 'logo', name: 'logo.png', inline: true }),
            anAttachment({ id: 'cloud', name: 'plan.dwg', kind: 'link' }),
          ],
        }),
      }),
    });
    expect(screen.textOf('h2')).toContain('3 attachments will be saved');
    expect(screen.textOf('.files li')).toEqual([
      'offer.pdf1.2 MB',
      'logo.png1 kB, inline image',
      'plan.dwgsaved as a link',
    ]);
  });

  it('counts only attachments that will be saved', async () => {
    const empty = anAttachment({ id: 'empty', name: 'empty.txt', size: 0 });
    const message = { id: '44x1', owner: '19x4', noted: [] };
    const stored = { status: 'known', round: 0, links: { message, records: [] } } as const;
    const without = { attachments: false, headers: true, original: false };
    const cases = [
      [{ mail: aMail({ attachments: [anAttachment(), empty] }) }, '1 attachment will be saved'],
      [{ mail: aMail({ attachments: [empty] }) }, 'Attachments'],
      [
        { mail: aMail({ attachments: [anAttachment({ kind: 'mail', size: 0 })] }) },
        '1 attachment will be saved',
      ],
      [{ mail: aMail({ attachments: [anAttachment()] }), earlier: stored }, 'Attachments'],
      [{ mail: aMail({ attachments: [anAttachment()], abilities: without }) }, 'Attachments'],
      [{ mail: aMail({ attachments: [] }), earlier: stored }, 'No attachments'],
    ] as const;
    for (const [named, title] of cases) {
      const screen = await Screen.of({ pane: choosing(named) });
      expect(screen.one('#files-title').textContent).toBe(title);
      TestBed.resetTestingModule();
    }
    const screen = await Screen.of({ pane: choosing({ mail: aMail({ attachments: [empty] }) }) });
    expect(screen.textOf('.files li')).toEqual(['empty.txtempty, not saved']);
  });

  it('says before linking what an older Outlook cannot do', async () => {
    const abilities = { attachments: false, headers: false, original: false };
    const screen = await Screen.of({
      pane: choosing({ mail: aMail({ attachments: [anAttachment()], abilities }) }),
    });
    expect(screen.text).toContain("can't hand attachments to add-ins");
    expect(screen.text).toContain('the time of arrival is stored');
  });

  it('lets nobody choose a record of a module that takes no messages', async () => {
    const screen = await Screen.of({ pane: choosing(), withoutMessages: ['Contacts'] });
    expect(screen.one<HTMLInputElement>('input[type=checkbox]').disabled).toBeTrue();
    expect(screen.text).toContain('This module cannot hold messages');
  });

  it('offers a new record below the suggestions once they are done', async () => {
    const early = await Screen.of({
      pane: choosing({ suggestions: { status: 'streaming', answers: [] } }),
    });
    expect(early.text).not.toContain('New record');
    TestBed.resetTestingModule();
    const screen = await Screen.of({ pane: choosing() });
    expect(screen.text).not.toContain('No record fits?');
    await screen.click('New record');
    expect(screen.actions).toContain(PaneActions.newRecordRequested());
    TestBed.resetTestingModule();
    const nobody = await Screen.of({
      pane: choosing({ suggestions: { status: 'done', answers: [] } }),
    });
    expect(nobody.text).toContain('Or create one from this mail.');
  });

  it('moves nothing in a list that the pointer or the keyboard is in, and settles when it is left', async () => {
    const contacts = aModule();
    const one = (id: string, role: 'from' | 'cc') =>
      aRecord({
        id,
        label: id,
        reasons: [{ kind: 'address', role, position: 0, address: 'a@x', named: false }],
      });
    const answer = (...records: readonly CrmRecord[]) =>
      CrmActions.recordsSuggested({ answer: { status: 'found', module: contacts, records } });
    const screen = await Screen.of({
      pane: choosing({ suggestions: { status: 'streaming', answers: [] } }),
    });
    const rows = () => screen.textOf('[aria-label="Suggested records"] .label');
    await screen.receive(answer(one('4x1', 'cc')));
    const list = screen.one('vt-record-list');
    // It appeared under a pointer that rests.
    list.dispatchEvent(new PointerEvent('pointerover'));
    await screen.receive(answer(one('4x0', 'from')));
    expect(rows()).toEqual(['4x0', '4x1']);
    for (const [enter, leave] of [
      ['pointerover', 'pointerleave'],
      ['focusin', 'focusout'],
    ] as const) {
      list.dispatchEvent(new PointerEvent(enter, { movementX: 1 }));
      const late = enter === 'focusin' ? '4x3' : '4x2';
      const before = rows();
      await screen.receive(answer(one(late, 'from')));
      expect(rows()).toEqual([...before, late]);
      list.dispatchEvent(new Event(leave));
      await screen.settled();
      expect(rows().at(-1)).toBe('4x1');
    }
  });

  it('lists what the form gave beside the others, ticked or not', async () => {
    const record = aRecord({ id: '4x99', label: 'Grace Newman', reasons: [] });
    const screen = await Screen.of({ pane: choosing() });
    await screen.receive(PaneActions.recordTakenFromForm({ record }));
    const group = '[aria-label="Records from the form"]';
    expect(screen.one<HTMLInputElement>(`${group} input`).checked).toBeTrue();
    await screen.press(`${group} input`);
    expect(screen.one<HTMLInputElement>(`${group} input`).checked).toBeFalse();
  });

  it('says no more that nobody fits once a record was created', async () => {
    const search = {
      status: 'done',
      answers: [{ status: 'found', module: aModule(), records: [] }],
    } as const;
    const screen = await Screen.of({
      pane: choosing({
        suggestions: { status: 'done', answers: [] },
        query: { text: 'newman' },
        search,
      }),
    });
    expect(screen.text).toContain('No record fits');
    expect(screen.text).toContain('Nothing found in Contacts.');
    const record = aRecord({ id: '4x99', label: 'Grace Newman', reasons: [] });
    await screen.receive(PaneActions.recordTakenFromForm({ record }));
    expect(screen.text).toContain('Grace Newman');
    for (const text of ['No record fits', 'Nothing found', 'Or create one']) {
      expect(screen.text).not.toContain(text);
    }
  });
});
