import { setTimeout as pause } from 'node:timers/promises';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { allKinds } from '../systems/ingest/src/domain/kinds.ts';
import { randomOf } from '../systems/ingest/src/generator/random.ts';
import { randomPayload } from '../systems/ingest/src/generator/random-payload.ts';
import { outputsOf } from './outputs.ts';
import { percentile, printTable } from './report.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { ingestFolder, snowglobeArguments } from './snowglobe-process.ts';

/** How many records are counted; `BENCH_RECORDS` sets another number. */
const counted = Number(process.env['BENCH_RECORDS'] ?? 100_000);
const warmUp = 2_000;
const perCall = 500;
/** What is offered, and the goal: records a second. */
const offeredRate = 5_000;
/** The stream keeps the last records for a minute unless others push them out: these do, and are not counted. */
const pushing = 4_000;
const longestMs = 600_000;

interface Moment {
  readonly seconds: number;
  readonly responded: number;
  readonly memoryMiB: number;
}

/** Records through the whole pipeline: from PutRecordBatch by Firehose, S3, SQS, DynamoDB, its stream and EventBridge to the responder. */
export async function benchmarkIngest(): Promise<void> {
  const server = await startServer(snowglobeArguments([ingestFolder, '--port', '0']), /127\.0\.0\.1:(\d+)/);
  try {
    const outputs = await outputsOf(server, 'ingest');
    const pipeline = new Pipeline(server, outputs);
    await pipeline.run(warmUp, offeredRate / 10);
    const cpuBefore = server.cpuSeconds();
    const startedAt = Date.now();
    const { sentAt, moments } = await pipeline.run(counted, offeredRate);
    const cpuSeconds = server.cpuSeconds() - cpuBefore;
    const responded = await pipeline.respondedAt(startedAt);
    report(sentAt, responded, moments, cpuSeconds);
  } finally {
    await server.stop();
  }
}

/** A deployed system, loaded and looked at through the AWS SDK. */
class Pipeline {
  readonly #server: ServerProcess;
  readonly #outputs: Readonly<Record<string, string>>;
  readonly #firehose: FirehoseClient;
  readonly #dynamodb: DynamoDBClient;
  readonly #logs: CloudWatchLogsClient;
  readonly #lambda: LambdaClient;
  readonly #random = randomOf(7);
  #sent = 0;

  constructor(server: ServerProcess, outputs: Readonly<Record<string, string>>) {
    const configuration = {
      endpoint: `http://127.0.0.1:${server.port}`,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    this.#server = server;
    this.#outputs = outputs;
    this.#firehose = new FirehoseClient(configuration);
    this.#dynamodb = new DynamoDBClient(configuration);
    this.#logs = new CloudWatchLogsClient(configuration);
    this.#lambda = new LambdaClient(configuration);
  }

  /** Sends so many records at a rate, others behind them, and waits until nothing is left to do. */
  async run(count: number, rate: number) {
    const sentAt = new Map<string, number>();
    const moments: Moment[] = [];
    const startedAt = performance.now();
    let atRest = false;
    const watching = this.#watch(startedAt, moments, () => atRest);
    for (let sent = 0; sent < count; sent += perCall) {
      await pause(Math.max(0, startedAt + (sent / rate) * 1000 - performance.now()));
      for (const id of await this.#put(Math.min(perCall, count - sent))) sentAt.set(id, Date.now());
    }
    for (let sent = 0; sent < pushing; sent += perCall) await this.#put(perCall);
    const settle = `http://127.0.0.1:${this.#server.port}/_snowglobe/settle?timeoutMs=${longestMs}`;
    const { status } = await fetch(settle, { method: 'POST' });
    if (status !== 200) throw new Error(`the pipeline did not come to rest: ${status}`);
    atRest = true;
    await watching;
    return { sentAt, moments };
  }

  async #put(count: number): Promise<readonly string[]> {
    const Records = Array.from({ length: count }, () => {
      const payload = randomPayload(allKinds[this.#sent % allKinds.length] ?? 'order', this.#random);
      return { Data: Buffer.from(JSON.stringify(payload), 'utf8') };
    });
    const answer = await this.#firehose.send(
      new PutRecordBatchCommand({ DeliveryStreamName: this.#outputs['StreamName'], Records }),
    );
    if (answer.FailedPutCount !== 0) throw new Error(`${answer.FailedPutCount} records were not put`);
    this.#sent += count;
    return (answer.RequestResponses ?? []).map(({ RecordId = '' }) => RecordId);
  }

  async #watch(startedAt: number, moments: Moment[], isAtRest: () => boolean): Promise<void> {
    while (!isAtRest()) {
      await pause(500);
      const seconds = (performance.now() - startedAt) / 1000;
      moments.push({ seconds, responded: await this.#responded(), memoryMiB: this.#server.memoryMiB() });
    }
  }

  async #responded(): Promise<number> {
    const { Items = [] } = await this.#dynamodb.send(new ScanCommand({ TableName: this.#outputs['TallyTableName'] }));
    return Items.reduce((sum, { events }) => sum + Number(events?.N), 0);
  }

  /** When the responder took each event, by the record's id, from its log. */
  async respondedAt(startTime: number): Promise<ReadonlyMap<string, number>> {
    const FunctionName = this.#outputs['EventResponderFunctionName'];
    const { LoggingConfig } = await this.#lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const search = { logGroupName: LoggingConfig?.LogGroup, startTime, filterPattern: '"took an event"' };
    const found = new Map<string, number>();
    for await (const { events = [] } of paginateFilterLogEvents({ client: this.#logs }, search)) {
      for (const { message = '' } of events) {
        const { id, timestamp } = JSON.parse(message) as { readonly id: string; readonly timestamp: string };
        found.set(id, Date.parse(timestamp));
      }
    }
    return found;
  }
}

function report(
  sentAt: ReadonlyMap<string, number>,
  respondedAt: ReadonlyMap<string, number>,
  moments: readonly Moment[],
  cpuSeconds: number,
): void {
  const tookMs: number[] = [];
  for (const [id, at] of sentAt) {
    const responded = respondedAt.get(id);
    if (responded === undefined) throw new Error(`the log does not tell of record ${id}`);
    tookMs.push(responded - at);
  }
  const ends = [...sentAt.keys()].map((id) => respondedAt.get(id) ?? 0);
  const first = [...sentAt.values()][0] ?? 0;
  const seconds = (ends.reduce((latest, end) => Math.max(latest, end), 0) - first) / 1000;
  const perRecordUs = (cpuSeconds / (sentAt.size + pushing)) * 1e6;
  printTable(
    `${sentAt.size} records from PutRecordBatch to the responder, offered at ${offeredRate}/s`,
    ['records/s', 'p50 ms', 'p99 ms', 'processor time per record µs'],
    [
      [
        (sentAt.size / seconds).toFixed(0),
        percentile(tookMs, 0.5).toFixed(0),
        percentile(tookMs, 0.99).toFixed(0),
        perRecordUs.toFixed(0),
      ],
    ],
  );
  const step = Math.max(1, Math.floor(moments.length / 12));
  printTable(
    'Memory',
    ['after s', 'events', 'MiB'],
    moments
      .filter((_moment, index) => index % step === 0 || index === moments.length - 1)
      .map((moment) => [moment.seconds.toFixed(1), String(moment.responded), moment.memoryMiB.toFixed(0)]),
  );
}
