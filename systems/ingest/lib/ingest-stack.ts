import { DeadLetterQueue } from '@snowglobe/constructs/dead-letter-queue';
import { allow } from '@snowglobe/constructs/grants';
import { NodeFunction } from '@snowglobe/constructs/node-function';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { IngestConfiguration } from './configuration.ts';
import { ConsumerApi } from './consumer-api.ts';
import { acknowledgeKeyActions, EncryptionKey } from './encryption-key.ts';
import { DataIngestBus, ResponseRoute } from './event-routes.ts';
import { Lake } from './lake.ts';
import { LakeReplication } from './lake-replication.ts';
import { RecordQueue } from './queues.ts';
import { Redrive } from './redrive.ts';
import { Entrance } from './stream.ts';
import { LakeTable, ResponderTables } from './tables.ts';

export interface IngestStackProps extends StackProps {
  readonly configuration: IngestConfiguration;
}

/** The whole pipeline of one region, from the stream that takes data in to the consumer of its events. */
export class IngestStack extends Stack {
  readonly #configuration: IngestConfiguration;
  readonly #key: EncryptionKey;
  readonly #lake: Lake;
  readonly #records: RecordQueue;
  readonly #table: LakeTable;
  readonly #bus: DataIngestBus;
  readonly #deadLetters: { readonly emitter: DeadLetterQueue; readonly responder: DeadLetterQueue };

  constructor(scope: Construct, id: string, props: IngestStackProps) {
    super(scope, id, { ...props, terminationProtection: props.configuration.settings.protectData });
    this.#configuration = props.configuration;
    const { settings, environment } = props.configuration;
    const { removalPolicy } = settings;
    const key = new EncryptionKey(this, 'Key', { removalPolicy });
    this.#key = key;
    this.#lake = this.#addLake();
    this.#records = new RecordQueue(this, 'Records', { key, removalPolicy });
    this.#table = new LakeTable(this, 'Table', { key, configuration: props.configuration });
    this.#bus = new DataIngestBus(this, 'Bus', settings);
    this.#deadLetters = {
      emitter: new DeadLetterQueue(this, 'EmitterDeadLetters', { key, removalPolicy }),
      responder: new DeadLetterQueue(this, 'ResponderDeadLetters', { key, removalPolicy }),
    };

