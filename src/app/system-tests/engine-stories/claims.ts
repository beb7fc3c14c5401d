import type { LinkState } from '../../machine/machine.state';
import { type Person, mails, noteOn } from './cast';
import type { Truth } from './stage';

/** What a receipt says of one record. */
interface Claim {
  readonly person: Person;
  readonly mail: string;
  readonly record: string;
  files: readonly string[];
  hasNote: boolean;
}

/** The mail that a link is of, by its name. */
export function mailOf({ link, progress }: LinkState): string {
  const { identity } = progress;
  const isThis = ({ mail, envelope }: (typeof mails)[number]): boolean =>
    link.mail.itemId === mail.itemId ||
    (envelope.messageId === identity?.messageId &&
      envelope.sentAt === identity.sentAt &&
      mail.subject === identity.subject);
  return mails.find(isThis)?.name ?? '';
}

/** What receipts said, as far as nobody undid or deleted it since. */
export class Claims {
  private all: Claim[] = [];

  add(person: Person, state: LinkState): void {
    const { link, progress } = state;
    const files = Object.entries(progress.files).flatMap(([id, file]) =>
      'documentId' in file ? [id] : [],
    );
    for (const { id } of link.records) {
      const note = progress.note.at[id]?.fate;
      this.all.push({
        person,
        mail: mailOf(state),
        record: id,
        files,
        hasNote: link.note !== undefined && (note === 'added' || note === 'there'),
      });
    }
  }

  /** The message is gone, or may be. */
  dropMail(person: Person, mail: string): void {
    this.all = this.all.filter((one) => one.person !== person || one.mail !== mail);
  }

  /** Some of its files or notes are gone, or may be. */
  dropFiles(person: Person, mail: string): void {
    for (const one of this.all) {
      if (one.person !== person || one.mail !== mail) continue;
      one.files = [];
      one.hasNote = false;
    }
  }

  clear(): void {
    this.all = [];
  }

  /** What receipts say and the CRM does not hold. */
  untrue({ messages, documents, comments }: Truth): readonly string[] {
    return this.all.flatMap(({ person, mail, record, files, hasNote }) => {
      const where = `the ${mail} of ${person} at ${record}`;
      const rows = messages.filter((one) => one.owner === person && one.mail === mail);
      if (rows.length === 0) return [`${where} is lost`];
      const isRelated = rows.some(({ records }) => records.includes(record));
      const lost = files.filter(
        (file) =>
          !documents.some(
            (one) =>
              one.file === file &&
              one.records.includes(record) &&
              one.messages.some((id) => rows.some((row) => row.id === id)),
          ),
      );
      const isNoted = comments.some(
        (one) => one.owner === person && one.record === record && one.text === noteOn(mail),
      );
      return [
        ...(isRelated ? [] : [`${where} is not related`]),
        ...lost.map((file) => `${where} lacks its file ${file}`),
        ...(hasNote && !isNoted ? [`${where} lacks its note`] : []),
      ];
    });
  }
}
