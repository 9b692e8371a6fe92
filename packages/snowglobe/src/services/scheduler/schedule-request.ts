import type { CreateScheduleInput, Target } from '@aws-sdk/client-scheduler';
import { parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Call } from '../../contract/operation.ts';
import { unsupported, validation } from './errors.ts';
import { parseExpression } from './expression.ts';
import { defaultGroup } from './group.ts';
import { limits } from './limits.ts';
import { firstDue } from './next-run.ts';
import { assumeScheduleRole } from './role.ts';
import { scheduleArn } from './schedule.ts';
import { plannedRun } from './schedule-run.ts';
import type { ScheduleKey, ScheduleRow } from './tables.ts';
import { checkUniversalTarget, isUniversal } from './universal-target.ts';

/** The row of a schedule that is created or changed, with its next run planned; throws AWS's refusals. */
export function scheduleRow(
  input: CreateScheduleInput,
  call: Call,
  createdAt: number,
  key: ScheduleKey | undefined,
): ScheduleRow {
  const { globe, scope } = call;
  const now = globe.clock.now();
  const { Name: name = '', GroupName: groupName = defaultGroup } = input;
  const row: ScheduleRow = {
    name,
    groupName,
    arn: scheduleArn(scope, groupName, name),
    expression: input.ScheduleExpression ?? '',
    timeZone: input.ScheduleExpressionTimezone ?? 'UTC',
    ...(input.Description !== undefined && { description: input.Description }),
    state: input.State ?? 'ENABLED',
    target: checkedTarget(call, groupName, input.Target),
    ...dates(input, now),
    windowMinutes: windowMinutes(input.FlexibleTimeWindow),
    deletedAfterCompletion: input.ActionAfterCompletion === 'DELETE',
    ...(input.ClientToken !== undefined && { clientToken: input.ClientToken }),
    ...(key && { key }),
    createdAt,
    modifiedAt: now,
  };
  parseExpression(row.expression, row.timeZone);
  const next = plannedRun(globe, row, firstDue(row, now));
  return { ...row, ...(next && { next }) };
}

function dates({ StartDate, EndDate }: CreateScheduleInput, now: number) {
  if (StartDate && StartDate.getTime() < now - limits.startDateGraceMs) {
    throw validation('The StartDate you specify cannot be earlier than 5 minutes ago.');
  }
  if (EndDate && EndDate.getTime() < now) throw validation('The EndDate you specify cannot be in the past.');
  if (StartDate && EndDate && StartDate >= EndDate) {
    throw validation('The StartDate you specify must come before the EndDate.');
  }
  return {
    ...(StartDate && { startAt: StartDate.getTime() }),
    ...(EndDate && { endAt: EndDate.getTime() }),
  };
}

function windowMinutes(window: CreateScheduleInput['FlexibleTimeWindow']): number {
  const minutes = window?.MaximumWindowInMinutes;
  if (window?.Mode === 'FLEXIBLE') {
    if (minutes === undefined) throw validation('MaximumWindowInMinutes must be given for a flexible time window.');
    return minutes;
  }
  if (minutes !== undefined) throw validation('MaximumWindowInMinutes must not be given when the time window is OFF.');
  return 0;
}

const refusedMembers = [
  'EcsParameters',
  'SageMakerPipelineParameters',
  'EventBridgePutEventsV2Parameters',
  'EventBridgePutRawEventsParameters',
] as const;

/** What a kind of target cannot do without. */
const neededMembers: Readonly<Record<string, 'EventBridgeParameters' | 'KinesisParameters'>> = {
  events: 'EventBridgeParameters',
  kinesis: 'KinesisParameters',
};

function checkedTarget(call: Call, groupName: string, target: Target | undefined): ScheduleRow['target'] {
  const { globe } = call;
  const { Arn = '', RoleArn = '' } = target ?? {};
  for (const member of refusedMembers) if (target?.[member] !== undefined) throw unsupported(`${member} of a target`);
  const service = parseArn(Arn)?.service ?? '';
  if (isUniversal(Arn)) checkUniversalTarget(globe, Arn, target?.Input);
  else if (!globe.eventTarget(Arn)) throw unsupported(`A target of the service ${service} (${Arn})`);
  const needed = neededMembers[service];
  if (needed && target?.[needed] === undefined) throw validation(`${needed} must be given for the target ${Arn}.`);
  if (Arn.endsWith('.fifo') && target?.SqsParameters?.MessageGroupId === undefined && service === 'sqs') {
    throw validation('SqsParameters with a MessageGroupId must be given for a FIFO queue.');
  }
  checkRole(call, groupName, RoleArn);
  return { ...target, Arn, RoleArn };
}

function checkRole({ globe, scope }: Call, groupName: string, roleArn: string): void {
  try {
    assumeScheduleRole(globe, scope, { roleArn, groupName, session: 'check' });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validation('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.');
  }
}
