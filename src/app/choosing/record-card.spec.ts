import { Screen, choosing } from '../testing/harness/pane-screen';
import { ProblemError } from '../domain/problem';
import type { FakeCrm } from '../testing/fake-crm';
import { aRecord } from '../testing/samples';
import { PaneActions } from '../machine/machine.actions';

const details = '[aria-label="Details of Anna Rossi"]';
const card = 'section[aria-label="Anna Rossi"]';

async function opened(): Promise<{ screen: Screen; crm: FakeCrm }> {
  const screen = await Screen.of({ pane: choosing() });
  await screen.press(details);
  return { screen, crm: screen.crm };
}

async function shown(): Promise<Screen> {
  const { screen, crm } = await opened();
  crm.search.previewCalls.only.answer([{ label: 'Title', value: '<b>Buyer</b>' }]);
  await screen.settled();
  return screen;
}

describe('RecordCard', () => {
  it('shows what the record holds, as plain text, once it is known', async () => {
    const { screen, crm } = await opened();
    expect(screen.one(details).getAttribute('aria-expanded')).toBe('true');
    expect(screen.textOf(card)[0]).toContain('Reading the record…');
    expect(crm.search.previewCalls.only.args).toEqual([aRecord()]);
    crm.search.previewCalls.only.answer([{ label: 'Title', value: '<b>Buyer</b>' }]);
    await screen.settled();
    expect(screen.textOf(`${card} dt`)).toEqual(['Title']);
    expect(screen.textOf(`${card} dd`)).toEqual(['<b>Buyer</b>']);
  });

  it('closes again, and asks no more then', async () => {
    const { screen, crm } = await opened();
    await screen.press(details);
    expect(screen.textOf(card)).toEqual([]);
    expect(crm.search.previewCalls.only.cancelled).toBeTrue();
  });

  it('opens the record in the CRM, in another window', async () => {
    const screen = await shown();
    const link = screen.one<HTMLAnchorElement>(`${card} a`);
    expect(link.href).toBe('https://crm.example/Contacts/4x50');
    expect([link.target, link.rel]).toEqual(['_blank', 'noopener noreferrer']);
  });

  it('copies the address', async () => {
    const write = spyOn(navigator.clipboard, 'writeText').and.resolveTo();
    const screen = await shown();
    await screen.click('Copy link');
    expect(write).toHaveBeenCalledOnceWith('https://crm.example/Contacts/4x50');
    expect(screen.text).toContain('The link was copied.');
  });

  it('shows the address where Outlook does not let it copy', async () => {
    spyOn(navigator.clipboard, 'writeText').and.rejectWith(new DOMException('', 'NotAllowedError'));
    const screen = await shown();
    await screen.click('Copy link');
    expect(screen.text).toContain('does not let add-ins copy');
    expect(screen.one<HTMLInputElement>(`${card} input`).value).toBe(
      'https://crm.example/Contacts/4x50',
    );
  });

  it('stars the record, and takes the star away', async () => {
    const screen = await shown();
    await screen.click('Star');
    expect(screen.actions.at(-1)).toEqual(PaneActions.recordStarred({ record: aRecord() }));
    await screen.click('Starred');
    expect(screen.actions.at(-1)).toEqual(PaneActions.recordUnstarred({ record: aRecord() }));
    expect(screen.textOf(`${card} button`)).toContain('Star');
  });

  it('says why it cannot be shown, and tries again', async () => {
    const { screen, crm } = await opened();
    crm.search.previewCalls.only.fail(new ProblemError({ kind: 'recordGone' }));
    await screen.settled();
    expect(screen.textOf(card)[0]).toContain('This record no longer exists');
    await screen.click('Try again');
    expect(crm.search.previewCalls.all.length).toBe(2);
  });

  it('leads to the sign-in form when the key is refused', async () => {
    const { screen, crm } = await opened();
    crm.search.previewCalls.only.fail(new ProblemError({ kind: 'keyRefused' }));
    await screen.settled();
    expect(screen.text).toContain('no longer accepts your access key');
    expect(screen.textOf('h1, h2').join()).toContain('Sign in');
  });
});
