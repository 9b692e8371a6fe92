import type { DescribeLogGroupsRequest, DescribeLogGroupsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { notSupported, prefixAndPattern } from '../errors.ts';
import { limits } from '../limits.ts';
import { describeGroup, groupNameOf, groupsOf } from '../log-group.ts';
import { keyOfToken, pageOf } from '../page-token.ts';

export const describeLogGroups: Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> = (input, call) => {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers: identifiers } = input;
  if (prefix !== undefined && pattern !== undefined) throw prefixAndPattern();
  if (input.includeLinkedAccounts) throw notSupported('includeLinkedAccounts');
  const after = keyOfToken(input.nextToken);
  const names = identifiers && new Set(identifiers.map(groupNameOf));
  const groups = groupsOf(call.globe, call.scope).range({
    ...(prefix !== undefined && { prefix }),
    ...(after !== undefined && { after }),
  });
  const wanted = [...groups].filter(
    (group) =>
      (pattern === undefined || group.logGroupName.toLowerCase().includes(pattern.toLowerCase())) &&
      (names === undefined || names.has(group.logGroupName)) &&
      (input.logGroupClass === undefined || group.logGroupClass === input.logGroupClass),
  );
  const { page, nextToken } = pageOf(wanted, (group) => group.logGroupName, input.limit ?? limits.pageGroups);
  return {
    logGroups: page.map((group) => describeGroup(call.scope, group)),
    ...(nextToken !== undefined && { nextToken }),
  };
};
