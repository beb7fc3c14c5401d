/** Wall-clock texts, `YYYY-MM-DD HH:MM:SS`, and the zones they are read in (REST API 7.3). */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(zone, format);
  }
  return format;
}

/** What a clock in `zone` shows at that instant. */
export function wallTime(instant: Date, zone: string): string {
  return formatFor(zone).format(instant);
}

function asUtc(wall: string): number {
  return Date.parse(`${wall.replace(' ', 'T')}Z`);
}

/** The instant at which a clock in `zone` shows `wall`; the earlier one where it shows it twice. */
function instantOf(wall: string, zone: string): Date {
  const naive = asUtc(wall);
  const offsetAt = (time: number): number => asUtc(wallTime(new Date(time), zone)) - time;
  const guess = naive - offsetAt(naive);
  return new Date(naive - offsetAt(guess));
}

const wallPattern = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** `wall` of a clock in zone `from`, as a clock in zone `to` shows it; other texts unchanged. */
export function convertWall(wall: string, from: string, to: string): string {
  if (from === to || !wallPattern.test(wall) || Number.isNaN(asUtc(wall))) return wall;
  return wallTime(instantOf(wall, from), to);
}
