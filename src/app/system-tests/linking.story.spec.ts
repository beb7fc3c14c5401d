import { ProblemError } from '../domain/problem';
import { SessionActions } from '../machine/session.actions';
import { Story, accessKey, password, settle } from '../testing/harness/story';
import { aMail, aModule, aRecord, anAccount, anEnvelope } from '../testing/samples';
import { PaneActions } from '../machine/machine.actions';

describe('the story of a mail', () => {
  // Loaded when first needed, as in the pane; here it must be there at once.
  beforeAll(() =>
    Promise.all([import('../linking/link-steps'), import('../linking/earlier-look')]),
  );

  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  it('goes from opened to linked', async () => {
    story.begin(anAccount);
    expect(story.state.pane.status).toBe('readingMail');
    story.reach();
    expect(story.state.pane.status).toBe('choosing');
    await story.chooseAndLink();
    await settle();
    expect(story.link?.status).toBe('linked');
    expect(story.crm.relations.size).toBe(1);
  });

  // security: key-nowhere-else
  it('begins with signing in, and no secret enters an action or a state', async () => {
    story.begin();
    expect(story.state.pane.status).toBe('signedOut');
    story.signIn();
    story.reach();
    await story.chooseAndLink();
    await settle();
    expect(story.link?.status).toBe('linked');
    expect(story.actions.map(({ type }) => type)).toContain(SessionActions.signedIn.type);
    expect(story.seen).not.toContain(password);
    expect(story.seen).not.toContain(accessKey);
  });

  it('goes on where it failed when the person tries again', async () => {
    story.begin(anAccount);
    story.reach();
    story.crm.failNext('relateMessage');
    await story.chooseAndLink();
    await settle();
    expect(story.link?.status).toBe('failed');
    story.do(PaneActions.linkRetryRequested({ id: story.link?.link.id ?? '' }));
    await settle();
    expect(story.link?.status).toBe('linked');
    expect(story.crm.log.filter((method) => method === 'storeMessage').length).toBe(1);
  });

  it('finishes a link whose mail is no longer open, and shows its receipt there again', async () => {
    const [one, two] = [aMail({ itemId: 'one' }), aMail({ itemId: 'two' })];
    story.begin(anAccount, one);
    story.reach(one);
    story.do(PaneActions.recordToggled({ record: aRecord() }));
    story.do(PaneActions.linkRequested());
    await settle();
    story.open(two);
    // The look for earlier links is called off, the link is not.
    expect(story.host.readEnvelopeCalls.all.some(({ cancelled }) => !cancelled)).toBeTrue();
    expect(story.others.length).toBe(1);
    story.answerEnvelopes();
    await settle();
    expect(story.others).toEqual([]);
    expect(story.link).toBeUndefined();
    story.open(one);
    expect(story.link?.status).toBe('linked');
  });

  it('links one mail once however often the button is pressed', async () => {
    story.begin(anAccount);
    story.reach();
    story.do(PaneActions.recordToggled({ record: aRecord() }));
    story.do(PaneActions.linkRequested());
    await settle();
    story.do(PaneActions.recordToggled({ record: aRecord({ id: '4x51' }) }));
    story.do(PaneActions.linkRequested());
    await settle();
    story.answerEnvelopes();
    await settle();
    expect(story.crm.messages.length).toBe(1);
    expect(story.crm.relations.size).toBe(1);
  });

  it('keeps links of two mails apart that run at the same time', async () => {
    const [one, two] = [aMail({ itemId: 'one' }), aMail({ itemId: 'two' })];
    story.begin(anAccount, one);
    story.reach(one);
    story.do(PaneActions.recordToggled({ record: aRecord() }));
    story.do(PaneActions.linkRequested());
    await settle();
    story.open(two);
    story.reach(two);
    story.do(PaneActions.recordToggled({ record: aRecord({ id: '4x51' }) }));
    story.do(PaneActions.linkRequested());
    await settle();
    for (const itemId of ['two', 'one']) {
      const calls = story.host.readEnvelopeCalls.all.filter(
        ({ args: [mail] }) => mail.itemId === itemId,
      );
      // The look for earlier links asks, too.
      for (const call of calls) call.answer(anEnvelope({ messageId: `<${itemId}@b.example>` }));
    }
    await settle();
    const ids = story.crm.messages.map(({ id, draft }) => [draft.identity.messageId, id]);
    const idOf = Object.fromEntries(ids) as Record<string, string>;
    expect([...story.crm.relations].sort()).toEqual(
      [`${idOf['<one@b.example>'] ?? ''} 4x50`, `${idOf['<two@b.example>'] ?? ''} 4x51`].sort(),
    );
  });

  it('goes on with the link after signing in again when the key was refused in the middle', async () => {
    story.begin(anAccount);
    story.reach();
    story.crm.failNext('storeMessage', 'before', { kind: 'keyRefused' });
    await story.chooseAndLink();
    await settle();
    expect(story.link?.status).toBe('failed');
    story.signIn();
    await settle();
    expect(story.link?.status).toBe('linked');
    expect(story.crm.messages.length).toBe(1);
  });

  it('asks to sign in and goes on choosing when the key was refused while suggesting', () => {
    story.begin(anAccount);
    story.host.readMailCalls.last.answer(aMail());
    story.crm.modules.permittedModulesCalls.last.answer([aModule()]);
    story.crm.suggestions.suggestCalls.last.fail(new ProblemError({ kind: 'keyRefused' }));
    expect(story.state.pane.status).toBe('failed');
    story.signIn();
    expect(story.state.pane.status).toBe('choosing');
    expect(story.crm.suggestions.suggestCalls.all.length).toBe(2);
  });

  it('writes nothing when it is cancelled in time', async () => {
    story.begin(anAccount);
    story.reach();
    story.do(PaneActions.recordToggled({ record: aRecord() }));
    story.do(PaneActions.linkRequested());
    await settle();
    story.do(PaneActions.cancelRequested({ id: story.link?.link.id ?? '' }));
    expect(story.host.readEnvelopeCalls.all.some(({ cancelled }) => cancelled)).toBeTrue();
    await settle();
    expect(story.crm.log).toEqual([]);
    expect(story.link).toBeUndefined();
  });

  it('deletes what was stored when its module takes no messages and the person says so', async () => {
    story.begin(anAccount);
    story.reach();
    const problem = { kind: 'noMessagesRelation', module: 'Contacts' } as const;
    story.crm.failNext('relateMessage', 'before', problem);
    await story.chooseAndLink();
    await settle();
    expect(story.state.withoutMessages).toEqual(['Contacts']);
    story.do(PaneActions.undoRequested({ id: story.link?.link.id ?? '' }));
    await settle();
    expect(story.crm.messages).toEqual([]);
    expect(story.link?.status).toBe('undone');
  });

  it('holds on to nothing of a person who signed out', () => {
    story.begin(anAccount);
    story.reach();
    story.do(SessionActions.signOutRequested({ account: anAccount }));
    story.vault.forgetCalls.only.answer();
    expect(story.state.pane.status).toBe('signedOut');
    expect(story.state.account).toBeNull();
    expect(story.state.links).toEqual({});
  });
});
