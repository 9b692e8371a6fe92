import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedules-'));
const startAt = Date.UTC(2026, 0, 1);
const hourMs = 3_600_000;
let globe: TestGlobe | undefined;

afterEach(async () => {
  await globe?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

it('a schedule runs on after a restart, once for all that it missed', async () => {
  const before = await startTestGlobe({ clock: 'held', startAt, dataFolder: folder });
  const iam = before.client(IAMClient);
  const Principal = { Service: 'scheduler.amazonaws.com' };
  const AssumeRolePolicyDocument = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }));
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'sqs:*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'all', PolicyDocument }));
  await before.client(SQSClient).send(new CreateQueueCommand({ QueueName: 'q' }));
  await before.client(SchedulerClient).send(
    new CreateScheduleCommand({
      Name: 'hourly',
      ScheduleExpression: 'cron(30 * * * ? *)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'arn:aws:sqs:us-east-1:000000000000:q',
        RoleArn: 'arn:aws:iam::000000000000:role/r',
        Input: '"<aws.scheduler.scheduled-time>"',
      },
    }),
  );
  await before.stop();

  globe = await startTestGlobe({ clock: 'held', startAt: startAt + 3 * hourMs, dataFolder: folder });
  await globe.advance(hourMs);
  const { Messages = [] } = await globe
    .client(SQSClient)
    .send(new ReceiveMessageCommand({ QueueUrl: `${globe.endpoint}/000000000000/q`, MaxNumberOfMessages: 10 }));
  expect(Messages.map(({ Body }) => Body)).toEqual(['"2026-01-01T00:30:00Z"', '"2026-01-01T03:30:00Z"']);
});
