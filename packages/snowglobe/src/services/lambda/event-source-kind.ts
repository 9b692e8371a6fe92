import { parseArn } from '../../contract/arn.ts';
import { invalidParameter, unsupported } from './errors.ts';

/** What mappings of one kind of source may say. */
export interface EventSourceKind {
  readonly name: 'sqs' | 'sqs-fifo' | 'kinesis' | 'dynamodb';
  /** In order from a position, or messages that are deleted when done. */
  readonly reads: 'stream' | 'queue';
  readonly defaultBatchSize: number;
  readonly maximumBatchSize: number;
  /** A larger batch needs a batching window. */
  readonly maximumBatchSizeWithoutWindow: number;
  readonly maximumBatchingWindowSeconds: number;
  readonly stateTransitionReason: string;
  /** What the execution role must be allowed. */
  readonly actions: readonly string[];
  /** AWS's text when it is not. */
  readonly roleRefused: (sourceArn: string) => string;
}

const queue: EventSourceKind = {
  name: 'sqs',
  reads: 'queue',
  defaultBatchSize: 10,
  maximumBatchSize: 10_000,
  maximumBatchSizeWithoutWindow: 10,
  maximumBatchingWindowSeconds: 300,
  stateTransitionReason: 'USER_INITIATED',
  actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  roleRefused: () => 'The provided execution role does not have permissions to call ReceiveMessage on SQS',
};

const streamRefused = (actions: string) => (sourceArn: string) =>
  `Cannot access stream ${sourceArn}. Please ensure the role can perform the ${actions} Actions on your stream in IAM.`;

const stream = {
  reads: 'stream',
  defaultBatchSize: 100,
  maximumBatchSize: 10_000,
  maximumBatchSizeWithoutWindow: 10_000,
  maximumBatchingWindowSeconds: 300,
  stateTransitionReason: 'User action',
} as const;

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
const kinds: Readonly<Record<string, EventSourceKind>> = {
  sqs: queue,
  'sqs-fifo': { ...queue, name: 'sqs-fifo', maximumBatchSize: 10, maximumBatchingWindowSeconds: 0 },
  kinesis: {
    ...stream,
    name: 'kinesis',
    actions: ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:DescribeStream', 'kinesis:ListShards'],
    roleRefused: streamRefused('GetRecords, GetShardIterator, DescribeStream, ListShards, and ListStreams'),
  },
  dynamodb: {
    ...stream,
    name: 'dynamodb',
    actions: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
    roleRefused: streamRefused('GetRecords, GetShardIterator, DescribeStream, and ListStreams'),
  },
};

/** The kind of source behind an ARN. Throws for what cannot be one, here or on AWS. */
export function eventSourceKind(sourceArn: string): EventSourceKind {
  const arn = parseArn(sourceArn);
  if (!arn)
    throw invalidParameter(
      `Unrecognized event source, must be kinesis, dynamodb stream or sqs. Unsupported source arn : ${sourceArn}`,
    );
  const kind = kinds[arn.service === 'sqs' && arn.resource.endsWith('.fifo') ? 'sqs-fifo' : arn.service];
  if (!kind) throw unsupported(`the event source ${arn.service}`);
  if (kind.name === 'dynamodb' && !/\/stream\//.test(arn.resource)) {
    throw invalidParameter(
      `Unrecognized event source, must be kinesis, dynamodb stream or sqs. Unsupported source arn : ${sourceArn}`,
    );
  }
  return kind;
}
