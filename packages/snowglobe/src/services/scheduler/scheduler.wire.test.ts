import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  type CreateScheduleInput,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const startAt = Date.UTC(2026, 0, 1);
const minuteMs = 60_000;
const RoleArn = 'arn:aws:iam::000000000000:role/scheduler';
let globe: TestGlobe;
let scheduler: SchedulerClient;
let sqs: SQSClient;
let queues = 0;

beforeAll(async () => {
  globe = await startTestGlobe({ clock: 'held', startAt });
  scheduler = globe.client(SchedulerClient);
  sqs = globe.client(SQSClient);
  const iam = globe.client(IAMClient);
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const Principal = { Service: 'scheduler.amazonaws.com' };
  const Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:scheduler:*:000000000000:schedule-group/*' } };
  const trust = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition });
  await iam.send(new CreateRoleCommand({ RoleName: 'scheduler', AssumeRolePolicyDocument: trust }));
  const PolicyDocument = policy({ Effect: 'Allow', Action: ['sqs:*', 'events:*'], Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'scheduler', PolicyName: 'all', PolicyDocument }));
});

afterAll(() => globe.stop());

async function queue(Attributes: Record<string, string> = {}) {
  const QueueName = `q${queues++}${Attributes.FifoQueue ? '.fifo' : ''}`;
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return { url, arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` };
}

async function received(QueueUrl: string) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
  );
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages;
}

const create = (Name: string, arn: string, expression: string, more: Partial<CreateScheduleInput> = {}) =>
  scheduler.send(
    new CreateScheduleCommand({
      Name,
      ScheduleExpression: expression,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: arn, RoleArn },
      ...more,
    }),
  );

const now = () => globe.globe.clock.now();
const local = (at: number) => new Date(at).toISOString().slice(0, 19);

describe('a one-time schedule', () => {
  it('invokes its target once, with the default event, and is deleted when it says so', async () => {
    const { url, arn } = await queue();
    const expression = `at(${local(now() + minuteMs)})`;
    const { ScheduleArn } = await create('once', arn, expression, { ActionAfterCompletion: 'DELETE' });
    expect(ScheduleArn).toBe('arn:aws:scheduler:us-east-1:000000000000:schedule/default/once');
    expect(await received(url)).toEqual([]);
    await globe.advance(5 * minuteMs);
    const bodies = (await received(url)).map(({ Body }) => JSON.parse(Body ?? '') as unknown);
    expect(bodies).toMatchObject([
      { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', resources: [ScheduleArn], detail: '{}' },
    ]);
    await expect(scheduler.send(new GetScheduleCommand({ Name: 'once' }))).rejects.toThrow(
      'Schedule once does not exist.',
    );
  });
});

describe('a recurring schedule', () => {
  it('runs at a rate from its start to its end, with its input filled in', async () => {
    const { url, arn } = await queue();
    const start = now() + 10 * minuteMs;
    const Input = '{"at":"<aws.scheduler.scheduled-time>","try":"<aws.scheduler.attempt-number>"}';
    await create('rate', arn, 'rate(5 minutes)', {
      StartDate: new Date(start),
      EndDate: new Date(start + 12 * minuteMs),
      Target: { Arn: arn, RoleArn, Input },
    });
    await globe.advance(60 * minuteMs);
    const bodies = (await received(url)).map(({ Body }) => JSON.parse(Body ?? '') as unknown);
    const at = (minutes: number) => ({ at: `${local(start + minutes * minuteMs)}Z`, try: '1' });
    expect(bodies).toEqual([at(0), at(5), at(10)]);
    expect(await scheduler.send(new GetScheduleCommand({ Name: 'rate' }))).toMatchObject({ State: 'ENABLED' });
  });

  it('starts within its flexible window, and not while it is disabled', async () => {
    const { url, arn } = await queue();
    const FlexibleTimeWindow = { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 60 } as const;
    const input = { ScheduleExpression: 'cron(0 0 * * ? *)', FlexibleTimeWindow, Target: { Arn: arn, RoleArn } };
    await create('flexible', arn, 'cron(0 0 * * ? *)', { FlexibleTimeWindow });
    const midnight = Math.ceil(now() / 86_400_000) * 86_400_000;
    await globe.advance(midnight - now());
    expect(await received(url)).toEqual([]);
    await globe.advance(60 * minuteMs);
    expect(await received(url)).toHaveLength(1);
    await scheduler.send(new UpdateScheduleCommand({ Name: 'flexible', ...input, State: 'DISABLED' }));
    await globe.advance(2 * 86_400_000);
    expect(await received(url)).toEqual([]);
    await scheduler.send(new DeleteScheduleCommand({ Name: 'flexible' }));
  });
});

describe('targets', () => {
  it('are FIFO queues and event buses too', async () => {
    const fifo = await queue({ FifoQueue: 'true' });
    const heard = await queue({ Policy: '' });
    const events = globe.client(EventBridgeClient);
    const EventPattern = '{"source": ["clock"]}';
    await events.send(new PutRuleCommand({ Name: 'clock', EventPattern }));
    const iam = globe.client(IAMClient);
    const Principal = { Service: 'events.amazonaws.com' };
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
    await iam.send(new CreateRoleCommand({ RoleName: 'events', AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const allow = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] };
    const PolicyDocument = JSON.stringify(allow);
    await iam.send(new PutRolePolicyCommand({ RoleName: 'events', PolicyName: 'all', PolicyDocument }));
    const Targets = [{ Id: 'q', Arn: heard.arn, RoleArn: 'arn:aws:iam::000000000000:role/events' }];
    await events.send(new PutTargetsCommand({ Rule: 'clock', Targets }));
    const at = `at(${local(now() + minuteMs)})`;
    const bus = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
    await create('to-fifo', fifo.arn, at, {
      Target: { Arn: fifo.arn, RoleArn, SqsParameters: { MessageGroupId: 'g' } },
    });
    const EventBridgeParameters = { Source: 'clock', DetailType: 'Tick' };
    await create('to-bus', bus, at, { Target: { Arn: bus, RoleArn, Input: '{"n":1}', EventBridgeParameters } });
    await globe.advance(minuteMs);
    expect(await received(fifo.url)).toHaveLength(1);
    const [message] = await received(heard.url);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ 'detail-type': 'Tick', detail: { n: 1 } });
  });

  it('that are gone send the run to the dead-letter queue', async () => {
    const gone = await queue();
    const dead = await queue();
    const Target = { Arn: gone.arn, RoleArn, Input: 'work', DeadLetterConfig: { Arn: dead.arn } };
    await create('gone', gone.arn, `at(${local(now() + minuteMs)})`, { Target });
    await sqs.send(new DeleteQueueCommand({ QueueUrl: gone.url }));
    await globe.advance(minuteMs);
    const [message] = await received(dead.url);
    expect(message?.Body).toBe('work');
    expect(message?.MessageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: 'QueueDoesNotExist' },
      SCHEDULE_ARN: { StringValue: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/gone' },
      TARGET_ARN: { StringValue: gone.arn },
      RETRY_ATTEMPTS: { StringValue: '0' },
    });
  });

  it('and roles that cannot be honoured are refused', async () => {
    const arn = 'arn:aws:sqs:us-east-1:000000000000:q0';
    const at = 'rate(1 day)';
    const refused = (Target: CreateScheduleInput['Target']) => create('refused', arn, at, { Target });
    await expect(refused({ Arn: 'arn:aws:ecs:us-east-1:000000000000:cluster/c', RoleArn })).rejects.toThrow('ecs');
    await expect(refused({ Arn: 'arn:aws:scheduler:::aws-sdk:ec2:runInstances', RoleArn })).rejects.toThrow(
      'universal',
    );
    await expect(refused({ Arn: arn, RoleArn: 'arn:aws:iam::000000000000:role/none' })).rejects.toThrow(
      'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    );
    await expect(create('refused', arn, 'rate(1 weeks)')).rejects.toThrow('Invalid Schedule Expression rate(1 weeks).');
    await expect(create('refused', arn, at, { GroupName: 'none' })).rejects.toThrow(
      'Schedule group none does not exist.',
    );
  });
});

describe('groups', () => {
  it('hold schedules, which go with them', async () => {
    const { arn } = await queue();
    const { ScheduleGroupArn = '' } = await scheduler.send(new CreateScheduleGroupCommand({ Name: 'night' }));
    await create('nightly', arn, 'rate(1 day)', { GroupName: 'night' });
    await expect(create('nightly', arn, 'rate(1 day)', { GroupName: 'night' })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    const { Schedules } = await scheduler.send(new ListSchedulesCommand({ GroupName: 'night' }));
    expect(Schedules).toMatchObject([{ Name: 'nightly', GroupName: 'night', Target: { Arn: arn } }]);
    await scheduler.send(new TagResourceCommand({ ResourceArn: ScheduleGroupArn, Tags: [{ Key: 'a', Value: '1' }] }));
    const tags = () => scheduler.send(new ListTagsForResourceCommand({ ResourceArn: ScheduleGroupArn }));
    expect((await tags()).Tags).toEqual([{ Key: 'a', Value: '1' }]);
    await scheduler.send(new UntagResourceCommand({ ResourceArn: ScheduleGroupArn, TagKeys: ['a'] }));
    expect((await tags()).Tags).toEqual([]);
    await scheduler.send(new DeleteScheduleGroupCommand({ Name: 'night' }));
    await expect(scheduler.send(new GetScheduleGroupCommand({ Name: 'night' }))).rejects.toThrow('does not exist');
    const { ScheduleGroups } = await scheduler.send(new ListScheduleGroupsCommand({}));
    expect(ScheduleGroups?.map(({ Name }) => Name)).toEqual(['default']);
  });
});

it('stacks make and delete groups and schedules', async () => {
  const stacks = globe.client(CloudFormationClient);
  const TemplateBody = JSON.stringify({
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      Group: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'stacked' } },
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          GroupName: { Ref: 'Group' },
          ScheduleExpression: 'cron(0 6 * * ? *)',
          ScheduleExpressionTimezone: 'Europe/Berlin',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, RoleArn, RetryPolicy: { MaximumRetryAttempts: 3 } },
        },
      },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Schedule', 'Arn'] } } },
  });
  await stacks.send(new CreateStackCommand({ StackName: 'timed', TemplateBody }));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'timed' }));
  expect(Stacks?.[0]).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  expect(Stacks?.[0]?.Outputs?.[0]?.OutputValue).toMatch(/:schedule\/stacked\/timed-Schedule-\w{12}$/);
  await stacks.send(new DeleteStackCommand({ StackName: 'timed' }));
  await globe.settle();
  const { ScheduleGroups } = await scheduler.send(new ListScheduleGroupsCommand({ NamePrefix: 'stacked' }));
  expect(ScheduleGroups).toEqual([]);
});
