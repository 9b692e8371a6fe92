import type { AccessRule } from '../../contract/operation.ts';
import { defaultGroup, groupArn } from './group.ts';
import { scheduleArn } from './schedule.ts';
import { schedulerService } from './service-principal.ts';

/** What the rules read, of whichever operation's input. */
interface Input {
  readonly Name?: string;
  readonly GroupName?: string;
  readonly ResourceArn?: string;
  readonly Target?: { readonly RoleArn?: string };
}

const onSchedule =
  (action: string): AccessRule<Input> =>
  ({ Name = '', GroupName = defaultGroup, Target }, { scope }) => [
    { action: `scheduler:${action}`, resource: scheduleArn(scope, GroupName, Name) },
    ...(Target?.RoleArn === undefined
      ? []
      : [{ action: 'iam:PassRole', resource: Target.RoleArn, context: { 'iam:PassedToService': schedulerService } }]),
  ];

const onGroup =
  (action: string): AccessRule<Input> =>
  ({ Name = '' }, { scope }) => [{ action: `scheduler:${action}`, resource: groupArn(scope, Name) }];

const onTagged =
  (action: string): AccessRule<Input> =>
  ({ ResourceArn = '*' }) => [{ action: `scheduler:${action}`, resource: ResourceArn }];

const onAnything =
  (action: string): AccessRule =>
  () => [{ action: `scheduler:${action}`, resource: '*' }];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html */
export const access: Readonly<Record<string, AccessRule>> = {
  CreateSchedule: onSchedule('CreateSchedule'),
  CreateScheduleGroup: onGroup('CreateScheduleGroup'),
  DeleteSchedule: onSchedule('DeleteSchedule'),
  DeleteScheduleGroup: onGroup('DeleteScheduleGroup'),
  GetSchedule: onSchedule('GetSchedule'),
  GetScheduleGroup: onGroup('GetScheduleGroup'),
  ListScheduleGroups: onAnything('ListScheduleGroups'),
  ListSchedules: onAnything('ListSchedules'),
  ListTagsForResource: onTagged('ListTagsForResource'),
  TagResource: onTagged('TagResource'),
  UntagResource: onTagged('UntagResource'),
  UpdateSchedule: onSchedule('UpdateSchedule'),
};
