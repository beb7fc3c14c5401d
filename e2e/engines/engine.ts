/** A browser engine, as thin as the main flow needs it. */
export interface Engine {
  readonly name: string;
  open(address: string): Promise<void>;
  /** Runs a function body in the window or in the pane's frame; gives what it returns, as JSON. */
  run(where: 'window' | 'pane', body: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts an engine; nothing where it is not installed, with the sentence that says so. */
export interface EngineSource {
  readonly name: string;
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  isInstalled(): boolean;
  start(): Promise<Engine>;
}

export const paneFrame = 'iframe[title="Link to CRM"]';
