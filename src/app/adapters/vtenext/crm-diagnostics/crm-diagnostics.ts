import { Injectable, inject } from '@angular/core';
import { Observable, catchError, firstValueFrom, map, of } from 'rxjs';
import { anySchema, describeSchema } from '../../../../contract/rest';
import { isPrivateAddress, readCrmAddress } from '../../../domain/crm-address';
import type { CodeOf, Finding, Topic } from '../../../domain/finding';
import { type ProblemKind, ProblemError, toProblem } from '../../../domain/problem';
import { Transport } from '../../../platform/transport';
import { CredentialVault } from '../../../ports/credential-vault';
import { CrmDiagnostics } from '../../../ports/crm-diagnostics';
import { RestCaller } from '../rest/rest-caller';
import {
  ENDPOINT_PATHS,
  type EndpointPath,
  EndpointDiscovery,
  type ProbeResult,
} from '../rest/endpoint-discovery';

/** Milliseconds that one question may take. */
const PATIENCE = 10_000;

/** What a page may know of itself and of its browser's rules. */
export interface PageSurroundings {
  /** The page's own address. */
  readonly address: string;
  /**
   * The state of the permission to ask servers of private networks; nothing where there is none.
   */
  readonly localNetwork: PermissionState | undefined;
}

type Tell = (finding: Finding) => void;

/** Topics that cannot be told of every server. */
const TOPICS = [
  'localNetwork',
  'redirect',
  'restPath',
  'cors',
  'preflight',
  'key',
  'messages',
  'documents',
] as const satisfies readonly Topic[];

/** Looks at the way to vtenext, one question after another. */
@Injectable({ providedIn: 'root' })
export class VtenextCrmDiagnostics extends CrmDiagnostics {
  private readonly transport = inject(Transport);
  private readonly endpoints = inject(EndpointDiscovery);
  private readonly rest = inject(RestCaller);
  private readonly vault = inject(CredentialVault);

  /**
   * Nothing that is asked has an effect or can count as a failed sign-in; calls with the key are
   * made only where it is in use for this very CRM, one after another, and none after the first
   * that was refused.
   */
  override diagnose(address: string): Observable<Finding> {
    return new Observable<Finding>((told) => {
      const tell: Tell = (finding) => {
        told.next(finding);
      };
      this.diagnoseAll(address, tell).then(
        () => {
          told.complete();
        },
        (error: unknown) => {
          told.error(error);
        },
      );
    });
  }

  private async diagnoseAll(typed: string, tell: Tell): Promise<void> {
    const page = await surroundings();
    const told = new Set<Topic>();
    const once: Tell = (finding) => {
      told.add(finding.topic);
      tell(finding);
    };
    const crmAddress = readAddress(typed, once);
    if (crmAddress !== undefined) await this.diagnoseAddress(crmAddress, page, once);
    // What could not be asked.
    for (const topic of TOPICS) if (!told.has(topic)) tell({ topic, code: 'unknown' });
    tell({ topic: 'uploads', code: 'untold' });
  }

  private async diagnoseAddress(
    crmAddress: string,
    page: PageSurroundings,
    tell: Tell,
  ): Promise<void> {
    const { transport, endpoints, rest, vault } = this;
    const probeResults = await looked(crmAddress, endpoints);
    const isReadable = probeResults.includes('vtenext') || probeResults.includes('other');
    const isSeen = isReadable || probeResults.includes('redirected');
    const isSlow = probeResults.includes('timedOut');
    const isThere = isSeen || (!isSlow && (await answersAtAll(crmAddress, transport)));
    const server = isThere ? 'answers' : isSlow ? 'slow' : 'silent';
    tell({ topic: 'server', code: server });
    tell({ topic: 'localNetwork', code: localNetworkCode(crmAddress, page, isThere) });
    const path = ENDPOINT_PATHS[probeResults.indexOf('vtenext')];
    tell({ topic: 'redirect', code: redirectCode(probeResults, path) });
    if (path) tell({ topic: 'restPath', code: path === ENDPOINT_PATHS[0] ? 'rewritten' : 'plain' });
    else if (probeResults.includes('other')) tell({ topic: 'restPath', code: 'notVtenext' });
    if (isThere) tell({ topic: 'cors', code: isSeen ? 'readable' : 'unreadable' });
    if (!path) return;

    const preflight = await preflightCode(crmAddress, path, transport);
    tell({ topic: 'preflight', code: preflight });
    const key = vault.current();
    if (key?.crmAddress !== crmAddress) tell({ topic: 'key', code: 'signedOut' });
    else if (preflight !== 'refused') await diagnoseKey(rest, tell);
  }
}

function readAddress(typed: string, tell: Tell): string | undefined {
  if (typed.trim() === '') {
    tell({ topic: 'server', code: 'noAddress' });
    return undefined;
  }
  try {
    return readCrmAddress(typed);
  } catch {
    tell({ topic: 'server', code: 'badAddress' });
    return undefined;
  }
}

