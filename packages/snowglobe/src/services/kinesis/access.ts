import type { AccessRule, Call } from '../../contract/operation.ts';
import type { AccessRequest } from '../../contract/principal.ts';
import { parseIterator } from './shard-iterator.ts';
import { addressOfArn, findStream, type StreamNaming, streamArn } from './stream.ts';
import { consumers } from './tables.ts';

function onArn(action: string, arn: string, policy: string | undefined): readonly AccessRequest[] {
  return [{ action, resource: arn, ...(policy === undefined ? {} : { resourcePolicy: policy }) }];
}

function streamRequest(action: string, input: StreamNaming, call: Call): readonly AccessRequest[] {
  const named = input.StreamName === undefined ? undefined : { scope: call.scope, name: input.StreamName };
  const address = (input.StreamARN === undefined ? undefined : addressOfArn(input.StreamARN)) ?? named;
  if (!address) return [{ action, resource: '*' }];
  return onArn(action, streamArn(address), findStream(call.globe, address)?.row.policy);
}

const onStream =
  (action: string): AccessRule<StreamNaming> =>
  (input, call) =>
    streamRequest(action, input, call);

function consumerRequest(action: string, arn: string, call: Call): readonly AccessRequest[] {
  const scope = addressOfArn(arn)?.scope;
  return onArn(action, arn, scope && call.globe.store.collection(consumers, scope).get(arn)?.policy);
}

interface ConsumerNaming extends StreamNaming {
  readonly ConsumerARN?: string;
  readonly ConsumerName?: string;
}

const onConsumer =
  (action: string): AccessRule<ConsumerNaming> =>
  (input, call) =>
    input.ConsumerARN === undefined
      ? streamRequest(action, input, call)
      : consumerRequest(action, input.ConsumerARN, call);

const onResource =
  (action: string): AccessRule<{ readonly ResourceARN?: string }> =>
  (input, call) => {
    const arn = input.ResourceARN ?? '';
    return arn.includes('/consumer/')
      ? consumerRequest(action, arn, call)
      : streamRequest(action, { StreamARN: arn }, call);
  };

/** The iterator says which stream is read. */
const getRecords: AccessRule<{ readonly ShardIterator?: string; readonly StreamARN?: string }> = (input, call) => {
  if (input.StreamARN !== undefined) return streamRequest('kinesis:GetRecords', input, call);
  const { streamName } = parseIterator(input.ShardIterator ?? '', call.globe.clock.now());
  return streamRequest('kinesis:GetRecords', { StreamName: streamName }, call);
};

const onEverything =
  (action: string): AccessRule =>
  () => [{ action, resource: '*' }];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html */
export const access: Readonly<Record<string, AccessRule>> = {
  AddTagsToStream: onStream('kinesis:AddTagsToStream'),
  CreateStream: onStream('kinesis:CreateStream'),
  DecreaseStreamRetentionPeriod: onStream('kinesis:DecreaseStreamRetentionPeriod'),
  DeleteResourcePolicy: onResource('kinesis:DeleteResourcePolicy'),
  DeleteStream: onStream('kinesis:DeleteStream'),
  DeregisterStreamConsumer: onConsumer('kinesis:DeregisterStreamConsumer'),
  DescribeLimits: onEverything('kinesis:DescribeLimits'),
  DescribeStream: onStream('kinesis:DescribeStream'),
  DescribeStreamConsumer: onConsumer('kinesis:DescribeStreamConsumer'),
  DescribeStreamSummary: onStream('kinesis:DescribeStreamSummary'),
  DisableEnhancedMonitoring: onStream('kinesis:DisableEnhancedMonitoring'),
  EnableEnhancedMonitoring: onStream('kinesis:EnableEnhancedMonitoring'),
  GetRecords: getRecords,
  GetResourcePolicy: onResource('kinesis:GetResourcePolicy'),
  GetShardIterator: onStream('kinesis:GetShardIterator'),
  IncreaseStreamRetentionPeriod: onStream('kinesis:IncreaseStreamRetentionPeriod'),
  ListShards: onStream('kinesis:ListShards'),
  ListStreamConsumers: onStream('kinesis:ListStreamConsumers'),
  ListStreams: onEverything('kinesis:ListStreams'),
  ListTagsForResource: onResource('kinesis:ListTagsForResource'),
  ListTagsForStream: onStream('kinesis:ListTagsForStream'),
  MergeShards: onStream('kinesis:MergeShards'),
  PutRecord: onStream('kinesis:PutRecord'),
  PutRecords: onStream('kinesis:PutRecords'),
  PutResourcePolicy: onResource('kinesis:PutResourcePolicy'),
  RegisterStreamConsumer: onStream('kinesis:RegisterStreamConsumer'),
  RemoveTagsFromStream: onStream('kinesis:RemoveTagsFromStream'),
  SplitShard: onStream('kinesis:SplitShard'),
  StartStreamEncryption: onStream('kinesis:StartStreamEncryption'),
  StopStreamEncryption: onStream('kinesis:StopStreamEncryption'),
  SubscribeToShard: onConsumer('kinesis:SubscribeToShard'),
  TagResource: onResource('kinesis:TagResource'),
  UntagResource: onResource('kinesis:UntagResource'),
  UpdateMaxRecordSize: onStream('kinesis:UpdateMaxRecordSize'),
  UpdateShardCount: onStream('kinesis:UpdateShardCount'),
  UpdateStreamMode: onStream('kinesis:UpdateStreamMode'),
};
