import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { Store } from '@ngrx/store';
import type { CrmRecord } from '../domain/crm';
import { type Ranking, rankRecords } from '../domain/ranking';
import type { Attachment } from '../domain/mail';
import { byteSize } from '../ui/byte-size';
import { ProblemNotice } from '../ui/problem-notice';
import { ProblemSentences } from '../ui/problem-sentences';
import { RecordList } from '../ui/record-list';
import { TakesFocus } from '../ui/takes-focus';
import { failureText } from '../ui/failure-text';
import { PaneActions } from '../machine/machine.actions';
import { machineFeature } from '../machine/machine.reducer';
import type { In } from '../machine/machine.state';
import { privateText } from '../ui/private-text';
import { RecordCard } from './record-card';
import { SealedNote } from '../ui/sealed-note';
import { SearchBox } from './search-box';
import { SearchResults } from './search-results';
import { SettingsCard } from './settings-card';
import { type FailedAnswer, answersInOrder } from './answers-in-order';
import { type PointedAt, steadyOrder } from './steady-order';
import { listed } from '../ui/listed';
import { plural } from '../ui/plural';
import { SLOT } from '../ui/slot';

interface ShownRanking extends Ranking {
  readonly itemId: string;
  readonly at?: PointedAt;
}

/**
 * The records to choose from, suggested and found by hand, and what will be saved. Above them
 * stands what the pane puts inside: what is known of earlier links.
 */
