import type { PublishInput, PublishResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { invalidParameter, unsupported } from '../errors.ts';
import { outgoingMessage } from '../message.ts';
import { publishMessage } from '../publish.ts';
import { requireTopic } from '../topic.ts';
import { traceHeaderOf } from '../trace-header.ts';

export const publish: Operation<PublishInput, PublishResponse> = (input, call) => {
  if (input.PhoneNumber !== undefined) throw unsupported('PhoneNumber');
  const arn = input.TopicArn ?? input.TargetArn;
  if (arn === undefined) throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
  if (input.TopicArn !== undefined && input.TargetArn !== undefined) {
    throw invalidParameter('TopicArn and TargetArn Reason: only one of them can be set');
  }
  if (/^arn:[^:]+:sns:[^:]+:\d{12}:endpoint\//.test(arn)) throw unsupported('TargetArn of a platform endpoint');
  const topic = requireTopic(call, arn, input.TopicArn === undefined ? 'TargetArn' : 'TopicArn');
  const outgoing = outgoingMessage(input, topic.row, traceHeaderOf(input, call));
  return publishMessage(call.globe, topic, outgoing, call.cause);
};
