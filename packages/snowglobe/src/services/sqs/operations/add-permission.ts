import type { AddPermissionRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { requireQueue } from '../queue.ts';
import { withAttributes } from '../queue-attributes.ts';
import { withPermission } from '../queue-policy.ts';
import { queues } from '../tables.ts';

export const addPermission: Operation<AddPermissionRequest, object> = (input, call) => {
  const { scope, row } = requireQueue(input.QueueUrl ?? '', call);
  const policy = withPermission(row, {
    label: input.Label ?? '',
    accounts: input.AWSAccountIds ?? [],
    actions: input.Actions ?? [],
  });
  call.globe.store
    .collection(queues, scope)
    .put({ ...row, attributes: withAttributes(row.attributes, { Policy: policy }) });
  return {};
};
