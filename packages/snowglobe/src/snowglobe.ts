import { join } from 'node:path';
import { createAccessControl } from './access/create-access-control.ts';
import { parseArn } from './contract/arn.ts';
import type { Globe } from './contract/globe.ts';
import type { Service } from './contract/service.ts';
import type { TableDefinition } from './contract/table.ts';
import { createPollers, type Pollers } from './delivery/create-pollers.ts';
import { createPostOffice, type PostOfficeOptions } from './delivery/mail/post-office.ts';
import { openSmtpRelay } from './delivery/mail/smtp-relay.ts';
import { deliveryTables } from './delivery/tables.ts';
import { createGateway } from './gateway/create-gateway.ts';
import { RecentCauses } from './inspection/causes.ts';
import { createInspection, type InspectedGlobe } from './inspection/create-inspection.ts';
import { createFunctionRunner } from './services/lambda/function-runner.ts';
import { services } from './services/services.ts';
import { bindResourceTypes, gatherResourceTypes } from './stacks/registry.ts';
import { openDataFolder } from './storage/data-folder.ts';
import { openMailFolder } from './storage/mail-folder.ts';
import { MemoryBlobs } from './storage/memory-blobs.ts';
import { MemoryStore } from './storage/memory-store.ts';
import { GlobeActivity } from './time/activity.ts';
import { GlobeClock } from './time/clock.ts';
import { SeededRandom } from './time/random.ts';
import { GlobeScheduler } from './time/scheduler.ts';
import { advance, NotSettled, settle } from './time/settle.ts';

export interface SnowglobeOptions {
  /** Default 0: the port that the data folder knows, else any free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Where state is kept between starts. Default: in memory only. */
  readonly dataFolder?: string;
  /** `held`: time moves only by `advance`. Default `real`. */
  readonly clock?: 'real' | 'held';
  /** Epoch ms at which the clock starts. Default: now. */
  readonly startAt?: number;
  /** Makes ids and other random choices repeatable. Default: different at every start. */
  readonly seed?: string;
  /** Verifies the signature of every request, also those of the well-known root keys. Default false. */
  readonly strictSignatures?: boolean;
  /** `smtp://[user:password@]host:port` (or `smtps:`) of the server that takes the globe's mails. Default: they stay in the outbox. */
  readonly smtpUrl?: string;
  /** Where mails are kept as files. Default: `mail` in the data folder, without one nowhere. */
  readonly mailFolder?: string;
  /** Hears of faults of the globe itself. Default: standard error. */
  readonly onFault?: (where: string, error: unknown) => void;
}

