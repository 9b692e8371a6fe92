import type { PublishBatchInput, PublishInput } from '@aws-sdk/client-sns';
import { AwsError } from '../../contract/aws-error.ts';
import type { KeyQuestion } from '../encryption-at-rest/after-key.ts';
import { askDataKey, askToOpen, heldDataKey, type KeyedResource } from '../encryption-at-rest/resource-key.ts';
import { findTopic, type Topic } from './topic.ts';

/**
 * Topics under a key of KMS: whoever publishes needs kms:GenerateDataKey and kms:Decrypt.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */

/** How long SNS keeps a data key. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#sse-key-terms */
const dataKeyMs = 5 * 60_000;

const codes: Readonly<Record<string, string>> = {
  AccessDenied: 'KMSAccessDeniedException',
  AccessDeniedException: 'KMSAccessDeniedException',
  DisabledException: 'KMSDisabledException',
  KMSInvalidStateException: 'KMSInvalidStateException',
  NotFoundException: 'KMSNotFoundException',
};

const word = ({ code, message }: AwsError) => new AwsError(codes[code] ?? 'KMSInvalidStateException', message);

function keyed({ row, scope }: Topic): KeyedResource {
  return {
    service: 'sns',
    id: `${row.arn} ${row.createdAt}`,
    scope,
    context: { 'aws:sns:topicArn': row.arn },
    periodMs: dataKeyMs,
    word,
  };
}

/** Before a message is published. What names no topic is left to the operation. */
export const publishing: KeyQuestion<PublishInput & PublishBatchInput> = (input, call) => {
  const topic = findTopic(call.globe, input.TopicArn ?? input.TargetArn ?? '');
  const keyId = topic?.row.attributes.KmsMasterKeyId;
  if (topic === undefined || !keyId) return undefined;
  const open = () => askToOpen(call, keyed(topic), [heldDataKey(call, keyed(topic), keyId)]);
  const asking = askDataKey(call, keyed(topic), keyId);
  return asking === undefined ? open() : asking.then(open);
};
