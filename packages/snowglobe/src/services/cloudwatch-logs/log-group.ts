import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { nameOrIdentifier, noSuchLogGroup } from './errors.ts';
import { limits } from './limits.ts';
import { type LogEventRow, type LogGroupRow, type LogStreamRow, logEvents, logGroups, logStreams } from './tables.ts';

export function groupsOf(globe: Globe, scope: Scope): Collection<LogGroupRow> {
  return globe.store.collection(logGroups, scope);
}

export function streamsOf(globe: Globe, scope: Scope, logGroupName: string): Collection<LogStreamRow> {
  return globe.store.collection(logStreams, scope, logGroupName);
}

export function eventsOf(globe: Globe, scope: Scope, logGroupName: string): Collection<LogEventRow> {
  return globe.store.collection(logEvents, scope, logGroupName);
}

/** The group of that name; throws ResourceNotFoundException. */
export function groupNamed(call: Call, logGroupName: string | undefined): LogGroupRow {
  const group = groupsOf(call.globe, call.scope).get(logGroupName ?? '');
  if (!group) throw noSuchLogGroup();
  return group;
}

interface GroupReference {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** The group that a request names, or points to by ARN. */
export function groupReferred(call: Call, { logGroupName, logGroupIdentifier }: GroupReference): LogGroupRow {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) throw nameOrIdentifier();
  return groupNamed(call, logGroupName ?? groupNameOf(logGroupIdentifier ?? ''));
}

/** `x` of `x` or `arn:aws:logs:...:log-group:x:*`. */
export function groupNameOf(identifier: string): string {
  const resource = parseArn(identifier)?.resource;
  return resource === undefined ? identifier : (resource.split(':')[1] ?? '');
}

/** Without the star that policies want. */
export function groupArn(scope: Scope, logGroupName: string): string {
  return formatArn('logs', scope, `log-group:${logGroupName}`);
}

/** As the API shows it. */
export function describeGroup(scope: Scope, group: LogGroupRow): LogGroup {
  const arn = groupArn(scope, group.logGroupName);
  return {
    logGroupName: group.logGroupName,
    creationTime: group.createdAt,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: group.storedBytes,
    logGroupClass: group.logGroupClass,
    ...(group.retentionDays !== undefined && { retentionInDays: group.retentionDays }),
    ...(group.kmsKeyId !== undefined && { kmsKeyId: group.kmsKeyId }),
  };
}

/** Events before this instant are gone; undefined when they never go. */
export function retainedFrom(group: LogGroupRow, now: number): number | undefined {
  return group.retentionDays === undefined ? undefined : now - group.retentionDays * limits.dayMs;
}
