import { DeadLetterQueue, queueEncryption } from '@snowglobe/constructs/dead-letter-queue';
import { allow } from '@snowglobe/constructs/grants';
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SnsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { jobTypeAttribute } from '../src/dispatcher/topic.ts';
import { dispatchWithinMs, type Phase } from '../src/domain/job.ts';
import type { FailedJobsEventBus } from './failed-jobs-bus.ts';
import { FailureChain } from './failure-chain.ts';
import { JobFunction } from './job-function.ts';
import type { JobsTable } from './jobs-table.ts';
import type { CustomerKey } from './keys.ts';

export interface FanOutProps {
  readonly table: JobsTable;
  readonly bus: FailedJobsEventBus;
  readonly key: CustomerKey;
  readonly concurrency: number;
  readonly removalPolicy: RemovalPolicy;
}

const unfinished: readonly Phase[] = ['new', 'running'];
const newJobs = FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') });
const cancellations = FilterCriteria.filter({
  eventName: FilterRule.isEqual('MODIFY'),
  dynamodb: {
    NewImage: { cancel_requested_at: { N: FilterRule.exists() }, phase: { S: FilterRule.or(...unfinished) } },
  },
});

/** From the table's stream to any number of consumers: one reader, a topic, and a queue for each consumer. */
export class FanOut extends Construct {
  readonly topic: Topic;
  readonly dispatcher: JobFunction;
  readonly failures: FailureChain;
  readonly #props: FanOutProps;

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);
    const { key, removalPolicy } = props;
    this.#props = props;
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Jobs: new and cancelled jobs',
      masterKey: key,
      enforceSSL: true,
    });
    this.failures = this.#addFailures();
    this.dispatcher = new JobFunction(this, 'Dispatcher', {
      code: 'dispatcher',
      description: 'Jobs: hands new jobs to the consumers',
      environment: { JOBS_TOPIC_ARN: this.topic.topicArn },
      removalPolicy,
    });
    this.#allowPublish(this.dispatcher);
    this.failures.allowReport(this.dispatcher);
    this.dispatcher.addEventSource(this.#source());
  }

  /** A queue that takes the jobs of some types, and its dead letters. */
  addQueue(id: string, types: readonly string[], visibilityTimeout: Duration): { queue: Queue; deadLetters: Queue } {
    const { key, removalPolicy } = this.#props;
    const deadLetters = new DeadLetterQueue(this, `${id}DeadLetters`, { key, removalPolicy });
    const queue = new Queue(this, `${id}Queue`, {
      ...queueEncryption(key),
      enforceSSL: true,
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 },
      removalPolicy,
    });
    const filterPolicy = { [jobTypeAttribute]: SubscriptionFilter.stringFilter({ allowlist: [...types] }) };
    this.topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, filterPolicy }));
    return { queue, deadLetters };
  }

  #addFailures(): FailureChain {
    const { table, bus, key, concurrency, removalPolicy } = this.#props;
    const failures = new FailureChain(this, 'Failures', {
      code: 'second-dispatcher',
      description: 'Jobs: hands out jobs that the dispatcher could not',
      environment: { TABLE_NAME: table.tableName, JOBS_TOPIC_ARN: this.topic.topicArn },
      bus,
      key,
      concurrency,
      removalPolicy,
    });
    table.allowSearch(failures.handler);
    this.#allowPublish(failures.handler);
    return failures;
  }

  #allowPublish(grantee: JobFunction): void {
    allow(grantee, ['sns:Publish'], [this.topic.topicArn]);
    this.#props.key.allowMessages(grantee);
  }

  #source(): DynamoEventSource {
    return new DynamoEventSource(this.#props.table as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      retryAttempts: 3,
      maxRecordAge: Duration.millis(dispatchWithinMs),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new SnsDlq(this.failures.topic),
      filters: [newJobs, cancellations],
    });
  }
}
