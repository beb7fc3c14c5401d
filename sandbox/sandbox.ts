import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { CrmOptions } from './crm/crm.ts';
import { demoOptions } from './crm/demo.ts';
import { scaledOptions } from './crm/seed/scale.ts';
import { buildCrm } from './crm/server.ts';
import { generatedMails, sampleFolder } from './mail/samples.ts';
import { buildPane } from './outlook/pane-server.ts';
import { buildOutlook, type StoredMail } from './outlook/server.ts';

export interface SandboxOptions {
  /** Outlook's port; the pane and the CRM take the two after it. */
  readonly port: number;
  /** Where the CRM keeps its data. */
  readonly dataFolder: string;
  /** The built pane. */
  readonly paneFolder: string;
  /** Folders of `.eml` files to show beside the samples. */
  readonly mailFolders?: readonly string[];
  /** Mails to show beside the samples that lie in no folder. */
  readonly mails?: readonly StoredMail[];
  /** Whether the CRM begins anew. */
  readonly reset?: boolean;
  /** So many companies and contacts, and 100 modules more, in a CRM of its own. */
  readonly scale?: number | undefined;
  /** Fills the CRM in place of the demo's records. */
  readonly seed?: CrmOptions['seed'];
}

/** A running sandbox: three origins on the loopback interface. */
export interface Sandbox {
  readonly outlook: string;
  readonly pane: string;
  readonly crm: string;
  /**
   * Answers `config.json` with this text from now on; with that of
   * the build where it is `undefined`.
   */
  configure(text: string | undefined): void;
  stop(): Promise<void>;
}

/** Starts all three servers. Fails with the error of the first that cannot listen; none is left. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port } = options;
  const [outlook, pane, crm] = [port, port + 1, port + 2].map(
    (each) => `http://localhost:${String(each)}`,
  ) as [string, string, string];
  mkdirSync(options.dataFolder, { recursive: true });
  const servers: FastifyInstance[] = [];
  let configuration: string | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
  };
  try {
    const { scale, seed } = options;
    const crmOptions =
      scale === undefined
        ? demoOptions(join(options.dataFolder, 'crm.db'))
        : scaledOptions(join(options.dataFolder, `crm-${String(scale)}.db`), scale);
    const crmServer = await buildCrm({ ...crmOptions, ...(seed && { seed }) });
    servers.push(crmServer);
    if (options.reset) await crmServer.inject({ method: 'POST', url: '/sandbox/reset' });
    await crmServer.listen({ port: port + 2, host: 'localhost' });

    const paneServer = await buildPane({
      folder: options.paneFolder,
      outlookOrigin: outlook,
      configuration: () => configuration,
    });
    servers.push(paneServer);
    await paneServer.listen({ port: port + 1, host: 'localhost' });

    const outlookServer = await buildOutlook({
      paneUrl: `${pane}/`,
      mailFolders: [sampleFolder, ...(options.mailFolders ?? [])],
      mails: [...generatedMails(), ...(options.mails ?? [])],
    });
    servers.push(outlookServer);
    await outlookServer.listen({ port, host: 'localhost' });
  } catch (error) {
    await stop();
    throw error;
  }
  const configure = (text: string | undefined): void => {
    configuration = text;
  };
  return { outlook, pane, crm, configure, stop };
}
