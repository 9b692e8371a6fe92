import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface DeadLetterQueueProps {
  readonly removalPolicy: RemovalPolicy;
  /** Encrypts the letters. Default: the key that SQS manages. */
  readonly key?: IKey;
  /** Letters of a FIFO queue. Default: false. */
  readonly fifo?: boolean;
}

/** How long a redrive may work on one letter. A letter in the hand is hidden from others for six times that. */
export const redriveTimeout = Duration.seconds(30);

/** The encryption that a queue has with a key of one's own, or without. */
export function queueEncryption(key: IKey | undefined): QueueProps {
  if (key === undefined) return { encryption: QueueEncryption.SQS_MANAGED };
  return { encryption: QueueEncryption.KMS, encryptionMasterKey: key, dataKeyReuse: Duration.minutes(5) };
}

/** A FIFO queue with as many messages a second as it has groups for. Its messages name their own deduplication ids. */
export const fifoPerGroup: QueueProps = {
  fifo: true,
  contentBasedDeduplication: false,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};

/** Keeps for 14 days what a consumer gave up on, until somebody redrives it. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, { removalPolicy, key, fifo = false }: DeadLetterQueueProps) {
    super(scope, id, {
      ...queueEncryption(key),
      ...(fifo ? fifoPerGroup : {}),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(redriveTimeout.toSeconds() * 6),
      removalPolicy,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is a dead-letter queue; the rule recognises only those of other queues.',
    });
  }
}
