import type { RecordAnswer } from '../../../../contract/rest';
import type { MessageDraft } from '../../../domain/archive';
import type { Problem } from '../../../domain/problem';
import { idToStoreUnder } from './message-element';
import { letters } from './message-finder';
import { subjectText } from './text';

/** What the CRM says it stored, against what was sent: it loses things behind a success. */
export function difference(row: RecordAnswer, draft: MessageDraft): Problem | undefined {
  const wrong = (what: 'body' | 'subject' | 'message'): Problem => ({
    kind: 'storedWrongly',
    what,
  });
  if ((row['description'] ?? '').trim() === '') return wrong('body');
  if ((row['messageid'] ?? '') !== idToStoreUnder(draft)) return wrong('message');
  const isSame = letters(row['subject'] ?? '') === letters(subjectText(draft.subject));
  return isSame ? undefined : wrong('subject');
}
