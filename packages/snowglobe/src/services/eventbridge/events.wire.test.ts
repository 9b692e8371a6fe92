import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemovePermissionCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  TestEventPatternCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventsGlobe, startEvents } from './eventbridge-test-globe.ts';

let globe: EventsGlobe;

beforeAll(async () => {
  globe = await startEvents();
});

afterAll(() => globe.stop());

const name = (error: string) => expect.objectContaining({ name: error });

describe('PutEvents', () => {
  it('gives every matching rule the event in its envelope', async () => {
    const { url, arn } = await globe.queue('orders');
    await globe.rule('orders', { source: ['shop'], detail: { total: [{ numeric: ['>', 10] }] } }, [
      { Id: 'q', Arn: arn },
    ]);
    const { Entries } = await globe.events.send(
      new PutEventsCommand({
        Entries: [
          { Source: 'shop', DetailType: 'Order', Detail: '{"total":11}', Resources: ['arn:a'], Time: new Date(1000) },
          { Source: 'shop', DetailType: 'Order', Detail: '{"total":9}' },
        ],
      }),
    );
    await globe.settle();
    expect(await globe.bodies(url)).toEqual([
      {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'Order',
        source: 'shop',
        account: '000000000000',
        time: '1970-01-01T00:00:01Z',
        region: 'us-east-1',
        resources: ['arn:a'],
        detail: { total: 11 },
      },
    ]);
  });

  it('takes the good entries and says of each other what is wrong', async () => {
    const entry = { Source: 'shop', DetailType: 'Order', Detail: '{}' };
    const answer = await globe.events.send(
      new PutEventsCommand({
        Entries: [
          entry,
          { ...entry, Detail: '[1]' },
          { ...entry, Source: 'aws.shop' },
          { DetailType: 'Order', Detail: '{}' },
          { ...entry, EventBusName: 'nowhere' },
        ],
      }),
    );
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries?.map(({ ErrorCode, ErrorMessage }) => [ErrorCode, ErrorMessage])).toEqual([
      [undefined, undefined],
      ['MalformedDetail', 'Detail is malformed.'],
      ['NotAuthorizedForSourceException', 'Not authorized for the source.'],
      ['InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.'],
      [undefined, undefined],
    ]);
  });

  it('refuses more than 256 KB', async () => {
    const Detail = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });
    const put = globe.events.send(new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail }] }));
    await expect(put).rejects.toThrow('Total size of the entries in the request is over the limit.');
  });
});

describe('buses', () => {
  it('are made, described, listed and deleted; the default one is always there', async () => {
    const { EventBusArn } = await globe.events.send(
      new CreateEventBusCommand({ Name: 'sales', Description: 'of sales', Tags: [{ Key: 'team', Value: 'a' }] }),
    );
    expect(EventBusArn).toBe('arn:aws:events:us-east-1:000000000000:event-bus/sales');
    await expect(globe.events.send(new CreateEventBusCommand({ Name: 'sales' }))).rejects.toEqual(
      name('ResourceAlreadyExistsException'),
    );
    expect(await globe.events.send(new DescribeEventBusCommand({ Name: 'sales' }))).toMatchObject({
      Name: 'sales',
      Description: 'of sales',
    });
    const { EventBuses } = await globe.events.send(new ListEventBusesCommand({}));
    expect(EventBuses?.map(({ Name }) => Name)).toEqual(['default', 'sales']);
    await globe.events.send(new DeleteEventBusCommand({ Name: 'sales' }));
    await expect(globe.events.send(new DescribeEventBusCommand({ Name: 'sales' }))).rejects.toThrow(
      'Event bus sales does not exist.',
    );
    await expect(globe.events.send(new DeleteEventBusCommand({ Name: 'default' }))).rejects.toThrow(
      'Cannot delete event bus default.',
    );
  });

  it('let another account in by their policy only', async () => {
    const other = globe.client((await import('@aws-sdk/client-eventbridge')).EventBridgeClient, {
      credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' },
    });
    const { EventBusArn = '' } = await globe.events.send(new CreateEventBusCommand({ Name: 'shared' }));
    const { url, arn } = await globe.queue('shared-queue');
    await globe.rule('shared', { source: ['shop'] }, [{ Id: 'q', Arn: arn }], 'shared');
    const entry = { Source: 'shop', DetailType: 'Order', Detail: '{}', EventBusName: EventBusArn };
    const put = () => other.send(new PutEventsCommand({ Entries: [entry] }));
    await expect(put()).rejects.toEqual(name('AccessDeniedException'));
    await globe.events.send(
      new PutPermissionCommand({
        EventBusName: 'shared',
        Action: 'events:PutEvents',
        Principal: '111111111111',
        StatementId: 'other',
      }),
    );
    await put();
    await globe.settle();
    expect(await globe.bodies(url)).toMatchObject([{ account: '111111111111' }]);
    await globe.events.send(new RemovePermissionCommand({ EventBusName: 'shared', StatementId: 'other' }));
    await expect(put()).rejects.toEqual(name('AccessDeniedException'));
  });
});

