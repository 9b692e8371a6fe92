import type { CreateInstanceProfileResponse } from '@aws-sdk/client-iam';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './holder-policies.ts';

export const instanceProfileType: ResourceType = {
  type: 'AWS::IAM::InstanceProfile',
  properties: { InstanceProfileName: true, Path: true, Roles: true },

  async create(properties, context) {
    const InstanceProfileName: string = properties.InstanceProfileName ?? context.physicalName({ maxLength: 128 });
    const { Path } = properties;
    const { InstanceProfile } = await context.api<CreateInstanceProfileResponse>('iam', 'CreateInstanceProfile', {
      InstanceProfileName,
      ...(Path !== undefined && { Path }),
    });
    await applyRoles(InstanceProfileName, properties, {}, context);
    return { physicalId: InstanceProfileName, attributes: { Arn: InstanceProfile?.Arn } };
  },

  async update(properties, previous, state, context) {
    await applyRoles(state.physicalId, properties, previous, context);
    return state;
  },

  async delete(state, properties, context) {
    const InstanceProfileName = state.physicalId;
    await applyRoles(InstanceProfileName, {}, properties, context);
    await unlessMissing(context.api('iam', 'DeleteInstanceProfile', { InstanceProfileName }));
  },
};

async function applyRoles(
  InstanceProfileName: string,
  next: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const nextRoles: readonly string[] = next.Roles ?? [];
  const previousRoles: readonly string[] = previous.Roles ?? [];
  for (const RoleName of previousRoles.filter((each) => !nextRoles.includes(each))) {
    await unlessMissing(context.api('iam', 'RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName }));
  }
  for (const RoleName of nextRoles.filter((each) => !previousRoles.includes(each))) {
    await context.api('iam', 'AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
  }
}
