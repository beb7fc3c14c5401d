import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One recorded exchange with a real vtenext. */
export type Recording = {
  readonly scenario: string;
  readonly note: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authUser: string | null;
  readonly body: Buffer;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
  };
};

type Body = { readonly text?: string; readonly base64?: string } | null;
type Exchange = {
  readonly scenario: string;
  readonly note: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly authUser: string | null;
    readonly body: Body;
  };
  readonly response: {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: Body;
  };
};

/** Folders of recordings, each of one server. */
export const recordingFolders = ['recordings', 'recordings-2'] as const;

/** Where such a folder is: under $SHARED, or beside the project; `undefined` where it is not. */
export function recordingsFolder(
  name: (typeof recordingFolders)[number] = 'recordings',
): string | undefined {
  const shared = process.env['SHARED'] ?? resolve('..', 'shared');
  const folder = join(shared, 'vtenext', name);
  return existsSync(folder) ? folder : undefined;
}

export function readRecordings(folder: string): readonly Recording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => asRecording(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Exchange));
}

function asRecording({ scenario, note, request, response }: Exchange): Recording {
  return {
    scenario,
    note,
    method: request.method,
    path: request.path,
    headers: lowerCased(request.headers),
    authUser: request.authUser,
    body: bytes(request.body),
    answer: {
      status: response.status,
      headers: lowerCased(response.headers),
      text: bytes(response.body).toString('utf8'),
    },
  };
}

function lowerCased(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
}

function bytes(body: Body): Buffer {
  if (!body) return Buffer.alloc(0);
  return body.base64 === undefined
    ? Buffer.from(body.text ?? '', 'utf8')
    : Buffer.from(body.base64, 'base64');
}

/** The name of the REST method that a recording calls; `''` when it calls none. */
export function restMethod({ path }: Recording): string {
  return /\/vtews\/([^/?]+)/.exec(path)?.[1] ?? '';
}

/** The parameters of a recorded request, those of multipart parts included. */
export function parametersOf({ body, headers }: Recording): Readonly<Record<string, string>> {
  const text = body.toString('utf8');
  if ((headers['content-type'] ?? '').startsWith('multipart/')) {
    const parts = text.matchAll(/name="(\w+)"\r\n\r\n([^]*?)\r\n--/g);
    return Object.fromEntries([...parts].map(([, name, value]) => [name ?? '', value ?? '']));
  }
  if (!text.startsWith('{')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {};
  }
}

/** The envelope of an answer: the JSON in it, whatever stands before. */
export function envelopeOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const start = text.indexOf('{\n    "status"');
  return start < 0 ? undefined : (JSON.parse(text.slice(start)) as Record<string, unknown>);
}
