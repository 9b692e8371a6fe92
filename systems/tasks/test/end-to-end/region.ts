import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Snowglobe } from 'snowglobe/testing';
import type { DomainEvent } from '../../src/domain/domain-event.ts';
import type { RecordedEvent } from '../../src/domain/task-version.ts';
import type { TaskView } from '../../src/domain/task-view.ts';
import { type EventLogItem, fromItem } from '../../src/storage/event-log-item.ts';

export interface PublishedEvent {
  readonly partitionKey: string;
  readonly text: string;
  readonly event: DomainEvent;
}

/** One region of the deployed system, seen from outside: through HTTP and the AWS SDK. */
export class Region {
  readonly globe: Snowglobe;
  readonly name: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly dynamodb: DynamoDBDocumentClient;
  readonly kinesis: KinesisClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;

  constructor(globe: Snowglobe, name: string) {
    this.globe = globe;
    this.name = name;
    this.outputs = globe.outputs(`tasks-local-${name}`, name);
    const here = { region: name };
    this.dynamodb = DynamoDBDocumentClient.from(globe.client(DynamoDBClient, here));
    this.kinesis = globe.client(KinesisClient, here);
    this.lambda = globe.client(LambdaClient, here);
    this.s3 = globe.client(S3Client, here);
    this.sqs = globe.client(SQSClient, here);
  }

  output(name: string): string {
    const value = this.outputs[name];
    if (value === undefined) throw new Error(`the stack of ${this.name} has no output ${name}`);
    return value;
  }

  async http(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return await this.globe.http(`${this.output('ApiUrl')}${path}`, { method, headers, body });
  }

  /** Sends a command and gives the view of the answer; throws for any other answer than success. */
  async command(method: string, path: string, body?: unknown): Promise<TaskView> {
    const response = await this.http(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return method === 'DELETE' ? await this.command('GET', path) : (JSON.parse(text) as TaskView);
  }

  async create(name: string, more: object = {}): Promise<string> {
    return (await this.command('POST', '/tasks', { name, ...more })).id;
  }

  /** A task's events as the event log has them here. */
  async history(taskId: string): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    const pages = paginateQuery(
      { client: this.dynamodb },
      {
        TableName: this.output('EventLogTableName'),
        KeyConditionExpression: 'AggregateTypeAndId = :id',
        ExpressionAttributeValues: { ':id': `Task:${taskId}` },
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => fromItem(item as EventLogItem)));
    return found;
  }

  async item(
    tableOutput: string,
    key: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown> | undefined> {
    return (await this.dynamodb.send(new GetCommand({ TableName: this.output(tableOutput), Key: key }))).Item;
  }

  /** Everything that the event stream still holds. */
  async published(): Promise<readonly PublishedEvent[]> {
    // A shard answers five times a second, and time stands still.
    await this.globe.advance('1 second');
    const StreamName = this.output('EventStreamName');
    const found: PublishedEvent[] = [];
    const { Shards = [] } = await this.kinesis.send(new ListShardsCommand({ StreamName }));
    for (const { ShardId } of Shards) found.push(...(await this.#readShard(StreamName, ShardId)));
    return found;
  }

  async #readShard(StreamName: string, ShardId: string | undefined): Promise<readonly PublishedEvent[]> {
    const found: PublishedEvent[] = [];
    const start = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    let iterator = (await this.kinesis.send(new GetShardIteratorCommand(start))).ShardIterator;
    while (iterator !== undefined) {
      const page = await this.kinesis.send(new GetRecordsCommand({ ShardIterator: iterator }));
      for (const { PartitionKey = '', Data } of page.Records ?? []) {
        const text = new TextDecoder().decode(Data);
        found.push({ partitionKey: PartitionKey, text, event: JSON.parse(text) });
      }
      iterator = page.MillisBehindLatest === 0 ? undefined : page.NextShardIterator;
    }
    return found;
  }

  /** The sequences of a task whose events are in the audit bucket. */
  async audited(taskId: string): Promise<readonly number[]> {
    const keys = (await this.auditKeys()).filter((key) => key.startsWith(`events/Task/${taskId}-`));
    return keys.map((key) => Number(/-(\d+)\.json$/.exec(key)?.[1])).sort((one, other) => one - other);
  }

  async auditKeys(): Promise<readonly string[]> {
    const keys: string[] = [];
    const pages = paginateListObjectsV2({ client: this.s3 }, { Bucket: this.output('AuditBucketName') });
    for await (const { Contents = [] } of pages) keys.push(...Contents.map(({ Key = '' }) => Key));
    return keys;
  }

  async auditText(taskId: string, sequence: number): Promise<string> {
    const Key = `events/Task/${taskId}-${sequence}.json`;
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.output('AuditBucketName'), Key }));
    return (await Body?.transformToString()) ?? '';
  }

  /** How many dead letters a consumer (`AuditProjector`) has. */
  async deadLetterCount(consumer: string): Promise<number> {
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.output(`${consumer}DeadLettersUrl`),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    return Number(Attributes?.['ApproximateNumberOfMessages']);
  }

  /** Looks at a consumer's dead letters and leaves them where they are. */
  async deadLetters(consumer: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const QueueUrl = this.output(`${consumer}DeadLettersUrl`);
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    return Messages.map(({ Body = '{}' }) => JSON.parse(Body));
  }

  /** Stops or starts a consumer, as an operator does. */
  async setEnabled(consumer: string, Enabled: boolean): Promise<void> {
    await this.lambda.send(new UpdateEventSourceMappingCommand({ UUID: this.output(`${consumer}MappingId`), Enabled }));
  }

  /** Changes environment variables of a function; undefined removes one. */
  async configure(name: string, variables: Readonly<Record<string, string | undefined>>): Promise<void> {
    const FunctionName = this.output(`${name}FunctionName`);
    const { Environment } = await this.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const changed = Object.entries({ ...Environment?.Variables, ...variables }).filter(
      ([, value]) => value !== undefined,
    );
    const Variables = Object.fromEntries(changed) as Record<string, string>;
    await this.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  }

  /** Name of the role that a function runs with. */
  async roleOf(name: string): Promise<string> {
    const FunctionName = this.output(`${name}FunctionName`);
    const { Role = '' } = await this.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return Role.slice(Role.lastIndexOf('/') + 1);
  }

  async redrive(consumer: string, count = 10): Promise<unknown> {
    const { Payload, FunctionError } = await this.lambda.send(
      new InvokeCommand({
        FunctionName: this.output('RedriveFunctionName'),
        Payload: JSON.stringify({ consumer, count }),
      }),
    );
    const text = new TextDecoder().decode(Payload);
    if (FunctionError !== undefined) throw new Error(`the redrive failed: ${text}`);
    return JSON.parse(text);
  }
}
