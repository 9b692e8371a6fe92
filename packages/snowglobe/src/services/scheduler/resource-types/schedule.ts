import type { CreateScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './schedule-group.ts';

const date = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

const inputOf = (Name: string, properties: Properties) => ({
  ...properties,
  Name,
  StartDate: date(properties.StartDate),
  EndDate: date(properties.EndDate),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export const scheduleType: ResourceType = {
  type: 'AWS::Scheduler::Schedule',
  properties: {
    Description: true,
    EndDate: true,
    FlexibleTimeWindow: true,
    GroupName: true,
    KmsKeyArn: true,
    Name: true,
    ScheduleExpression: true,
    ScheduleExpressionTimezone: true,
    StartDate: true,
    State: true,
    Target: {
      Arn: true,
      DeadLetterConfig: true,
      EventBridgeParameters: true,
      Input: true,
      KinesisParameters: true,
      RetryPolicy: true,
      RoleArn: true,
      SqsParameters: true,
    },
  },
  async create(properties, context) {
    const name: string = properties.Name ?? context.physicalName({ maxLength: 64 });
    const made = await context.api<CreateScheduleOutput>('scheduler', 'CreateSchedule', inputOf(name, properties));
    return { physicalId: name, attributes: { Arn: made.ScheduleArn } };
  },
  async update(properties, previous, state, context) {
    const { physicalId: Name } = state;
    const { GroupName } = previous;
    if (GroupName === properties.GroupName) {
      await context.api('scheduler', 'UpdateSchedule', inputOf(Name, properties));
      return state;
    }
    // AWS has no way to move a schedule to another group either.
    await context.api('scheduler', 'DeleteSchedule', { Name, GroupName }).catch(unlessMissing);
    const made = await context.api<CreateScheduleOutput>('scheduler', 'CreateSchedule', inputOf(Name, properties));
    return { physicalId: Name, attributes: { Arn: made.ScheduleArn } };
  },
  async delete(state, { GroupName }, context) {
    await context.api('scheduler', 'DeleteSchedule', { Name: state.physicalId, GroupName }).catch(unlessMissing);
  },
};
