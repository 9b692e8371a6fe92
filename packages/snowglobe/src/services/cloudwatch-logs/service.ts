import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { operations } from './operations.ts';
import { logGroupType } from './resource-types/log-group.ts';
import { logStreamType } from './resource-types/log-stream.ts';
import { resourcePolicyType } from './resource-types/resource-policy.ts';
import { subscriptionFilterType } from './resource-types/subscription-filter.ts';
import { watchSubscriptions } from './subscription-delivery.ts';
import { logEvents, logGroups, logStreams, resourcePolicies, subscriptionFilters } from './tables.ts';

export const cloudwatchLogs: Service = {
  id: 'cloudwatch-logs',
  arnService: 'logs',
  tables: [logGroups, logStreams, logEvents, subscriptionFilters, resourcePolicies],
  operations,
  access,
  resourceTypes: [logGroupType, logStreamType, resourcePolicyType, subscriptionFilterType],
  resume: watchSubscriptions,
};