@Component({
  selector: 'vt-choose-page',
  imports: [
    ProblemNotice,
    RecordCard,
    RecordList,
    SearchBox,
    SealedNote,
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
  protected readonly closedModules = this.store.selectSignal(machineFeature.selectWithoutMessages);
  private readonly configuration = this.store.selectSignal(machineFeature.selectConfiguration);
  protected readonly features = computed(() => this.configuration().features);
  private readonly settings = this.store.selectSignal(machineFeature.selectSettings);
  protected readonly archivesOriginal = computed(() => this.settings().archivesOriginal);
  private readonly answers = computed(() =>
    answersInOrder(this.pane().suggestions, this.pane().modules),
  );
  private readonly suggestedList = viewChild<RecordList>('suggestedList');
  private readonly atHandList = viewChild<RecordList>('atHandList');
  private readonly pointedAt = computed((): PointedAt => {
    if (this.atHandList()?.isOver()) return 'atHand';
    const lists = [this.suggestedList(), this.atHandList()];
    return lists.some((list) => list?.isOver() || list?.hasFocus()) ? 'suggested' : undefined;
  });
  /** Of one mail: nothing of another holds the order. */
  protected readonly suggested = linkedSignal<ShownRanking, ShownRanking>({
    source: () => {
      const { modules, mail } = this.pane();
      const ranking = rankRecords(
        this.answers().records,
        modules.map(({ name }) => name),
      );
      return { ...ranking, itemId: mail.itemId, at: this.pointedAt() };
    },
    computation: ({ itemId, at, ...now }, before) => {
      const drawn = before?.value.itemId === itemId ? before.value : undefined;
      return { ...steadyOrder(now, drawn, at), itemId };
    },
  });
  protected readonly failed = computed(() => this.answers().failed);

  /** What the form for a new record gave and no list shows. */
  protected readonly recordsFromForm = computed(() => {
    const { suggested, atHand } = this.suggested();
    const found = answersInOrder(this.pane().search, this.pane().modules).records;
    const listed = [...suggested, ...atHand, ...found].map(({ id }) => id);
    return (this.pane().fromForm ?? []).filter(({ id }) => !listed.includes(id));
  });
  /** Whether there is nobody to choose: a record that the form gave is somebody. */
  protected readonly isNobodyFound = computed(
    () => this.suggested().suggested.length === 0 && this.recordsFromForm().length === 0,
  );
  private readonly newRecord = viewChild('newRecord', { read: ElementRef<HTMLElement> });

  private readonly sentences = inject(ProblemSentences);
  protected readonly failureText = ({ module, problem }: FailedAnswer): string =>
    failureText(module, this.sentences.of(problem)?.what ?? '');

  protected readonly fromFormLabel = $localize`:@@choose.besideSuggestions:Records from the form`;
  protected readonly suggestingLabel = $localize`:@@choose.suggesting:Looking for records`;
  protected readonly atHandLabel = $localize`:@@choose.atHand:Recent and starred`;
  /** Whether the settings were ever opened. */
  protected readonly wereSettingsOpened = signal(false);
  protected readonly noteLabel = $localize`:@@choose.note:Note on the record, optional`;
  protected readonly suggestedLabel = $localize`:@@choose.suggested:Suggested records`;

  /** Whether the attachments will be saved: not those of an email that the CRM has already. */
  private readonly isSaving = computed(() => {
    const { earlier, mail } = this.pane();
    const isStored = earlier.status === 'known' && earlier.links.message !== undefined;
    return mail.abilities.attachments && !isStored;
  });
  protected readonly filesTitle = computed(() => {
    const { attachments } = this.pane().mail;
    const saved = attachments.filter((file) => !isEmpty(file)).length;
    if (attachments.length === 0) return $localize`:@@choose.files.none:No attachments`;
    if (!this.isSaving() || saved === 0) return $localize`:@@choose.files.title:Attachments`;
    return plural(saved, {
      one: $localize`:@@choose.files.one:${String(saved)}:count: attachment will be saved`,
      other: $localize`:@@choose.files.other:${String(saved)}:count: attachments will be saved`,
    });
  });

  /** Whether it is worth a look where the text is. */
  protected readonly mayBeSealed = computed(() =>
    this.pane().mail.attachments.some(({ name, contentType }) =>
      /p7m|pkcs7|tnef|\.dat/i.test(name + contentType),
    ),
  );

  protected readonly linkTo = $localize`:@@choose.linkTo:Link to ${SLOT}:records:`.split(SLOT);
  protected readonly chosenNames = computed(() =>
    listed(this.pane().chosen.map(({ label, moduleLabel }) => `${label} (${moduleLabel})`)),
  );

  protected readonly visibilityText = computed(() =>
    this.configuration().messageVisibility === 'Public'
      ? $localize`:@@choose.visibility:Visible to everyone who can open the record.`
      : privateText(this.pane().mail.attachments.length > 0 || this.archivesOriginal()),
  );

  protected readonly mayComment = computed(
    () => this.features().notes && this.pane().modules.some(({ takesComments }) => takesComments),
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
    this.store.dispatch(PaneActions.newRecordRequested());
  }

  protected fileNote(file: Attachment): string {
    const { kind, size, inline } = file;
    if (kind === 'link') return $localize`:@@file.link:saved as a link`;
    if (isEmpty(file)) return $localize`:@@file.empty:empty, not saved`;
    return inline
      ? $localize`:@@file.inline:${byteSize(size)}:size:, inline image`
      : byteSize(size);
  }

  protected toggle(record: CrmRecord): void {
    this.store.dispatch(PaneActions.recordToggled({ record }));
  }

  protected writeNote(event: Event): void {
    const note = (event.target as HTMLInputElement).value;
    this.store.dispatch(PaneActions.noteChanged({ note }));
  }

  protected link(): void {
    this.store.dispatch(PaneActions.linkRequested());
  }

  protected archiveOriginal(event: Event): void {
    const archivesOriginal = (event.target as HTMLInputElement).checked;
    this.store.dispatch(PaneActions.settingsChanged({ change: { archivesOriginal } }));
  }

  protected retry(): void {
    this.store.dispatch(PaneActions.retryRequested());
  }
}

/**
 * Whether Outlook already says that there is nothing in it; of an attached email it may say so
 * wrongly.
 */
const isEmpty = ({ kind, size }: Attachment): boolean => kind === 'file' && size === 0;