describe('rules', () => {
  it('are described, listed, disabled, enabled, tagged and deleted once they have no targets', async () => {
    const { url, arn } = await globe.queue('rules');
    const ruleArn = await globe.rule('first', { source: ['rules'] }, [{ Id: 'q', Arn: arn }]);
    expect(ruleArn).toBe('arn:aws:events:us-east-1:000000000000:rule/first');
    await globe.events.send(new DisableRuleCommand({ Name: 'first' }));
    await globe.put({}, { source: 'rules' });
    expect(await globe.bodies(url)).toEqual([]);
    await globe.events.send(new EnableRuleCommand({ Name: 'first' }));
    await globe.put({}, { source: 'rules' });
    expect(await globe.bodies(url)).toHaveLength(1);
    expect(await globe.events.send(new DescribeRuleCommand({ Name: 'first' }))).toMatchObject({ State: 'ENABLED' });
    expect((await globe.events.send(new ListRulesCommand({ NamePrefix: 'fir' }))).Rules).toHaveLength(1);
    const byTarget = await globe.events.send(new ListRuleNamesByTargetCommand({ TargetArn: arn }));
    expect(byTarget.RuleNames).toEqual(['first']);
    await globe.events.send(new TagResourceCommand({ ResourceARN: ruleArn, Tags: [{ Key: 'a', Value: '1' }] }));
    const tags = () => globe.events.send(new ListTagsForResourceCommand({ ResourceARN: ruleArn }));
    expect((await tags()).Tags).toEqual([{ Key: 'a', Value: '1' }]);
    await globe.events.send(new UntagResourceCommand({ ResourceARN: ruleArn, TagKeys: ['a'] }));
    expect((await tags()).Tags).toEqual([]);
    await expect(globe.events.send(new DeleteRuleCommand({ Name: 'first' }))).rejects.toThrow(
      "Rule can't be deleted since it has targets.",
    );
    const removed = await globe.events.send(new RemoveTargetsCommand({ Rule: 'first', Ids: ['q', 'x'] }));
    expect(removed.FailedEntries).toMatchObject([{ TargetId: 'x', ErrorCode: 'ResourceNotFoundException' }]);
    expect((await globe.events.send(new ListTargetsByRuleCommand({ Rule: 'first' }))).Targets).toEqual([]);
    await globe.events.send(new DeleteRuleCommand({ Name: 'first' }));
    await expect(globe.events.send(new DescribeRuleCommand({ Name: 'first' }))).rejects.toThrow(
      'Rule first does not exist on EventBus default.',
    );
  });

  it.each([
    [{}, 'Parameter(s) EventPattern or ScheduleExpression must be specified.'],
    [{ ScheduleExpression: 'rate(1 minutes)' }, 'Parameter ScheduleExpression is not valid.'],
    [{ ScheduleExpression: 'cron(0 12 * * * *)' }, 'Parameter ScheduleExpression is not valid.'],
    [{ EventPattern: '{"a": []}' }, 'Event pattern is not valid. Reason: Empty arrays are not allowed'],
  ])('refuse %j', async (input, message) => {
    await expect(globe.events.send(new PutRuleCommand({ Name: 'r', ...input }))).rejects.toThrow(message);
  });

  it('refuse targets that cannot be honoured, by name', async () => {
    await globe.events.send(new PutRuleCommand({ Name: 'picky', EventPattern: '{"source": ["a"]}' }));
    const put = (target: object) =>
      globe.events.send(
        new PutTargetsCommand({
          Rule: 'picky',
          Targets: [{ Id: 't', Arn: 'arn:aws:sqs:us-east-1:000000000000:q', ...target }],
        }),
      );
    await expect(put({ EcsParameters: { TaskDefinitionArn: 'arn:aws:ecs:::t' } })).rejects.toThrow('EcsParameters');
    await expect(put({ Arn: 'arn:aws:ecs:us-east-1:000000000000:cluster/c' })).rejects.toThrow('ecs');
    await expect(put({ Arn: 'queue' })).rejects.toThrow('Provided Arn is not in correct format.');
    await expect(put({ Arn: 'arn:aws:sqs:us-east-1:000000000000:q.fifo' })).rejects.toThrow('SqsParameters');
    await expect(put({ Input: '{', InputPath: '$.detail' })).rejects.toThrow('Only one of');
    await expect(put({ InputTransformer: { InputTemplate: '{"a": <b>}' } })).rejects.toThrow('Invalid InputTemplate');
  });

  it('run by rate and by cron on the clock', async () => {
    const { url, arn } = await globe.queue('ticks');
    const noon = await globe.queue('noons');
    const schedule = async (Name: string, ScheduleExpression: string, Arn = arn) => {
      await globe.events.send(new PutRuleCommand({ Name, ScheduleExpression }));
      await globe.events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: 'q', Arn }] }));
    };
    await schedule('every-five', 'rate(5 minutes)');
    await globe.advance(11 * 60_000);
    expect(await globe.bodies(url)).toMatchObject([
      { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {}, time: '2026-01-01T00:05:00Z' },
      { resources: ['arn:aws:events:us-east-1:000000000000:rule/every-five'], time: '2026-01-01T00:10:00Z' },
    ]);
    await globe.events.send(new DisableRuleCommand({ Name: 'every-five' }));
    await schedule('noon', 'cron(0 12 ? * MON-FRI *)', noon.arn);
    await globe.advance(3 * 86_400_000);
    // 1 January 2026 is a Thursday.
    expect((await globe.bodies(noon.url)).map((event) => (event as { time: string }).time)).toEqual([
      '2026-01-01T12:00:00Z',
      '2026-01-02T12:00:00Z',
    ]);
  });
});

describe('TestEventPattern', () => {
  it('says whether a pattern matches, and why it is none', async () => {
    const Event = JSON.stringify({ id: '1', account: '1', source: 'a', time: 't', region: 'r', 'detail-type': 'x' });
    const test = (pattern: object) =>
      globe.events.send(new TestEventPatternCommand({ Event, EventPattern: JSON.stringify(pattern) }));
    expect((await test({ source: ['a'] })).Result).toBe(true);
    expect((await test({ source: [{ prefix: 'b' }] })).Result).toBe(false);
    await expect(test({ source: 'a' })).rejects.toEqual(name('InvalidEventPatternException'));
  });
});
