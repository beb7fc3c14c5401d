import type { RecordAnswer } from '../../../contract/rest';
import type { MessageDraft } from '../../domain/archive';
import { inertPage } from '../../domain/inert-page';
import type { Problem } from '../../domain/problem';
import { subjectText } from './text';

/** What the CRM says it stored, against what was sent: it loses things behind a success. */
export function difference(row: RecordAnswer, draft: MessageDraft): Problem | undefined {
  const wrong = (what: 'body' | 'subject' | 'message'): Problem => ({ kind: 'storedWrongly', what });
  if ((row['description'] ?? '').trim() === '') return wrong('body');
  if ((row['messageid'] ?? '') !== draft.messageId) return wrong('message');
  const isSame = letters(row['subject'] ?? '') === letters(subjectText(draft.subject));
  return isSame ? undefined : wrong('subject');
}

/** Letters and digits alone: the CRM decodes entities and trims as it stores. */
function letters(subject: string): string {
  const text = inertPage(subject).documentElement.textContent;
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
