import type { CreateGroupResponse } from '@aws-sdk/client-iam';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { applyHolderPolicies, finishOrRemove, holderCall, unlessMissing } from './holder-policies.ts';

export const groupType: ResourceType = {
  type: 'AWS::IAM::Group',
  properties: { GroupName: true, ManagedPolicyArns: true, Path: true, Policies: true },

  async create(properties, context) {
    const GroupName: string = properties.GroupName ?? context.physicalName({ maxLength: 128 });
    const { Path } = properties;
    const input = { GroupName, ...(Path !== undefined && { Path }) };
    const { Group } = await context.api<CreateGroupResponse>('iam', 'CreateGroup', input);
    const state = { physicalId: GroupName, attributes: { Arn: Group?.Arn } };
    return finishOrRemove(groupType, state, properties, context, () =>
      applyHolderPolicies('Group', GroupName, properties, {}, context),
    );
  },

  async update(properties, previous, state, context) {
    const name = state.physicalId;
    const path: string = properties.Path ?? '/';
    if (properties.Path !== previous.Path) await holderCall(context, 'UpdateGroup', 'Group', name, { NewPath: path });
    await applyHolderPolicies('Group', name, properties, previous, context);
    return { ...state, attributes: { Arn: `arn:aws:iam::${context.scope.account}:group${path}${name}` } };
  },

  async delete(state, properties, context) {
    await applyHolderPolicies('Group', state.physicalId, {}, properties, context);
    await unlessMissing(holderCall(context, 'DeleteGroup', 'Group', state.physicalId, {}));
  },
};
