import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Store } from '@ngrx/store';
import type { CrmRecord, ModuleAnswer } from '../domain/crm';
import { rankRecords } from '../domain/ranking';
import type { Attachment } from '../domain/mail';
import { byteSize } from '../ui/byte-size';
import { ProblemNotice } from '../ui/problem-notice';
import { ProblemSentences } from '../ui/problem-sentences';
import { RecordList } from '../ui/record-list';
import { TakesFocus } from '../ui/takes-focus';
import { EarlierCard } from './earlier-card';
import { failureText } from './failure-text';
import { LinkPageActions } from './linking.actions';
import { linkingFeature } from './linking.reducer';
import type { EarlierLinks, In, Region } from './linking.state';
import { privateText } from './private-text';
import { RecordCard } from './record-card';
import { SearchBox } from './search-box';
import { SearchResults } from './search-results';
import { SettingsCard } from './settings-card';

type FailedAnswer = Extract<ModuleAnswer, { status: 'failed' }>;

/** A region's answers as the page shows them. */
interface Shown {
  readonly records: readonly CrmRecord[];
  readonly failed: readonly FailedAnswer[];
}

/** The records to choose from, suggested and found by hand, and what will be archived. */
@Component({
  selector: 'vt-choose-page',
  imports: [
    EarlierCard,
    ProblemNotice,
    RecordCard,
    RecordList,
    SearchBox,
    SearchResults,
    SettingsCard,
    TakesFocus,
  ],
  templateUrl: './choose-page.html',
  styleUrl: './choose-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChoosePage {
  readonly pane = input.required<In<'choosing'>>();

  private readonly store = inject(Store);
  protected readonly closedModules = this.store.selectSignal(linkingFeature.selectWithoutMessages);
  private readonly configuration = this.store.selectSignal(linkingFeature.selectConfiguration);
  protected readonly features = computed(() => this.configuration().features);
  private readonly choices = this.store.selectSignal(linkingFeature.selectChoices);
  protected readonly archivesOriginal = computed(() => this.choices().archivesOriginal);
  protected readonly suggested = computed(() => {
    const all = shown(this.pane().suggestions, this.pane());
    const names = this.pane().modules.map(({ name }) => name);
    return { ...rankRecords(all.records, names), failed: all.failed };
  });

  /** What the form for a new record gave and no list shows. */
  protected readonly besides = computed(() => {
    const { suggested, atHand } = this.suggested();
    const found = shown(this.pane().search, this.pane()).records;
    const listed = [...suggested, ...atHand, ...found].map(({ id }) => id);
    return (this.pane().settledOn ?? []).filter(({ id }) => !listed.includes(id));
  });
  private readonly newRecord = viewChild('newRecord', { read: ElementRef<HTMLElement> });

  private readonly sentences = inject(ProblemSentences);
  protected readonly failureText = ({ module, problem }: FailedAnswer): string =>
    failureText(module, this.sentences.of(problem)?.what ?? '');

  protected readonly besidesLabel = $localize`:@@choose.besides:Records from the form`;
  protected readonly suggestingLabel = $localize`:@@choose.suggesting:Looking for records`;
  protected readonly atHandLabel = $localize`:@@choose.atHand:Recent and starred`;
  /** Whether anything was linked or begun before. */
  protected readonly isTelling = ({ message, entry }: EarlierLinks): boolean => Boolean(message ?? entry);
  /** Whether the settings were ever opened. */
  protected readonly isSetting = signal(false);
  protected readonly noteLabel = $localize`:@@choose.note:Note on the record, optional`;
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

  protected readonly visibilityText = computed(() =>
    this.configuration().messageVisibility === 'Public'
      ? $localize`:@@choose.visibility:Visible to everyone who can open the record.`
      : privateText(this.pane().mail.attachments.length > 0 || this.archivesOriginal()),
  );

  protected readonly mayComment = computed(
    () =>
      this.features().notes && this.pane().modules.some(({ takesComments }) => takesComments),
  );

  protected readonly nobodyText = computed(() => {
    const { mail, side } = this.pane();
    if (side?.andOthers) {
      return $localize`:@@choose.nobody.cut:No match among the recipients Outlook shows. Search above.`;
    }
    return mail.sentByUser || ['to', 'cc', 'bcc'].includes(side?.people[0]?.role ?? '')
      ? $localize`:@@choose.nobody.recipients:No record fits the recipients of this mail. Search by hand above.`
      : $localize`:@@choose.nobody.sender:No record fits the sender of this mail. Search by hand above.`;
  });

  constructor() {
    // Who comes back from the form goes on where they left.
    afterNextRender(() => {
      const isBack = this.pane().creating === 'left' && document.hasFocus();
      if (isBack) this.newRecord()?.nativeElement.focus();
    });
  }

  protected requestNewRecord(): void {
    this.store.dispatch(LinkPageActions.newRecordRequested());
  }

  protected fileNote({ kind, size, inline }: Attachment): string {
    if (kind === 'link') return $localize`:@@file.link:kept as a link`;
    return inline
      ? $localize`:@@file.inline:${byteSize(size)}:size:, inline image`
      : byteSize(size);
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
    const archivesOriginal = (event.target as HTMLInputElement).checked;
    this.store.dispatch(LinkPageActions.choicesChanged({ change: { archivesOriginal } }));
  }

  protected retry(): void {
    this.store.dispatch(LinkPageActions.retryRequested());
  }
}

/** In the modules' order of usefulness, whichever answered first; each record once. */
function shown(region: Region, { modules }: In<'choosing'>): Shown {
  if (region.status !== 'streaming' && region.status !== 'done') {
    return { records: [], failed: [] };
  }
  const order = new Map(modules.map(({ name }, index) => [name, index]));
  const answers = region.answers.toSorted(
    (one, other) => (order.get(one.module.name) ?? 0) - (order.get(other.module.name) ?? 0),
  );
  return {
    records: answers.flatMap((answer) => (answer.status === 'found' ? answer.records : [])),
    failed: answers.filter((answer) => answer.status === 'failed'),
  };
}
