import { DeadLetterQueue } from '@snowglobe/constructs/dead-letter-queue';
import { NodeFunction } from '@snowglobe/constructs/node-function';
import type { RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import {
  DynamoEventSource,
  KinesisEventSource,
  SqsDlq,
  type StreamEventSourceProps,
} from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Which events of the stream a consumer is given. */
export type EventScope = 'all' | 'own-region' | 'other-regions';

export interface StreamConsumerProps {
  /** The file with the handler. */
  readonly entry: URL;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly removalPolicy: RemovalPolicy;
  readonly batchSize: number;
  readonly events?: EventScope;
  readonly region: string;
  /** A consumer that is not enabled waits for an operator; it starts with the oldest record that the stream still has. */
  readonly enabled?: boolean;
}

/**
 * A function that reads a stream: five retries, then the failed part of the batch goes to a dead-letter queue and the
 * shard moves on. Starting at the oldest record means that nothing written during the deployment is lost.
 */
export abstract class StreamConsumer extends Construct {
  readonly handler: NodeFunction;
  readonly deadLetters: Queue;
  readonly events: EventScope;
  abstract readonly mappingId: string;

  protected constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id);
    this.events = props.events ?? 'all';
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { removalPolicy: props.removalPolicy });
    this.handler = new NodeFunction(this, 'Function', {
      entry: props.entry,
      description: props.description,
      environment: props.environment,
      removalPolicy: props.removalPolicy,
    });
  }
}

function mappingOf(props: StreamConsumerProps, deadLetters: Queue): StreamEventSourceProps {
  return {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: props.batchSize,
    retryAttempts: 5,
    bisectBatchOnError: props.batchSize > 1,
    reportBatchItemFailures: true,
    onFailure: new SqsDlq(deadLetters),
    enabled: props.enabled ?? true,
  };
}

/** Reads the event log's DynamoDB stream: new events only, never the copies that replication rewrites. */
export class EventLogConsumer extends StreamConsumer {
  readonly mappingId: string;

  constructor(scope: Construct, id: string, props: StreamConsumerProps & { readonly eventLog: ITable }) {
    super(scope, id, props);
    const source = new DynamoEventSource(props.eventLog, {
      ...mappingOf(props, this.deadLetters),
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    });
    this.handler.addEventSource(source);
    this.mappingId = source.eventSourceMappingId;
  }
}

/** Reads the domain events from Kinesis. */
export class EventStreamConsumer extends StreamConsumer {
  readonly mappingId: string;

  constructor(scope: Construct, id: string, props: StreamConsumerProps & { readonly stream: IStream }) {
    super(scope, id, props);
    const rule = regionRule(this.events, props.region);
    const source = new KinesisEventSource(props.stream, {
      ...mappingOf(props, this.deadLetters),
      ...(rule === undefined ? {} : { filters: [FilterCriteria.filter({ data: { region: rule } })] }),
    });
    this.handler.addEventSource(source);
    this.mappingId = source.eventSourceMappingId;
  }
}

function regionRule(
  events: EventScope,
  region: string,
): ReturnType<typeof FilterRule.notEquals> | string[] | undefined {
  if (events === 'all') return undefined;
  return events === 'own-region' ? FilterRule.isEqual(region) : FilterRule.notEquals(region);
}
