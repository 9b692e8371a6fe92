import {
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Hash } from '@smithy/core/serde';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { runLoad } from './load.ts';
import { outputsOf } from './outputs.ts';
import { percentile, printTable, ratio } from './report.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { requestBytes } from './signed-request.ts';
import { jobsFolder, snowglobeArguments } from './snowglobe-process.ts';

const connections = 32;
const requests = 2_000;
const rounds = 3;
const warmUpMs = 5_000;
const region = 'us-east-1';
const body = JSON.stringify({ seconds: 3 });

interface Contender {
  readonly name: string;
  readonly port: number;
  readonly bytes: Buffer;
  /** Whose processor time the work takes. */
  readonly servers: readonly ServerProcess[];
}

interface Measure {
  readonly requestsPerSecond: number;
  /** By server. */
  readonly cpuMicroseconds: readonly number[];
  readonly failures: number;
}

/** `POST /jobs` of systems/jobs (signature, policy, model, templates, DynamoDB) beside a handler of node:http and the AWS SDK that does the same write. */
export async function benchmarkJobs(): Promise<void> {
  const snowglobe = await startServer(snowglobeArguments([jobsFolder, '--port', '0']), /127\.0\.0\.1:(\d+)/);
  const endpoint = `http://127.0.0.1:${snowglobe.port}`;
  try {
    const outputs = await outputsOf(snowglobe, 'jobs');
    await holdJobs(endpoint, outputs['DispatcherFunctionName'] ?? '');
    const handler = await startServer(
      ['benchmarks/servers/jobs-handler.mjs', endpoint, outputs['TableName'] ?? ''],
      /listening on (\d+)/,
    );
    try {
      await compare([
        {
          name: 'snowglobe: POST /jobs, signed',
          port: snowglobe.port,
          bytes: await signedPost(endpoint, outputs),
          servers: [snowglobe],
        },
        {
          name: 'node:http and the SDK, and the table in snowglobe',
          port: handler.port,
          bytes: requestBytes(post(new URL(`http://127.0.0.1:${handler.port}/jobs`))),
          servers: [handler, snowglobe],
        },
      ]);
    } finally {
      await handler.stop();
    }
  } finally {
    await snowglobe.stop();
  }
}

/** Every contender has its turn in every round; medians are told. */
async function compare(contenders: readonly Contender[]): Promise<void> {
  for (const contender of contenders) {
    const endsAt = performance.now() + warmUpMs;
    while (performance.now() < endsAt) await runLoad({ ...loadOf(contender), total: 500 });
  }
  const measured = contenders.map((): Measure[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, contender] of contenders.entries()) measured[at]?.push(await measure(contender));
  }
  const total = measured.map((all) => median(all.map(({ cpuMicroseconds }) => sum(cpuMicroseconds))));
  printTable(
    `POST /jobs, ${connections} connections, median of ${rounds} rounds of ${requests} requests`,
    ['server', 'requests/s', 'CPU us/request', 'of which per process', 'of the handler', 'failures'],
    contenders.map(({ name, servers }, at) => {
      const all = measured[at] ?? [];
      const each = servers.map((_, index) => median(all.map(({ cpuMicroseconds }) => cpuMicroseconds[index] ?? 0)));
      return [
        name,
        median(all.map(({ requestsPerSecond }) => requestsPerSecond)).toFixed(0),
        (total[at] ?? 0).toFixed(1),
        each.map((microseconds) => microseconds.toFixed(1)).join(' + '),
        ratio(total[at] ?? 0, total.at(-1) ?? 0),
        String(sum(all.map(({ failures }) => failures))),
      ];
    }),
  );
}

async function measure(contender: Contender): Promise<Measure> {
  const before = contender.servers.map((server) => server.cpuSeconds());
  const { requestsPerSecond, failures } = await runLoad({ ...loadOf(contender), total: requests });
  const cpuMicroseconds = contender.servers.map(
    (server, index) => ((server.cpuSeconds() - (before[index] ?? 0)) * 1e6) / requests,
  );
  return { requestsPerSecond, failures, cpuMicroseconds };
}

function loadOf({ port, bytes }: Contender) {
  return { port, requests: [bytes], connections };
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The jobs stay in the table: what consumers would do with them is not the request's time. */
async function holdJobs(endpoint: string, FunctionName: string): Promise<void> {
  const lambda = new LambdaClient(connection(endpoint));
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
  for (const { UUID } of EventSourceMappings) {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
    if (State !== 'Disabled') throw new Error(`the mapping ${UUID} is ${State}`);
  }
  lambda.destroy();
}

/** As a caller of the API sends it: with temporary credentials of the invoke role. */
async function signedPost(endpoint: string, outputs: Readonly<Record<string, string>>): Promise<Buffer> {
  const sts = new STSClient(connection(endpoint));
  const RoleArn = outputs['JobsAPIInvokeRoleArn'];
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'bench' }));
  sts.destroy();
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const signer = new SignatureV4({
    service: 'execute-api',
    region,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    sha256: Hash.bind(null, 'sha256'),
  });
  return requestBytes(await signer.sign(post(new URL(`${outputs['ApiUrl']}jobs`))));
}

function post(url: URL): HttpRequest {
  return new HttpRequest({
    method: 'POST',
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/json' },
    body,
  });
}

function connection(endpoint: string) {
  return { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}
