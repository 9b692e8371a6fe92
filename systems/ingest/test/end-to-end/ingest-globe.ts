import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListObjectsV2Command, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { BatchWriteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type Duration, type Snowglobe, startSnowglobe } from 'snowglobe/testing';
import type { LakeItem } from '../../src/storer/items.ts';

const run = promisify(execFile);
const app = fileURLToPath(new URL('../..', import.meta.url));
const region = 'eu-north-1';

interface LakeObject {
  readonly key: string;
  readonly text: string;
  /** As S3 tells it: `aws:kms`. */
  readonly encryption: string;
}

/** The deployed system on a clock that only tests move, seen from outside. */
export class IngestGlobe {
  readonly globe: Snowglobe;
  readonly events: EventBridgeClient;
  readonly firehose: FirehoseClient;
  readonly sqs: SQSClient;
  readonly #folder: string;
  readonly #stack: string;
  readonly #dynamodb: DynamoDBDocumentClient;
  readonly #iam: IAMClient;
  readonly #lambda: LambdaClient;
  readonly #logs: CloudWatchLogsClient;
  readonly #s3: S3Client;

  constructor(globe: Snowglobe, folder: string, environment = 'local') {
    this.globe = globe;
    this.#stack = `ingest-${environment}`;
    this.#folder = folder;
    this.events = globe.client(EventBridgeClient, { region });
    this.firehose = globe.client(FirehoseClient, { region });
    this.sqs = globe.client(SQSClient, { region });
    this.#dynamodb = DynamoDBDocumentClient.from(globe.client(DynamoDBClient, { region }));
    this.#iam = globe.client(IAMClient, { region });
    this.#lambda = globe.client(LambdaClient, { region });
    this.#logs = globe.client(CloudWatchLogsClient, { region });
    this.#s3 = globe.client(S3Client, { region });
  }

