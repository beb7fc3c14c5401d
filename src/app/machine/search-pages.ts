import type { ModuleAnswer } from '../domain/crm';
import type { In } from './machine.state';

type Choosing = In<'choosing'>;
type Found = Extract<ModuleAnswer, { status: 'found' }>;

/** A module's first answer, or more of the records in it. */
export function withFirstPage(pane: Choosing, { answer }: { answer: ModuleAnswer }): Choosing {
  const { search } = pane;
  if (search.status !== 'streaming') return pane;
  return foundIn(pane, answer.module.name)
    ? withNewer(pane, answer)
    : { ...pane, search: { ...search, answers: [...search.answers, answer] } };
}

/** The next page of a module is on its way, unless there is none or it is already. */
export function askingForMore(pane: Choosing, { module }: { module: string }): Choosing {
  const start = foundIn(pane, module)?.next;
  if (start === undefined || pane.paging[module]?.status === 'asking') return pane;
  return { ...pane, paging: { ...pane.paging, [module]: { status: 'asking', start } } };
}

/** The page asked for, or why it did not come; after that, more of the records in it. */
export function withNextPage(
  pane: Choosing,
  { answer, start }: { answer: ModuleAnswer; start: number },
): Choosing {
  const { name } = answer.module;
  const { [name]: asked, ...paging } = pane.paging;
  if (asked?.status !== 'asking' || asked.start !== start) return withNewer(pane, answer);
  if (answer.status === 'failed') {
    return {
      ...pane,
      paging: { ...paging, [name]: { status: 'failed', problem: answer.problem } },
    };
  }
  return changed({ ...pane, paging }, name, ({ records }) => ({
    ...answer,
    records: [
      ...records,
      ...answer.records.filter(({ id }) => !records.some((record) => record.id === id)),
    ],
  }));
}

function withNewer(pane: Choosing, answer: ModuleAnswer): Choosing {
  if (answer.status === 'failed') return pane;
  const newer = new Map(answer.records.map((record) => [record.id, record]));
  return changed(pane, answer.module.name, (before) => ({
    ...before,
    records: before.records.map((record) => newer.get(record.id) ?? record),
  }));
}

function foundIn({ search }: Choosing, module: string): Found | undefined {
  if (search.status !== 'streaming' && search.status !== 'done') return undefined;
  return search.answers.find(
    (answer): answer is Found => answer.status === 'found' && answer.module.name === module,
  );
}

function changed(pane: Choosing, module: string, change: (before: Found) => Found): Choosing {
  const { search } = pane;
  const before = foundIn(pane, module);
  if (!before || (search.status !== 'streaming' && search.status !== 'done')) return pane;
  const answers = search.answers.map((each) => (each === before ? change(before) : each));
  return { ...pane, search: { ...search, answers } };
}
