import type { LinkStep } from '../machine/link-plan';

/** What a step does, for the person who waits for it. */
export function stepText(step: LinkStep): string {
  switch (step.name) {
    case 'readEnvelope':
      return $localize`:@@step.readEnvelope:Reading the mail`;
    case 'findMessage':
      return $localize`:@@step.findMessage:Looking whether the CRM has it already`;
    case 'readFile':
      return $localize`:@@step.readFile:Reading ${step.attachment.name}:file: from Outlook`;
    case 'checkFiles':
      return $localize`:@@step.checkFiles:Checking the attachments`;
    case 'prepareMessage':
      return $localize`:@@step.prepareMessage:Preparing the text`;
    case 'readOriginal':
      return $localize`:@@step.readOriginal:Reading the whole mail from Outlook`;
    case 'beginStoring':
    case 'storeMessage':
      return $localize`:@@step.storeMessage:Storing the mail in the CRM`;
    case 'relateMessage':
      return $localize`:@@step.relateMessage:Linking it to ${step.record.label}:record:`;
    case 'findFiles':
      return $localize`:@@step.findFiles:Checking the stored files`;
    case 'uploadFile':
      return $localize`:@@step.uploadFile:Filing ${step.attachment.name}:file:`;
    case 'uploadPictures':
      return $localize`:@@step.uploadPictures:Saving the pictures`;
    case 'relateFiles':
      return $localize`:@@step.relateFiles:Linking the files to ${step.record.label}:record:`;
    case 'findComments':
    case 'addComment':
      return $localize`:@@step.addComment:Adding your note`;
    case 'readBack':
      return $localize`:@@step.readBack:Reading back what was stored`;
    case 'noteRecords':
    case 'settleNote':
      return $localize`:@@step.writeNote:Noting the link in the CRM`;
  }
}

/** Steps in which Outlook is waited for, and not the CRM. */
const OUTLOOK_STEPS: readonly LinkStep['name'][] = [
  'readEnvelope',
  'readFile',
  'checkFiles',
  'prepareMessage',
  'readOriginal',
];

/** That a step takes long, and on whom it waits; `seconds` of this attempt. */
export function patienceText({ name }: LinkStep, seconds: number): string {
  const time = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  return OUTLOOK_STEPS.includes(name)
    ? $localize`:@@progress.patienceOutlook:Waiting for Outlook for ${time}:time:. A large attachment may take minutes.`
    : $localize`:@@progress.patienceCrm:Waiting for the CRM for ${time}:time:. A slow CRM may take minutes.`;
}
