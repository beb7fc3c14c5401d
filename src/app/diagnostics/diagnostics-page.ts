import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  type OnInit,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import {
  EMPTY,
  type Observable,
  type Subscription,
  catchError,
  defer,
  finalize,
  merge,
  switchMap,
} from 'rxjs';
import { version } from '../../../package.json';
import { type Finding, type Outcome, TOPICS, outcomeOf } from '../domain/finding';
import type { Account } from '../domain/account';
import { lazy } from '../platform/lazy-port';
import { CrmDiagnostics } from '../ports/crm-diagnostics';
import { Device } from '../ports/device';
import { HostDiagnostics } from '../ports/host-diagnostics';
import { DiagnosticsRequest } from '../ui/diagnostics-request';
import { TakesFocus } from '../ui/takes-focus';
import { curlTest } from './curl-test';
import { findingText, topicTitle } from './finding-text';
import { reportText } from './report';
import { plural } from '../ui/plural';

/** Looks at everything between the pane and the CRM, and tells what is wrong and what mends it. */
@Component({
  selector: 'vt-diagnostics-page',
  imports: [TakesFocus],
  templateUrl: './diagnostics-page.html',
  styleUrl: './diagnostics-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(document:keydown.escape)': 'leave()' },
})
export class DiagnosticsPage implements OnInit {
  /** Who is signed in, if anybody. */
  readonly account = input<Account>();

  private readonly host = inject(HostDiagnostics);
  private readonly crm = inject(lazy(CrmDiagnostics));
  private readonly device = inject(Device);
  private readonly check = inject(DiagnosticsRequest);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('addressField');
  private readonly reportField = viewChild<ElementRef<HTMLTextAreaElement>>('reportField');
  private run: Subscription | undefined;

  protected readonly address = signal('');
  protected readonly isRunning = signal(false);
  private readonly findings = signal<readonly Finding[]>([]);
  private readonly at = signal(new Date());
  protected readonly copied = signal<'no' | 'done' | 'refused'>('no');

  protected readonly rows = computed(() =>
    TOPICS.map((topic) => {
      const finding = this.findings().find((each) => each.topic === topic);
      return {
        topic,
        title: topicTitle(topic),
        outcome: finding && outcomeOf(finding),
        text: finding && findingText(finding),
      };
    }),
  );
  protected readonly test = computed(() => {
    const isNeeded = this.rows().some(({ text }) => text?.needsTest);
    return isNeeded ? curlTest(this.address(), location.origin) : undefined;
  });
  /** Announced as it changes: how far the run is, then what came of it. */
  protected readonly progress = computed(() => {
    const done = String(this.findings().length);
    return $localize`:@@diagnostics.progress:${done}:done: of ${String(TOPICS.length)}:all: checked`;
  });
  protected readonly result = computed(() => {
    const wrong = this.rows().filter(
      ({ outcome }) => outcome === 'failed' || outcome === 'warning',
    );
    const unchecked = this.rows().filter(({ outcome }) => outcome === undefined).length;
    if (wrong.length > 0) {
      return plural(wrong.length, {
        one: $localize`:@@diagnostics.result.one:${String(wrong.length)}:count: thing is not as it should be`,
        other: $localize`:@@diagnostics.result.other:${String(wrong.length)}:count: things are not as they should be`,
      });
    }
    return unchecked === 0
      ? $localize`:@@diagnostics.result.none:Nothing is wrong as far as can be seen from here`
      : plural(unchecked, {
          one: $localize`:@@diagnostics.unchecked.one:${String(unchecked)}:count: thing could not be checked`,
          other: $localize`:@@diagnostics.unchecked.other:${String(unchecked)}:count: things could not be checked`,
        });
  });
  protected readonly report = computed(() =>
    reportText({
      at: this.at(),
      version: version,
      address: this.address(),
      userName: this.account()?.userName ?? '',
      findings: this.findings(),
    }),
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => this.run?.unsubscribe());
  }

  ngOnInit(): void {
    this.diagnose(this.check.address() || this.account()?.crmAddress || '');
  }

  protected examineTyped(event: Event): void {
    event.preventDefault();
    this.diagnose(this.field().nativeElement.value);
  }

  protected leave(): void {
    this.check.leave();
  }

  protected async copy(): Promise<void> {
    try {
      // Outlook decides whether the frame of an add-in may write to the clipboard.
      await navigator.clipboard.writeText(this.report());
      this.copied.set('done');
    } catch {
      this.copied.set('refused');
      setTimeout(() => this.reportField()?.nativeElement.select());
    }
  }

  protected mark(outcome: Outcome): string {
    return { fine: '✓', warning: '!', failed: '✕', unknown: '?' }[outcome];
  }

  protected outcomeName(outcome: Outcome): string {
    switch (outcome) {
      case 'fine':
        return $localize`:@@outcome.fine:All right:`;
      case 'warning':
        return $localize`:@@outcome.warning:Warning:`;
      case 'failed':
        return $localize`:@@outcome.failed:Wrong:`;
      case 'unknown':
        return $localize`:@@outcome.unknown:Not known:`;
    }
  }

  private diagnose(address: string): void {
    this.run?.unsubscribe();
    this.address.set(address);
    this.at.set(new Date());
    this.findings.set([]);
    this.copied.set('no');
    this.isRunning.set(true);
    // Each examiner by itself: what cannot be loaded or told by one, others may tell.
    const examiners = [
      () => this.host.diagnose(),
      () => this.device.diagnose(),
      () => this.crm.pipe(switchMap((port) => port.diagnose(address))),
    ];
    this.run = merge(...examiners.map(told))
      .pipe(
        finalize(() => {
          this.isRunning.set(false);
        }),
      )
      .subscribe((finding) => {
        this.findings.update((findings) => [...findings, finding]);
      });
  }
}

function told(diagnose: () => Observable<Finding>): Observable<Finding> {
  return defer(diagnose).pipe(catchError(() => EMPTY));
}
