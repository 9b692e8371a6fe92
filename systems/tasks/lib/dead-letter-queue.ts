import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** How long a redrive may work on one message, and six times that: how long the message stays hidden from others. */
export const redriveTimeout = Duration.seconds(30);

/** Keeps what a stream consumer gave up on (where the records are, not the records) until somebody redrives it. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, props: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(redriveTimeout.toSeconds() * 6),
      removalPolicy: props.removalPolicy,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is a dead-letter queue, of a stream mapping; the rule looks for those of other queues only.',
    });
  }
}
