import type { CreateRoleResponse } from '@aws-sdk/client-iam';
import type { ResourceType } from '../../../contract/resource-type.ts';
import {
  applyBoundary,
  applyHolderPolicies,
  applyTags,
  finishOrRemove,
  holderCall,
  policyText,
  tagsOf,
  unlessMissing,
} from './holder-policies.ts';

export const roleType: ResourceType = {
  type: 'AWS::IAM::Role',
  properties: {
    AssumeRolePolicyDocument: true,
    Description: true,
    ManagedPolicyArns: true,
    MaxSessionDuration: true,
    Path: true,
    PermissionsBoundary: true,
    Policies: true,
    RoleName: true,
    Tags: true,
  },

  async create(properties, context) {
    const RoleName: string = properties.RoleName ?? context.physicalName({ maxLength: 64 });
    const { Description, MaxSessionDuration, Path, PermissionsBoundary } = properties;
    const { Role } = await context.api<CreateRoleResponse>('iam', 'CreateRole', {
      RoleName,
      AssumeRolePolicyDocument: policyText(properties.AssumeRolePolicyDocument),
      Tags: tagsOf(properties, context),
      ...(Description !== undefined && { Description }),
      ...(MaxSessionDuration !== undefined && { MaxSessionDuration: Number(MaxSessionDuration) }),
      ...(Path !== undefined && { Path }),
      ...(PermissionsBoundary !== undefined && { PermissionsBoundary }),
    });
    const state = { physicalId: RoleName, attributes: { Arn: Role?.Arn, RoleId: Role?.RoleId } };
    return finishOrRemove(roleType, state, properties, context, () =>
      applyHolderPolicies('Role', RoleName, properties, {}, context),
    );
  },

  async update(properties, previous, state, context) {
    const name = state.physicalId;
    await holderCall(context, 'UpdateAssumeRolePolicy', 'Role', name, {
      PolicyDocument: policyText(properties.AssumeRolePolicyDocument),
    });
    await holderCall(context, 'UpdateRole', 'Role', name, {
      Description: properties.Description ?? '',
      ...(properties.MaxSessionDuration !== undefined && { MaxSessionDuration: Number(properties.MaxSessionDuration) }),
    });
    await applyBoundary('Role', name, properties, previous, context);
    await applyHolderPolicies('Role', name, properties, previous, context);
    await applyTags('Role', name, properties, previous, context);
    return state;
  },

  async delete(state, properties, context) {
    await applyHolderPolicies('Role', state.physicalId, {}, properties, context);
    await unlessMissing(holderCall(context, 'DeleteRole', 'Role', state.physicalId, {}));
  },
};
