import { envelopeOf, type Recording, restMethod } from './recordings.ts';

/** What the sandbox answered to a recorded request. */
export type Seen = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
};

/** Headers that matter to a browser. */
const comparedHeaders = [
  'access-control-allow-origin',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-credentials',
  'access-control-expose-headers',
  'access-control-max-age',
  'x-content-type-options',
  'content-security-policy',
];

/** Differences that the sandbox keeps on purpose: values of these names are not compared. */
const free: readonly { readonly names: RegExp; readonly because: string }[] = [
  { names: /^(id|\w*_id|\w+_no|related_to|creator|folderid)$/, because: 'numbers are given anew' },
  { names: /time$|^(start_sla|time_refresh|email_date)$/, because: 'the clock has moved on' },
  { names: /^count$/, because: 'only the records that are shown are seeded' },
];

/**
 * The first difference between a recorded answer and the sandbox's, in words. Compared are
 * status, content type, headers, and of the JSON the error with its message and the shape: names
 * and types, of lists whether they are empty and what their first item is; and where the answer
 * is one record, or a query's only row, all its values but the free ones. Which of several rows
 * comes first is the database's choice, and so not compared.
 */
export function difference(
  recording: Recording,
  seen: Seen,
  { isMap }: { isMap: boolean },
): string | undefined {
  const { answer } = recording;
  if (answer.status !== seen.status) return `status ${seen.status}, recorded ${answer.status}`;
  for (const name of comparedHeaders) {
    if (answer.headers[name] !== seen.headers[name]) {
      return `${name} ${String(seen.headers[name])}, recorded ${String(answer.headers[name])}`;
    }
  }
  const type = mediaType(seen.headers['content-type']);
  if (type !== mediaType(answer.headers['content-type'])) return `content type ${type}`;
  const expected = envelopeOf(answer.text);
  const found = envelopeOf(seen.text);
  if (!expected || !found) {
    return expected === found ? undefined : `body ${seen.text.slice(0, 200)}`;
  }
  for (const name of ['status', 'success', 'error', 'message', 'file']) {
    if (expected[name] !== found[name]) {
      return `${name} ${String(found[name])}, recorded ${String(expected[name])}`;
    }
  }
  if (isMap) return differentMap(expected['data'], found['data']);
  return (
    differentShape('data', expected['data'], found['data']) ??
    differentValues(onlyRecord(expected['data']), onlyRecord(found['data']), hasNoDate(recording))
  );
}

/** Whether a message is created without a date: it gets the clock's, which has moved on. */
function hasNoDate(recording: Recording): boolean {
  return restMethod(recording) === 'create' && !recording.body.includes('mdate');
}

/** The record that an answer is, or the only one that it lists. */
function onlyRecord(data: unknown): Readonly<Record<string, unknown>> {
  const record: unknown = Array.isArray(data) && data.length === 1 ? data[0] : data;
  return isObject(record) ? record : {};
}

function differentValues(
  expected: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
  isDateFree: boolean,
): string | undefined {
  const name = Object.keys(expected).find(
    (each) =>
      !(isDateFree && each === 'mdate') &&
      !free.some(({ names }) => names.test(each)) &&
      neutral(expected[each]) !== neutral(found[each]),
  );
  return name && `${name} is ${neutral(found[name])}, recorded ${neutral(expected[name])}`;
}

/**
 * A value as text, without the record numbers that stand in addresses, and without the labels of
 * the custom module: its language pack was there for some of the recordings only.
 */
function neutral(value: unknown): string {
  return JSON.stringify(value ?? null)
    .replaceAll(/&record=\d+/g, '&record=N')
    .replaceAll(/"Installations":\{[^}]*\}/g, '"Installations":{}');
}

function mediaType(header: unknown): string {
  return String(header).toLowerCase();
}

/** Language packs: which labels one holds is the vendor's data, so names are not compared. */
function differentMap(expected: unknown, found: unknown): string | undefined {
  return kindOf(expected) === kindOf(found) ? undefined : `data is a ${kindOf(found)}`;
}

function differentShape(path: string, expected: unknown, found: unknown): string | undefined {
  if (Array.isArray(expected) && Array.isArray(found)) {
    if ((expected.length === 0) !== (found.length === 0)) {
      return `${path} has ${found.length} items, recorded ${expected.length}`;
    }
    return expected.length === 0 ? undefined : differentShape(`${path}[0]`, expected[0], found[0]);
  }
  if (isObject(expected) && isObject(found)) {
    const missing = Object.keys(expected).filter((name) => !(name in found));
    const extra = Object.keys(found).filter((name) => !(name in expected));
    if (missing.length > 0 || extra.length > 0) {
      return `${path} lacks [${missing.join(', ')}], adds [${extra.join(', ')}]`;
    }
    for (const name of Object.keys(expected)) {
      const inner = differentShape(`${path}.${name}`, expected[name], found[name]);
      if (inner) return inner;
    }
    return undefined;
  }
  const [recorded, answered] = [kindOf(expected), kindOf(found)];
  return recorded === answered ? undefined : `${path} is ${answered}, recorded ${recorded}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
