import type { CreateGroupRequest, CreateGroupResponse } from '@aws-sdk/client-iam';
import { type GroupRow, nameKey } from '../../../access/tables.ts';
import { uniqueId } from '../../../access/unique-id.ts';
import type { Operation } from '../../../contract/operation.ts';
import { nameTaken } from '../errors.ts';
import { describeGroup, groupsOf } from '../group.ts';

export const createGroup: Operation<CreateGroupRequest, CreateGroupResponse> = (input, call) => {
  const groupName = input.GroupName ?? '';
  const rows = groupsOf(call);
  if (rows.has(nameKey(groupName))) throw nameTaken('Group', groupName);
  const path = input.Path ?? '/';
  const group: GroupRow = {
    groupName,
    groupId: uniqueId(call.globe.random, 'group'),
    path,
    arn: `arn:aws:iam::${call.scope.account}:group${path}${groupName}`,
    createdAt: call.globe.clock.now(),
    inlinePolicies: {},
    attachedPolicyArns: [],
  };
  rows.put(group);
  return { Group: describeGroup(group) };
};
