import { type Observable, forkJoin, map, of, switchMap } from 'rxjs';
import type { CrmModule } from '../domain/crm';
import type { Mail } from '../domain/mail';
import { identityOf } from '../domain/identify';
import type { Account } from '../domain/account';
import type { Lazy } from '../platform/lazy-port';
import type { LinkJournal } from '../ports/link-journal';
import type { MailReader } from '../ports/mail-reader';
import type { MessageArchive } from '../ports/message-archive';
import type { RecordSearch } from '../ports/record-search';
import { union } from '../machine/journal-reading';
import type { EarlierLinks } from '../machine/machine.state';

/**
 * What the CRM and the journal know of the open mail. Its envelope is read first: without it
 * another mail of the same Message-ID could be taken for it.
 */
export function lookForEarlier(
  open: Mail,
  modules: readonly CrmModule[],
  account: Account | null,
  {
    host,
    archive,
    search,
    journal,
  }: {
    readonly host: MailReader;
    readonly archive: Lazy<MessageArchive>;
    readonly search: Lazy<RecordSearch>;
    readonly journal: LinkJournal;
  },
): Observable<EarlierLinks> {
  return host.readEnvelope(open).pipe(
    switchMap((envelope) => identityOf(open, envelope)),
    switchMap((mail) =>
      (account ? journal.read({ account, mail }) : of(undefined)).pipe(
        switchMap((entry) => {
          const { attempt, judged } = entry?.progress ?? {};
          const hints = { ...(attempt !== undefined && { attempt }), ...(judged && { judged }) };
          return forkJoin([
            of(entry),
            archive.pipe(switchMap((port) => port.findMessage(mail, hints))),
          ]);
        }),
      ),
    ),
    switchMap(([entry, { message }]) => {
      const known = message && entry ? union(entry.linked) : [];
      const ids = (message?.noted ?? []).filter((id) => !known.some((record) => record.id === id));
      const noted =
        ids.length > 0 ? search.pipe(switchMap((port) => port.recordsOf(ids, modules))) : of([]);
      return noted.pipe(
        map((more) => ({
          ...(message && { message }),
          ...(entry && { entry }),
          records: union(more, known),
        })),
      );
    }),
  );
}
