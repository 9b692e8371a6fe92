import {
  groups,
  instanceProfiles,
  keys,
  lastUses,
  managedPolicies,
  oidcProviders,
  roles,
  users,
} from '../../access/tables.ts';
import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { operations } from './operations.ts';
import { accessKeyType } from './resource-types/access-key.ts';
import { groupType } from './resource-types/group.ts';
import { instanceProfileType } from './resource-types/instance-profile.ts';
import { managedPolicyType } from './resource-types/managed-policy.ts';
import { oidcProviderType } from './resource-types/oidc-provider.ts';
import { policyType } from './resource-types/policy.ts';
import { roleType } from './resource-types/role.ts';
import { serviceLinkedRoleType } from './resource-types/service-linked-role.ts';
import { userType } from './resource-types/user.ts';

export const iam: Service = {
  id: 'iam',
  tables: [roles, users, groups, managedPolicies, instanceProfiles, keys, oidcProviders, lastUses],
  operations,
  access,
  resourceTypes: [
    accessKeyType,
    groupType,
    instanceProfileType,
    managedPolicyType,
    oidcProviderType,
    policyType,
    roleType,
    serviceLinkedRoleType,
    userType,
  ],
};
