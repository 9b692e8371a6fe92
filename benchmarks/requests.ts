import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { type Load, runLoad } from './load.ts';
import { percentile, printTable, ratio } from './report.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { signedRequest } from './signed-request.ts';
import { snowglobeArguments } from './snowglobe-process.ts';

const listening = /listening on (\d+)/;
const connections = 32;
const shards = 200;
const rounds = 3;
const warmUpMs = 1_500;

interface Contender {
  readonly name: string;
  readonly server: ServerProcess;
}

interface Scenario {
  readonly name: string;
  readonly requests: number;
  readonly bytes: (port: number) => Promise<readonly Buffer[]>;
  readonly contenders: readonly Contender[];
}

const item = {
  id: { S: 'item-1' },
  name: { S: 'a name of usual length' },
  count: { N: '42' },
  tags: { L: [{ S: 'one' }, { S: 'two' }] },
};

/** Signed DynamoDB and Kinesis requests against peers in the same run: requests per second and processor time per request. */
export async function benchmarkRequests(): Promise<void> {
  const snowglobe = await startServer(snowglobeArguments(['--port', '0']), /127\.0\.0\.1:(\d+)/);
  const bare = await startServer(['benchmarks/servers/bare-http.mjs'], listening);
  const dynalite = await startServer(['benchmarks/servers/dynalite.mjs'], listening);
  const kinesisLocal = await startServer(['benchmarks/servers/kinesis-local.mjs'], listening);
  try {
    for (const { port } of [snowglobe, dynalite]) await createTable(port);
    for (const { port } of [snowglobe, kinesisLocal]) await createStream(port);
    const bareServer = { name: 'bare node:http', server: bare };
    const ours = { name: 'snowglobe', server: snowglobe };
    const tables = [bareServer, ours, { name: 'dynalite', server: dynalite }];
    const streams = [bareServer, ours, { name: 'kinesis-local', server: kinesisLocal }];
    const put = new PutItemCommand({ TableName: 'bench', Item: item });
    const get = new GetItemCommand({ TableName: 'bench', Key: { id: item.id } });
    await run({
      name: 'PutItem',
      requests: 10_000,
      contenders: tables,
      bytes: (port) => one(DynamoDBClient, put, port),
    });
    await run({
      name: 'GetItem',
      requests: 10_000,
      contenders: tables,
      bytes: (port) => one(DynamoDBClient, get, port),
    });
    await run({
      name: 'PutRecords (10 records of 100 B)',
      requests: 800,
      contenders: streams,
      bytes: manyPutRecords,
    });
  } finally {
    await Promise.all([snowglobe, bare, dynalite, kinesisLocal].map((server) => server.stop()));
  }
}

/** Requests whose records spread over all shards: a shard takes a thousand records a second. */
function manyPutRecords(port: number): Promise<readonly Buffer[]> {
  const commands = Array.from({ length: 200 }, (_, request) => {
    const Records = Array.from({ length: 10 }, (__, index) => ({
      Data: Buffer.alloc(100, 'x'),
      PartitionKey: `key-${request}-${index}`,
    }));
    return new PutRecordsCommand({ StreamName: 'bench', Records });
  });
  return Promise.all(commands.map((command) => signedRequest(KinesisClient, command, port)));
}

async function one(
  ClientClass: Parameters<typeof signedRequest>[0],
  command: object,
  port: number,
): Promise<readonly Buffer[]> {
  return [await signedRequest(ClientClass, command, port)];
}

/** Every contender has its turn in every round, so that what else the machine does meets all of them; medians are told. */
async function run({ name, requests: total, contenders, bytes }: Scenario): Promise<void> {
  const loads = await Promise.all(contenders.map(async ({ server }) => loadFor(server, await bytes(server.port))));
  for (const load of loads) await warmUp({ ...load, total: Math.ceil(total / 4) });
  const measured = contenders.map((): Measure[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, { server }] of contenders.entries()) {
      measured[at]?.push(await measure(server, { ...(loads[at] as Load), total }));
    }
  }
  const [bare = Number.NaN] = measured.map((all) => median(all, 'cpuMicroseconds'));
  printTable(
    `${name}, signed, ${connections} connections, median of ${rounds} rounds of ${total} requests`,
    ['server', 'requests/s', 'CPU us/request', 'of bare', 'failures'],
    contenders.map((contender, at) => {
      const all = measured[at] ?? [];
      const cpuMicroseconds = median(all, 'cpuMicroseconds');
      const failures = all.reduce((sum, each) => sum + each.failures, 0);
      return [
        contender.name,
        median(all, 'requestsPerSecond').toFixed(0),
        cpuMicroseconds.toFixed(1),
        ratio(cpuMicroseconds, bare),
        String(failures),
      ];
    }),
  );
}

interface Measure {
  readonly requestsPerSecond: number;
  readonly cpuMicroseconds: number;
  readonly failures: number;
}

function loadFor(server: ServerProcess, requests: readonly Buffer[]): Load {
  return { port: server.port, requests, connections, total: 0 };
}

/** Until V8 has compiled what runs often. */
async function warmUp(load: Load): Promise<void> {
  const endsAt = performance.now() + warmUpMs;
  while (performance.now() < endsAt) await runLoad(load);
}

async function measure(server: ServerProcess, load: Load): Promise<Measure> {
  const before = server.cpuSeconds();
  const { requestsPerSecond, failures } = await runLoad(load);
  return { requestsPerSecond, failures, cpuMicroseconds: ((server.cpuSeconds() - before) * 1e6) / load.total };
}

function median(measured: readonly Measure[], figure: keyof Measure): number {
  return percentile(
    measured.map((each) => each[figure]),
    0.5,
  );
}

async function createTable(port: number): Promise<void> {
  const client = new DynamoDBClient(connection(port));
  await client.send(
    new CreateTableCommand({
      TableName: 'bench',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  client.destroy();
}

/** By hand: the SDK's Kinesis client speaks HTTP/2, which not every contender does. */
async function createStream(port: number): Promise<void> {
  const request = await signedRequest(
    KinesisClient,
    new CreateStreamCommand({ StreamName: 'bench', ShardCount: shards }),
    port,
  );
  const { failures } = await runLoad({ port, requests: [request], connections: 1, total: 1 });
  if (failures > 0) throw new Error(`CreateStream failed at port ${port}`);
}

function connection(port: number) {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}
