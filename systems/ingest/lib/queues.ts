import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

interface QueueProps {
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

const encrypted = ({ key, removalPolicy }: QueueProps) => ({
  encryption: QueueEncryption.KMS,
  encryptionMasterKey: key,
  dataKeyReuse: Duration.minutes(5),
  enforceSSL: true,
  removalPolicy,
});

const fifo = {
  fifo: true,
  // Every record brings an id of its own: equal payloads are different records.
  contentBasedDeduplication: false,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};

/** How long a redrive may work on one message. */
export const redriveTimeout = Duration.seconds(30);

/** Keeps what a consumer gave up on until somebody redrives it. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, props: QueueProps & { readonly inOrder?: boolean }) {
    super(scope, id, {
      ...encrypted(props),
      ...(props.inOrder === true ? fifo : {}),
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(redriveTimeout.toSeconds() * 6),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is a dead-letter queue; the rule recognises only those of other queues.',
    });
  }
}

/** The queue between the transformer and the storer. What fails five times becomes a dead letter. */
export class RecordQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { ...props, inOrder: true });
    this.queue = new Queue(this, 'Queue', {
      ...encrypted(props),
      ...fifo,
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
  }
}
