import { domainOf } from '../domain/address';
import type { Settings } from '../domain/settings';
import type { Mail, Person } from '../domain/mail';
import type { Correspondent } from '../domain/other-side';
import type { MachineState } from '../machine/machine.state';

/** How words of addresses begin of which only the headers tell whom they stand for. */
const MAYBE_SHARED =
  /(^|[^a-z])(adm|aler|anf|apa|auto|ben|bitte|bot|bou|cgi|cont|dae|don|enq|form|hel|info|inq|kei|kont|lead|list|mai|maj|mark|ne(pas|ws|\W)|ni|no|off|ord|post|req|rob|sales|ser|shop|site|sup|sys|team|tick|uns|w{3}|we?b|wordp|hallo)|reply/;

/** What was chosen on this device, with what whoever hosts the pane decided. */
export function allSettings({ settings, configuration }: MachineState): Settings {
  return { ...settings, ownDomains: [...settings.ownDomains, ...configuration.ownDomains] };
}

/** Domains that were chosen, and the mailbox's own unless it is one that anybody may have. */
export function ownDomains(
  { own }: Mail,
  { ownDomains: chosen }: Settings,
  freeMail: ReadonlySet<string> = new Set(),
): readonly string[] {
  return [...chosen, ...own.map(domainOf).filter((domain) => !freeMail.has(domain))];
}

/**
 * Of the people that `otherSide` tells those who are among them whatever the headers say, for the
 * first question to the CRM. Whether the mailbox's own domain is one that anybody may have is not
 * known yet.
 */
export function certainPeople(mail: Mail, settings: Settings): readonly Correspondent[] {
  const { from, to, cc, own, ownName, sentByUser } = mail;
  const domains = ownDomains(mail, settings);
  const all = [
    ...inRole('from', sentByUser ? [] : [from]),
    ...inRole('to', to),
    ...inRole('cc', cc),
  ];
  const people = all.filter(
    ({ address }, index) =>
      address.includes('@') &&
      !own.some((one) => one.toLowerCase() === address) &&
      !domains.includes(domainOf(address)) &&
      !MAYBE_SHARED.test(address.slice(0, address.lastIndexOf('@'))) &&
      all.findIndex((one) => one.address === address) === index,
  );
  return sentByUser || (people[0]?.role === 'from' && from.name !== ownName) ? people : [];
}

function inRole(role: Correspondent['role'], people: readonly Person[]): readonly Correspondent[] {
  return people.map(({ name, address }, position) => ({
    role,
    position,
    name: name.trim(),
    address: address.trim().toLowerCase(),
  }));
}