/** Looks at the paths of the API, the second only where the first is none. */
async function looked(
  crmAddress: string,
  endpoints: EndpointDiscovery,
): Promise<readonly ProbeResult[]> {
  const [usual, other] = ENDPOINT_PATHS;
  const first = await firstValueFrom(endpoints.look(crmAddress, usual));
  if (first === 'vtenext' || first === 'timedOut') return [first];
  return [first, await firstValueFrom(endpoints.look(crmAddress, other))];
}

/**
 * Whether any server answers: what it says is hidden from the page, for the request asks for no
 * CORS headers. It carries nothing, so it may follow redirects, as such a request must.
 */
function answersAtAll(crmAddress: string, transport: Transport): Promise<boolean> {
  const asked = transport
    .send({
      url: `${crmAddress}/${ENDPOINT_PATHS[0]}/getlangs`,
      patience: PATIENCE,
      options: { mode: 'no-cors', redirect: 'follow' },
    })
    .pipe(
      map(() => true),
      catchError(() => of(false)),
    );
  return firstValueFrom(asked);
}

function redirectCode(
  probeResults: readonly ProbeResult[],
  path: EndpointPath | undefined,
): CodeOf<'redirect'> {
  if (path) return 'none';
  if (probeResults.includes('redirected')) return 'redirected';
  return probeResults.includes('other') ? 'none' : 'unknown';
}

/**
 * Browsers stop a page of the internet that asks a server of a private network. A name that leads
 * to a private address looks like any other, so what is stopped there can only be guessed.
 */
export function localNetworkCode(
  crmAddress: string,
  page: PageSurroundings,
  isThere: boolean,
): CodeOf<'localNetwork'> {
  if (isThere || isLocal(page.address)) return 'notConcerned';
  if (!isLocal(crmAddress)) return page.localNetwork === 'denied' ? 'possible' : 'unknown';
  return page.localNetwork === 'granted' ? 'notConcerned' : 'blocked';
}

function isLocal(address: string): boolean {
  const { hostname } = new URL(address);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  return isLoopback || isPrivateAddress(address);
}

/**
 * Asks as the calls do that need the browser to ask first: with the same headers, the secret one
 * empty, and by GET, which the API answers with 400 before it looks at them.
 */
function preflightCode(
  crmAddress: string,
  path: EndpointPath,
  transport: Transport,
): Promise<CodeOf<'preflight'>> {
  const asked = transport
    .send({
      url: `${crmAddress}/${path}/getlangs`,
      headers: { Authorization: '', 'Content-Type': 'application/json' },
      patience: PATIENCE,
    })
    .pipe(
      map((): CodeOf<'preflight'> => 'permitted'),
      catchError((error: unknown) =>
        of<CodeOf<'preflight'>>(toProblem(error).kind === 'timedOut' ? 'unknown' : 'refused'),
      ),
    );
  return firstValueFrom(asked);
}

const keyCodes: Partial<Record<ProblemKind, CodeOf<'key'>>> = {
  authorizationLost: 'lost',
  keyRefused: 'refused',
  locked: 'locked',
};

async function diagnoseKey(rest: RestCaller, tell: Tell): Promise<void> {
  try {
    await firstValueFrom(rest.call('getlangs', {}, anySchema));
  } catch (error) {
    tell({ topic: 'key', code: keyCodes[toProblem(error).kind] ?? 'failed' });
    return;
  }
  tell({ topic: 'key', code: 'accepted' });
  for (const [topic, module] of [
    ['messages', 'Messages'],
    ['documents', 'Documents'],
  ] as const) {
    const code = await permission(module, rest);
    if (code === undefined) return;
    tell({ topic, code });
  }
}

/** Whether the user may create records of the module; nothing once the key was refused. */
async function permission(
  module: string,
  rest: RestCaller,
): Promise<CodeOf<'messages'> | undefined> {
  try {
    const asked = rest.call('describe', { elementType: module }, describeSchema);
    const { createable } = await firstValueFrom(asked);
    return createable ? 'permitted' : 'denied';
  } catch (error) {
    const kind = error instanceof ProblemError ? error.problem.kind : 'unexpected';
    if (kind === 'forbidden') return 'denied';
    return keyCodes[kind] ? undefined : 'unknown';
  }
}

/** What the browser lets this page know. */
async function surroundings(): Promise<PageSurroundings> {
  return { address: document.baseURI, localNetwork: await localNetworkPermission() };
}

async function localNetworkPermission(): Promise<PermissionState | undefined> {
  try {
    const name = 'local-network-access' as PermissionName;
    return (await navigator.permissions.query({ name })).state;
  } catch {
    // A browser without this rule does not know the name.
    return undefined;
  }
}
