import { redriveTimeout } from '@snowglobe/constructs/dead-letter-queue';
import { allow } from '@snowglobe/constructs/grants';
import { NodeFunction } from '@snowglobe/constructs/node-function';
import { type CfnElement, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EncryptionKey } from './encryption-key.ts';
import { type Lake, lakePrefixes } from './lake.ts';
import type { RecordQueue } from './queues.ts';
import type { LakeTable } from './tables.ts';

export interface RedriveProps {
  readonly records: RecordQueue;
  readonly stream: IDeliveryStream;
  readonly lake: Lake;
  readonly table: LakeTable;
  readonly bus: IEventBus;
  /** The queue of the responder's events. */
  readonly events: IQueue;
  readonly deadLetters: { readonly emitter: Queue; readonly responder: Queue };
  readonly key: EncryptionKey;
  readonly removalPolicy: RemovalPolicy;
}

/** Gives dead letters another chance, when somebody invokes it after the cause is gone. */
export class Redrive extends Construct {
  readonly handler: NodeFunction;

  constructor(scope: Construct, id: string, props: RedriveProps) {
    super(scope, id);
    const { records, deadLetters, events, lake, table } = props;
    const { tableStreamArn } = table;
    if (tableStreamArn === undefined) throw new Error('the table has no stream');
    this.handler = new NodeFunction(this, 'Function', {
      entry: new URL('../src/functions/redrive.ts', import.meta.url),
      description: 'Ingest: processes dead letters again',
      timeout: redriveTimeout,
      environment: {
        QUEUE_ARN: records.queue.queueArn,
        STORER_DEAD_LETTERS_ARN: records.deadLetters.queueArn,
        EMITTER_DEAD_LETTERS_URL: deadLetters.emitter.queueUrl,
        EVENT_QUEUE_ARN: events.queueArn,
        RESPONDER_DEAD_LETTERS_ARN: deadLetters.responder.queueArn,
        EVENT_BUS_NAME: props.bus.eventBusName,
        TABLE_NAME: table.tableName,
        STREAM_NAME: props.stream.deliveryStreamName,
        LAKE_BUCKET_NAME: lake.bucketName,
        REFUSED_PREFIX: lakePrefixes.failed,
      },
      removalPolicy: props.removalPolicy,
    });
    const receive = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    const moved = [records.deadLetters.queueArn, deadLetters.responder.queueArn];
    allow(this.handler, receive, [...moved, deadLetters.emitter.queueArn]);
    allow(this.handler, ['sqs:StartMessageMoveTask'], moved);
    allow(this.handler, ['sqs:SendMessage'], [records.queue.queueArn, events.queueArn]);
    allow(this.handler, ['dynamodb:GetShardIterator', 'dynamodb:GetRecords'], [tableStreamArn]);
    allow(this.handler, ['dynamodb:Scan'], [table.tableArn]);
    allow(this.handler, ['s3:ListBucket'], [lake.bucketArn]);
    allow(this.handler, ['s3:GetObject', 's3:DeleteObject'], [lake.arnForObjects(`${lakePrefixes.failed}*`)]);
    allow(this.handler, ['firehose:PutRecordBatch'], [props.stream.deliveryStreamArn]);
    allow(this.handler, ['events:PutEvents'], [props.bus.eventBusArn]);
    props.key.allowUse(this.handler);
    if (this.handler.role === undefined) return;
    Validations.of(this.handler.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(lake.node.defaultChild as CfnElement)}.Arn>/${lakePrefixes.failed}*]`,
      reason: 'Firehose names the objects of refused records itself.',
    });
  }
}
