import type { Observable } from 'rxjs';
import {
  beginStoring,
  findFiles,
  findMessage,
  noteRecords,
  readBack,
  relateFiles,
  relateMessage,
  settleNote,
  storeMessage,
  uploadFile,
} from './archive-steps';
import { addComment, findComments } from './comment-steps';
import type { StepEvent, StepContext } from './step-context';
import { type LinkStep, isPicture } from '../machine/link-plan';
import { checkFiles, prepareMessage, readEnvelope, readFile, readOriginal } from './mail-steps';
import { readPicture, uploadPictures } from './picture-steps';

/** Performs one step. Fails with `ProblemError`; what it learnt before stays true. */
export function performStep(step: LinkStep, context: StepContext): Observable<StepEvent> {
  switch (step.name) {
    case 'readEnvelope':
      return readEnvelope(context);
    case 'findMessage':
      return findMessage(context);
    case 'readFile':
      return isPicture(step.attachment)
        ? readPicture(step.attachment, context)
        : readFile(step.attachment, context);
    case 'checkFiles':
      return checkFiles(context);
    case 'prepareMessage':
      return prepareMessage(context);
    case 'readOriginal':
      return readOriginal(context);
    case 'beginStoring':
      return beginStoring(context);
    case 'storeMessage':
      return storeMessage(context);
    case 'noteRecords':
      return noteRecords(context);
    case 'relateMessage':
      return relateMessage(step.record, context);
    case 'findFiles':
      return findFiles(context);
    case 'uploadFile':
      return uploadFile(step.attachment, context);
    case 'uploadPictures':
      return uploadPictures(context);
    case 'relateFiles':
      return relateFiles(step.record, context);
    case 'findComments':
      return findComments(context);
    case 'addComment':
      return addComment(step.record, context);
    case 'readBack':
      return readBack(context);
    case 'settleNote':
      return settleNote(context);
  }
}
