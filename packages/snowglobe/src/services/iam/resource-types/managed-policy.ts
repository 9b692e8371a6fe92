import type { CreatePolicyResponse, GetPolicyResponse, ListPolicyVersionsResponse, Policy } from '@aws-sdk/client-iam';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { holderCall, policyText, unlessMissing } from './holder-policies.ts';
import { holdersGone, holdersIn } from './policy-holders.ts';

export const managedPolicyType: ResourceType = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: {
    Description: true,
    Groups: true,
    ManagedPolicyName: true,
    Path: true,
    PolicyDocument: true,
    Roles: true,
    Users: true,
  },

  async create(properties, context) {
    const { Description, Path } = properties;
    const { Policy } = await context.api<CreatePolicyResponse>('iam', 'CreatePolicy', {
      PolicyName: properties.ManagedPolicyName ?? context.physicalName({ maxLength: 128 }),
      PolicyDocument: policyText(properties.PolicyDocument),
      ...(Description !== undefined && { Description }),
      ...(Path !== undefined && { Path }),
    });
    const PolicyArn = Policy?.Arn ?? '';
    for (const { holder, name } of holdersIn(properties)) {
      await holderCall(context, `Attach${holder}Policy`, holder, name, { PolicyArn });
    }
    return stateOf(PolicyArn, context);
  },

  async update(properties, previous, state, context) {
    const PolicyArn = state.physicalId;
    if (policyText(properties.PolicyDocument) !== policyText(previous.PolicyDocument)) {
      await replaceVersion(PolicyArn, properties, context);
    }
    for (const { holder, name } of holdersIn(properties)) {
      await holderCall(context, `Attach${holder}Policy`, holder, name, { PolicyArn });
    }
    await detach(PolicyArn, holdersGone(properties, previous), context);
    return stateOf(PolicyArn, context);
  },

  async delete(state, properties, context) {
    await detach(state.physicalId, holdersIn(properties), context);
    await unlessMissing(context.api('iam', 'DeletePolicy', { PolicyArn: state.physicalId }));
  },
};

async function detach(
  PolicyArn: string,
  holders: ReturnType<typeof holdersIn>,
  context: ResourceContext,
): Promise<void> {
  for (const { holder, name } of holders) {
    await unlessMissing(holderCall(context, `Detach${holder}Policy`, holder, name, { PolicyArn }));
  }
}

/** The new document becomes the default version, and the ones before it go, as CloudFormation does. */
async function replaceVersion(PolicyArn: string, properties: Properties, context: ResourceContext): Promise<void> {
  const PolicyDocument = policyText(properties.PolicyDocument);
  await context.api('iam', 'CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault: true });
  const { Versions = [] } = await context.api<ListPolicyVersionsResponse>('iam', 'ListPolicyVersions', { PolicyArn });
  for (const { VersionId, IsDefaultVersion } of Versions) {
    if (!IsDefaultVersion) await context.api('iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
  }
}

async function stateOf(PolicyArn: string, context: ResourceContext): Promise<ResourceState> {
  const { Policy } = await context.api<GetPolicyResponse>('iam', 'GetPolicy', { PolicyArn });
  return { physicalId: PolicyArn, attributes: attributesOf(PolicyArn, Policy ?? {}) };
}

function attributesOf(PolicyArn: string, policy: Policy) {
  return {
    PolicyArn,
    PolicyId: policy.PolicyId,
    DefaultVersionId: policy.DefaultVersionId,
    IsAttachable: policy.IsAttachable,
    AttachmentCount: policy.AttachmentCount,
    PermissionsBoundaryUsageCount: policy.PermissionsBoundaryUsageCount,
    CreateDate: policy.CreateDate?.toISOString(),
    UpdateDate: policy.UpdateDate?.toISOString(),
  };
}
