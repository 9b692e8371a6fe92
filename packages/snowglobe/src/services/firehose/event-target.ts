import type { PutRecordInput } from '@aws-sdk/client-firehose';
import type { EventTarget } from '../../contract/event-target.ts';
import { addressOfArn } from './delivery-stream.ts';
import { resourceNotFound } from './errors.ts';

/** Puts a record in the deliverer's name. */
export const eventTarget: EventTarget = {
  async deliver(globe, arn, { body, caller, cause }) {
    const address = addressOfArn(arn);
    if (!address) throw resourceNotFound(arn, '');
    const input: PutRecordInput = { DeliveryStreamName: address.name, Record: { Data: Buffer.from(body) } };
    await globe.call({ service: 'firehose', operation: 'PutRecord', input, scope: address.scope, caller, cause });
  },
};
