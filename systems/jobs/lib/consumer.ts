import { allow } from '@snowglobe/constructs/grants';
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { typesOf } from '../src/kinds/registry.ts';
import type { FailedJobsEventBus } from './failed-jobs-bus.ts';
import { FailureChain } from './failure-chain.ts';
import type { FanOut } from './fan-out.ts';
import { JobFunction, lockAttempts } from './job-function.ts';
import type { JobsTable } from './jobs-table.ts';
import type { CustomerKey } from './keys.ts';

export interface ConsumerProps {
  /** As kinds of jobs name it. */
  readonly consumer: string;
  readonly table: JobsTable;
  readonly fanOut: FanOut;
  readonly bus: FailedJobsEventBus;
  readonly key: CustomerKey;
  readonly timeoutSeconds: number;
  readonly concurrency: number;
  readonly errorHandlerConcurrency: number;
  readonly removalPolicy: RemovalPolicy;
}

const stepTimeout = Duration.seconds(15);

/** A consumer: a queue with the types it takes, a function that does their steps, and a chain for failures. */
export class Consumer extends Construct {
  readonly handler: JobFunction;
  readonly failures: FailureChain;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ConsumerProps) {
    super(scope, id);
    const { consumer, table, bus, key, removalPolicy } = props;
    const lock = { TABLE_NAME: table.tableName, OPTIMISTIC_LOCKING_RETRY_ATTEMPTS: lockAttempts };
    this.failures = new FailureChain(this, 'Failures', {
      code: 'error-handler',
      description: `Jobs: failures of ${consumer}`,
      environment: lock,
      bus,
      key,
      concurrency: props.errorHandlerConcurrency,
      removalPolicy,
    });
    table.allowChange(this.failures.handler);
    // As AWS advises: six times as long as the function may take.
    const visibilityTimeout = Duration.seconds(stepTimeout.toSeconds() * 6);
    const { queue, deadLetters } = props.fanOut.addQueue(id, typesOf(consumer), visibilityTimeout);
    this.deadLetters = deadLetters;
    this.handler = new JobFunction(this, 'Handler', {
      code: 'consumer',
      description: `Jobs: ${consumer}`,
      environment: {
        ...lock,
        CONSUMER_ID: consumer,
        TIMEOUT: String(props.timeoutSeconds),
        QUEUE_URL: queue.queueUrl,
        FAILURE_TOPIC_ARN: this.failures.topic.topicArn,
      },
      timeout: stepTimeout,
      removalPolicy,
    });
    table.allowChange(this.handler);
    this.failures.allowReport(this.handler);
    allow(this.handler, ['sqs:SendMessage'], [queue.queueArn]);
    this.handler.addEventSource(
      new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: props.concurrency }),
    );
  }
}
