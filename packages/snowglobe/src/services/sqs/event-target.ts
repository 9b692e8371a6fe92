import type { SendMessageRequest } from '@aws-sdk/client-sqs';
import type { EventTarget } from '../../contract/event-target.ts';
import { queueDoesNotExist } from './errors.ts';
import { addressOfArn, queueUrl } from './queue.ts';

/**
 * Sends to a queue in the deliverer's name. `parameters.messageAttributes`: the message's attributes as JSON
 * (`{"name": {"DataType": "String", "StringValue": "..."}}`); `parameters.traceHeader`: its X-Ray trace header.
 */
export const eventTarget: EventTarget = {
  async deliver(globe, arn, { body, cause, caller, groupId, deduplicationId, parameters }) {
    const address = addressOfArn(arn);
    if (!address) throw queueDoesNotExist();
    const attributes = parameters?.messageAttributes;
    const trace = parameters?.traceHeader;
    const input: SendMessageRequest = {
      QueueUrl: queueUrl(globe.endpoint, address.scope.account, address.name),
      MessageBody: body,
      ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
      ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
      ...(attributes === undefined ? {} : { MessageAttributes: JSON.parse(attributes) }),
      ...(trace === undefined
        ? {}
        : { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: trace } } }),
    };
    await globe.call({ service: 'sqs', operation: 'SendMessage', input, scope: address.scope, caller, cause });
  },
};
