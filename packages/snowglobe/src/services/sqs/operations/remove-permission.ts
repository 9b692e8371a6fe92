import type { RemovePermissionRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { requireQueue } from '../queue.ts';
import { withAttributes } from '../queue-attributes.ts';
import { withoutPermission } from '../queue-policy.ts';
import { queues } from '../tables.ts';

export const removePermission: Operation<RemovePermissionRequest, object> = (input, call) => {
  const { scope, row } = requireQueue(input.QueueUrl ?? '', call);
  const policy = withoutPermission(row, input.Label ?? '');
  call.globe.store
    .collection(queues, scope)
    .put({ ...row, attributes: withAttributes(row.attributes, { Policy: policy }) });
  return {};
};
