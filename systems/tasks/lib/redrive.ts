import { redriveTimeout } from '@snowglobe/constructs/dead-letter-queue';
import { allow } from '@snowglobe/constructs/grants';
import { NodeFunction } from '@snowglobe/constructs/node-function';
import type { RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { StreamConsumer } from './stream-consumer.ts';

export interface RedriveProps {
  readonly consumers: Readonly<Record<string, StreamConsumer>>;
  readonly eventLog: ITable;
  readonly eventLogStreamArn: string;
  readonly stream: IStream;
  readonly region: string;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Gives dead letters another chance. A dead letter says where records are; the function reads them again, from the stream
 * or, when they have left it, from the event log, and hands them to the consumer that failed.
 *
 * It runs when somebody invokes it, or from the queues once somebody enables their mappings.
 */
export class Redrive extends Construct {
  readonly handler: NodeFunction;

  constructor(scope: Construct, id: string, props: RedriveProps) {
    super(scope, id);
    const consumers = Object.entries(props.consumers);
    this.handler = new NodeFunction(this, 'Function', {
      entry: new URL('../src/functions/redrive.ts', import.meta.url),
      description: 'Tasks: processes dead letters again',
      timeout: redriveTimeout,
      environment: {
        REGION_OF_EVENTS: props.region,
        EVENT_LOG_TABLE_NAME: props.eventLog.tableName,
        ...Object.fromEntries(consumers.flatMap(([name, consumer]) => addressOf(name, consumer))),
      },
      removalPolicy: props.removalPolicy,
    });
    this.allowReading(props);
    allow(
      this.handler,
      ['lambda:InvokeFunction'],
      consumers.map(([, consumer]) => consumer.handler.functionArn),
    );
    for (const [, consumer] of consumers) {
      consumer.deadLetters.grantConsumeMessages(this.handler);
      this.handler.addEventSource(
        new SqsEventSource(consumer.deadLetters, { batchSize: 1, reportBatchItemFailures: true, enabled: false }),
      );
    }
  }

  private allowReading(props: RedriveProps): void {
    allow(this.handler, ['dynamodb:Scan'], [props.eventLog.tableArn]);
    allow(this.handler, ['dynamodb:GetShardIterator', 'dynamodb:GetRecords'], [props.eventLogStreamArn]);
    allow(this.handler, ['kinesis:GetShardIterator', 'kinesis:GetRecords'], [props.stream.streamArn]);
  }
}

/** `publisher` becomes CONSUMER_PUBLISHER: `<queue URL> <function name> <events>`. */
function addressOf(name: string, consumer: StreamConsumer): readonly (readonly [string, string])[] {
  const variable = `CONSUMER_${name.toUpperCase().replaceAll('-', '_')}`;
  return [[variable, [consumer.deadLetters.queueUrl, consumer.handler.functionName, consumer.events].join(' ')]];
}
