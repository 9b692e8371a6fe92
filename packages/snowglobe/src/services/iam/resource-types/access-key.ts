import type { CreateAccessKeyResponse } from '@aws-sdk/client-iam';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './holder-policies.ts';

export const accessKeyType: ResourceType = {
  type: 'AWS::IAM::AccessKey',
  properties: { Serial: true, Status: true, UserName: true },

  async create({ UserName, Status }, context) {
    const { AccessKey } = await context.api<CreateAccessKeyResponse>('iam', 'CreateAccessKey', { UserName });
    const AccessKeyId = AccessKey?.AccessKeyId ?? '';
    if (Status === 'Inactive') await context.api('iam', 'UpdateAccessKey', { UserName, AccessKeyId, Status });
    return { physicalId: AccessKeyId, attributes: { Id: AccessKeyId, SecretAccessKey: AccessKey?.SecretAccessKey } };
  },

  async update({ UserName, Status = 'Active' }, _previous, state, context) {
    await context.api('iam', 'UpdateAccessKey', { UserName, AccessKeyId: state.physicalId, Status });
    return state;
  },

  async delete(state, { UserName }, context) {
    await unlessMissing(context.api('iam', 'DeleteAccessKey', { UserName, AccessKeyId: state.physicalId }));
  },
};
