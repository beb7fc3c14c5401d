import { aRecord } from '../../../testing/samples';
import { type OpenCrm, ended, openCrm, outcome } from '../../../testing/harness/open-crm';

const message = { id: '44x100', owner: '19x4' };
const note = 'Call <Anna> back, R&D &amp; 5 < 6 \u{1f600}';
/** The note as it is sent: no tag, no entity, and nothing that the database loses. */
const written = 'Call < Anna> back, R&D & amp; 5 < 6 &#128512;';

describe('comments', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  it('are sent without what the CRM would take for markup, for everybody to see', async () => {
    const added = outcome(open.crm.comments.addComment(aRecord(), note));
    const sent = await open.answerData('create', {
      id: '36x101',
      commentcontent: written,
      related_to: '4x50',
    });
    expect(sent['elementType']).toBe('ModComments');
    expect(JSON.parse(sent['element'] ?? '')).toEqual({
      commentcontent: written,
      related_to: '4x50',
      visibility_comm: 'All',
    });
    expect((await ended(added)).given).toEqual(['36x101']);
  });

  it('are sent without what a browser takes for a reference without its semicolon', async () => {
    outcome(open.crm.comments.addComment(aRecord(), 'R&D: ?a=1&region=eu&copy=2&x=3 A&B &notify'));
    const { element = '' } = await open.answerData('create', { id: '36x101' });
    expect(JSON.parse(element)).toEqual(
      jasmine.objectContaining({ commentcontent: 'R&D: ?a=1& region=eu& copy=2&x=3 A&B & notify' }),
    );
  });

  it('are found by author, text and a number above the message, however the CRM wrote them', async () => {
    const found = outcome(
      open.crm.comments.findComments(message, ['4x50', '4x51', '4x52', '4x53'], note),
    );
    const lost = written.replace('&#128512;', '????');
    const escaped = written
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replace('&amp;#', '&#');
    const { query } = await open.answerData('query', [
      { id: '36x104', commentcontent: lost, related_to: '4x50' },
      { id: '36x103', commentcontent: escaped, related_to: '4x51' },
      { id: '36x102', commentcontent: 'Call Berta back', related_to: '4x52' },
      { id: '36x99', commentcontent: written, related_to: '4x53' },
    ]);
    expect(query).toContain(
      "FROM ModComments WHERE related_to IN ('4x50','4x51','4x52','4x53') AND assigned_user_id='19x4'",
    );
    expect((await ended(found)).given).toEqual([{ '4x50': '36x104', '4x51': '36x103' }]);
  });

  it('are deleted again where the CRM kept something else', async () => {
    const added = outcome(open.crm.comments.addComment(aRecord(), note));
    await open.answerData('create', { id: '36x101', commentcontent: written, related_to: '' });
    expect(await open.answerData('delete', { status: 'successful' })).toEqual({ id: '36x101' });
    expect((await ended(added)).problem).toBe('storedWrongly');
  });

  it('are forbidden on records of a module that can have none', async () => {
    const added = outcome(open.crm.comments.addComment(aRecord({ module: 'Inspections' }), note));
    const refusal = { status: 500, message: 'Invalid reference specified for related_to' };
    (await open.call('create')).flush(JSON.stringify(refusal));
    await open.answerData('describe', description(['Accounts', 'Contacts']));
    expect((await ended(added)).problem).toBe('forbidden');
  });

  it('may be tried again where the CRM failed for another reason', async () => {
    const added = outcome(open.crm.comments.addComment(aRecord(), note));
    const refusal = { status: 500, message: 'Something broke' };
    (await open.call('create')).flush(JSON.stringify(refusal));
    await open.answerData('describe', description(['Accounts', 'Contacts']));
    expect((await ended(added)).problem).toBe('crmRefused');
  });

  it('may be written where the CRM lists their module, which is no target for mail', async () => {
    const listed = outcome(open.crm.modules.permittedModules());
    await open.answer('listtypes', 'listtypes-fieldtype-email-restricted');
    await open.answer('listtypes', 'listtypes-restricted');
    const [modules = []] = (await ended(listed)).given;
    expect(modules.map(({ name }) => name)).not.toContain('ModComments');
    expect(modules.every(({ takesComments }) => takesComments)).toBeTrue();
  });
});

const description = (refersTo: readonly string[]): object => ({
  name: 'ModComments',
  label: 'Talks',
  idPrefix: '36',
  createable: true,
  updateable: true,
  labelFields: 'commentcontent',
  fields: [{ name: 'related_to', label: 'Related To', type: { name: 'reference', refersTo } }],
});
