const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
/** Minutes east of UTC; all other names of zones say nothing of it (RFC 5322, 4.3). */
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
/** No date header is longer, comments included. */
const LONGEST = 300;

const dateTime =
  /^(?:[a-z]{3} ?, ?)?(\d{1,2}) ([a-z]{3}) (\d{2,4}) (\d{1,2}) ?: ?(\d{2})(?: ?: ?(\d{2}))?(?: ([+-]\d{4}|[a-z]|ut|[a-z]{3,5}))?$/i;

/**
 * The moment that a `Date` header names, in milliseconds since 1970: as of RFC 5322, 3.3, with the
 * obsolete forms of 4.3 (zones by name, years of two digits, comments). Without a zone it is UTC.
 * The day of the week counts for nothing. Nothing where it is no such date, before 1970 included.
 */
export function mailDate(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = withoutComments(text).replace(/\s+/g, ' ').trim();
  const [, day = '', name = '', years = '', hour = '', minute = '', second = '0', zone = ''] =
    dateTime.exec(plain) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) / 3;
  const offset = zoneOffset(zone);
  if (name === '' || !Number.isInteger(month) || month < 0 || offset === undefined)
    return undefined;
  const year = fullYear(years);
  const midnight = new Date(Date.UTC(year, month, Number(day)));
  const isDay = midnight.getUTCMonth() === month && midnight.getUTCDate() === Number(day);
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
  if (!isDay || !isTime || year < 1970) return undefined;
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  return midnight.getTime() + minutes * 60_000 + Number(second) * 1_000;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return year + (digits.length === 2 && year < 50 ? 2_000 : 1_900);
}

function zoneOffset(zone: string): number | undefined {
  if (!/^[+-]/.test(zone)) return ZONES[zone.toUpperCase()] ?? 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Comments nest (RFC 5322, 3.2.2); one that does not end reaches to the end. */
function withoutComments(text: string): string {
  let depth = 0;
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) [depth, plain] = [depth - 1, `${plain} `];
    else if (character === '\\' && depth > 0) at += 1;
    else if (depth === 0) plain += character;
  }
  return plain;
}
