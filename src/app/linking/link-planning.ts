import { type LinkFacts, noFacts, withoutFiles } from '../domain/link-facts';
import type { Mail } from '../domain/mail';
import type { Problem } from '../domain/problem';
import type { JournalEntry } from '../ports/link-journal';
import { factsFor, givenUpEntry } from './journal-entry';
import {
  type Link,
  type LinkStep,
  filesOf,
  isOriginal,
  needsMail,
  planRepair,
  planRest,
  planSteps,
  resumeAt,
} from './link-plan';
import { type LinkState, type LinkingState, isUnderWay, signInProblem } from './linking.state';

/** Begins a link, or goes on with one, unless one of the same mail is under way. */
function withLink(
  state: LinkingState,
  link: Omit<Link, 'id' | 'visibility'>,
  facts: LinkFacts,
): LinkingState {
  const visibility = state.configuration.messageVisibility;
  const isSame = (other: Link): boolean =>
    other.mail.itemId === link.mail.itemId ||
    (link.earlier !== undefined && other.earlier?.messageId === link.earlier.messageId);
  const all = Object.values(state.links);
  if (all.some((other) => isSame(other.link) && isUnderWay(other))) return state;
  const id = `link-${String(state.planned + 1)}`;
  const others = all.filter((other) => !isSame(other.link));
  return {
    ...state,
    planned: state.planned + 1,
    links: {
      ...Object.fromEntries(others.map((other) => [other.link.id, other])),
      [id]: { link: { ...link, id, visibility }, facts, status: 'planned', next: 0 },
    },
  };
}

/** The link that was asked for: of the open mail, to the records that are chosen. */
export function planLink(state: LinkingState): LinkingState {
  const { pane, account } = state;
  if (pane.status !== 'choosing' || pane.chosen.length === 0 || !account) return state;
  const { mail, chosen: records } = pane;
  const note = pane.note.trim() || undefined;
  const entry = pane.earlier.status === 'known' ? pane.earlier.links.entry : undefined;
  const earlier = entry && (entry.wanted.length > 0 ? givenUpEntry(entry) : entry);
  const steps = planSteps(mail, records, note);
  const link = { account, mail, records, steps, note, earlier };
  // What was begun and reached no record is this link's own now; anything else was there before.
  const isOwn = entry?.facts.related.length === 0;
  const known = factsFor(mail, entry && !isOwn ? { ...entry, wanted: [] } : entry);
  const { choices, configuration } = state;
  const isChosen = configuration.features.originalMail && choices.archivesOriginal;
  const originalWanted = mail.abilities.original && (isChosen || known.originalWanted);
  const facts = { ...known, originalWanted, related: [], note: noFacts.note };
  const next = withLink(state, link, facts);
  return next === state ? state : { ...next, pane: { ...pane, chosen: [], note: '' } };
}

/** What was begun goes on with the mail where it is open, and without it where it can. */
export function planFinish(state: LinkingState, { entry }: { entry: JournalEntry }): LinkingState {
  const { pane, account } = state;
  const { wanted: records, note } = entry;
  if (!account || records.length === 0) return state;
  const isOpen =
    pane.status === 'choosing' &&
    pane.earlier.status === 'known' &&
    pane.earlier.links.entry?.messageId === entry.messageId;
  if (isOpen) {
    const { mail } = pane;
    const steps = planSteps(mail, records, note);
    const link = { account, mail, records, steps, note, earlier: entry };
    return withLink(state, link, factsFor(mail, entry));
  }
  if (needsMail(entry)) return state;
  const mail = mailOf(entry);
  const link = { account, mail, records, steps: planRest(entry), note, earlier: entry };
  return withLink(state, link, { ...noFacts, ...entry.facts });
}

/** As much of a mail as its journal entry tells; it is open nowhere. */
function mailOf({ messageId, subject, attachments, at }: JournalEntry): Mail {
  const nobody = { name: '', address: '' };
  return {
    itemId: '',
    subject,
    from: nobody,
    sender: nobody,
    to: [],
    cc: [],
    messageId,
    createdAt: at,
    sentByUser: false,
    own: [],
    body: '',
    attachments: attachments.filter((file) => !isOriginal(file)),
    abilities: { attachments: true, headers: true, original: true },
  };
}

/** Without the record at which the link failed; undefined where no other is left. */
export function withoutRecord(state: Extract<LinkState, { status: 'failed' }>): LinkState | undefined {
  const { link, facts, step } = state;
  const failedStep = link.steps[step];
  if (!failedStep || !('record' in failedStep)) return undefined;
  const { id } = failedStep.record;
  const records = link.records.filter((record) => record.id !== id);
  if (records.length === 0) return undefined;
  const isKept = (one: LinkStep): boolean => !('record' in one) || one.record.id !== id;
  return {
    link: { ...link, records, steps: link.steps.filter(isKept) },
    facts,
    status: 'planned',
    next: link.steps.slice(0, step).filter(isKept).length,
  };
}

/** A finished link that tries one of its files once more. */
export function repairing(
  { link, facts }: Extract<LinkState, { status: 'linked' }>,
  attachmentId: string,
): LinkState | undefined {
  const repairs = filesOf(link, facts).find(({ id }) => id === attachmentId);
  return (
    repairs && {
      link: { ...link, repairs, steps: planRepair(link.records, repairs) },
      facts: withoutFiles(facts, [repairs.id]),
      status: 'planned',
      next: 0,
    }
  );
}

/** A repair that found the message gone from the CRM: the link itself failed, and is to be done anew. */
export function begunAnew(link: Link, facts: LinkFacts, problem: Problem): LinkState {
  const steps = planSteps(link.mail, link.records, link.note);
  const step = steps.findIndex(({ name }) => name === 'storeMessage');
  return { link: { ...link, repairs: undefined, steps }, facts, status: 'failed', step, problem };
}

/** A link that failed, on its way again. */
export function replanned({ link, facts, step }: Extract<LinkState, { status: 'failed' }>): LinkState {
  return { link, facts, status: 'planned', next: resumeAt(link.steps, step) };
}

/** Links that stopped at a refused key go on where they were: forth, or back. */
export function resumeLinks({ links }: LinkingState): LinkingState['links'] {
  return Object.fromEntries(
    Object.entries(links).map(([id, link]) => [id, signInProblem(link) ? resumed(link) : link]),
  );
}

function resumed(state: LinkState): LinkState {
  const { link, facts } = state;
  if (state.status === 'linked') {
    return { link, facts, status: 'undoing', before: { status: 'linked' } };
  }
  if (state.status !== 'failed') return state;
  const { step, problem } = state;
  return state.isUndo
    ? { link, facts, status: 'undoing', before: { status: 'failed', step, problem } }
    : replanned(state);
}
