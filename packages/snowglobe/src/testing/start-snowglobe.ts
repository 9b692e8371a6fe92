import { AppRunner } from '../apps/app-runner.ts';
import { openSnowglobe } from '../snowglobe.ts';
import { collectFaults } from './collect-faults.ts';
import { type ClientClass, type ClientOptions, connectClient } from './connect-client.ts';
import { type Duration, durationMs } from './duration.ts';

export type { ClientClass, ClientOptions, Duration };

export interface StartSnowglobeOptions {
  /** Folders of CDK apps (with a cdk.json) or of synthesised assemblies, deployed before the promise resolves. */
  readonly app?: string | readonly string[];
  /** `held`: time stands still until `advance`. Default `held`. */
  readonly clock?: 'held' | 'real';
  /** Epoch ms at which the clock starts. Default: now. */
  readonly startAt?: number;
  /** Default: any free port of 127.0.0.1. */
  readonly port?: number;
  /** Keeps state in this folder. Default: in memory. */
  readonly dataFolder?: string;
  /** Makes ids and random choices repeatable. Default `test`. */
  readonly seed?: string;
}

export interface HttpOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is; anything else as JSON with its content type. */
  readonly body?: unknown;
}

/** A globe in the process of the test. */
export interface Snowglobe {
  /** `http://127.0.0.1:PORT`, for clients of your own. */
  readonly endpoint: string;
  /** The outputs of one stack, or all of the first app's in its first region. Throws when there is no such stack. */
  outputs(stackName?: string, region?: string): Readonly<Record<string, string>>;
  /** Sends a request to a URL, or to a path below the app's `ApiUrl` output. */
  http(urlOrPath: string, options?: HttpOptions): Promise<Response>;
  /** A client of the AWS SDK for this globe: root user, us-east-1, one attempt a call, unless told otherwise. */
  client<Client>(Client: ClientClass<Client>, options?: ClientOptions): Client;
  /** Resolves when nothing is left to do now. Throws, naming what is still under way, after 30 s or `timeoutMs`. */
  settle(timeoutMs?: number): Promise<void>;
  /** Moves a held clock on; all that falls due on the way is done at its instant. */
  advance(duration: Duration): Promise<void>;
  /** Epoch ms on the globe's clock. */
  now(): number;
  /** Deploys one more app, or a known one again; functions that changed are updated. Throws when that fails. */
  deploy(app: string): Promise<void>;
  /** Empties the globe and deploys the apps again. */
  reset(): Promise<void>;
  /** Ends the globe. Throws when it had faults that no test looked at. */
  stop(): Promise<void>;
}

/** Opens a globe and deploys apps into it. */
export async function startSnowglobe(options: StartSnowglobeOptions = {}): Promise<Snowglobe> {
  const { app = [], ...rest } = options;
  const apps = new AppRunner(typeof app === 'string' ? [app] : app);
  const { onFault, failOnFault } = collectFaults();
  const snowglobe = await openSnowglobe(
    { clock: 'held', seed: 'test', onFault, ...rest },
    { systems: () => apps.health() },
  );
  const clients: { destroy(): void }[] = [];
  const deploy = async () => {
    await apps.deployAll(snowglobe);
    const failed = Object.entries(apps.health()).filter(([, health]) => health.status === 'failed');
    if (failed.length > 0)
      throw new Error(failed.map(([name, { reason }]) => `${name} was not deployed:\n${reason}`).join('\n'));
  };
  const stop = async () => {
    for (const client of clients) client.destroy();
    await snowglobe.stop();
    failOnFault();
  };
  await deploy().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    endpoint: snowglobe.endpoint,
    outputs: (stackName, region) => apps.outputs(stackName, region),
    http: (urlOrPath, httpOptions) => send(urlOrPath, () => apps.outputs().ApiUrl, httpOptions),
    client: (Client, clientOptions) => connectClient(snowglobe.endpoint, clients, Client, clientOptions),
    settle: async (timeoutMs) => {
      await snowglobe.settle(timeoutMs);
      failOnFault();
    },
    advance: async (duration) => {
      await snowglobe.advance(durationMs(duration));
      failOnFault();
    },
    now: () => snowglobe.globe.clock.now(),
    deploy: async (folder) => {
      const { reason } = await apps.deploy(snowglobe, folder);
      if (reason !== undefined) throw new Error(`${folder} was not deployed:\n${reason}`);
    },
    reset: () => apps.reset(snowglobe),
    stop,
  };
}

function send(urlOrPath: string, apiUrl: () => string | undefined, options: HttpOptions = {}): Promise<Response> {
  const { body, headers, ...rest } = options;
  const isText = body === undefined || typeof body === 'string';
  return fetch(resolveUrl(urlOrPath, apiUrl), {
    ...rest,
    headers: { ...(!isText && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: isText ? (body as string) : JSON.stringify(body) }),
  });
}

function resolveUrl(urlOrPath: string, apiUrl: () => string | undefined): string {
  if (/^https?:/.test(urlOrPath)) return urlOrPath;
  const api = apiUrl();
  if (api === undefined) throw new Error(`'${urlOrPath}' is a path, but the app has no output ApiUrl to put it behind`);
  return `${api.replace(/\/$/, '')}${urlOrPath}`;
}
