import type { ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { holdersOf, policyByArn } from '../managed-policy.ts';
import { pageOf } from '../paging.ts';

export const listEntitiesForPolicy: Operation<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse> = (
  input,
  call,
) => {
  const { roles, users, groups } = holdersOf(call, policyByArn(call, input.PolicyArn).arn);
  const kinds = { Role: roles, User: users, Group: groups };
  const entities = Object.entries(kinds).flatMap(([kind, holders]) =>
    holders.map((holder) => ({ kind, holder, key: `${kind}/${holder.arn}` })),
  );
  const wanted = entities
    .filter(({ kind }) => input.EntityFilter === undefined || input.EntityFilter === kind)
    .filter(({ holder }) => holder.path.startsWith(input.PathPrefix ?? '/'))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const { items, ...page } = pageOf(wanted, ({ key }) => key, input);
  const holders = items.map(({ holder }) => holder);
  return {
    PolicyRoles: holders.flatMap((each) =>
      'roleId' in each ? [{ RoleName: each.roleName, RoleId: each.roleId }] : [],
    ),
    PolicyUsers: holders.flatMap((each) =>
      'userId' in each ? [{ UserName: each.userName, UserId: each.userId }] : [],
    ),
    PolicyGroups: holders.flatMap((each) =>
      'groupId' in each ? [{ GroupName: each.groupName, GroupId: each.groupId }] : [],
    ),
    ...page,
  };
};
