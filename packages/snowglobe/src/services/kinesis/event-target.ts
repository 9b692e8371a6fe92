import type { PutRecordInput } from '@aws-sdk/client-kinesis';
import type { EventTarget } from '../../contract/event-target.ts';
import { resourceNotFound } from './errors.ts';
import { addressOfArn } from './stream.ts';

/** Puts a record in the deliverer's name. `parameters.partitionKey`: its partition key; default: the cause's id. */
export const eventTarget: EventTarget = {
  async deliver(globe, arn, { body, cause, caller, parameters }) {
    const address = addressOfArn(arn);
    if (!address) throw resourceNotFound(`Stream ${arn} not found.`);
    const input: PutRecordInput = {
      StreamARN: arn,
      Data: Buffer.from(body),
      PartitionKey: parameters?.partitionKey ?? cause.id,
    };
    await globe.call({ service: 'kinesis', operation: 'PutRecord', input, scope: address.scope, caller, cause });
  },
};
