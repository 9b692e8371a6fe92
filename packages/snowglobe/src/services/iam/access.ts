import { nameKey } from '../../access/tables.ts';
import type { AccessRule, Call } from '../../contract/operation.ts';
import { groupsOf } from './group.ts';
import { profilesOf } from './instance-profile.ts';
import { withoutScheme } from './oidc-provider.ts';
import type { operations } from './operations.ts';
import { rolesOf } from './role.ts';
import { usersOf } from './user.ts';

type Input = Readonly<Record<string, unknown>>;

/** The ARN that an operation is asked on. */
type ResourceOf = (input: Input, call: Call) => string;

const pathAndName = (kind: string, name: string, path: string | undefined, call: Call) =>
  `arn:aws:iam::${call.scope.account}:${kind}${path ?? '/'}${name}`;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const role: ResourceOf = (input, call) => {
  const name = text(input.RoleName);
  return rolesOf(call).get(nameKey(name))?.arn ?? pathAndName('role', name, text(input.Path) || '/', call);
};
const user: ResourceOf = (input, call) => {
  const name = text(input.UserName) || (call.caller.kind === 'user' ? call.caller.userName : '');
  return usersOf(call).get(nameKey(name))?.arn ?? pathAndName('user', name, text(input.Path) || '/', call);
};
const group: ResourceOf = (input, call) => {
  const name = text(input.GroupName);
  return groupsOf(call).get(nameKey(name))?.arn ?? pathAndName('group', name, text(input.Path) || '/', call);
};
const profile: ResourceOf = (input, call) => {
  const name = text(input.InstanceProfileName);
  return (
    profilesOf(call).get(nameKey(name))?.arn ?? pathAndName('instance-profile', name, text(input.Path) || '/', call)
  );
};
const policy: ResourceOf = (input, call) =>
  text(input.PolicyArn) || pathAndName('policy', text(input.PolicyName), text(input.Path) || '/', call);
const linkedRole: ResourceOf = (input, call) =>
  `arn:aws:iam::${call.scope.account}:role/aws-service-role/${text(input.AWSServiceName)}/*`;
const source: ResourceOf = (input) => text(input.PolicySourceArn);
const oidcProvider: ResourceOf = (input, call) =>
  text(input.OpenIDConnectProviderArn) ||
  `arn:aws:iam::${call.scope.account}:oidc-provider/${withoutScheme(text(input.Url) || '*')}`;
const anything: ResourceOf = () => '*';

type OperationName = keyof typeof operations;

const resources: Readonly<Record<OperationName, ResourceOf>> = {
  CreateOpenIDConnectProvider: oidcProvider,
  GetOpenIDConnectProvider: oidcProvider,
  ListOpenIDConnectProviders: oidcProvider,
  DeleteOpenIDConnectProvider: oidcProvider,
  UpdateOpenIDConnectProviderThumbprint: oidcProvider,
  AddClientIDToOpenIDConnectProvider: oidcProvider,
  RemoveClientIDFromOpenIDConnectProvider: oidcProvider,
  TagOpenIDConnectProvider: oidcProvider,
  UntagOpenIDConnectProvider: oidcProvider,
  ListOpenIDConnectProviderTags: oidcProvider,
  GetAccessKeyLastUsed: anything,
  AddRoleToInstanceProfile: profile,
  GetAccountAuthorizationDetails: anything,
  AddUserToGroup: group,
  AttachGroupPolicy: group,
  AttachRolePolicy: role,
  AttachUserPolicy: user,
  CreateAccessKey: user,
  CreateGroup: group,
  CreateInstanceProfile: profile,
  CreatePolicy: policy,
  CreatePolicyVersion: policy,
  CreateRole: role,
  CreateServiceLinkedRole: linkedRole,
  CreateUser: user,
  DeleteAccessKey: user,
  DeleteGroup: group,
  DeleteGroupPolicy: group,
  DeleteInstanceProfile: profile,
  DeletePolicy: policy,
  DeletePolicyVersion: policy,
  DeleteRole: role,
  DeleteRolePermissionsBoundary: role,
  DeleteRolePolicy: role,
  DeleteServiceLinkedRole: role,
  DeleteUser: user,
  DeleteUserPermissionsBoundary: user,
  DeleteUserPolicy: user,
  DetachGroupPolicy: group,
  DetachRolePolicy: role,
  DetachUserPolicy: user,
  GetGroup: group,
  GetGroupPolicy: group,
  GetInstanceProfile: profile,
  GetPolicy: policy,
  GetPolicyVersion: policy,
  GetRole: role,
  GetRolePolicy: role,
  GetServiceLinkedRoleDeletionStatus: anything,
  GetUser: user,
  GetUserPolicy: user,
  ListAccessKeys: user,
  ListAttachedGroupPolicies: group,
  ListAttachedRolePolicies: role,
  ListAttachedUserPolicies: user,
  ListEntitiesForPolicy: policy,
  ListGroupPolicies: group,
  ListGroups: anything,
  ListGroupsForUser: user,
  ListInstanceProfiles: anything,
  ListInstanceProfilesForRole: role,
  ListPolicies: anything,
  ListPolicyTags: policy,
  ListPolicyVersions: policy,
  ListRolePolicies: role,
  ListRoleTags: role,
  ListRoles: anything,
  ListUserPolicies: user,
  ListUserTags: user,
  ListUsers: anything,
  PutGroupPolicy: group,
  PutRolePermissionsBoundary: role,
  PutRolePolicy: role,
  PutUserPermissionsBoundary: user,
  PutUserPolicy: user,
  RemoveRoleFromInstanceProfile: profile,
  RemoveUserFromGroup: group,
  SetDefaultPolicyVersion: policy,
  SimulateCustomPolicy: anything,
  SimulatePrincipalPolicy: source,
  TagPolicy: policy,
  TagRole: role,
  TagUser: user,
  UntagPolicy: policy,
  UntagRole: role,
  UntagUser: user,
  UpdateAccessKey: user,
  UpdateAssumeRolePolicy: role,
  UpdateGroup: group,
  UpdateRole: role,
  UpdateRoleDescription: role,
  UpdateUser: user,
};

/** The action of each operation has its name. */
export const access: Readonly<Record<string, AccessRule>> = Object.fromEntries(
  Object.entries(resources).map(([operation, resource]): [string, AccessRule] => [
    operation,
    (input, call) => [{ action: `iam:${operation}`, resource: resource(input, call) }],
  ]),
);
