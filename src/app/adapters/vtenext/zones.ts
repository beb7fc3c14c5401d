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

/** The offset from UTC in which the CRM takes a time, in minutes east. */
export interface UserOffset {
  readonly minutes: number;
  /** Whether only today's offset is known, and not that at the mail's date. */
  readonly isGuessed: boolean;
}

/**
 * What the CRM user's clock was ahead of UTC at `sentAt`, from what it is at `now`: of the zones
 * given, the first that keeps the same time today tells; else it is taken to be as today (API.md 7.3).
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
