import type { AnyOperation } from '../../contract/operation.ts';
import { afterKey } from '../encryption-at-rest/after-key.ts';
import { reading } from './encryption.ts';
import { associateKmsKey } from './operations/associate-kms-key.ts';
import { createLogGroup } from './operations/create-log-group.ts';
import { createLogStream } from './operations/create-log-stream.ts';
import { deleteLogGroup } from './operations/delete-log-group.ts';
import { deleteLogStream } from './operations/delete-log-stream.ts';
import { deleteResourcePolicy } from './operations/delete-resource-policy.ts';
import { deleteRetentionPolicy } from './operations/delete-retention-policy.ts';
import { deleteSubscriptionFilter } from './operations/delete-subscription-filter.ts';
import { describeLogGroups } from './operations/describe-log-groups.ts';
import { describeLogStreams } from './operations/describe-log-streams.ts';
import { describeResourcePolicies } from './operations/describe-resource-policies.ts';
import { describeSubscriptionFilters } from './operations/describe-subscription-filters.ts';
import { disassociateKmsKey } from './operations/disassociate-kms-key.ts';
import { filterLogEvents } from './operations/filter-log-events.ts';
import { getLogEvents } from './operations/get-log-events.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { listTagsLogGroup } from './operations/list-tags-log-group.ts';
import { putLogEvents } from './operations/put-log-events.ts';
import { putResourcePolicy } from './operations/put-resource-policy.ts';
import { putRetentionPolicy } from './operations/put-retention-policy.ts';
import { putSubscriptionFilter } from './operations/put-subscription-filter.ts';
import { tagLogGroup } from './operations/tag-log-group.ts';
import { tagResource } from './operations/tag-resource.ts';
import { testMetricFilter } from './operations/test-metric-filter.ts';
import { untagLogGroup } from './operations/untag-log-group.ts';
import { untagResource } from './operations/untag-resource.ts';

/** Every operation of CloudWatch Logs that the globe has. */
export const operations = {
  AssociateKmsKey: associateKmsKey,
  CreateLogGroup: createLogGroup,
  CreateLogStream: createLogStream,
  DeleteLogGroup: deleteLogGroup,
  DeleteLogStream: deleteLogStream,
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteRetentionPolicy: deleteRetentionPolicy,
  DeleteSubscriptionFilter: deleteSubscriptionFilter,
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  DescribeResourcePolicies: describeResourcePolicies,
  DescribeSubscriptionFilters: describeSubscriptionFilters,
  DisassociateKmsKey: disassociateKmsKey,
  FilterLogEvents: afterKey(filterLogEvents, reading),
  GetLogEvents: afterKey(getLogEvents, reading),
  ListTagsForResource: listTagsForResource,
  ListTagsLogGroup: listTagsLogGroup,
  PutLogEvents: putLogEvents,
  PutResourcePolicy: putResourcePolicy,
  PutRetentionPolicy: putRetentionPolicy,
  PutSubscriptionFilter: putSubscriptionFilter,
  TagLogGroup: tagLogGroup,
  TagResource: tagResource,
  TestMetricFilter: testMetricFilter,
  UntagLogGroup: untagLogGroup,
  UntagResource: untagResource,
} satisfies Readonly<Record<string, AnyOperation>>;
