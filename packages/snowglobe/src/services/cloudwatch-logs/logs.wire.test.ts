import { gunzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type InputLogEvent,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const start = Date.parse('2026-03-12T12:00:00Z');
const dayMs = 86_400_000;

let globe: TestGlobe;
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  globe = await startTestGlobe({ clock: 'held', startAt: start });
  logs = globe.client(CloudWatchLogsClient);
});
afterAll(() => globe.stop());

async function makeStream(logGroupName: string, logStreamName = 'one'): Promise<void> {
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
}

const put = (logGroupName: string, events: InputLogEvent[], logStreamName = 'one') =>
  logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: events }));

const at = (offsetMs: number, message: string): InputLogEvent => ({ timestamp: start + offsetMs, message });

describe('a log group', () => {
  it('exists once, and is described with its ARN', async () => {
    await makeStream('/once');
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName: '/once' }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    });
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/onc' }));
    expect(logGroups).toMatchObject([
      {
        logGroupName: '/once',
        arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/once:*',
        creationTime: start,
        storedBytes: 0,
      },
    ]);
  });

  it('takes its streams and events with it', async () => {
    await makeStream('/gone');
    await put('/gone', [at(0, 'x')]);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: '/gone' }));
    await expect(put('/gone', [at(0, 'x')])).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
    await makeStream('/gone');
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/gone' }));
    expect(events).toEqual([]);
  });

  it('forgets events at the end of its retention', async () => {
    await makeStream('/kept');
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: '/kept', retentionInDays: 1 }));
    await put('/kept', [at(0, 'early'), at(3_600_000, 'late')]);
    const messages = async () =>
      (await logs.send(new FilterLogEventsCommand({ logGroupName: '/kept' }))).events?.map((event) => event.message);
    expect(await messages()).toEqual(['early', 'late']);
    await globe.advance(dayMs + 1);
    expect(await messages()).toEqual(['late']);
    await expect(
      logs.send(new PutRetentionPolicyCommand({ logGroupName: '/kept', retentionInDays: 2 })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('PutLogEvents', () => {
  const now = () => globe.globe.clock.now();

  it('refuses events out of order', async () => {
    await makeStream('/order');
    const events = [
      { timestamp: now() + 1, message: 'b' },
      { timestamp: now(), message: 'a' },
    ];
    await expect(put('/order', events)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Log events in a single PutLogEvents request must be in chronological order.',
    });
  });

  it('leaves out what is too old or too new, and says so', async () => {
    await makeStream('/window');
    const old = await put('/window', [{ timestamp: now() - 15 * dayMs, message: 'old' }]);
    expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    const young = await put('/window', [
      { timestamp: now(), message: 'ok' },
      { timestamp: now() + 3 * 3_600_000, message: 'new' },
    ]);
    expect(young.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/window' }));
    expect(events?.map(({ message }) => message)).toEqual(['ok']);
  });
});

describe('reading', () => {
  const base = () => globe.globe.clock.now();

  it('goes through a stream in both directions', async () => {
    await makeStream('/pages');
    const first = base();
    const events = [0, 1, 2, 3, 4].map((number) => ({ timestamp: first + number, message: String(number) }));
    await put('/pages', events);
    const read = async (more: object) => {
      const input = { logGroupName: '/pages', logStreamName: 'one', limit: 2, ...more };
      const page = await logs.send(new GetLogEventsCommand(input));
      return { ...page, messages: page.events?.map(({ message }) => message) };
    };
    const head = await read({ startFromHead: true });
    expect(head.messages).toEqual(['0', '1']);
    const next = await read({ nextToken: head.nextForwardToken });
    expect(next.messages).toEqual(['2', '3']);
    const back = await read({ nextToken: next.nextBackwardToken });
    expect(back.messages).toEqual(['0', '1']);
    const tail = await read({});
    expect(tail.messages).toEqual(['3', '4']);
    const end = await read({ nextToken: tail.nextForwardToken });
    expect(end.messages).toEqual([]);
    expect(end.nextForwardToken).toBe(tail.nextForwardToken);
  });

  it('finds events of several streams by pattern, in pages', async () => {
    await makeStream('/find', 'a');
    await logs.send(new CreateLogStreamCommand({ logGroupName: '/find', logStreamName: 'b' }));
    const first = base();
    await put('/find', [{ timestamp: first, message: '{"level":"error","n":1}' }], 'a');
    await put('/find', [{ timestamp: first + 1, message: '{"level":"error","n":2}' }], 'b');
    await put('/find', [{ timestamp: first + 2, message: '{"level":"info","n":3}' }], 'a');
    const filterPattern = '{ $.level = "error" }';
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName: '/find', filterPattern, limit: 1 }));
    expect(page.events).toMatchObject([{ logStreamName: 'a', timestamp: first }]);
    expect(page.events?.[0]?.eventId).toMatch(/^\d{56}$/);
    const rest = await logs.send(
      new FilterLogEventsCommand({ logGroupName: '/find', filterPattern, nextToken: page.nextToken }),
    );
    expect(rest.events).toMatchObject([{ logStreamName: 'b' }]);
    expect(rest.nextToken).toBeUndefined();
  });

  it('lists streams by their last event', async () => {
    await makeStream('/streams', 'a');
    await logs.send(new CreateLogStreamCommand({ logGroupName: '/streams', logStreamName: 'b' }));
    await put('/streams', [{ timestamp: base() + 5, message: 'x' }], 'a');
    await put('/streams', [{ timestamp: base(), message: 'x' }], 'b');
    const names = async (more: object) =>
      (await logs.send(new DescribeLogStreamsCommand({ logGroupName: '/streams', ...more }))).logStreams?.map(
        ({ logStreamName }) => logStreamName,
      );
    expect(await names({})).toEqual(['a', 'b']);
    expect(await names({ orderBy: 'LastEventTime' })).toEqual(['b', 'a']);
    expect(await names({ orderBy: 'LastEventTime', descending: true })).toEqual(['a', 'b']);
  });
});

describe('a subscription filter', () => {
  it('sends matching events to a Kinesis stream, compressed', async () => {
    const kinesis = globe.client(KinesisClient);
    await kinesis.send(new CreateStreamCommand({ StreamName: 'log-events', ShardCount: 1 }));
    await globe.advance(60_000);
    const iam = globe.client(IAMClient);
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    await iam.send(new CreateRoleCommand({ RoleName: 'logs', AssumeRolePolicyDocument }));
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'kinesis:PutRecord', Resource: '*' }],
    });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'logs', PolicyName: 'p', PolicyDocument }));
    await makeStream('/subscribed');
    await logs.send(
      new PutSubscriptionFilterCommand({
        logGroupName: '/subscribed',
        filterName: 'errors',
        filterPattern: 'ERROR',
        destinationArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/log-events',
        roleArn: 'arn:aws:iam::000000000000:role/logs',
      }),
    );
    const timestamp = globe.globe.clock.now();
    await put('/subscribed', [
      { timestamp, message: 'INFO a' },
      { timestamp, message: 'ERROR b' },
    ]);
    await globe.settle();
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamName: 'log-events',
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const { Records } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    const messages = Records?.map(({ Data }) => JSON.parse(gunzipSync(Data ?? new Uint8Array()).toString()));
    expect(messages).toMatchObject([
      {
        messageType: 'DATA_MESSAGE',
        owner: '000000000000',
        logGroup: '/subscribed',
        logStream: 'one',
        subscriptionFilters: ['errors'],
        logEvents: [{ timestamp, message: 'ERROR b' }],
      },
    ]);
  });
});
