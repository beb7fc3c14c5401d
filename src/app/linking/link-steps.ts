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
import type { StepEvent, Workbench } from './link-bench';
import { type LinkStep, isPicture } from './link-plan';
import { checkFiles, prepareMessage, readEnvelope, readFile, readOriginal } from './mail-steps';
import { readPicture, uploadPictures } from './picture-steps';

/** Performs one step. Fails with `ProblemError`; what it learnt before stays true. */
export function performStep(step: LinkStep, bench: Workbench): Observable<StepEvent> {
  switch (step.name) {
    case 'readEnvelope':
      return readEnvelope(bench);
    case 'findMessage':
      return findMessage(bench);
    case 'readFile':
      return isPicture(step.attachment)
        ? readPicture(step.attachment, bench)
        : readFile(step.attachment, bench);
    case 'checkFiles':
      return checkFiles(bench);
    case 'prepareMessage':
      return prepareMessage(bench);
    case 'readOriginal':
      return readOriginal(bench);
    case 'beginStoring':
      return beginStoring(bench);
    case 'storeMessage':
      return storeMessage(bench);
    case 'noteRecords':
      return noteRecords(bench);
    case 'relateMessage':
      return relateMessage(step.record, bench);
    case 'findFiles':
      return findFiles(bench);
    case 'uploadFile':
      return uploadFile(step.attachment, bench);
    case 'uploadPictures':
      return uploadPictures(bench);
    case 'relateFiles':
      return relateFiles(step.record, bench);
    case 'findComments':
      return findComments(bench);
    case 'addComment':
      return addComment(step.record, bench);
    case 'readBack':
      return readBack(bench);
    case 'settleNote':
      return settleNote(bench);
  }
}
