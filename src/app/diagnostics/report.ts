import { type Finding, TOPICS, outcomeOf } from '../domain/finding';
import { readCrmAddress } from '../domain/crm-address';

/** What a report is made of. */
export interface DiagnosticsRun {
  readonly at: Date;
  /** The pane's. */
  readonly version: string;
  /** The CRM's address as it was typed. */
  readonly address: string;
  /** Empty where nobody is signed in. */
  readonly userName: string;
  readonly findings: readonly Finding[];
}

/**
 * What was found, as plain text for whoever helps, in their words and not the user's language.
 * Names the CRM's host and the user; no key, no password, nothing of a mail, and no path of an
 * address.
 */
export function reportText({ at, version, address, userName, findings }: DiagnosticsRun): string {
  const lines = TOPICS.map((topic) => {
    const finding = findings.find((each) => each.topic === topic);
    if (!finding) return `${topic}: not checked`;
    const facts = Object.entries(finding.facts ?? {}).map(([name, fact]) => `${name} ${fact}`);
    const said = facts.length > 0 ? ` (${facts.join(', ')})` : '';
    return `${topic}: ${outcomeOf(finding)}, ${finding.code}${said}`;
  });
  return [
    `Mail Connector for vtenext ${version}, check of the connection`,
    at.toISOString(),
    `CRM: ${hostOf(address) || 'none'}`,
    `User: ${userName || 'nobody'}`,
    ...lines,
  ].join('\n');
}

/** What is typed wrongly may hold a password: nothing of it is told. */
function hostOf(address: string): string {
  try {
    return new URL(readCrmAddress(address)).host;
  } catch {
    return '';
  }
}
