import type { AnyOperation } from '../../contract/operation.ts';
import { cancelReplay } from './operations/cancel-replay.ts';
import { createApiDestination } from './operations/create-api-destination.ts';
import { createArchive } from './operations/create-archive.ts';
import { createConnection } from './operations/create-connection.ts';
import { createEventBus } from './operations/create-event-bus.ts';
import { deauthorizeConnection } from './operations/deauthorize-connection.ts';
import { deleteApiDestination } from './operations/delete-api-destination.ts';
import { deleteArchive } from './operations/delete-archive.ts';
import { deleteConnection } from './operations/delete-connection.ts';
import { deleteEventBus } from './operations/delete-event-bus.ts';
import { deleteRule } from './operations/delete-rule.ts';
import { describeApiDestination } from './operations/describe-api-destination.ts';
import { describeArchive } from './operations/describe-archive.ts';
import { describeConnection } from './operations/describe-connection.ts';
import { describeEventBus } from './operations/describe-event-bus.ts';
import { describeReplay } from './operations/describe-replay.ts';
import { describeRule } from './operations/describe-rule.ts';
import { disableRule } from './operations/disable-rule.ts';
import { enableRule } from './operations/enable-rule.ts';
import { listApiDestinations } from './operations/list-api-destinations.ts';
import { listArchives } from './operations/list-archives.ts';
import { listConnections } from './operations/list-connections.ts';
import { listEventBuses } from './operations/list-event-buses.ts';
import { listReplays } from './operations/list-replays.ts';
import { listRuleNamesByTarget } from './operations/list-rule-names-by-target.ts';
import { listRules } from './operations/list-rules.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { listTargetsByRule } from './operations/list-targets-by-rule.ts';
import { putEvents } from './operations/put-events.ts';
import { putPermission } from './operations/put-permission.ts';
import { putRule } from './operations/put-rule.ts';
import { putTargets } from './operations/put-targets.ts';
import { removePermission } from './operations/remove-permission.ts';
import { removeTargets } from './operations/remove-targets.ts';
import { startReplay } from './operations/start-replay.ts';
import { tagResource } from './operations/tag-resource.ts';
import { testEventPattern } from './operations/test-event-pattern.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateApiDestination } from './operations/update-api-destination.ts';
import { updateArchive } from './operations/update-archive.ts';
import { updateConnection } from './operations/update-connection.ts';
import { updateEventBus } from './operations/update-event-bus.ts';

export const operations = {
  CancelReplay: cancelReplay,
  CreateApiDestination: createApiDestination,
  CreateArchive: createArchive,
  CreateConnection: createConnection,
  CreateEventBus: createEventBus,
  DeauthorizeConnection: deauthorizeConnection,
  DeleteApiDestination: deleteApiDestination,
  DeleteArchive: deleteArchive,
  DeleteConnection: deleteConnection,
  DeleteEventBus: deleteEventBus,
  DeleteRule: deleteRule,
  DescribeApiDestination: describeApiDestination,
  DescribeArchive: describeArchive,
  DescribeConnection: describeConnection,
  DescribeEventBus: describeEventBus,
  DescribeReplay: describeReplay,
  DescribeRule: describeRule,
  DisableRule: disableRule,
  EnableRule: enableRule,
  ListApiDestinations: listApiDestinations,
  ListArchives: listArchives,
  ListConnections: listConnections,
  ListEventBuses: listEventBuses,
  ListReplays: listReplays,
  ListRuleNamesByTarget: listRuleNamesByTarget,
  ListRules: listRules,
  ListTagsForResource: listTagsForResource,
  ListTargetsByRule: listTargetsByRule,
  PutEvents: putEvents,
  PutPermission: putPermission,
  PutRule: putRule,
  PutTargets: putTargets,
  RemovePermission: removePermission,
  RemoveTargets: removeTargets,
  StartReplay: startReplay,
  TagResource: tagResource,
  TestEventPattern: testEventPattern,
  UntagResource: untagResource,
  UpdateApiDestination: updateApiDestination,
  UpdateArchive: updateArchive,
  UpdateConnection: updateConnection,
  UpdateEventBus: updateEventBus,
} satisfies Readonly<Record<string, AnyOperation>>;
