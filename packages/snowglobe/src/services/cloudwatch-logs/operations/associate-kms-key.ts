import type { AssociateKmsKeyRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { groupDataKey } from '../encryption.ts';
import { notSupported } from '../errors.ts';
import { groupNamed, groupsOf } from '../log-group.ts';

export const associateKmsKey: Operation<AssociateKmsKeyRequest, object> = async (input, call) => {
  if (input.resourceIdentifier !== undefined) throw notSupported('resourceIdentifier');
  const { kmsKeyId = '' } = input;
  const { logGroupName } = groupNamed(call, input.logGroupName);
  const dataKey = await groupDataKey(call, logGroupName, kmsKeyId);
  return call.step(() => {
    groupsOf(call.globe, call.scope).put({ ...groupNamed(call, logGroupName), kmsKeyId, dataKey });
    return {};
  });
};
