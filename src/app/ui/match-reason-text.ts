import type { MatchReason, Role } from '../domain/crm';
import { language } from './language';
import { plural } from './plural';

/** Why a record was suggested, in words. `now` is the time that "2 days ago" counts from. */
export function matchReasonText(reasons: MatchReason, now = new Date()): string {
  switch (reasons.kind) {
    case 'address':
      return reasons.weakness === 'spelling'
        ? $localize`:@@reasons.spelling:Similar address: ${reasons.address}:address:`
        : addressText(reasons.role);
    case 'domain':
      return $localize`:@@reasons.domain:Domain ${reasons.domain}:domain:`;
    case 'related':
      return reasons.as === 'company'
        ? $localize`:@@reasons.company:Company of ${reasons.to}:record:`
        : $localize`:@@reasons.open:Open for ${reasons.to}:record:`;
    case 'conversation':
      return reasons.at
        ? $localize`:@@reasons.conversationAt:Linked ${ago(reasons.at, now)}:when: in this conversation`
        : $localize`:@@reasons.conversation:Linked in this conversation`;
    case 'habit':
      return plural(reasons.times, {
        one: $localize`:@@reasons.habit.one:You linked a mail of this person to it`,
        other: $localize`:@@reasons.habit.other:You linked ${String(reasons.times)}:count: mails of this person to it`,
      });
    case 'number':
      return $localize`:@@reasons.number:${reasons.number}:number: in the subject`;
    case 'recent':
      return $localize`:@@reasons.recent:Used ${ago(reasons.at, now)}:when:`;
    case 'favourite':
      return $localize`:@@reasons.favourite:Starred`;
  }
}

function addressText(role: Role): string {
  switch (role) {
    case 'from':
      return $localize`:@@reasons.sender:Sender's address`;
    case 'replyTo':
      return $localize`:@@reasons.replyTo:Address for replies`;
    case 'to':
      return $localize`:@@reasons.recipient:Recipient's address`;
    case 'cc':
      return $localize`:@@reasons.copy:Address of a copy's recipient`;
    case 'bcc':
      return $localize`:@@reasons.blindCopy:In Bcc`;
  }
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago in the pane's language, in days or the largest unit below. */
function ago(at: string, now: Date): string {
  const passed = Math.max(0, now.getTime() - Date.parse(at));
  const format = new Intl.RelativeTimeFormat(language(), {
    numeric: 'auto',
  });
  if (!(passed >= hour)) return format.format(-Math.floor((passed || 0) / minute), 'minute');
  if (passed < day) return format.format(-Math.floor(passed / hour), 'hour');
  return format.format(-Math.floor(passed / day), 'day');
}
