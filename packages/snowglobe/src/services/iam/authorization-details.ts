import type {
  AttachedPolicy,
  EntityType,
  GetAccountAuthorizationDetailsResponse,
  PolicyDetail,
} from '@aws-sdk/client-iam';
import { awsManagedPolicies } from '../../access/aws-managed-policies.ts';
import { nameKey, type PolicyHolder } from '../../access/tables.ts';
import type { Call } from '../../contract/operation.ts';
import { describeGroup, groupsOf } from './group.ts';
import { describeProfile, profilesOf } from './instance-profile.ts';
import { describePolicy, managedPoliciesOf } from './managed-policy.ts';
import { encodePolicy } from './policy-text.ts';
import { describeVersion, versionsOf } from './policy-version.ts';
import { describeRole, rolesOf } from './role.ts';
import { describeUser, usersOf } from './user.ts';

/** One thing of an account, and the list of the answer that it stands in. */
export interface AuthorizationDetail {
  /** In the order of the answer. */
  readonly key: string;
  readonly type: EntityType;
  addTo(answer: DetailLists): void;
}

export type DetailLists = Required<
  Pick<GetAccountAuthorizationDetailsResponse, 'UserDetailList' | 'GroupDetailList' | 'RoleDetailList' | 'Policies'>
>;

/** Everything of the account that policies are about. */
export function authorizationDetails(call: Call): readonly AuthorizationDetail[] {
  const all = [...userDetails(call), ...groupDetails(call), ...roleDetails(call), ...policyDetails(call)];
  return all.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function userDetails(call: Call): readonly AuthorizationDetail[] {
  return [...usersOf(call).range()].map((user) => ({
    key: `1/${nameKey(user.userName)}`,
    type: 'User',
    addTo: ({ UserDetailList }) =>
      UserDetailList?.push({
        ...describeUser(user),
        UserPolicyList: inlinePolicies(user),
        GroupList: [...user.groupNames],
        AttachedManagedPolicies: attachedPolicies(user),
      }),
  }));
}

function groupDetails(call: Call): readonly AuthorizationDetail[] {
  return [...groupsOf(call).range()].map((group) => ({
    key: `2/${nameKey(group.groupName)}`,
    type: 'Group',
    addTo: ({ GroupDetailList }) =>
      GroupDetailList?.push({
        ...describeGroup(group),
        GroupPolicyList: inlinePolicies(group),
        AttachedManagedPolicies: attachedPolicies(group),
      }),
  }));
}

function roleDetails(call: Call): readonly AuthorizationDetail[] {
  return [...rolesOf(call).range()].map((role) => {
    const profiles = [...profilesOf(call).range()].filter(({ roleName }) => roleName === role.roleName);
    const { Description: _description, MaxSessionDuration: _duration, ...shown } = describeRole(role);
    return {
      key: `3/${nameKey(role.roleName)}`,
      type: 'Role',
      addTo: ({ RoleDetailList }) =>
        RoleDetailList?.push({
          ...shown,
          InstanceProfileList: profiles.map((profile) => describeProfile(call, profile)),
          RolePolicyList: inlinePolicies(role),
          AttachedManagedPolicies: attachedPolicies(role),
        }),
    };
  });
}

function policyDetails(call: Call): readonly AuthorizationDetail[] {
  const own = [...managedPoliciesOf(call).range()];
  return [...own, ...awsManagedPolicies()].map((policy) => {
    const versioned = versionsOf(policy);
    return {
      key: `4/${policy.arn}`,
      type: 'versions' in policy ? 'LocalManagedPolicy' : 'AWSManagedPolicy',
      addTo: ({ Policies }) =>
        Policies?.push({
          ...describePolicy(call, policy),
          PolicyVersionList: versioned.versions.map((version) => ({
            ...describeVersion(versioned, version),
            Document: encodePolicy(version.document),
          })),
        }),
    };
  });
}

function inlinePolicies({ inlinePolicies: policies }: PolicyHolder): PolicyDetail[] {
  return Object.entries(policies).map(([PolicyName, text]) => ({ PolicyName, PolicyDocument: encodePolicy(text) }));
}

function attachedPolicies({ attachedPolicyArns }: PolicyHolder): AttachedPolicy[] {
  return attachedPolicyArns.map((arn) => ({ PolicyName: arn.split('/').at(-1) ?? '', PolicyArn: arn }));
}
