import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { DataPlane, DataPlaneRequest, DataPlaneResponse, Service } from '../contract/service.ts';
import type { Activity, Clock } from '../contract/time.ts';
import type { RecentCauses } from './causes.ts';

/** One deployed system, as `GET /_snowglobe/health` tells it. */
export interface SystemHealth {
  readonly status: 'waiting' | 'synthesizing' | 'deploying' | 'running' | 'failed';
  /** The region of its first stack. */
  readonly region?: string;
  /** The outputs of its stacks in that region. */
  readonly outputs?: Readonly<Record<string, string>>;
  readonly stacks?: readonly {
    readonly name: string;
    readonly region: string;
    readonly outputs: Readonly<Record<string, string>>;
  }[];
  /** Why it failed. */
  readonly reason?: string;
}

/** What whoever runs the globe lets people see and do; absent parts answer 404. */
export interface InspectedGlobe {
  systems?: () => Readonly<Record<string, SystemHealth>>;
  /** Empties the globe and deploys again what it started with. */
  reset?: () => Promise<void>;
  /** Deploys a CDK app or assembly folder of this machine. */
  deploy?: (folder: string) => Promise<SystemHealth>;
}

/** A refusal, with the statement that would have allowed it. */
interface Denial {
  readonly principal: Principal;
  readonly request: AccessRequest;
  readonly message: string;
  /** The statement that is missing, or the one that forbids. */
  readonly hint: string;
}

export interface InspectedParts {
  readonly clock: Clock;
  readonly activity: Activity & { counts(): Readonly<Record<string, number>>; list(): readonly string[] };
  readonly scheduler: { upcoming(): readonly { readonly at: number; readonly label: string }[] };
  readonly causes: RecentCauses;
  readonly access: {
    recentDenials(): readonly Denial[];
    /** What roles needed so far: of all, or of the one with that name. */
    policyReports(roleName?: string): readonly object[];
  };
  readonly services: readonly Service[];
  /** Resolves when nothing is left to do now; rejects, naming what is under way, after so long (default 30,000 ms). */
  settle(timeoutMs?: number): Promise<void>;
  /** Moves a held clock on. */
  advance(milliseconds: number): Promise<void>;
}

interface Reply {
  /** Default 200. */
  readonly status?: number;
  readonly body: object;
}

type Page = (request: DataPlaneRequest) => Promise<Reply> | Reply;

const prefix = '/_snowglobe/';

/** What the console, tests and people read and control, under `/_snowglobe/`. */
export function createInspection(parts: InspectedParts, inspected: InspectedGlobe): DataPlane {
  const pages: Readonly<Record<string, Page | undefined>> = {
    'GET health': () => health(inspected),
    'GET services': () => ({ body: operationsOf(parts.services) }),
    'GET activity': () => ({ body: activity(parts) }),
    'GET journeys': (request) => ({ body: { causes: journey(parts.causes, request.query) } }),
    'GET denials': () => ({ body: { denials: parts.access.recentDenials().map(plainDenial) } }),
    'GET policy': ({ query }) => ({ body: { roles: parts.access.policyReports(roleOf(query)) } }),
    'POST settle': async ({ query }) => ({ body: { settled: await parts.settle(timeoutOf(query)).then(() => true) } }),
    'POST advance': async (request) => ({ body: { now: await advanced(parts, request) } }),
    'POST reset': inspected.reset && (async () => ({ body: { reset: await inspected.reset?.().then(() => true) } })),
    'POST deploy':
      inspected.deploy && (async (request) => ({ body: (await inspected.deploy?.(folderOf(request))) ?? {} })),
  };
  return {
    matches: ({ path }) => path.startsWith(prefix),
    handle: (request) => answer(pages[`${request.method} ${request.path.slice(prefix.length)}`], request),
  };
}

async function answer(page: Page | undefined, request: DataPlaneRequest): Promise<DataPlaneResponse> {
  if (!page) return json(404, { message: `nothing at ${request.method} ${request.path}` });
  try {
    const { status = 200, body } = await page(request);
    return json(status, body);
  } catch (error) {
    return json(400, { message: (error as Error).message });
  }
}

function health(inspected: InspectedGlobe): Reply {
  const systems = inspected.systems?.() ?? {};
  const isReady = Object.values(systems).every(({ status }) => status === 'running');
  return { status: isReady ? 200 : 503, body: { ready: isReady, systems } };
}

function operationsOf(services: readonly Service[]): object {
  return Object.fromEntries(services.map((service) => [service.id, Object.keys(service.operations).sort()]));
}

function activity({ clock, activity: ongoing, scheduler }: InspectedParts): object {
  const upcoming = scheduler.upcoming().slice(0, 200);
  return { now: clock.now(), counts: ongoing.counts(), ongoing: ongoing.list(), upcoming };
}

function plainDenial({ principal, request, message, hint }: Denial): object {
  return { principal, request, message, hint };
}

function journey(causes: RecentCauses, query: string): readonly object[] {
  const trace = new URLSearchParams(query).get('trace');
  return trace === null ? causes.recent().slice(-200) : causes.journey(trace);
}

function roleOf(query: string): string | undefined {
  return new URLSearchParams(query).get('role') ?? undefined;
}

function timeoutOf(query: string): number | undefined {
  const text = new URLSearchParams(query).get('timeoutMs');
  if (text === null) return undefined;
  const timeoutMs = Number(text);
  if (!(timeoutMs > 0)) throw new Error('timeoutMs must be a number above 0');
  return timeoutMs;
}

async function advanced(parts: InspectedParts, request: DataPlaneRequest): Promise<number> {
  const { milliseconds } = JSON.parse(Buffer.from(request.body).toString('utf8')) as { milliseconds?: unknown };
  if (typeof milliseconds !== 'number' || !(milliseconds >= 0))
    throw new Error('the body must be {"milliseconds": a number from 0}');
  if (!parts.clock.held) throw new Error('this clock runs by itself: start the globe with a held clock to move it');
  await parts.advance(milliseconds);
  return parts.clock.now();
}

function folderOf(request: DataPlaneRequest): string {
  const { folder } = JSON.parse(Buffer.from(request.body).toString('utf8')) as { folder?: unknown };
  if (typeof folder !== 'string') throw new Error('the body must be {"folder": "/path/of/a/cdk/app"}');
  return folder;
}

function json(status: number, body: object): DataPlaneResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(body, undefined, 2)}\n` };
}
