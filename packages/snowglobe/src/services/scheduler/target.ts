import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { openDataKey } from './customer-key.ts';
import { assumeScheduleRole } from './role.ts';
import type { InvocationRow } from './tables.ts';
import { callUniversalTarget, isUniversal } from './universal-target.ts';

export const instantText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Invokes a run's target in the name of its role. */
export async function invokeTarget(globe: Globe, scope: Scope, row: InvocationRow, cause: Cause): Promise<void> {
  const { target, key } = row;
  const { RoleArn: roleArn } = target;
  const caller = assumeScheduleRole(globe, scope, { roleArn, groupName: row.groupName, session: row.id });
  if (key) await openDataKey({ globe, scope, caller, cause }, row.scheduleArn, key.dataKey);
  const body = inputOf(scope, row);
  if (isUniversal(target.Arn)) return callUniversalTarget(globe, scope, target.Arn, { body, caller, cause });
  const destination = globe.eventTarget(target.Arn);
  if (!destination) throw new AwsError('ResourceNotFoundException', `${target.Arn} does not exist`);
  const { SqsParameters, KinesisParameters, EventBridgeParameters } = target;
  await destination.deliver(globe, target.Arn, {
    body,
    cause,
    caller,
    ...(SqsParameters?.MessageGroupId !== undefined && { groupId: SqsParameters.MessageGroupId }),
    ...(target.Arn.endsWith('.fifo') && { deduplicationId: row.id }),
    parameters: {
      ...(KinesisParameters?.PartitionKey !== undefined && { partitionKey: KinesisParameters.PartitionKey }),
      ...(EventBridgeParameters && {
        source: EventBridgeParameters.Source ?? '',
        'detail-type': EventBridgeParameters.DetailType ?? '',
        resources: JSON.stringify([row.scheduleArn]),
      }),
    },
  });
}

/** What the target gets: its Input with what stands for this run filled in, or the default event. */
export function inputOf(scope: Scope, row: InvocationRow): string {
  const { Input, Arn } = row.target;
  if (Input !== undefined) return filled(Input, row);
  if (parseArn(Arn)?.service === 'events' || isUniversal(Arn)) return '{}';
  return JSON.stringify({
    version: '0',
    id: row.id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: scope.account,
    time: instantText(row.scheduledAt),
    region: scope.region,
    resources: [row.scheduleArn],
    detail: '{}',
  });
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function filled(input: string, row: InvocationRow): string {
  const attributes: Readonly<Record<string, string>> = {
    '<aws.scheduler.schedule-arn>': row.scheduleArn,
    '<aws.scheduler.scheduled-time>': instantText(row.scheduledAt),
    '<aws.scheduler.execution-id>': row.id,
    '<aws.scheduler.attempt-number>': String(row.failures + 1),
  };
  return input.replace(/<aws\.scheduler\.[a-z-]+>/g, (text) => attributes[text] ?? text);
}
