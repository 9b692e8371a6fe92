import type { CreateUserResponse } from '@aws-sdk/client-iam';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import {
  applyBoundary,
  applyHolderPolicies,
  applyTags,
  finishOrRemove,
  holderCall,
  tagsOf,
  unlessMissing,
} from './holder-policies.ts';

export const userType: ResourceType = {
  type: 'AWS::IAM::User',
  properties: {
    Groups: true,
    ManagedPolicyArns: true,
    Path: true,
    PermissionsBoundary: true,
    Policies: true,
    Tags: true,
    UserName: true,
  },

  async create(properties, context) {
    const UserName: string = properties.UserName ?? context.physicalName({ maxLength: 64 });
    const { Path, PermissionsBoundary } = properties;
    const { User } = await context.api<CreateUserResponse>('iam', 'CreateUser', {
      UserName,
      Tags: tagsOf(properties, context),
      ...(Path !== undefined && { Path }),
      ...(PermissionsBoundary !== undefined && { PermissionsBoundary }),
    });
    const state = { physicalId: UserName, attributes: { Arn: User?.Arn } };
    return finishOrRemove(userType, state, properties, context, async () => {
      await applyHolderPolicies('User', UserName, properties, {}, context);
      await applyGroups(UserName, properties, {}, context);
    });
  },

  async update(properties, previous, state, context) {
    const name = state.physicalId;
    if (properties.Path !== previous.Path) {
      await holderCall(context, 'UpdateUser', 'User', name, { NewPath: properties.Path ?? '/' });
    }
    await applyBoundary('User', name, properties, previous, context);
    await applyHolderPolicies('User', name, properties, previous, context);
    await applyGroups(name, properties, previous, context);
    await applyTags('User', name, properties, previous, context);
    const path: string = properties.Path ?? '/';
    return { ...state, attributes: { Arn: `arn:aws:iam::${context.scope.account}:user${path}${name}` } };
  },

  async delete(state, properties, context) {
    await applyHolderPolicies('User', state.physicalId, {}, properties, context);
    await applyGroups(state.physicalId, {}, properties, context);
    await unlessMissing(holderCall(context, 'DeleteUser', 'User', state.physicalId, {}));
  },
};

async function applyGroups(
  UserName: string,
  next: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const nextGroups: readonly string[] = next.Groups ?? [];
  const previousGroups: readonly string[] = previous.Groups ?? [];
  for (const GroupName of nextGroups.filter((each) => !previousGroups.includes(each))) {
    await context.api('iam', 'AddUserToGroup', { GroupName, UserName });
  }
  for (const GroupName of previousGroups.filter((each) => !nextGroups.includes(each))) {
    await unlessMissing(context.api('iam', 'RemoveUserFromGroup', { GroupName, UserName }));
  }
}
