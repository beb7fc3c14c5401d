import type { CommentOutcome, StoredMessage } from '../domain/archive';
import type { CrmRecord } from '../domain/crm';
import type { Attachment } from '../domain/mail';
import { sealedIn } from '../platform/sealed-text';
import { problemText } from '../ui/problem-text';
import { filesOf, originalFile } from '../machine/link-files';
import { sealedNote } from '../ui/sealed-note';
import type { LinkState } from '../machine/machine.state';
import { storedName } from './receipt';
import { filesThatStay } from './undo-text';
import { listed } from '../ui/listed';

/** What a person should know of the stored copy beside its files. */
export function receiptNotes(state: LinkState): readonly string[] {
  const { link, progress } = state;
  const original = originalFile(link.mail);
  const sealed = link.mail.itemId === '' ? undefined : sealedIn(link.mail);
  return [
    ...envelopeNotes(state),
    ...messageNotes(state),
    ...fileNotes(state),
    ...link.records.flatMap((record) => commentNote(record, progress.note.at[record.id])),
    ...(sealed ? [sealedNote(sealed.name)] : []),
    ...(progress.losesStyles && !progress.messageWasThere
      ? [
          $localize`:@@note.losesStyles:The email's styles were too complex to keep: colors and fonts may differ in the CRM.`,
        ]
      : []),
    ...(progress.bodyCut
      ? [
          bodyCutNote(
            progress.files[original.id]?.fate === 'archived',
            storedName(original, progress),
          ),
        ]
      : []),
  ];
}

function envelopeNotes({ progress: { envelope, message } }: LinkState): readonly string[] {
  return [
    ...(envelope?.messageIdSource === 'made'
      ? [
          $localize`:@@note.madeId:The mail has no Message-ID; it is stored under one made from its content.`,
        ]
      : []),
    ...(envelope?.recipientsMayBeCut
      ? [
          $localize`:@@note.recipientsCut:Outlook gave only the first recipients; the mail may have more.`,
        ]
      : []),
    ...(envelope && !envelope.sentAtIsExact
      ? [
          $localize`:@@note.arrival:The time of sending is not known; the time of arrival is stored.`,
        ]
      : []),
    ...(message?.timeIsUnsure
      ? [
          $localize`:@@note.timeUnsure:This device's clock may be wrong, so the saved time may be wrong, too. Check the device's date and time.`,
        ]
      : []),
    ...(message?.timeIsGuessed && !message.timeIsUnsure
      ? [
          $localize`:@@note.timeGuessed:The CRM keeps another time zone than this mailbox; between summer and winter time the stored time may be off by an hour.`,
        ]
      : []),
  ];
}

/** In which the stored email differs from the open one, and whose copy it is. */
function messageNotes({
  progress: { envelope, message, idIsTaken },
}: LinkState): readonly string[] {
  if (!message) return [];
  const isMade = envelope?.messageIdSource === 'made';
  return [
    ...(message.idIsDerived && (idIsTaken || !isMade)
      ? [
          idIsTaken
            ? $localize`:@@note.idIsTaken:Another email in the CRM has the same ID, so this one was saved under its own.`
            : $localize`:@@note.idIsDerived:The CRM can't use this email's ID, so it was saved under its own.`,
        ]
      : []),
    ...(message.shortened && message.shortened.length > 0
      ? [
          $localize`:@@note.shortened:Too long for the CRM, so shortened there: ${listed(message.shortened.map(partName))}:parts:`,
        ]
      : []),
    ...(message.copyRemoved
      ? [
          $localize`:@@note.copyRemoved:Another device saved this email first. Your second copy was removed.`,
        ]
      : []),
  ];
}

function partName(part: NonNullable<StoredMessage['shortened']>[number]): string {
  switch (part) {
    case 'subject':
      return $localize`:@@note.part.subject:subject`;
    case 'sender':
      return $localize`:@@note.part.sender:sender`;
    case 'inReplyTo':
      return $localize`:@@note.part.inReplyTo:reply reference`;
  }
}

/**
 * Attachments that the CRM may hold twice, and those that an undo
 * cannot take away later, or at all.
 */
function fileNotes(state: LinkState): readonly string[] {
  const { link, progress } = state;
  const named = (isMeant: (file: Attachment) => boolean): string =>
    listed(
      filesOf(link, progress)
        .filter(isMeant)
        .map((file) => storedName(file, progress)),
    );
  const doubtful = named(({ id }) => progress.doubtful.includes(id));
  const unmarked = named(({ id }) => {
    const file = progress.files[id];
    return (
      file !== undefined && 'documentId' in file && progress.unmarked.includes(file.documentId)
    );
  });
  const foreign = listed(filesThatStay(state));
  return [
    ...(doubtful
      ? [$localize`:@@note.doubtful:The CRM may have these attachments twice: ${doubtful}:files:`]
      : []),
    ...(unmarked
      ? [
          $localize`:@@note.unmarked:Undo can delete these only until this pane closes: ${unmarked}:files:`,
        ]
      : []),
    ...(foreign ? [$localize`:@@note.foreign:Undo can't delete these: ${foreign}:files:`] : []),
  ];
}

function commentNote({ label }: CrmRecord, comment: CommentOutcome | undefined): readonly string[] {
  switch (comment?.fate) {
    case 'added':
      return [$localize`:@@note.added:Note added to ${label}:record:.`];
    case 'there':
      return [$localize`:@@note.there:The note was on ${label}:record: already.`];
    case 'refused':
      return [
        $localize`:@@note.refused:The note was not stored on ${label}:record:. ${problemText(comment.problem).what}:problem:`,
      ];
    default:
      return [];
  }
}

function bodyCutNote(isArchived: boolean, name: string): string {
  return isArchived
    ? $localize`:@@note.bodyCutOriginal:The text was too long for the CRM; its end is left out there, and the whole mail is filed as ${name}:name:.`
    : $localize`:@@note.bodyCut:The text was too long for the CRM; its end is left out.`;
}
