import { DeadLetterQueue, fifoPerGroup, queueEncryption } from '@snowglobe/constructs/dead-letter-queue';
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface RecordQueueProps {
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** The queue between the transformer and the storer. What fails five times becomes a dead letter. */
export class RecordQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: RecordQueueProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { ...props, fifo: true });
    this.queue = new Queue(this, 'Queue', {
      ...queueEncryption(props.key),
      // Every record brings an id of its own: equal payloads are different records.
      ...fifoPerGroup,
      enforceSSL: true,
      removalPolicy: props.removalPolicy,
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
  }
}
