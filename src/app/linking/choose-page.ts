import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Store } from '@ngrx/store';
import type { CrmRecord, ModuleAnswer } from '../domain/crm';
import type { Attachment } from '../domain/mail';
import { byteSize } from '../ui/byte-size';
import { ProblemNotice } from '../ui/problem-notice';
import { problemText } from '../ui/problem-text';
import { RecordList } from '../ui/record-list';
import { TakesFocus } from '../ui/takes-focus';
import { EarlierCard } from './earlier-card';
import { LinkPageActions } from './linking.actions';
import { linkingFeature } from './linking.reducer';
import type { In, Region } from './linking.state';

type FailedAnswer = Extract<ModuleAnswer, { status: 'failed' }>;

/** A region's answers as the page shows them. */
interface Shown {
  readonly records: readonly CrmRecord[];
  readonly failed: readonly FailedAnswer[];
  readonly more: boolean;
}

/** The records to choose from, suggested and found by hand, and what will be archived. */
@Component({
  selector: 'vt-choose-page',
  imports: [EarlierCard, MatButton, MatProgressBar, ProblemNotice, RecordList, TakesFocus],
  templateUrl: './choose-page.html',
  styleUrl: './choose-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChoosePage {
  readonly pane = input.required<In<'choosing'>>();

  private readonly store = inject(Store);
  protected readonly closedModules = this.store.selectSignal(linkingFeature.selectWithoutMessages);
  protected readonly archivesOriginal = this.store.selectSignal(
    linkingFeature.selectArchivesOriginal,
  );
  protected readonly suggested = computed(() => shown(this.pane().suggestions, this.pane()));
  protected readonly found = computed(() => shown(this.pane().search, this.pane()));

  protected readonly moduleFilterLabel = $localize`:@@choose.moduleFilter:Module`;
  protected readonly searchLabel = $localize`:@@choose.search:Search the CRM`;
  protected readonly searchPlaceholder = $localize`:@@choose.searchHint:Name, e-mail…`;
  protected readonly searchingLabel = $localize`:@@choose.searching:Searching`;
  protected readonly suggestingLabel = $localize`:@@choose.suggesting:Looking for records`;
  protected readonly noteLabel = $localize`:@@choose.note:Note on the record, optional`;
  protected readonly foundLabel = $localize`:@@choose.found:Search results`;
  protected readonly suggestedLabel = $localize`:@@choose.suggested:Suggested records`;

  protected readonly filesTitle = computed(() => {
    const count = this.pane().mail.attachments.length;
    switch (count) {
      case 0:
        return $localize`:@@choose.files.none:No attachments`;
      case 1:
        return $localize`:@@choose.files.one:1 attachment will be archived`;
      default:
        return $localize`:@@choose.files.many:${String(count)}:count: attachments will be archived`;
    }
  });

  protected readonly chosenNames = computed(() =>
    this.pane()
      .chosen.map(({ label, moduleLabel }) => `${label} (${moduleLabel})`)
      .join(', '),
  );

  protected readonly mayComment = computed(() =>
    this.pane().modules.some(({ takesComments }) => takesComments),
  );

  protected readonly nobodyText = computed(() =>
    this.pane().mail.sentByUser
      ? $localize`:@@choose.nobody.recipients:No record has the address of a recipient. Search by hand above.`
      : $localize`:@@choose.nobody.sender:No record has the sender's address. Search by hand above.`,
  );

  protected fileNote({ kind, size, inline }: Attachment): string {
    if (kind === 'link') return $localize`:@@file.link:kept as a link`;
    return inline
      ? $localize`:@@file.inline:${byteSize(size)}:size:, inline image`
      : byteSize(size);
  }

  protected failureText({ module, problem }: FailedAnswer): string {
    return $localize`:@@choose.moduleFailed:${module.label}:module: could not be asked. ${problemText(problem).what}:problem:`;
  }

  protected limitTo(event: Event): void {
    const module = (event.target as HTMLSelectElement).value;
    const { text } = this.pane().query;
    this.store.dispatch(
      LinkPageActions.queryChanged({ query: module ? { text, module } : { text } }),
    );
  }

  protected type(event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    this.store.dispatch(
      LinkPageActions.queryChanged({ query: { ...this.pane().query, text } }),
    );
  }

  protected toggle(record: CrmRecord): void {
    this.store.dispatch(LinkPageActions.recordToggled({ record }));
  }

  protected writeNote(event: Event): void {
    const note = (event.target as HTMLInputElement).value;
    this.store.dispatch(LinkPageActions.noteChanged({ note }));
  }

  protected link(): void {
    this.store.dispatch(LinkPageActions.linkRequested());
  }

  protected archiveOriginal(event: Event): void {
    const wanted = (event.target as HTMLInputElement).checked;
    this.store.dispatch(LinkPageActions.originalWanted({ wanted }));
  }

  protected retry(): void {
    this.store.dispatch(LinkPageActions.retryRequested());
  }
}

/** In the modules' order of usefulness, whichever answered first; each record once. */
function shown(region: Region, { modules }: In<'choosing'>): Shown {
  if (region.status !== 'streaming' && region.status !== 'done') {
    return { records: [], failed: [], more: false };
  }
  const order = new Map(modules.map(({ name }, index) => [name, index]));
  const answers = region.answers.toSorted(
    (one, other) => (order.get(one.module.name) ?? 0) - (order.get(other.module.name) ?? 0),
  );
  return {
    records: answers.flatMap((answer) => (answer.status === 'found' ? answer.records : [])),
    failed: answers.filter((answer) => answer.status === 'failed'),
    more: answers.some((answer) => answer.status === 'found' && answer.next !== undefined),
  };
}
