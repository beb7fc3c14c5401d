import { type Likeness, likenessOf } from '../domain/record-form';
import { checkForm } from './check-form';
import type { Creating, CreatingState, Draft, Similar } from './creating.state';

// Before a record is created the CRM is asked for records like it.

/** Whether both ask for the same. */
const isSame = (one: Likeness, other: Likeness): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Whether there is anything to be found by. */
const canBeSearched = ({ names, address }: Likeness): boolean =>
  address !== undefined || Object.keys(names).length > 0;

/** Looks for similar records anew where what was looked for is not what is typed by now. */
export function searched(draft: Draft): Draft {
  const likeness = likenessOf(draft.form, draft.values);
  const { similar } = draft;
  const isAsked = similar.status !== 'idle' && isSame(similar.likeness, likeness);
  if (isAsked || !canBeSearched(likeness)) return draft;
  return { ...draft, similar: { status: 'asking', likeness } };
}

/** Whether it is settled what is like the record that is typed. */
function isChecked({ similar, mayBeStored }: Draft, likeness: Likeness): boolean {
  if (similar.status !== 'known' && similar.status !== 'failed') return false;
  return isSame(similar.likeness, likeness) && !(similar.status === 'failed' && mayBeStored);
}

/** Saving, once the fields are right and it is known what is there already. */
export function saveRequested(state: Creating<'filling'>): CreatingState {
  const { values, refused } = checkForm(state.draft.form, state.draft.values);
  const draft: Draft = { ...state.draft, refused, problem: undefined, lookup: undefined };
  if (refused.length > 0) return { status: 'filling', draft };
  const likeness = likenessOf(draft.form, values);
  if (isChecked(draft, likeness)) return { status: 'saving', draft };
  const { similar } = draft;
  const isAsking = similar.status === 'asking' && isSame(similar.likeness, likeness);
  return {
    status: 'checking',
    draft: isAsking ? draft : { ...draft, similar: { status: 'asking', likeness } },
  };
}

/** The answer about similar records: saving goes on where there are none, else a person decides. */
export function similarKnown(state: CreatingState, similar: Similar): CreatingState {
  if (state.status !== 'filling' && state.status !== 'checking') return state;
  if (state.draft.similar.status !== 'asking') return state;
  const draft = { ...state.draft, similar };
  const isAlone = similar.status === 'known' && similar.found.records.length === 0;
  return state.status === 'checking' && isAlone
    ? { status: 'saving', draft }
    : { status: 'filling', draft };
}