    const transformer = this.#addTransformer();
    const entrance = new Entrance(this, 'Entrance', { ...settings, key, lake: this.#lake, transformer });
    const storer = this.#addStorer();
    const emitter = this.#addEmitter();
    const { responder, tables, events } = this.#addResponder();
    const http = new ConsumerApi(this, 'Http', { handler: responder, stageName: environment, removalPolicy });
    const redrive = this.#addRedrive(events, entrance);
    this.#addFunctionOutputs({ Transformer: transformer, EventStorer: storer, EventEmitter: emitter });
    this.#addFunctionOutputs({ EventResponder: responder, Redrive: redrive.handler });
    this.#output({
      ApiUrl: http.api.url,
      StreamName: entrance.stream.deliveryStreamName,
      TallyTableName: tables.tally.tableName,
      TryIt: `npm run generate -w systems/ingest -- --stream ${entrance.stream.deliveryStreamName} --count 100`,
    });
    this.#addPlaces();
  }

  #addLake(): Lake {
    const { environment, replicateTo, settings } = this.#configuration;
    if (replicateTo === undefined) return new Lake(this, 'Lake', { key: this.#key, settings });
    const replication = new LakeReplication(this, 'LakeReplication', { environment, region: replicateTo });
    return new Lake(this, 'Lake', { key: this.#key, settings, replication });
  }

  #addTransformer(): NodeFunction {
    const transformer = this.#function('Transformer', {
      entry: new URL('../src/functions/transformer.ts', import.meta.url),
      description: 'Ingest: makes lines of records, and messages',
      timeout: Duration.minutes(1),
      environment: { QUEUE_URL: this.#records.queue.queueUrl },
    });
    allow(transformer, ['sqs:SendMessage'], [this.#records.queue.queueArn]);
    return transformer;
  }

  #addStorer(): NodeFunction {
    const storer = this.#function('EventStorer', {
      entry: new URL('../src/functions/event-storer.ts', import.meta.url),
      description: 'Ingest: stores records in the table',
      environment: {
        TABLE_NAME: this.#table.tableName,
        KEPT_SECONDS: String(this.#configuration.settings.itemsKept.toSeconds()),
      },
    });
    allow(storer, ['dynamodb:BatchWriteItem'], [this.#table.tableArn]);
    storer.addEventSource(new SqsEventSource(this.#records.queue, { batchSize: 10, reportBatchItemFailures: true }));
    return storer;
  }

  #addEmitter(): NodeFunction {
    const emitter = this.#function('EventEmitter', {
      entry: new URL('../src/functions/event-emitter.ts', import.meta.url),
      description: 'Ingest: tells the bus of new records',
      environment: { EVENT_BUS_NAME: this.#bus.eventBusName },
    });
    allow(emitter, ['events:PutEvents'], [this.#bus.eventBusArn]);
    emitter.addEventSource(
      new DynamoEventSource(this.#table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 500,
        retryAttempts: 5,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(this.#deadLetters.emitter),
        filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
      }),
    );
    return emitter;
  }

  #addResponder(): { readonly responder: NodeFunction; readonly tables: ResponderTables; readonly events: IQueue } {
    const { eventsArchived, removalPolicy } = this.#configuration.settings;
    const tables = new ResponderTables(this, 'Responder', { key: this.#key, removalPolicy });
    const responder = this.#function('EventResponder', {
      entry: new URL('../src/functions/event-responder.ts', import.meta.url),
      description: 'Ingest: takes events of new records, and answers requests',
      environment: {
        REMEMBERED_TABLE_NAME: tables.remembered.tableName,
        // An event may be replayed on the archive's last day.
        REMEMBERED_SECONDS: String(eventsArchived.plus(Duration.days(1)).toSeconds()),
        TALLY_TABLE_NAME: tables.tally.tableName,
      },
    });
    allow(responder, ['dynamodb:PutItem'], [tables.remembered.tableArn]);
    allow(responder, ['dynamodb:UpdateItem'], [tables.tally.tableArn]);
    const deadLetters = this.#deadLetters.responder;
    const route = new ResponseRoute(this, 'Response', { bus: this.#bus, deadLetters, key: this.#key, removalPolicy });
    responder.addEventSource(
      new SqsEventSource(route.queue, {
        batchSize: 500,
        maxBatchingWindow: Duration.seconds(1),
        maxConcurrency: 5,
        reportBatchItemFailures: true,
      }),
    );
    return { responder, tables, events: route.queue };
  }

  #addRedrive(events: IQueue, entrance: Entrance): Redrive {
    return new Redrive(this, 'Redrive', {
      records: this.#records,
      stream: entrance.stream,
      lake: this.#lake,
      table: this.#table,
      bus: this.#bus as IEventBus,
      events,
      deadLetters: this.#deadLetters,
      key: this.#key,
      removalPolicy: this.#configuration.settings.removalPolicy,
    });
  }

  #function(id: string, props: Omit<ConstructorParameters<typeof NodeFunction>[2], 'removalPolicy'>): NodeFunction {
    const { removalPolicy } = this.#configuration.settings;
    const made = new NodeFunction(this, id, { ...props, removalPolicy });
    this.#key.allowUse(made);
    if (made.role !== undefined) acknowledgeKeyActions(made.role);
    return made;
  }

  #addFunctionOutputs(functions: Readonly<Record<string, NodeFunction>>): void {
    for (const [name, { functionName }] of Object.entries(functions)) {
      this.#output({ [`${name}FunctionName`]: functionName });
    }
  }

  #addPlaces(): void {
    this.#output({
      LakeBucketName: this.#lake.bucketName,
      QueueUrl: this.#records.queue.queueUrl,
      TableName: this.#table.tableName,
      EventBusArn: this.#bus.eventBusArn,
      ArchiveArn: this.#bus.archiveOfAll.archiveArn,
      EventStorerDeadLettersUrl: this.#records.deadLetters.queueUrl,
      EventEmitterDeadLettersUrl: this.#deadLetters.emitter.queueUrl,
      EventResponderDeadLettersUrl: this.#deadLetters.responder.queueUrl,
    });
  }

  #output(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
