import type { Evidence, Role } from '../domain/crm';

/** Why a record was suggested, in words. `now` is the time that "2 days ago" counts from. */
export function evidenceText(evidence: Evidence, now = new Date()): string {
  switch (evidence.kind) {
    case 'address':
      return evidence.weakness === 'spelling'
        ? $localize`:@@evidence.spelling:Similar address: ${evidence.address}:address:`
        : addressText(evidence.role);
    case 'domain':
      return $localize`:@@evidence.domain:Domain ${evidence.domain}:domain:`;
    case 'related':
      return evidence.as === 'company'
        ? $localize`:@@evidence.company:Company of ${evidence.to}:record:`
        : $localize`:@@evidence.open:Open for ${evidence.to}:record:`;
    case 'conversation':
      return evidence.at
        ? $localize`:@@evidence.conversationAt:Linked ${ago(evidence.at, now)}:when: in this conversation`
        : $localize`:@@evidence.conversation:Linked in this conversation`;
    case 'habit':
      return evidence.times === 1
        ? $localize`:@@evidence.habitOnce:You linked a mail of this person to it`
        : $localize`:@@evidence.habit:You linked ${String(evidence.times)}:count: mails of this person to it`;
    case 'number':
      return $localize`:@@evidence.number:${evidence.number}:number: in the subject`;
    case 'recent':
      return $localize`:@@evidence.recent:Used ${ago(evidence.at, now)}:when:`;
    case 'favourite':
      return $localize`:@@evidence.favourite:Starred`;
  }
}

function addressText(role: Role): string {
  switch (role) {
    case 'from':
      return $localize`:@@evidence.sender:Sender's address`;
    case 'replyTo':
      return $localize`:@@evidence.replyTo:Address for replies`;
    case 'to':
      return $localize`:@@evidence.recipient:Recipient's address`;
    case 'cc':
      return $localize`:@@evidence.copy:Address of a copy's recipient`;
    case 'bcc':
      return $localize`:@@evidence.blindCopy:In Bcc`;
  }
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago in the pane's language, in days or the largest unit below. */
function ago(at: string, now: Date): string {
  const passed = Math.max(0, now.getTime() - Date.parse(at));
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', {
    numeric: 'auto',
  });
  if (!(passed >= hour)) return format.format(-Math.floor((passed || 0) / minute), 'minute');
  if (passed < day) return format.format(-Math.floor(passed / hour), 'hour');
  return format.format(-Math.floor(passed / day), 'day');
}
