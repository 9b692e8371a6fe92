import { parseArn } from '../../contract/arn.ts';
import type { AccessRule, Call } from '../../contract/operation.ts';
import { groupArn, groupNameOf } from './log-group.ts';
import type { operations } from './operations.ts';
import { resourcePolicyFor } from './resource-policy.ts';

type Input = Readonly<Record<string, unknown>>;

/** The group and stream that an operation is asked on. */
type ResourceOf = (input: Input, call: Call) => string;

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const groupIn = (input: Input) => text(input.logGroupName) || groupNameOf(text(input.logGroupIdentifier));

/** Logs asks on a group as on a stream without a name. */
const arnOf = (call: Call, logGroupName: string, logStreamName = '') =>
  `${groupArn(call.scope, logGroupName)}:log-stream:${logStreamName}`;

const account: ResourceOf = (_input, call) => arnOf(call, '');
const group: ResourceOf = (input, call) => arnOf(call, groupIn(input));
const stream: ResourceOf = (input, call) => arnOf(call, groupIn(input), text(input.logStreamName));
const taggedGroup: ResourceOf = (input, call) => {
  const arn = text(input.resourceArn);
  return parseArn(arn) ? arnOf(call, groupNameOf(arn)) : arn;
};

/** AWS: Service Authorization Reference, "Amazon CloudWatch Logs". */
const resources: Readonly<Record<keyof typeof operations, ResourceOf>> = {
  AssociateKmsKey: group,
  CreateLogGroup: group,
  CreateLogStream: stream,
  DeleteLogGroup: group,
  DeleteLogStream: stream,
  DeleteResourcePolicy: account,
  DeleteRetentionPolicy: group,
  DeleteSubscriptionFilter: group,
  DescribeLogGroups: account,
  DescribeLogStreams: group,
  DescribeResourcePolicies: account,
  DescribeSubscriptionFilters: group,
  DisassociateKmsKey: group,
  FilterLogEvents: group,
  GetLogEvents: stream,
  ListTagsForResource: taggedGroup,
  ListTagsLogGroup: group,
  PutLogEvents: stream,
  PutResourcePolicy: account,
  PutRetentionPolicy: group,
  PutSubscriptionFilter: group,
  TagLogGroup: group,
  TagResource: taggedGroup,
  TestMetricFilter: account,
  UntagLogGroup: group,
  UntagResource: taggedGroup,
};

/** The action of each operation has its name. */
export const access: Readonly<Record<string, AccessRule>> = Object.fromEntries(
  Object.entries(resources).map(([operation, resource]): [string, AccessRule] => [
    operation,
    (input, call) => [
      { action: `logs:${operation}`, resource: resource(input, call), resourcePolicy: resourcePolicyFor(call) },
    ],
  ]),
);
