import type { Duplex } from 'node:stream';

/** How the CRM can behave badly, on demand. */
export const faultKinds = [
  /** Answers after `value` milliseconds. */
  'latency',
  /** Fails without doing anything. */
  'http500',
  /** Cuts the connection before the request is processed. */
  'cutBefore',
  /** Processes the request, then cuts the connection: the answer is lost. */
  'cutAfter',
  /** Takes the request in, does nothing and never answers. */
  'hangBefore',
  /** Processes the request and never answers. */
  'hangAfter',
  /** Processes the request twice, as behind a proxy that sends a POST again; answers the second. */
  'replayed',
  /** Processes the request, but a proxy's HTML page comes in the answer's place, by status 200. */
  'proxyPage',
  /** Processes the request and cuts the answer's body in the middle, by an HTTP that is whole. */
  'cutAnswer',
  /** Prints PHP notices before the JSON, as HTML and with status 200. */
  'htmlBefore',
  /** Answers the maintenance page, without CORS headers. */
  'maintenance',
  /** Answers 200 and nothing. */
  'empty',
  /** Refuses the access key. */
  'unauthorized',
  /** Puts a page of a proxy in the place of each refusal of a key, which keeps its status 401. */
  'refusalPage',
  /** Puts a page of a proxy in the place of each refusal of a key, with status 200. */
  'refusalHidden',
  /** Cuts each refusal of a key in the middle of its text: only the status can be read. */
  'refusalCut',
  /** Answers each refusal of a key without CORS headers, so that a page sees no answer at all. */
  'refusalNoCors',
  /** Stores what comes but none of its files. */
  'dropFiles',
  /** Sees no Authorization header, as PHP behind FPM that is not handed it (REST API 1.1). */
  'dropAuthorization',
  /** Has no rewrite rules: only the path with `index.php` leads to the API, any other is a 404. */
  'noRewrite',
  /** Sends the caller to another host name, by 302. */
  'redirect',
  /** Answers without CORS headers, as a proxy does that keeps them back. */
  'noCors',
  /** Answers with `Access-Control-Allow-Origin` twice: the CRM's own, and the web server's. */
  'doubleCors',
  /** Refuses preflight requests, as a web server does that permits only GET and POST. */
  'noPreflight',
] as const;

/** How the web server in front of the CRM is set up: not about one call, and in preflights, too. */
export type StandingKind = Extract<
  FaultKind,
  'maintenance' | 'noRewrite' | 'redirect' | 'noCors' | 'doubleCors' | 'noPreflight'
>;

export type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  /** The REST method that it strikes, or `*` for all. */
  readonly method: string;
  /** Which call it strikes, counted from 1 since it was set; all calls when missing. */
  readonly nth?: number;
  /**
   * The modules that the call must be about, by its query or its element type; any when missing. So
   * no call that a pane makes beside what is tested takes the fault.
   * What is uploaded tells no module.
   */
  readonly modules?: readonly string[];
  readonly kind: FaultKind;
  /** Milliseconds, for `latency`. */
  readonly value?: number;
};

/** The faults that are set, and the calls each has seen. */
export class Faults {
  private armed: { readonly fault: Fault; calls: number }[] = [];
  private readonly stricken: Fault[] = [];
  /** Connections whose callers wait for an answer that never comes. */
  private readonly hung = new Set<Duplex>();

  get all(): readonly Fault[] {
    return this.armed.map(({ fault }) => fault);
  }

  /** The faults that have struck, in order. */
  get struck(): readonly Fault[] {
    return this.stricken;
  }

  add(fault: Fault): void {
    this.armed.push({ fault, calls: 0 });
  }

  /** Sets no fault any more, and cuts the connections that hang: they would stay open for good. */
  clear(): void {
    this.armed = [];
    this.stricken.length = 0;
    for (const connection of this.hung) connection.destroy();
  }

  /** Leaves the caller of this connection waiting until it gives up or the faults are cleared. */
  hang(connection: Duplex): void {
    this.hung.add(connection);
    connection.once('close', () => this.hung.delete(connection));
  }

  /** Counts a call of `method` about `module`, and tells the faults that strike it. */
  strike(method: string, module?: string): readonly Fault[] {
    const concerned = this.armed
      .filter(({ fault }) => concerns(fault, method))
      .filter(({ fault: { modules } }) => !modules || (module && modules.includes(module)));
    for (const entry of concerned) entry.calls++;
    const struck = concerned
      .filter(({ fault, calls }) => fault.nth === undefined || fault.nth === calls)
      .map(({ fault }) => fault);
    this.stricken.push(...struck);
    return struck;
  }

  /** Whether the server is so for every request about `method`, preflights included. */
  stands(kind: StandingKind, method: string): boolean {
    return this.all.some(
      (fault) => fault.kind === kind && fault.nth === undefined && concerns(fault, method),
    );
  }
}

function concerns(fault: Fault, method: string): boolean {
  return fault.method === '*' || fault.method === method;
}
