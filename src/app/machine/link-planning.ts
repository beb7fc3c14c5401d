import { type LinkProgress, askedAnew, noProgress, withProgress } from '../domain/link-progress';
import type { Mail } from '../domain/mail';
import type { JournalEntry } from '../ports/link-journal';
import { progressFor, givenUpEntry, hintsFor } from './journal-reading';
import { filesOf, isOriginal, isPicture, originalId } from './link-files';
import {
  type Link,
  type LinkStep,
  needsMail,
  planRepair,
  planRest,
  planSteps,
  resumeAt,
} from './link-plan';
import {
  type In,
  type LinkState,
  type MachineState,
  isUnderWay,
  signInProblem,
} from './machine.state';

/** Begins a link, or goes on with one, unless one of the same mail is under way. */
function withLink(
  state: MachineState,
  link: Omit<Link, 'id' | 'visibility'>,
  progress: LinkProgress,
): MachineState {
  const visibility = state.configuration.messageVisibility;
  const all = Object.values(state.links);
  if (all.some((other) => isOfSameMail(other.link, link) && isUnderWay(other))) return state;
  const id = `link-${String(state.planned + 1)}`;
  const others = all.filter((other) => !isOfSameMail(other.link, link));
  return {
    ...state,
    planned: state.planned + 1,
    links: {
      ...Object.fromEntries(others.map((other) => [other.link.id, other])),
      [id]: { link: { ...link, id, visibility }, progress, status: 'planned', next: 0 },
    },
  };
}

type KnownMail = Pick<Link, 'mail' | 'earlier'>;

/** A mail that is not open has no item: its link is known by the entry in the journal. */
function isOfSameMail(one: KnownMail, other: KnownMail): boolean {
  if (one.earlier && one.earlier.mailKey === other.earlier?.mailKey) return true;
  const isOpen = one.mail.itemId !== '' || !one.earlier || !other.earlier;
  return isOpen && one.mail.itemId === other.mail.itemId;
}

/** The link that was asked for: of the open mail, to the records that are chosen. */
export function planLink(state: MachineState): MachineState {
  const { pane, account } = state;
  if (pane.status !== 'choosing' || pane.chosen.length === 0 || !account) return state;
  const { mail, chosen: records } = pane;
  const note = pane.note.trim() || undefined;
  const entry = pane.earlier.status === 'known' ? pane.earlier.links.entry : undefined;
  const earlier = entry && (entry.wanted.length > 0 ? givenUpEntry(entry) : entry);
  const steps = planSteps(mail, records, note);
  const people = habitualPeople(pane);
  const hints = hintsFor(mail, entry);
  const link = { account, mail, people, records, steps, note, earlier, hints };
  // What was begun and reached no record is this link's own now; anything else was there before.
  const isOwn = entry && entry.wanted.length > 0 && entry.progress.related.length === 0;
  const known = isOwn ? progressFor(mail, entry) : noProgress;
  const { settings, configuration } = state;
  const isChosen = configuration.features.originalMail && settings.archivesOriginal;
  const wasWanted = entry?.progress.originalWanted ?? false;
  const originalWanted = mail.abilities.original && (isChosen || wasWanted);
  const { judged, doubts } = entry?.progress ?? noProgress;
  const progress = { ...known, judged, doubts, originalWanted, related: [], note: noProgress.note };
  const next = withLink(state, link, progress);
  return next === state ? state : { ...next, pane: { ...pane, chosen: [], note: '' } };
}

/** Nobody where the headers, which alone tell for certain, were not read yet. */
function habitualPeople({ side }: In<'choosing'>): readonly string[] {
  return (side?.habitual ?? []).map(({ address }) => address);
}

