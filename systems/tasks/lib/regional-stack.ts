import { allow } from '@snowglobe/constructs/grants';
import { NodeFunction } from '@snowglobe/constructs/node-function';
import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { type ITable, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { TasksConfiguration } from './configuration.ts';
import { CustomDomain } from './custom-domain.ts';
import { EventStream } from './event-stream.ts';
import type { GlobalStateStack } from './global-state-stack.ts';
import { HttpEntrance } from './http-entrance.ts';
import { ReadModels } from './read-models.ts';
import { Redrive } from './redrive.ts';
import { ReplicaStream } from './replica-stream.ts';
import { EventLogConsumer, EventStreamConsumer, type StreamConsumer } from './stream-consumer.ts';

export interface RegionalStackProps extends StackProps {
  readonly configuration: TasksConfiguration;
  readonly globalState: GlobalStateStack;
}

/** Everything that one region needs to serve tasks on its own: API, read models, event stream, consumers, audit bucket. */
export class RegionalStack extends Stack {
  readonly #configuration: TasksConfiguration;
  readonly #eventLog: ITable;
  readonly #eventLogStreamArn: string;
  readonly #ledger: ITable;
  readonly #readModels: ReadModels;
  readonly #stream: EventStream;
  readonly #auditBucket: Bucket;

  constructor(scope: Construct, id: string, props: RegionalStackProps) {
    super(scope, id, { ...props, terminationProtection: props.configuration.settings.protectData });
    this.#configuration = props.configuration;
    const { settings } = props.configuration;
    const { globalState } = props;
    this.#eventLogStreamArn = this.#streamOf(globalState);
    this.#eventLog = TableV2.fromTableAttributes(this, 'EventLog', {
      tableName: globalState.eventLog.tableName,
      tableStreamArn: this.#eventLogStreamArn,
    });
    this.#ledger = TableV2.fromTableName(this, 'Ledger', globalState.ledger.tableName);
    this.#readModels = new ReadModels(this, 'ReadModels', settings);
    this.#stream = new EventStream(this, 'EventStream', settings);
    this.#auditBucket = this.#addAuditBucket();

    const { entrance, handler } = this.#addHttpApi();
    const consumers = this.#addConsumers();
    const redrive = new Redrive(this, 'Redrive', {
      consumers,
      eventLog: this.#eventLog,
      eventLogStreamArn: this.#eventLogStreamArn,
      stream: this.#stream,
      region: this.region,
      removalPolicy: settings.removalPolicy,
    });
    if (props.configuration.customDomain !== undefined) {
      new CustomDomain(this, 'CustomDomain', {
        ...props.configuration.customDomain,
        entrance,
        standby: this.region !== props.configuration.regions[0],
      });
    }
    this.#addOutputs(entrance, { ...functionsOf(consumers), HttpApi: handler, Redrive: redrive.handler });
    this.#addConsumerOutputs(consumers);
  }

  #streamOf(globalState: GlobalStateStack): string {
    if (globalState.region === this.region) {
      const streamArn = globalState.eventLog.table.tableStreamArn;
      if (streamArn === undefined) throw new Error('the event log has no stream');
      return streamArn;
    }
    return new ReplicaStream(this, 'EventLogStream', {
      table: TableV2.fromTableName(this, 'EventLogReplica', globalState.eventLog.tableName),
      removalPolicy: this.#configuration.settings.removalPolicy,
    }).streamArn;
  }

  #addAuditBucket(): Bucket {
    const bucket = new Bucket(this, 'AuditBucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: this.#configuration.settings.removalPolicy,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'The bucket is itself the audit trail; one function writes it, nobody reads it through a public door.',
    });
    return bucket;
  }

  #addHttpApi(): { readonly entrance: HttpEntrance; readonly handler: NodeFunction } {
    const { removalPolicy } = this.#configuration.settings;
    const { snapshots, tasksView, searchIndex, listingIndexArn } = this.#readModels;
    const handler = new NodeFunction(this, 'HttpApi', {
      entry: new URL('../src/functions/http-api.ts', import.meta.url),
      description: 'Tasks: answers the HTTP API',
      timeout: Duration.seconds(12),
      environment: {
        ...this.#logAndViewNames(),
        SEARCH_INDEX_TABLE_NAME: searchIndex.tableName,
        LEDGER_TABLE_NAME: this.#ledger.tableName,
      },
      removalPolicy,
    });
    allow(handler, ['dynamodb:Query', 'dynamodb:PutItem'], [this.#eventLog.tableArn]);
    allow(handler, ['dynamodb:GetItem', 'dynamodb:PutItem'], [snapshots.tableArn, this.#ledger.tableArn]);
    allow(handler, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:BatchGetItem'], [tasksView.tableArn]);
    allow(handler, ['dynamodb:Query'], [listingIndexArn]);
    allow(handler, ['dynamodb:Query', 'dynamodb:BatchGetItem'], [searchIndex.tableArn]);
    return { entrance: new HttpEntrance(this, 'Http', { handler, removalPolicy }), handler };
  }

  #addConsumers(): Readonly<Record<string, StreamConsumer>> {
    const publisher = this.#addPublisher();
    const auditProjector = this.#addAuditProjector();
    const searchProjector = this.#addSearchProjector();
    const viewRepair = this.#addViewRepair();
    const notifier = this.#addNotifier('Notifier', 'own-region', this.#configuration.notifyUrl !== undefined);
    const consumers = {
      publisher,
      'audit-projector': auditProjector,
      'search-projector': searchProjector,
      'view-repair': viewRepair,
      notifier,
    };
    if (this.#configuration.regions.length === 1) return consumers;
    return { ...consumers, 'takeover-notifier': this.#addNotifier('TakeoverNotifier', 'other-regions', false) };
  }

  #addPublisher(): StreamConsumer {
    const publisher = new EventLogConsumer(this, 'Publisher', {
      ...this.#consumerDefaults(),
      entry: new URL('../src/functions/publisher.ts', import.meta.url),
      description: 'Tasks: publishes new events of the log to the event stream',
      environment: { EVENT_STREAM_NAME: this.#stream.streamName },
      batchSize: 100,
      eventLog: this.#eventLog,
    });
    allow(publisher.handler, ['kinesis:PutRecord'], [this.#stream.streamArn]);
    return publisher;
  }

  #addAuditProjector(): StreamConsumer {
    const { failOnSummary } = this.#configuration.settings;
    const projector = new EventStreamConsumer(this, 'AuditProjector', {
      ...this.#consumerDefaults(),
      entry: new URL('../src/functions/audit-projector.ts', import.meta.url),
      description: 'Tasks: keeps every event as an object in the audit bucket',
      environment: {
        AUDIT_BUCKET_NAME: this.#auditBucket.bucketName,
        ...(failOnSummary === undefined ? {} : { FAIL_ON_SUMMARY: failOnSummary }),
      },
      batchSize: 1,
      stream: this.#stream,
    });
    allow(projector.handler, ['s3:PutObject'], [this.#auditBucket.arnForObjects('events/*')]);
    Validations.of(projector).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${this.getLogicalId(this.#auditBucket.node.defaultChild as never)}.Arn>/events/*]`,
      reason: 'Every event is an object of its own below this prefix.',
    });
    return projector;
  }

  #addSearchProjector(): StreamConsumer {
    const projector = new EventStreamConsumer(this, 'SearchProjector', {
      ...this.#consumerDefaults(),
      entry: new URL('../src/functions/search-projector.ts', import.meta.url),
      description: 'Tasks: keeps the words by which tasks are found',
      environment: { ...this.#logNames(), SEARCH_INDEX_TABLE_NAME: this.#readModels.searchIndex.tableName },
      batchSize: 10,
      stream: this.#stream,
    });
    this.#allowLoadingTasks(projector.handler);
    allow(
      projector.handler,
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:BatchWriteItem'],
      [this.#readModels.searchIndex.tableArn],
    );
    return projector;
  }

  #addViewRepair(): StreamConsumer {
    const repair = new EventStreamConsumer(this, 'ViewRepair', {
      ...this.#consumerDefaults(),
      entry: new URL('../src/functions/view-repair.ts', import.meta.url),
      description: 'Tasks: brings views up to date that a request failed to update, or that another region changed',
      environment: this.#logAndViewNames(),
      batchSize: 10,
      stream: this.#stream,
    });
    this.#allowLoadingTasks(repair.handler);
    allow(repair.handler, ['dynamodb:GetItem', 'dynamodb:PutItem'], [this.#readModels.tasksView.tableArn]);
    return repair;
  }

  #addNotifier(id: string, events: 'own-region' | 'other-regions', enabled: boolean): StreamConsumer {
    const notifier = new EventStreamConsumer(this, id, {
      ...this.#consumerDefaults(),
      entry: new URL('../src/functions/notifier.ts', import.meta.url),
      description: `Tasks: tells the outside API of events (${events})`,
      environment: {
        NOTIFY_URL: this.#configuration.notifyUrl ?? '',
        LEDGER_TABLE_NAME: this.#ledger.tableName,
      },
      // Each may take two calls of three seconds: the batch has to fit the function's timeout.
      batchSize: 4,
      events,
      enabled,
      stream: this.#stream,
    });
    allow(notifier.handler, ['dynamodb:GetItem', 'dynamodb:PutItem'], [this.#ledger.tableArn]);
    return notifier;
  }

  #consumerDefaults() {
    return { region: this.region, removalPolicy: this.#configuration.settings.removalPolicy };
  }

  #allowLoadingTasks(handler: NodeFunction): void {
    allow(handler, ['dynamodb:Query'], [this.#eventLog.tableArn]);
    allow(handler, ['dynamodb:GetItem'], [this.#readModels.snapshots.tableArn]);
  }

  #logNames(): Record<string, string> {
    return {
      EVENT_LOG_TABLE_NAME: this.#eventLog.tableName,
      SNAPSHOTS_TABLE_NAME: this.#readModels.snapshots.tableName,
    };
  }

  #logAndViewNames(): Record<string, string> {
    return { ...this.#logNames(), TASKS_VIEW_TABLE_NAME: this.#readModels.tasksView.tableName };
  }

  #addOutputs(entrance: HttpEntrance, functions: Readonly<Record<string, NodeFunction>>): void {
    this.#output({
      ApiUrl: entrance.api.apiEndpoint,
      TryIt: `curl -X POST ${entrance.api.apiEndpoint}/tasks -H 'content-type: application/json' -d '{"name":"Buy milk"}'`,
      EventLogTableName: this.#eventLog.tableName,
      LedgerTableName: this.#ledger.tableName,
      SnapshotsTableName: this.#readModels.snapshots.tableName,
      TasksViewTableName: this.#readModels.tasksView.tableName,
      SearchIndexTableName: this.#readModels.searchIndex.tableName,
      EventStreamName: this.#stream.streamName,
      AuditBucketName: this.#auditBucket.bucketName,
    });
    for (const [name, { functionName }] of Object.entries(functions)) {
      this.#output({ [`${name}FunctionName`]: functionName });
    }
  }

  #addConsumerOutputs(consumers: Readonly<Record<string, StreamConsumer>>): void {
    for (const [name, { mappingId, deadLetters }] of Object.entries(consumers)) {
      const title = pascalCase(name);
      this.#output({ [`${title}MappingId`]: mappingId, [`${title}DeadLettersUrl`]: deadLetters.queueUrl });
    }
  }

  #output(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}

function functionsOf(consumers: Readonly<Record<string, StreamConsumer>>): Record<string, NodeFunction> {
  return Object.fromEntries(Object.entries(consumers).map(([name, { handler }]) => [pascalCase(name), handler]));
}

function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