/** A running globe. */
export interface Snowglobe {
  readonly globe: Globe;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly port: number;
  readonly services: readonly Service[];
  readonly causes: RecentCauses;
  /** Resolves when nothing is left to do now; throws NotSettled, naming what is under way, after `timeoutMs` (default 30,000). */
  settle(timeoutMs?: number): Promise<void>;
  /** Moves a held clock on, doing at its instant all that falls due on the way. */
  advance(milliseconds: number): Promise<void>;
  /** Empties the globe. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** A reset waits so long for what is under way; later it finds its rows gone, as after a deletion. */
const unsettledResetMs = 2_000;

/** Builds a globe and opens its port. */
export async function openSnowglobe(
  options: SnowglobeOptions = {},
  inspected: InspectedGlobe = {},
): Promise<Snowglobe> {
  const post = postOfficeOptions(options);
  const { data, access, store, ...parts } = await openWorld(options);
  const { clock, activity, scheduler, causes } = parts;
  let endpoint = '';
  const globe: Globe = {
    ...parts,
    store,
    get functions() {
      return functions;
    },
    get endpoint() {
      return endpoint;
    },
    call: (call) => gateway.call(call),
    get door() {
      return gateway.door;
    },
    ...byArn(),
    ...rights(access),
  };
  bindResourceTypes(globe, gatherResourceTypes(services));
  const functions = createFunctionRunner(globe);
  const settling = { clock, scheduler, activity };
  const motion = motionOf(settling);
  const inspection = createInspection({ ...settling, ...motion, causes, access, services }, inspected);
  const gateway = createGateway({ globe, services, access, inspection, strictSignatures: options.strictSignatures });
  const pollers = createPollers(globe);
  const postOffice = createPostOffice(globe, post);
  const host = options.host ?? '127.0.0.1';
  const { port } = await gateway.listen(options.port || (data?.port ?? 0), host);
  data?.rememberPort(port);
  endpoint = `http://${host}:${port}`;
  for (const service of services) service.resume?.(globe);
  pollers.start();
  postOffice.start();
  const empty = () => emptyGlobe(globe, { store, access }, pollers, () => motion.settle(unsettledResetMs));
  let emptied = Promise.resolve();
  return {
    globe,
    endpoint,
    port,
    services,
    causes,
    ...motion,
    clear: () => (emptied = emptied.then(empty, empty)),
    stop: async () => {
      await pollers.stop();
      await postOffice.stop();
      for (const service of services) await service.stop?.(globe);
      scheduler.stop();
      await gateway.close();
      await data?.close();
    },
  };
}

function motionOf(settling: Parameters<typeof settle>[0]) {
  return {
    settle: (timeoutMs?: number) => settle(settling, timeoutMs),
    advance: (milliseconds: number) => advance(settling, milliseconds),
  };
}

/** The sources and targets behind ARNs. */
function byArn(): Pick<Globe, 'eventSource' | 'eventTarget'> {
  const sources = byArnService((service) => service.eventSource);
  const targets = byArnService((service) => service.eventTarget);
  return {
    eventSource: (arn) => sources.get(parseArn(arn)?.service ?? ''),
    eventTarget: (arn) => targets.get(parseArn(arn)?.service ?? ''),
  };
}

function rights(
  access: ReturnType<typeof createAccessControl>,
): Pick<Globe, 'authorize' | 'assumeRole' | 'issueCredentials'> {
  return {
    authorize: (principal, requests, scope) => access.authorizeInside(principal, requests, scope),
    assumeRole: (roleArn, service, sessionName, trust) => access.assumeRole(roleArn, service, sessionName, trust),
    issueCredentials: (principal, durationSeconds) => access.issueCredentials(principal, durationSeconds),
  };
}

/** The parts that know nothing of services or of the network. */
async function openWorld(options: SnowglobeOptions) {
  const reportFault = options.onFault ?? printFault;
  const clock = new GlobeClock({ held: options.clock === 'held', startAt: options.startAt });
  const activity = new GlobeActivity();
  const scheduler = new GlobeScheduler({ clock, activity, reportFault });
  const random = new SeededRandom(options.seed);
  const causes = new RecentCauses(clock, random);
  const data = options.dataFolder === undefined ? undefined : await openDataFolder(options.dataFolder, reportFault);
  const store = new MemoryStore({ clock, journal: data?.journal, reportFault });
  await data?.load(store, allTables());
  const access = createAccessControl({ store, clock, random, causes });
  const blobs = data?.blobs ?? new MemoryBlobs();
  return { clock, activity, scheduler, random, causes, data, store, blobs, access, reportFault };
}

/** Throws when the mail server's URL is none, before anything is opened. */
function postOfficeOptions({ smtpUrl, mailFolder, dataFolder }: SnowglobeOptions): PostOfficeOptions {
  const folder = mailFolder ?? (dataFolder === undefined ? undefined : join(dataFolder, 'mail'));
  return {
    ...(smtpUrl !== undefined && { relay: openSmtpRelay(smtpUrl) }),
    ...(folder !== undefined && { files: openMailFolder(folder) }),
  };
}

type World = Pick<Awaited<ReturnType<typeof openWorld>>, 'store' | 'access'>;

/** Ends what is under way, forgets every row, and lets things run again. */
async function emptyGlobe(
  globe: Globe,
  { store, access }: World,
  pollers: Pollers,
  settled: () => Promise<void>,
): Promise<void> {
  await pollers.stop();
  const goOn = await Promise.all(services.map(async (service) => service.reset?.(globe)));
  await settled().catch(unlessNotSettled);
  store.clear(globe.causes.begin('system', 'reset'));
  access.forgetDenials();
  await store.flushed();
  for (const goOnWith of goOn) goOnWith?.();
  pollers.start();
}

/** One role of the services, by the service part of their ARNs. */
function byArnService<Role>(roleOf: (service: Service) => Role | undefined): ReadonlyMap<string, Role> {
  const roles = services.map((service) => [service.arnService ?? service.id, roleOf(service)] as const);
  return new Map(roles.filter((entry): entry is readonly [string, Role & {}] => entry[1] !== undefined));
}

function allTables(): ReadonlyMap<string, TableDefinition<object>> {
  const tables = [...services.flatMap((service) => service.tables), ...deliveryTables];
  return new Map(tables.map((table) => [table.name, table as TableDefinition<object>]));
}

function unlessNotSettled(error: unknown): void {
  if (!(error instanceof NotSettled)) throw error;
}

function printFault(where: string, error: unknown): void {
  process.stderr.write(
    `snowglobe: fault in ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
