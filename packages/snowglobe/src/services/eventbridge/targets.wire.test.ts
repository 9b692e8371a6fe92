import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateApiDestinationCommand,
  CreateArchiveCommand,
  CreateConnectionCommand,
  CreateEventBusCommand,
  DescribeArchiveCommand,
  DescribeConnectionCommand,
  EventBridgeClient,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { DeleteQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventsGlobe, startEvents } from './eventbridge-test-globe.ts';

let globe: EventsGlobe;
const roleArn = 'arn:aws:iam::000000000000:role/events';

beforeAll(async () => {
  globe = await startEvents();
  const iam = globe.client(IAMClient);
  const Principal = { Service: 'events.amazonaws.com' };
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
  await iam.send(new CreateRoleCommand({ RoleName: 'events', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const allow = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  await iam.send(
    new PutRolePolicyCommand({ RoleName: 'events', PolicyName: 'all', PolicyDocument: JSON.stringify(allow) }),
  );
});

afterAll(() => globe.stop());

describe('what a target gets', () => {
  it('is a constant, a part of the event, or a filled template', async () => {
    const [constant, part, filled] = [
      await globe.queue('constant'),
      await globe.queue('part'),
      await globe.queue('filled'),
    ];
    await globe.rule('inputs', { source: ['inputs'] }, [
      { Id: '1', Arn: constant.arn, Input: '{"a":1}' },
      { Id: '2', Arn: part.arn, InputPath: '$.detail.who' },
      {
        Id: '3',
        Arn: filled.arn,
        InputTransformer: {
          InputPathsMap: { who: '$.detail.who' },
          InputTemplate: '{"who": <who>, "rule": "<aws.events.rule-name>", "at": <aws.events.event.ingestion-time>}',
        },
      },
    ]);
    await globe.put({ who: { name: 'Zoë' } }, { source: 'inputs' });
    expect(await globe.bodies(constant.url)).toEqual([{ a: 1 }]);
    expect(await globe.bodies(part.url)).toEqual([{ name: 'Zoë' }]);
    expect(await globe.bodies(filled.url)).toEqual([
      { who: { name: 'Zoë' }, rule: 'inputs', at: '2026-01-01T00:00:00Z' },
    ]);
  });

  it('reaches FIFO queues, streams and log groups', async () => {
    const kinesis = globe.client(KinesisClient);
    await kinesis.send(new CreateStreamCommand({ StreamName: 's', ShardCount: 1 }));
    const logs = globe.client(CloudWatchLogsClient);
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/events/all' }));
    const Statement = [
      {
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: '*',
      },
    ];
    const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await logs.send(new PutResourcePolicyCommand({ policyName: 'events', policyDocument }));
    await globe.advance(60_000);
    const fifo = await globe.queue('ordered.fifo', { FifoQueue: 'true' });
    const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:000000000000:${rest}`;
    await globe.rule('kinds', { source: ['kinds'] }, [
      { Id: '1', Arn: fifo.arn, SqsParameters: { MessageGroupId: 'g' } },
      {
        Id: '2',
        Arn: arn('kinesis', 'stream/s'),
        RoleArn: roleArn,
        KinesisParameters: { PartitionKeyPath: '$.detail.key' },
      },
      { Id: '3', Arn: arn('logs', 'log-group:/aws/events/all') },
    ]);
    await globe.put({ key: 'k' }, { source: 'kinds' });
    expect(await globe.bodies(fifo.url)).toMatchObject([{ detail: { key: 'k' } }]);
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamName: 's',
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const { Records } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    expect(Records).toMatchObject([{ PartitionKey: 'k' }]);
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/aws/events/all' }));
    expect(events?.map(({ message }) => JSON.parse(message ?? ''))).toMatchObject([{ detail: { key: 'k' } }]);
  });

  it('goes to another bus as it is, and from there to no third', async () => {
    const { url, arn } = await globe.queue('third');
    for (const Name of ['second', 'third']) await globe.events.send(new CreateEventBusCommand({ Name }));
    const bus = (name: string) => `arn:aws:events:us-east-1:000000000000:event-bus/${name}`;
    const to = (name: string) => [{ Id: 'b', Arn: bus(name), RoleArn: roleArn }];
    await globe.rule('to-second', { source: ['hops'] }, to('second'));
    await globe.rule('to-third', { source: ['hops'] }, [...to('third'), { Id: 'q', Arn: arn }], 'second');
    await globe.rule('in-third', { source: ['hops'] }, [{ Id: 'q', Arn: arn }], 'third');
    await globe.put({ a: 1 }, { source: 'hops', at: 5000 });
    expect(await globe.bodies(url)).toMatchObject([{ time: '1970-01-01T00:00:05Z', detail: { a: 1 } }]);
  });
});

describe('a bus in another account and region', () => {
  it('takes the event when its policy allows the sender', async () => {
    const other = { region: 'eu-west-1', credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' } };
    const theirs = globe.client(EventBridgeClient, other);
    const { EventBusArn = '' } = await theirs.send(new CreateEventBusCommand({ Name: 'far' }));
    await theirs.send(new CreateArchiveCommand({ ArchiveName: 'far', EventSourceArn: EventBusArn }));
    const dead = await globe.queue('dead-of-far');
    await globe.rule('to-far', { source: ['far'] }, [
      { Id: 'b', Arn: EventBusArn, RoleArn: roleArn, DeadLetterConfig: { Arn: dead.arn } },
    ]);
    const count = async () => (await theirs.send(new DescribeArchiveCommand({ ArchiveName: 'far' }))).EventCount;
    await globe.put({ n: 1 }, { source: 'far' });
    expect([await count(), (await globe.received(dead.url)).length]).toEqual([0, 1]);
    const allowed = { Action: 'events:PutEvents', Principal: '000000000000', StatementId: 'near' };
    await theirs.send(new PutPermissionCommand({ EventBusName: 'far', ...allowed }));
    await globe.put({ n: 2 }, { source: 'far' });
    expect(await count()).toBe(1);
  });
});

describe('a target that refuses', () => {
  it('sends the event to its dead-letter queue at once when permission is missing', async () => {
    const closed = await globe.queue('closed', { Policy: '' });
    const dead = await globe.queue('dead');
    const ruleArn = await globe.rule('closed', { source: ['closed'] }, [
      { Id: '1', Arn: closed.arn, DeadLetterConfig: { Arn: dead.arn } },
    ]);
    await globe.put({ a: 1 }, { source: 'closed' });
    const [message] = await globe.received(dead.url);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ source: 'closed', detail: { a: 1 } });
    expect(message?.MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: ruleArn },
      TARGET_ARN: { StringValue: closed.arn },
      ERROR_CODE: { StringValue: 'NO_PERMISSIONS' },
      ERROR_MESSAGE: { StringValue: expect.stringContaining('not authorized') },
      RETRY_ATTEMPTS: { StringValue: '0' },
    });
    expect(message?.MessageAttributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
  });

  it('that is gone is told apart', async () => {
    const gone = await globe.queue('gone');
    const dead = await globe.queue('dead-of-gone');
    await globe.rule('gone', { source: ['gone'] }, [
      { Id: '1', Arn: gone.arn, RoleArn: roleArn, DeadLetterConfig: { Arn: dead.arn } },
    ]);
    await globe.sqs.send(new DeleteQueueCommand({ QueueUrl: gone.url }));
    await globe.put({}, { source: 'gone' });
    const [message] = await globe.received(dead.url);
    expect(message?.MessageAttributes?.ERROR_CODE?.StringValue).toBe('NO_RESOURCE');
  });

  it('loses the event when there is no dead-letter queue that takes it', async () => {
    const closed = await globe.queue('closed-too', { Policy: '' });
    await globe.rule('lost', { source: ['lost'] }, [
      { Id: '1', Arn: closed.arn, DeadLetterConfig: { Arn: closed.arn } },
      { Id: '2', Arn: closed.arn },
    ]);
    await globe.put({}, { source: 'lost' });
    await globe.sqs.send(new SetQueueAttributesCommand({ QueueUrl: closed.url, Attributes: { DelaySeconds: '0' } }));
    expect(await globe.received(closed.url)).toEqual([]);
  });
});

describe('an API destination', () => {
  it('is called with its connection, at its rate, and again when it fails', async () => {
    const calls: { readonly at: number; readonly request: IncomingMessage; readonly body: string }[] = [];
    const answers = [500, 200, 200];
    const server = createServer((request, response) => {
      const chunks: Uint8Array[] = [];
      request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      request.on('end', () => {
        calls.push({ at: globe.globe.clock.now(), request, body: Buffer.concat(chunks).toString() });
        response.writeHead(answers.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { ConnectionArn } = await globe.events.send(
      new CreateConnectionCommand({
        Name: 'key',
        AuthorizationType: 'API_KEY',
        AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-Key', ApiKeyValue: 'secret' } },
      }),
    );
    const shown = await globe.events.send(new DescribeConnectionCommand({ Name: 'key' }));
    expect(shown.AuthParameters).toEqual({ ApiKeyAuthParameters: { ApiKeyName: 'X-Key' } });
    const { ApiDestinationArn = '' } = await globe.events.send(
      new CreateApiDestinationCommand({
        Name: 'hook',
        ConnectionArn,
        InvocationEndpoint: `http://127.0.0.1:${port}/hooks/*`,
        HttpMethod: 'POST',
        InvocationRateLimitPerSecond: 1,
      }),
    );
    await globe.events.send(new PutRuleCommand({ Name: 'hook', EventPattern: '{"source": ["hook"]}' }));
    const HttpParameters = { PathParameterValues: ['$.detail.id'], QueryStringParameters: { q: 'a b' } };
    const Targets = [{ Id: 'h', Arn: ApiDestinationArn, RoleArn: roleArn, InputPath: '$.detail', HttpParameters }];
    await globe.events.send(new PutTargetsCommand({ Rule: 'hook', Targets }));
    const began = globe.globe.clock.now();
    await globe.put({ id: 'first' }, { source: 'hook' });
    await globe.put({ id: 'second' }, { source: 'hook' });
    expect(calls).toHaveLength(1);
    await globe.advance(5000);
    server.close();
    server.closeAllConnections();
    expect(calls.map(({ request }) => request.url)).toEqual([
      '/hooks/first?q=a+b',
      expect.stringContaining('/hooks/'),
      expect.stringContaining('/hooks/'),
    ]);
    expect(new Set(calls.slice(1).map(({ body }) => body))).toEqual(new Set(['{"id":"first"}', '{"id":"second"}']));
    expect(calls.every(({ request }) => request.headers['x-key'] === 'secret')).toBe(true);
    expect(calls[1]?.at).toBeGreaterThanOrEqual(began + 1000);
    expect(calls[2]?.at).toBeGreaterThanOrEqual(began + 2000);
  });
});