/** What was begun goes on with the mail where it is open, and without it where it can. */
export function planFinish(state: MachineState, { entry }: { entry: JournalEntry }): MachineState {
  const { pane, account } = state;
  const { wanted: records, note } = entry;
  if (!account || records.length === 0) return state;
  const isOpen =
    pane.status === 'choosing' &&
    pane.earlier.status === 'known' &&
    pane.earlier.links.entry?.mailKey === entry.mailKey;
  if (isOpen) {
    const { mail } = pane;
    const people = habitualPeople(pane);
    const steps = planSteps(mail, records, note);
    const hints = hintsFor(mail, entry);
    const link = { account, mail, people, records, steps, note, earlier: entry, hints };
    return withLink(state, link, progressFor(mail, entry));
  }
  if (needsMail(entry)) return state;
  const mail = mailOf(entry);
  const hints = hintsFor(mail, entry);
  const link = { account, mail, records, steps: planRest(entry), note, earlier: entry, hints };
  return withLink(state, link, askedAnew({ ...noProgress, ...entry.progress }));
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
    attachments: attachments.filter((file) => !isOriginal(file) && !isPicture(file)),
    abilities: { attachments: true, headers: true, original: true },
  };
}

/** Without the record at which the link failed; undefined where no other is left. */
export function withoutRecord(
  state: Extract<LinkState, { status: 'failed' }>,
): LinkState | undefined {
  const { link, progress, step } = state;
  const failedStep = link.steps[step];
  if (!failedStep || !('record' in failedStep)) return undefined;
  const { id } = failedStep.record;
  const records = link.records.filter((record) => record.id !== id);
  if (records.length === 0) return undefined;
  const isKept = (one: LinkStep): boolean => !('record' in one) || one.record.id !== id;
  return {
    link: {
      ...link,
      records,
      steps: link.steps.filter(isKept),
      leftOut: [...(link.leftOut ?? []), id],
    },
    progress: askedAnew(progress),
    status: 'planned',
    next: resumeAt(link.steps, step),
  };
}

/**
 * A finished link that tries one of its files once more; where the others are is asked of the CRM.
 */
export function repairing(
  { link, progress }: Extract<LinkState, { status: 'linked' }>,
  attachmentId: string,
): LinkState | undefined {
  const wanted = attachmentId === originalId ? { ...progress, originalWanted: true } : progress;
  const repairs = filesOf(link, wanted).find(({ id }) => id === attachmentId);
  if (!repairs) return undefined;
  return {
    link: {
      ...link,
      repairs,
      steps: planRepair(link.records, repairs),
      hints: hintsOf(link, progress),
    },
    progress: askedAnew(wanted, repairs),
    status: 'planned',
    next: 0,
  };
}

/**
 * Documents that this pane knows of and that bear no mark of it, beside those that a journal told
 * of.
 */
function hintsOf(
  { hints }: Link,
  { files, created }: LinkProgress,
): Readonly<Record<string, string>> {
  const known = Object.entries(files).flatMap(([id, file]) =>
    'documentId' in file && !created.includes(file.documentId)
      ? [[id, file.documentId] as const]
      : [],
  );
  return { ...hints, ...Object.fromEntries(known) };
}

/** A link that failed, on its way again. */
export function replanned({
  link,
  progress,
  step,
}: Extract<LinkState, { status: 'failed' }>): LinkState {
  return {
    link: { ...link, hints: hintsOf(link, progress) },
    progress: askedAnew(progress, link.repairs),
    status: 'planned',
    next: resumeAt(link.steps, step),
  };
}

/** A link that asked the person something, on its way again: what it had learnt holds. */
export function answered(
  { link, progress, step }: Extract<LinkState, { status: 'failed' }>,
  said: Partial<LinkProgress>,
): LinkState {
  const next = resumeAt(link.steps, step);
  return { link, progress: withProgress(progress, said), status: 'planned', next };
}

/** Links that stopped at a refused key go on where they were: forth, or back. */
export function resumeLinks({ links }: MachineState): MachineState['links'] {
  return Object.fromEntries(
    Object.entries(links).map(([id, link]) => [id, signInProblem(link) ? resumed(link) : link]),
  );
}

function resumed(state: LinkState): LinkState {
  const { link, progress } = state;
  if (state.status === 'linked') {
    const { undoProblem: _mended, ...before } = state;
    return { link, progress, status: 'undoing', before };
  }
  if (state.status !== 'failed') return state;
  return state.isUndo ? { link, progress, status: 'undoing', before: state } : replanned(state);
}
