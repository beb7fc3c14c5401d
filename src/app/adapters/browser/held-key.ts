import type { Account } from '../../domain/account';
import {
  type AccessKey,
  PROFILE_COLOURS,
  type ProfileColour,
  type ProfileLook,
} from '../../ports/credential-vault';

/** A key with what is known about it, as it is kept on the device. */
export interface HeldKey extends ProfileLook {
  readonly key: AccessKey;
  /** When it was last taken into use, in milliseconds; 0 where somebody signed out since. */
  readonly usedAt: number;
  /** Whether the CRM refused it: each attempt with it would count (REST API 3). */
  readonly isRefused: boolean;
}

/** Of what is written here; before there were profiles there was none. */
const VERSION = 2;
/** Characters that a name has at most. */
export const LONGEST_NAME = 60;

export function writeHeldKey({ key, name, colour, usedAt, isRefused }: HeldKey): string {
  const kept = { version: VERSION, ...key, name, colour, usedAt, isRefused };
  return JSON.stringify(kept);
}

/** Whether a newer pane wrote the text, which this one must leave alone. */
export function isOfNewerPane(text: string): boolean {
  const { version } = parsed(text);
  return typeof version === 'number' && version > VERSION;
}

/** What a kept text says; nothing of what no version up to this one has written. */
export function readHeldKey(text: string): HeldKey | undefined {
  const { version, crmAddress, userName, accessKey, name, colour, usedAt, isRefused } =
    parsed(text);
  if (version !== undefined && version !== VERSION) return undefined;
  if (typeof crmAddress !== 'string' || !isWebAddress(crmAddress)) return undefined;
  if (typeof userName !== 'string' || typeof accessKey !== 'string') return undefined;
  return {
    key: { crmAddress, userName, accessKey },
    name:
      typeof name === 'string' && name !== ''
        ? name.slice(0, LONGEST_NAME)
        : hostOf({ crmAddress }),
    colour: PROFILE_COLOURS.find((one) => one === colour) ?? PROFILE_COLOURS[0],
    // A key of before there were profiles was in use.
    usedAt: typeof usedAt === 'number' ? usedAt : 1,
    isRefused: isRefused === true,
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const isWebAddress = (text: string): boolean =>
  /^https?:\/\/[^@\s]+$/.test(text) && URL.canParse(text);

const hostOf = ({ crmAddress }: Pick<Account, 'crmAddress'>): string =>
  URL.canParse(crmAddress) ? new URL(crmAddress).host : crmAddress;

/** What a new profile is called and looks like beside those there are. */
export function firstLook(account: Account, others: readonly ProfileLook[]): ProfileLook {
  const host = hostOf(account);
  const isTaken = others.some(({ name }) => name === host);
  const colour = PROFILE_COLOURS.find(
    (one: ProfileColour) => !others.some((other) => other.colour === one),
  );
  return {
    name: (isTaken ? `${host}, ${account.userName}` : host).slice(0, LONGEST_NAME),
    colour: colour ?? PROFILE_COLOURS[0],
  };
}
