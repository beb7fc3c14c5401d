import { TestBed } from '@angular/core/testing';
import * as fc from 'fast-check';
import { readEntry } from '../../adapters/browser/stored-shapes';
import type { CrmModule, CrmRecord } from '../../domain/crm';
import { planSteps } from '../../machine/link-plan';
import type { MachineState } from '../../machine/machine.state';
import { Screen, choosing } from '../../testing/harness/pane-screen';
import { aMail, anAccount, anOpenMail } from '../../testing/samples';
import { anyDate, honestItem, readMail } from './outlook-item';
import { anyText, fuzz, mutated } from './fuzzing';
import { honestEntry } from './stored-data';

const id = fc.oneof(fc.constantFrom('4x50', '4x51', '3x7'), anyText);
const anyRecord: fc.Arbitrary<CrmRecord> = fc.record({
  id,
  module: fc.oneof(fc.constant('Contacts'), anyText),
  moduleLabel: anyText,
  label: anyText,
  number: anyText,
  detail: anyText,
  reasons: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('address' as const),
        role: fc.constantFrom('from' as const, 'cc' as const),
        position: fc.nat(),
        address: anyText,
        named: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('related' as const),
        to: anyText,
        as: fc.constant('open' as const),
      }),
      fc.record({ kind: fc.constant('conversation' as const), at: anyText }),
      fc.record({ kind: fc.constant('recent' as const), at: anyText }),
      fc.record({ kind: fc.constant('number' as const), number: anyText }),
      fc.record({ kind: fc.constant('habit' as const), times: fc.integer() }),
    ),
    { maxLength: 3 },
  ),
});
const records = fc.array(anyRecord, { maxLength: 3 });
const anyModule: fc.Arbitrary<CrmModule> = fc.record({
  name: fc.oneof(fc.constant('Contacts'), anyText),
  label: anyText,
  singular: anyText,
  hasEmail: fc.boolean(),
  takesComments: fc.boolean(),
});
const screens = fc.record({
  item: mutated(honestItem),
  date: anyDate,
  modules: fc.array(anyModule, { minLength: 1, maxLength: 3 }),
  suggested: records,
  found: records,
  starred: records,
  earlier: records,
  text: anyText,
  entry: mutated(honestEntry),
  isLinked: fc.boolean(),
});

/** What a person sees whenever something is there to see. */
const SOMETHING = 'h1, h2, h3, [role=status], [role=alert], [role=group], [role=region]';
/** What no text may ever become. */
const ALIVE =
  'script, iframe, object, embed, base, meta, form[action], [onerror], [onload], img[src="x"]';

export function fuzzWhatIsShown(): void {
  afterEach(() => {
    TestBed.resetTestingModule();
  });

  // security: only-text, fuzz
  fuzz('the pane shows texts of any kind as texts', 150, screens, async (from) => {
    TestBed.resetTestingModule();
    const mail = readMail(from.item, from.date, from.text) ?? aMail({ subject: from.text });
    const [module] = from.modules as [CrmModule];
    const entry = readEntry(from.entry);
    const link = {
      id: 'link-1',
      account: anAccount,
      mail,
      records: from.found,
      steps: planSteps(mail, from.found),
      visibility: 'Public' as const,
    };
    const state: Partial<MachineState> = {
      pane: choosing({
        item: anOpenMail({ subject: mail.subject, from: mail.from }),
        mail,
        modules: from.modules,
        suggestions: {
          status: 'done',
          answers: [{ status: 'found', module, records: from.suggested }],
        },
        query: { text: from.text },
        search: {
          status: 'done',
          answers: [{ status: 'found', module, records: from.found, next: 20 }],
        },
        chosen: from.suggested.slice(0, 1),
        note: from.text,
        earlier: {
          status: 'known',
          round: 0,
          links: { records: from.earlier, ...(entry && { entry }) },
        },
      }),
      favourites: from.starred,
      unfinished: entry ? [entry] : [],
      ...(from.isLinked &&
        entry && {
          links: { 'link-1': { link, progress: entry.progress, status: 'linked' as const } },
        }),
    };
    const screen = await Screen.of(state);
    if (!screen.page.querySelector(SOMETHING)) throw new Error('A blank pane.');
    const alive = screen.page.querySelector(ALIVE);
    if (alive) throw new Error(`Text became ${alive.outerHTML}`);
  });
}
