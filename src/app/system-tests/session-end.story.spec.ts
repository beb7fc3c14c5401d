import { FormActions, RecordActions } from '../creating/creating.actions';
import * as creatingEffects from '../creating/creating.effects';
import { creatingFeature } from '../creating/creating.reducer';
import type { RecordForm } from '../domain/record-form';
import { type Problem, ProblemError } from '../domain/problem';
import { Story, settle } from '../testing/harness/story';
import { aMail, aModule, aRecord, aSide, anAccount, anAttachment } from '../testing/samples';
import { CrmActions, PaneActions } from '../machine/machine.actions';
import { type In, TYPING_PAUSE } from '../machine/machine.state';

const other = { ...anAccount, userName: 'anna' };
const found = aRecord({ id: '4x60', label: 'Luca Bianchi' });
const form: RecordForm = {
  module: 'Contacts',
  moduleLabel: 'Contact',
  nameFields: ['lastname'],
  hasOwner: true,
  fields: [
    { name: 'lastname', label: 'Last Name', kind: 'text', mandatory: true, meaning: 'lastName' },
  ],
};

for (const kind of ['keyRefused', 'locked'] as const) {
  const problem: Problem = { kind };
  const refused = () => new ProblemError(problem);

  describe(`a session that ends (${kind}) in the middle`, () => {
    beforeAll(() =>
      Promise.all([import('../linking/link-steps'), import('../linking/earlier-look')]),
    );

    let story: Story;
    beforeEach(() => {
      story = new Story();
      story.begin(anAccount);
      story.reach();
      // What a person has typed and chosen.
      story.do(PaneActions.recordToggled({ record: aRecord() }));
      story.do(PaneActions.noteChanged({ note: 'Call back' }));
    });

    const page = (): In<'choosing'> => story.state.pane as In<'choosing'>;
    const search = async (): Promise<void> => {
      story.do(PaneActions.queryChanged({ query: { text: 'bianchi', module: 'Contacts' } }));
      await new Promise((done) => setTimeout(done, TYPING_PAUSE + 30));
    };
    /** To the record that is chosen already. */
    const link = async (): Promise<void> => {
      story.do(PaneActions.linkRequested());
      await settle();
      story.answerEnvelopes();
      await settle();
    };
    const expectAsked = () => {
      expect(story.state.pane.status).toBe('failed');
    };
    const expectAllThere = () => {
      expect(page().status).toBe('choosing');
      expect(page().chosen).toEqual([aRecord()]);
      expect(page().note).toBe('Call back');
    };

    // security: session-end
    it('of the suggestions asks for them again', () => {
      story.do(PaneActions.retryRequested());
      story.crm.suggestions.suggestCalls.last.fail(refused());
      expectAsked();
      story.signIn();
      expectAllThere();
      expect(story.crm.suggestions.suggestCalls.all.length).toBe(3);
    });

    // security: session-end
    it('of a search searches again', async () => {
      await search();
      story.crm.search.searchCalls.last.fail(refused());
      expectAsked();
      story.signIn();
      expectAllThere();
      expect(page().query).toEqual({ text: 'bianchi', module: 'Contacts' });
      await new Promise((done) => setTimeout(done, TYPING_PAUSE + 30));
      expect(story.crm.search.searchCalls.all.length).toBe(2);
      story.crm.search.searchCalls.last.answer({
        status: 'found',
        module: aModule(),
        records: [found],
      });
      expect(page().search.status).toBe('done');
    });

    // security: session-end
    it('of paging has the search as it was typed', async () => {
      await search();
      story.crm.search.searchCalls.last.answer({
        status: 'found',
        module: aModule(),
        records: [found],
        next: 10,
      });
      story.do(PaneActions.moreRequested({ module: 'Contacts' }));
      story.crm.search.searchCalls.last.fail(refused());
      expectAsked();
      story.signIn();
      expectAllThere();
      expect(page().query.text).toBe('bianchi');
      expect(page().paging).toEqual({});
      expect(page().search.status).toBe('streaming');
    });

    // security: session-end
    it('of a preview has everything as it was', () => {
      story.do(CrmActions.previewFailed({ problem }));
      expectAsked();
      story.signIn();
      expectAllThere();
    });

    it('of the look for earlier links looks again', async () => {
      story.do(CrmActions.earlierLinksFailed({ problem }));
      expectAsked();
      story.signIn();
      story.crm.suggestions.suggestCalls.last.answer({
        status: 'found',
        module: aModule(),
        records: [aRecord()],
      });
      await settle();
      story.answerEnvelopes();
      await settle();
      expectAllThere();
      expect(page().earlier.status).toBe('known');
    });

    it('of what is asked in the background has everything as it was', () => {
      story.do(CrmActions.keyRefused({ problem }));
      expectAsked();
      story.signIn();
      expectAllThere();
    });

    // security: session-end
    it('of a link at the upload goes on with it, and stores nothing twice', async () => {
      const mail = aMail({ attachments: [anAttachment({ kind: 'link', name: 'plan', size: 0 })] });
      story.open({ ...mail, itemId: 'two' });
      story.reach({ ...mail, itemId: 'two' });
      story.crm.failNext('fileLink', 'before', problem);
      await story.chooseAndLink();
      await settle();
      story.host.readAttachmentCalls.last.answer({
        kind: 'link',
        url: 'https://drive.example/plan',
      });
      await settle();
      expect(story.link?.status).toBe('failed');
      story.signIn();
      await settle();
      expect(story.link?.status).toBe('linked');
      expect(story.crm.log.filter((method) => method === 'storeMessage').length).toBe(1);
      expect(story.crm.documents.length).toBe(1);
    });

    it('of an undoing goes on deleting', async () => {
      await link();
      expect(story.link?.status).toBe('linked');
      story.crm.failNext('discard', 'before', problem);
      story.do(PaneActions.undoRequested({ id: story.link?.link.id ?? '' }));
      await settle();
      expect(story.crm.messages.length).toBe(1);
      story.signIn();
      await settle();
      expect(story.link?.status).toBe('undone');
      expect(story.crm.messages).toEqual([]);
    });

    describe('of the form', () => {
      beforeEach(() => {
        story.join(creatingFeature, creatingEffects);
        story.do(PaneActions.newRecordRequested());
        const origin = {
          account: anAccount,
          mail: aMail(),
          side: aSide(),
          modules: [aModule()],
          known: [],
        };
        story.do(FormActions.opened({ origin }));
      });
      const type = (): void => {
        story.do(FormActions.moduleChosen({ module: aModule() }));
        story.do(RecordActions.formLoaded({ form, prefilled: { values: {}, linked: {} } }));
        story.do(FormActions.valueChanged({ field: 'lastname', value: 'Rossi' }));
      };
      const state = () => story.stateOf(creatingFeature);

      it('asks again what may be created', () => {
        story.crm.creation.creatableModulesCalls.last.fail(refused());
        expectAsked();
        story.signIn();
        expectAllThere();
        expect(page().creating).toBe('open');
        expect(state().status).toBe('choosingModule');
        expect(story.crm.creation.creatableModulesCalls.all.length).toBe(2);
      });

      it('loads it again', async () => {
        story.do(FormActions.moduleChosen({ module: aModule() }));
        await settle();
        story.crm.creation.formOfCalls.last.fail(refused());
        expectAsked();
        story.signIn();
        await settle();
        expect(state().status).toBe('loadingForm');
        expect(story.crm.creation.formOfCalls.all.length).toBe(2);
      });

      it('has the values, and looks again for similar records', () => {
        type();
        story.do(FormActions.fieldLeft());
        story.crm.creation.similarRecordsCalls.last.fail(refused());
        expectAsked();
        story.signIn();
        expectAllThere();
        const now = state();
        expect(now.status).toBe('filling');
        expect('draft' in now && now.draft.values).toEqual({ lastname: 'Rossi' });
        expect('draft' in now && now.draft.similar.status).toBe('asking');
      });

      it('seeks the record of a reference again', async () => {
        type();
        story.do(FormActions.referenceSought({ field: 'lastname', text: 'acme' }));
        await new Promise((done) => setTimeout(done, TYPING_PAUSE + 30));
        story.crm.search.searchCalls.last.fail(refused());
        expectAsked();
        story.signIn();
        await new Promise((done) => setTimeout(done, TYPING_PAUSE + 30));
        expect(story.crm.search.searchCalls.all.length).toBe(2);
        const now = state();
        expect('draft' in now && now.draft.lookup?.text).toBe('acme');
      });

      // security: session-end
      it('has the values when creating was refused, and creates nothing by itself', () => {
        type();
        story.do(FormActions.saveRequested());
        story.crm.creation.similarRecordsCalls.last.answer({ records: [], unasked: [] });
        story.crm.creation.createRecordCalls.only.fail(refused());
        expectAsked();
        story.signIn();
        const now = state();
        expect('draft' in now && now.draft.values).toEqual({ lastname: 'Rossi' });
        expect('draft' in now && now.draft.problem).toBeUndefined();
        expect(story.crm.creation.createRecordCalls.all.length).toBe(1);
      });

      it('takes the record that was created meanwhile', () => {
        type();
        story.do(FormActions.saveRequested());
        story.crm.creation.similarRecordsCalls.last.answer({ records: [], unasked: [] });
        story.do(CrmActions.keyRefused({ problem }));
        story.crm.creation.createRecordCalls.only.answer({ record: found, altered: [] });
        story.signIn();
        expect(page().chosen).toEqual([aRecord(), found]);
        expect(page().creating).toBe('left');
      });

      it('is closed when somebody else signs in', () => {
        type();
        story.do(CrmActions.keyRefused({ problem }));
        story.signIn(other);
        expect(state().status).toBe('closed');
      });
    });

    // security: session-end
    it('carries nothing over to somebody else who signs in', async () => {
      story.do(PaneActions.recordStarred({ record: aRecord() }));
      story.crm.failNext('storeMessage', 'before', problem);
      await link();
      expect(story.link?.status).toBe('failed');
      story.favourites.records = [];
      story.signIn(other);
      await settle();
      const { pane, links, favourites, unfinished, user, account } = story.state;
      expect({ pane: pane.status, links, favourites, unfinished, user, account }).toEqual({
        pane: 'readingMail',
        links: {},
        favourites: [],
        unfinished: [],
        user: null,
        account: other,
      });
      expect(story.crm.messages).toEqual([]);
    });
  });
}

describe('a link under way', () => {
  beforeAll(() => import('../linking/link-steps'));

  it('stops before its next step when somebody else signs in', async () => {
    const story = new Story();
    story.begin(anAccount);
    story.reach();
    story.do(PaneActions.recordToggled({ record: aRecord() }));
    story.do(PaneActions.linkRequested());
    await settle();
    story.signIn(other);
    story.answerEnvelopes();
    await settle();
    expect(story.crm.log).not.toContain('storeMessage');
  });
});
