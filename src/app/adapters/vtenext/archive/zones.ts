/**
 * Minutes east of UTC that the zone of this IANA name keeps at `instant`; nothing where the browser
 * does not know the zone.
 */
export function offsetAt(zone: string, instant: Date): number | undefined {
  try {
    const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
      .formatToParts(instant)
      .find(({ type }) => type === 'timeZoneName')?.value;
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '') ?? [];
    const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    return sign === '-' ? -offset : offset;
  } catch {
    return undefined;
  }
}

/** Milliseconds that two clocks may differ while a message is stored. */
const MOST_APART = 4 * 60_000;
/** Minutes around which a zone is still the one that was meant. */
const NEAR = 30;

/** What the CRM user's clock is ahead of UTC now, in minutes. */
export interface MeasuredOffset {
  readonly minutes: number;
  /** Whether the device's clock, by which it was measured, can be relied on. */
  readonly isSure: boolean;
}

/**
 * Measures by `createdtime`, answered just now (REST API 7.3), and the device's clock, of whose
 * error in milliseconds `deviceError` tells. Where that is not known, a zone that is near is taken
 * for the user's: a clock may be wrong by any time, zones of one person are alike. Nothing without
 * a `createdtime`.
 */
export function measuredOffset(
  createdtime: string,
  zones: readonly string[],
  storedAt: Date,
  deviceError: number | undefined,
): MeasuredOffset | undefined {
  const now = new Date(storedAt.getTime() - (deviceError ?? 0));
  const minutes = zoneOffset(createdtime, now);
  const apart = Date.parse(`${createdtime.replace(' ', 'T')}Z`) - now.getTime();
  if (minutes === undefined) return undefined;
  const agrees = Math.abs(apart - minutes * 60_000) <= MOST_APART;
  if (agrees && deviceError !== undefined) return { minutes, isSure: true };
  const near = zones
    .map((zone) => offsetAt(zone, now))
    .find((offset) => offset !== undefined && Math.abs(offset - apart / 60_000) <= NEAR);
  return {
    minutes: near ?? minutes,
    isSure: agrees && deviceError === undefined && near === minutes,
  };
}

/**
 * Minutes east of UTC of the zone in which `createdtime`, answered just now, is written; rounded to
 * a quarter of an hour, as zones are (REST API 7.3). Nothing where it cannot be read.
 */
export function zoneOffset(createdtime: string, now: Date): number | undefined {
  const time = Date.parse(`${createdtime.replace(' ', 'T')}Z`);
  if (Number.isNaN(time)) return undefined;
  const quarters = Math.round((time - now.getTime()) / 900_000);
  return quarters * 15 + 0;
}

/** The offset from UTC in which the CRM takes a time, in minutes east. */
export interface UserOffset {
  readonly minutes: number;
  /** Whether only today's offset is known, and not that at the mail's date. */
  readonly isGuessed: boolean;
}

/**
 * What the CRM user's clock was ahead of UTC at `sentAt`, from what it is at `now`: of the zones
 * given, the first that keeps the same time today tells; else it is taken to be as today
 * (REST API 7.3).
 */
export function userOffset(
  measured: number,
  zones: readonly string[],
  sentAt: Date,
  now: Date,
): UserOffset {
  const zone = zones.find((each) => offsetAt(each, now) === measured);
  const minutes = zone === undefined ? undefined : offsetAt(zone, sentAt);
  return { minutes: minutes ?? measured, isGuessed: minutes === undefined };
}
