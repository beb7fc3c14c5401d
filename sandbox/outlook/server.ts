import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import Fastify, { type FastifyInstance } from 'fastify';
import { parseEml } from './eml.ts';
import { summarise, type MailSummary } from './mail-summary.ts';

export interface OutlookOptions {
  /** Address of the pane's page, such as "http://localhost:4301/". */
  readonly paneUrl: string;
  /**
   * Folders of `.eml` files. Those below `inbox`, `sent` and `drafts` go to these; files that
   * lie in the folder itself go to the inbox.
   */
  readonly mailFolders: readonly string[];
  /** Mails that lie in no folder: made at start. */
  readonly mails?: readonly StoredMail[];
}

/** A mail as the server keeps it; `id` is unique in the mailbox and fit for a URL. */
export interface StoredMail {
  readonly id: string;
  readonly folder: MailSummary['folder'];
  readonly eml: Uint8Array;
}

const folders = ['inbox', 'sent', 'drafts'] as const;
/** Of a mail's id in an address; 255 characters of any script take no more. */
const longestPath = 4_000;
const windowFolder = fileURLToPath(new URL('./window/', import.meta.url));

/**
 * The origin that plays Outlook on the web: its window at `/`, the mailbox at `/mail` (a list of
 * `MailSummary`) and `/mail/<id>.eml`. Listens nowhere yet. Rejects with a sentence when a
 * mail folder cannot be read or the window's script does not compile.
 */
export async function buildOutlook(options: OutlookOptions): Promise<FastifyInstance> {
  const stored = [...options.mailFolders.flatMap(readFolder), ...(options.mails ?? [])];
  const mails = new Map<string, StoredMail>();
  for (const mail of stored) {
    const id = freeId(mail.id, mails);
    mails.set(id, { ...mail, id });
  }
  const list: MailSummary[] = [];
  for (const mail of mails.values()) list.push(await summaryOf(mail));
  list.sort((one, other) => other.receivedAt.localeCompare(one.receivedAt));
  const { script, style } = await bundleWindow();
  const page = readFileSync(join(windowFolder, 'index.html'), 'utf8');

  const server = Fastify({ routerOptions: { maxParamLength: longestPath } });
  server.addHook('onSend', async (_, reply) => {
    reply.header('Cache-Control', 'no-store').header('X-Content-Type-Options', 'nosniff');
  });
  server.get('/', (_, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('Content-Security-Policy', windowPolicy(options.paneUrl))
      .send(page),
  );
  server.get('/window.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  server.get('/window.css', (_, reply) => reply.type('text/css; charset=utf-8').send(style));
  server.get('/settings', () => ({ paneUrl: options.paneUrl }));
  server.get('/mail', () => list);
  server.get<{ Params: { file: string } }>('/mail/:file', (request, reply) => {
    const mail = mails.get(basename(request.params.file, '.eml'));
    if (!mail) return reply.code(404).send({ message: 'No such mail' });
    return reply.type('message/rfc822').send(Buffer.from(mail.eml));
  });
  return server;
}

/** One mail that cannot be read is listed as such, and stops no other. */
async function summaryOf({ id, folder, eml }: StoredMail): Promise<MailSummary> {
  try {
    return summarise(id, folder, await parseEml(eml));
  } catch {
    const nobody = { name: '', address: '' };
    const subject = `${id} can’t be read`;
    const unknown = { to: [], receivedAt: '', size: 0, hasAttachments: false };
    return { id, folder, subject, from: nobody, ...unknown };
  }
}

/** Nothing from elsewhere: mails load no pictures, and only the pane may be framed. */
function windowPolicy(paneUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    // Any loopback origin, for a test may name another pane in the address.
    `frame-src ${new URL(paneUrl).origin} http://localhost:*`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

async function bundleWindow(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [join(windowFolder, 'window.ts'), join(windowFolder, 'window.css')],
    outdir: windowFolder,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  const text = (extension: string) =>
    outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}

function readFolder(path: string): StoredMail[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`There is no folder ${path}`);
  }
  return [
    ...emlFiles(path).flatMap((file) => storedMail(path, file, 'inbox')),
    ...folders.flatMap((folder) => {
      const inside = join(path, folder);
      return emlFiles(inside).flatMap((file) => storedMail(inside, file, folder));
    }),
  ];
}

/** Two files of one name, in two folders, are two mails. */
function freeId(id: string, taken: ReadonlyMap<string, unknown>): string {
  let candidate = id;
  for (let attempt = 2; taken.has(candidate); attempt += 1) candidate = `${id}-${attempt}`;
  return candidate;
}

function emlFiles(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && extname(entry.name).toLowerCase() === '.eml')
    .map(({ name }) => name)
    .sort();
}

/** Nothing, and a warning, for a file that may not be read. */
function storedMail(
  path: string,
  file: string,
  folder: StoredMail['folder'],
): readonly StoredMail[] {
  const name = basename(file, extname(file));
  const id = name.replace(/[^\w.-]+/g, '-');
  try {
    return [{ id, folder, eml: readFileSync(join(path, file)) }];
  } catch (error) {
    process.emitWarning(`${file} is left out: ${String(error)}`);
    return [];
  }
}