  async stop(): Promise<void> {
    await this.globe.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  output(name: string): string {
    const value = this.globe.outputs(this.#stack, region)[name];
    if (value === undefined) throw new Error(`the stack has no output ${name}`);
    return value;
  }

  /** Puts texts on the stream in batches, and lets the buffer's minute go by. */
  async put(texts: readonly string[]): Promise<void> {
    const DeliveryStreamName = this.output('StreamName');
    for (let at = 0; at < texts.length; at += 500) {
      const Records = texts.slice(at, at + 500).map((text) => ({ Data: Buffer.from(text, 'utf8') }));
      const { FailedPutCount } = await this.firehose.send(new PutRecordBatchCommand({ DeliveryStreamName, Records }));
      if (FailedPutCount !== 0) throw new Error(`${FailedPutCount} records were not put`);
    }
    await this.pass('61 seconds');
    // The queue of the events gathers them for a second.
    await this.pass('2 seconds');
  }

  /** Lets time go by, and waits until everything that fell due is done. */
  async pass(duration: Duration): Promise<void> {
    await this.globe.advance(duration);
    await this.globe.settle();
  }

  /** Puts texts on the stream while the emitter may not put events on the bus, until their dead letters are written. */
  async withoutBus(texts: readonly string[]): Promise<void> {
    await this.withoutRight('EventEmitterFunctionName', 'events:PutEvents', async () => {
      await this.put(texts);
      await this.pass('1 hour');
    });
  }

  /** Puts values into the table past the storer, in one call. */
  async putItems(items: readonly { readonly value: object; readonly index: number }[]): Promise<void> {
    const at = new Date(this.globe.now()).toISOString();
    const requests = items.map(({ value, index }) => ({
      PutRequest: {
        Item: { key: 'past-the-storer', timestamp: `${at}#${index}`, id: `${at}#${index}`, occurredAt: at, value },
      },
    }));
    await this.#dynamodb.send(new BatchWriteCommand({ RequestItems: { [this.output('TableName')]: requests } }));
  }

  async items(): Promise<readonly LakeItem[]> {
    return await this.#scan<LakeItem>('TableName');
  }

  /** How many events of each detail type were acted on. */
  async tally(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.#scan<{ detailType: string; events: number }>('TallyTableName');
    return Object.fromEntries(rows.map(({ detailType, events }) => [detailType, events]));
  }

  /** How many events were acted on. */
  async responded(): Promise<number> {
    return Object.values(await this.tally()).reduce((sum, events) => sum + events, 0);
  }

  async #scan<Row>(tableOutput: string): Promise<readonly Row[]> {
    const found: Row[] = [];
    const pages = paginateScan({ client: this.#dynamodb }, { TableName: this.output(tableOutput) });
    for await (const { Items = [] } of pages) found.push(...(Items as Row[]));
    return found;
  }

  /** The texts of the lake's objects below a prefix. */
  async objects(prefix: string): Promise<readonly string[]> {
    return (await this.lakeObjects(prefix)).map(({ text }) => text);
  }

  /** The objects below a prefix of the lake, or of a bucket in another region; what is compressed is taken apart. */
  async lakeObjects(Prefix: string, Bucket = this.output('LakeBucketName'), client = this.#s3) {
    const found: LakeObject[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      for (const { Key = '' } of Contents) {
        const { Body, ServerSideEncryption = '' } = await client.send(new GetObjectCommand({ Bucket, Key }));
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        const text = Buffer.from(Key.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
        found.push({ key: Key, text, encryption: ServerSideEncryption });
      }
    }
    return found;
  }

  /** The storage classes of the objects below a prefix. */
  async storageClasses(Prefix: string): Promise<readonly (string | undefined)[]> {
    const list = new ListObjectsV2Command({ Bucket: this.output('LakeBucketName'), Prefix });
    return ((await this.#s3.send(list)).Contents ?? []).map(({ StorageClass }) => StorageClass);
  }

  /** Throws away what a queue has. */
  async empty(queueOutput: string): Promise<void> {
    await this.sqs.send(new PurgeQueueCommand({ QueueUrl: this.output(queueOutput) }));
    await this.pass('61 seconds');
  }

  /** How many messages a queue has. */
  async waiting(queueOutput: string): Promise<number> {
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.output(queueOutput),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    return Number(Attributes?.['ApproximateNumberOfMessages']);
  }

  /** The lines of a function's log that are JSON. */
  async logLines(functionOutput: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const FunctionName = this.output(functionOutput);
    const { LoggingConfig } = await this.#lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const lines: Record<string, unknown>[] = [];
    const pages = paginateFilterLogEvents({ client: this.#logs }, { logGroupName: LoggingConfig?.LogGroup });
    for await (const { events = [] } of pages) {
      lines.push(...events.flatMap(({ message = '' }) => (message.startsWith('{') ? [JSON.parse(message)] : [])));
    }
    return lines;
  }

  async redrive(consumer: string): Promise<unknown> {
    const { Payload, FunctionError } = await this.#lambda.send(
      new InvokeCommand({
        FunctionName: this.output('RedriveFunctionName'),
        Payload: JSON.stringify({ consumer, count: 10 }),
      }),
    );
    const text = new TextDecoder().decode(Payload);
    if (FunctionError !== undefined) throw new Error(`the redrive failed: ${text}`);
    return JSON.parse(text);
  }

  /** Takes a right away from a function for as long as the work takes. */
  async withoutRight(functionOutput: string, action: string, work: () => Promise<void>): Promise<void> {
    const FunctionName = this.output(functionOutput);
    const { Role = '' } = await this.#lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const policy = { RoleName: Role.slice(Role.lastIndexOf('/') + 1), PolicyName: 'taken-away' };
    const Statement = [{ Effect: 'Deny', Action: action, Resource: '*' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await this.#iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
    try {
      await work();
    } finally {
      await this.#iam.send(new DeleteRolePolicyCommand(policy));
    }
  }
}

/** Runs the CDK app in a folder; its assembly is written to another. */
export async function synthesise(appFolder: string, out: string, context: Readonly<Record<string, string>> = {}) {
  await run(process.execPath, ['--import', 'tsx', 'bin/ingest.ts'], {
    cwd: appFolder,
    env: { ...process.env, CDK_OUTDIR: out, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
}

/** Synthesises the app and deploys it into a globe. Functions run from the synthesised folder: it stays until the end. */
export async function startIngest(context: Readonly<Record<string, string>> = {}): Promise<IngestGlobe> {
  const folder = await mkdtemp(join(tmpdir(), 'ingest-assembly-'));
  await synthesise(app, folder, context);
  return new IngestGlobe(await startSnowglobe({ app: folder, clock: 'held' }), folder, context['environment']);
}
