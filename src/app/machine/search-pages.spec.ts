import type { ModuleAnswer } from '../domain/crm';
import { choosing } from '../testing/harness/pane-screen';
import { aModule, aRecord } from '../testing/samples';
import { askingForMore, withFirstPage, withNextPage } from './search-pages';
import type { In } from './machine.state';

type Found = Extract<ModuleAnswer, { status: 'found' }>;

const problem = { kind: 'timedOut' } as const;
const records = (...ids: string[]) => ids.map((id) => aRecord({ id, label: id }));
const answer = (ids: readonly string[], next?: number): Found => ({
  status: 'found',
  module: aModule(),
  records: records(...ids),
  ...(next !== undefined && { next }),
});
const failed: ModuleAnswer = { status: 'failed', module: aModule(), problem };
const searching = choosing({ query: { text: 'ro' }, search: { status: 'streaming', answers: [] } });
const found = choosing({
  query: { text: 'ro' },
  search: { status: 'done', answers: [answer(['a', 'b'], 2)] },
});
const asking = askingForMore(found, { module: 'Contacts' });

function given({ search }: In<'choosing'>) {
  const [only] = search.status === 'streaming' || search.status === 'done' ? search.answers : [];
  if (only?.status !== 'found') throw new Error('Nothing was found');
  return { labels: only.records.map(({ label }) => label), next: only.next };
}

describe('the pages of a search', () => {
  it('begin with what each module answers', () => {
    const one = withFirstPage(searching, { answer: answer(['a'], 10) });
    expect(given(one)).toEqual({ labels: ['a'], next: 10 });
    const two = withFirstPage(one, {
      answer: { ...failed, module: aModule({ name: 'Accounts' }) },
    });
    expect(two.search.status === 'streaming' && two.search.answers.length).toBe(2);
  });

  it('tell more of the same records when a module answers again', () => {
    const again: ModuleAnswer = { ...answer(['a']), records: [aRecord({ id: 'a', label: 'A' })] };
    const one = withFirstPage(searching, { answer: answer(['a', 'b'], 10) });
    expect(given(withFirstPage(one, { answer: again }))).toEqual({ labels: ['A', 'b'], next: 10 });
  });

  it('ignore answers when nothing is searched for', () => {
    const idle = choosing();
    expect(withFirstPage(idle, { answer: answer(['a']) })).toBe(idle);
    expect(withNextPage(idle, { answer: answer(['a']), start: 2 })).toBe(idle);
    expect(askingForMore(idle, { module: 'Contacts' })).toBe(idle);
  });

  it('ask for the next page once, from where the last one ended', () => {
    expect(asking.paging).toEqual({ Contacts: { status: 'asking', start: 2 } });
    expect(askingForMore(asking, { module: 'Contacts' })).toBe(asking);
    const all = choosing({ search: { status: 'done', answers: [answer(['a'])] } });
    expect(askingForMore(all, { module: 'Contacts' })).toBe(all);
    expect(askingForMore(found, { module: 'Accounts' })).toBe(found);
  });

  it('append, without what is there already', () => {
    const next = withNextPage(asking, { answer: answer(['b', 'c'], 4), start: 2 });
    expect(given(next)).toEqual({ labels: ['a', 'b', 'c'], next: 4 });
    expect(next.paging).toEqual({});
    const last = withNextPage(asking, { answer: answer(['c']), start: 2 });
    expect(given(last)).toEqual({ labels: ['a', 'b', 'c'], next: undefined });
  });

  it('tell more of a page that came, without going back to its end', () => {
    const two = withNextPage(asking, { answer: answer(['c'], 3), start: 2 });
    const three = withNextPage(askingForMore(two, { module: 'Contacts' }), {
      answer: answer(['d'], 4),
      start: 3,
    });
    const again: ModuleAnswer = {
      ...answer(['c'], 3),
      records: [aRecord({ id: 'c', label: 'C' })],
    };
    expect(given(withNextPage(three, { answer: again, start: 2 }))).toEqual({
      labels: ['a', 'b', 'C', 'd'],
      next: 4,
    });
  });

  it('keep what was found when the next page fails, and can be asked for again', () => {
    const refused = withNextPage(asking, { answer: failed, start: 2 });
    expect(refused.paging).toEqual({ Contacts: { status: 'failed', problem } });
    expect(given(refused).labels).toEqual(['a', 'b']);
    expect(askingForMore(refused, { module: 'Contacts' }).paging).toEqual(asking.paging);
  });
});
