import type { Observable } from 'rxjs';
import { isPicture } from '../machine/link-files';
import type { LinkStep, StepName, StepOf } from '../machine/link-plan';
import { addComment, findComments } from './comment-steps';
import { findFiles, relateFiles, uploadFile } from './file-steps';
import { checkFiles, prepareMessage, readEnvelope, readFile, readOriginal } from './mail-steps';
import {
  beginStoring,
  findMessage,
  readBack,
  relateMessage,
  removeLeftOutIds,
  storeLinkedIds,
  storeMessage,
} from './message-steps';
import { readPicture, uploadPictures } from './picture-steps';
import type { StepContext, StepEvent } from './step-context';

/** The work of a step and what is said of it; when it has its turn is in `stepRules`. */
interface StepDefinition<N extends StepName> {
  /** Fails with `ProblemError`; what it told before stays true. */
  readonly run: (context: StepContext, step: StepOf<N>) => Observable<StepEvent>;
  /** What it does, for the person who waits for it. */
  readonly label: (step: StepOf<N>) => string;
  /** Who is waited for. */
  readonly waitsFor: 'host' | 'crm';
  /**
   * The lock that is taken before it. Links of one mail wait for each other from here to their end;
   * links of all mails of an account wait while the CRM gives their files their numbers, for by
   * these alone the files of two mails that are stored at the same time could not be told apart.
   */
  readonly takesLock?: 'mail' | 'account';
  /** The lock that is given back after the last of these steps. */
  readonly releasesLock?: 'account';
}

/**
 * The steps of a link: the half of the table that is loaded with the first link. `stepRules` is the
 * other half, which planning and cancelling need at once; the compiler sees that both have every
 * step.
 */
export const linkSteps: { readonly [N in StepName]: StepDefinition<N> } = {
  readEnvelope: {
    run: readEnvelope,
    label: () => $localize`:@@step.readEnvelope:Reading the mail`,
    waitsFor: 'host',
  },
  findMessage: {
    run: findMessage,
    label: () => $localize`:@@step.findMessage:Looking whether the CRM has it already`,
    waitsFor: 'crm',
    takesLock: 'mail',
  },
  readFile: {
    run: (context, { attachment }) =>
      isPicture(attachment) ? readPicture(attachment, context) : readFile(attachment, context),
    label: (step) => $localize`:@@step.readFile:Reading ${step.attachment.name}:file: from Outlook`,
    waitsFor: 'host',
  },
  checkFiles: {
    run: checkFiles,
    label: () => $localize`:@@step.checkFiles:Checking the attachments`,
    waitsFor: 'host',
  },
  prepareMessage: {
    run: prepareMessage,
    label: () => $localize`:@@step.prepareMessage:Preparing the text`,
    waitsFor: 'host',
  },
  readOriginal: {
    run: readOriginal,
    label: () => $localize`:@@step.readOriginal:Reading the whole mail from Outlook`,
    waitsFor: 'host',
  },
  beginStoring: {
    run: beginStoring,
    label: storing,
    waitsFor: 'crm',
    takesLock: 'account',
  },
  storeMessage: {
    run: storeMessage,
    label: storing,
    waitsFor: 'crm',
  },
  storeLinkedIds: {
    run: storeLinkedIds,
    label: storingIds,
    waitsFor: 'crm',
  },
  relateMessage: {
    run: (context, { record }) => relateMessage(record, context),
    label: (step) => $localize`:@@step.relateMessage:Linking it to ${step.record.label}:record:`,
    waitsFor: 'crm',
  },
  findFiles: {
    run: findFiles,
    label: () => $localize`:@@step.findFiles:Checking the stored files`,
    waitsFor: 'crm',
    releasesLock: 'account',
  },
  uploadFile: {
    run: (context, { attachment }) => uploadFile(attachment, context),
    label: (step) => $localize`:@@step.uploadFile:Filing ${step.attachment.name}:file:`,
    waitsFor: 'crm',
  },
  uploadPictures: {
    run: uploadPictures,
    label: () => $localize`:@@step.uploadPictures:Saving the pictures`,
    waitsFor: 'crm',
  },
  relateFiles: {
    run: (context, { record }) => relateFiles(record, context),
    label: (step) =>
      $localize`:@@step.relateFiles:Linking the files to ${step.record.label}:record:`,
    waitsFor: 'crm',
  },
  findComments: {
    run: findComments,
    label: commenting,
    waitsFor: 'crm',
  },
  addComment: {
    run: (context, { record }) => addComment(record, context),
    label: commenting,
    waitsFor: 'crm',
  },
  readBack: {
    run: readBack,
    label: () => $localize`:@@step.readBack:Reading back what was stored`,
    waitsFor: 'crm',
  },
  removeLeftOutIds: {
    run: removeLeftOutIds,
    label: storingIds,
    waitsFor: 'crm',
  },
};

function storing(): string {
  return $localize`:@@step.storeMessage:Storing the mail in the CRM`;
}
function storingIds(): string {
  return $localize`:@@step.writeNote:Noting the link in the CRM`;
}
function commenting(): string {
  return $localize`:@@step.addComment:Adding your note`;
}

function definitionOf<N extends StepName>({ name }: { readonly name: N }): StepDefinition<N> {
  return linkSteps[name];
}

/** Performs one step. Fails with `ProblemError`; what it told before stays true. */
export function performStep(step: LinkStep, context: StepContext): Observable<StepEvent> {
  return definitionOf(step).run(context, step);
}

/** What a step does, for the person who waits for it. */
export function stepText(step: LinkStep): string {
  return definitionOf(step).label(step);
}

/** That a step takes long, and on whom it waits; `seconds` of this attempt. */
export function patienceText({ name }: LinkStep, seconds: number): string {
  const time = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  return linkSteps[name].waitsFor === 'host'
    ? $localize`:@@progress.patienceOutlook:Waiting for Outlook for ${time}:time:. A large attachment may take minutes.`
    : $localize`:@@progress.patienceCrm:Waiting for the CRM for ${time}:time:. A slow CRM may take minutes.`;
}
