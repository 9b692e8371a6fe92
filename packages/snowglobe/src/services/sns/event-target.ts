import type { PublishInput } from '@aws-sdk/client-sns';
import type { EventTarget } from '../../contract/event-target.ts';
import { invalidParameter } from './errors.ts';
import { addressOfArn } from './topic.ts';
import { rememberTraceHeader } from './trace-header.ts';

/**
 * Publishes to a topic in the deliverer's name. `parameters.subject`: the message's subject; `parameters.messageAttributes`: its
 * attributes as JSON (`{"name": {"DataType": "String", "StringValue": "..."}}`); `parameters.traceHeader`: its X-Ray trace header.
 */
export const eventTarget: EventTarget = {
  async deliver(globe, arn, { body, cause, caller, groupId, deduplicationId, parameters }) {
    const address = addressOfArn(arn);
    if (!address) throw invalidParameter('TopicArn');
    const subject = parameters?.subject;
    const attributes = parameters?.messageAttributes;
    const input: PublishInput = {
      TopicArn: arn,
      Message: body,
      ...(subject === undefined ? {} : { Subject: subject }),
      ...(attributes === undefined ? {} : { MessageAttributes: JSON.parse(attributes) }),
      ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
      ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
    };
    rememberTraceHeader(input, parameters?.traceHeader);
    await globe.call({ service: 'sns', operation: 'Publish', input, scope: address.scope, caller, cause });
  },
};
