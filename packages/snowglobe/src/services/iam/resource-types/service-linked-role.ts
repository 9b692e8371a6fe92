import type { CreateServiceLinkedRoleResponse } from '@aws-sdk/client-iam';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './holder-policies.ts';

export const serviceLinkedRoleType: ResourceType = {
  type: 'AWS::IAM::ServiceLinkedRole',
  properties: { AWSServiceName: true, CustomSuffix: true, Description: true },

  async create({ AWSServiceName, CustomSuffix, Description }, context) {
    const { Role } = await context.api<CreateServiceLinkedRoleResponse>('iam', 'CreateServiceLinkedRole', {
      AWSServiceName,
      ...(CustomSuffix !== undefined && { CustomSuffix }),
      ...(Description !== undefined && { Description }),
    });
    const RoleName = Role?.RoleName ?? '';
    return { physicalId: RoleName, attributes: { RoleName } };
  },

  async update({ Description = '' }, _previous, state, context) {
    await context.api('iam', 'UpdateRoleDescription', { RoleName: state.physicalId, Description });
    return state;
  },

  async delete(state, _properties, context) {
    await unlessMissing(context.api('iam', 'DeleteServiceLinkedRole', { RoleName: state.physicalId }));
  },
};
