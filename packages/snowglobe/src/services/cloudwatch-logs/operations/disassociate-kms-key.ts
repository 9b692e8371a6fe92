import type { DisassociateKmsKeyRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { notSupported } from '../errors.ts';
import { groupNamed, groupsOf } from '../log-group.ts';

/** Differs from AWS: what was written under the key can be read without it from then on. */
export const disassociateKmsKey: Operation<DisassociateKmsKeyRequest, object> = (input, call) => {
  if (input.resourceIdentifier !== undefined) throw notSupported('resourceIdentifier');
  const { kmsKeyId: _key, dataKey: _dataKey, ...group } = groupNamed(call, input.logGroupName);
  groupsOf(call.globe, call.scope).put(group);
  return {};
};
