import type { Finding } from '../../domain/finding';
import type { PaneWindow } from './pane-window';

/** The highest Mailbox requirement set that may exist; the newest known is 1.15. */
const HIGHEST = 30;

/** The level from which on attachments are handed to add-ins. */
const NEEDED = 8;

/** Which Outlook it is, and the highest Mailbox requirement set it supports. Calls nothing. */
export function diagnoseOutlook({ Office: office }: PaneWindow): Finding {
  const context = office?.context as Partial<Office.Context> | undefined;
  if (!context?.mailbox || !context.diagnostics) return { topic: 'outlook', code: 'absent' };
  const { host, platform, version } = context.diagnostics;
  const level = highestLevel(context.requirements);
  return {
    topic: 'outlook',
    code: level < NEEDED ? 'old' : 'known',
    facts: {
      host: String(host),
      platform: String(platform),
      version,
      mailbox: level > 0 ? `1.${String(level)}` : '–',
    },
  };
}

function highestLevel(requirements: Office.RequirementSetSupport | undefined): number {
  for (let level = HIGHEST; level > 0; level -= 1) {
    if (requirements?.isSetSupported('Mailbox', `1.${String(level)}`)) return level;
  }
  return 0;
}
