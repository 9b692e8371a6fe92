import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTasks, type TasksGlobe } from './tasks-globe.ts';

const unknown = '01JD0000000000000000000000';
let tasks: TasksGlobe;

beforeAll(async () => {
  tasks = await startTasks();
}, 120_000);

afterAll(async () => await tasks.globe.stop());

// Defect 6 has a file of its own: a history so long keeps the event stream busy.
describe('none of the defects of the original', () => {
  test("1: a client's mistake is told as such, by the API alone", async () => {
    const { east } = tasks;
    const id = await east.create('Wash');
    await east.command('DELETE', `/tasks/${id}`);
    const json = { 'content-type': 'application/json' };
    const answers = [
      await east.http('GET', `/tasks/${unknown}`),
      await east.http('PATCH', `/tasks/${unknown}`, { done: true }),
      await east.http('DELETE', `/tasks/${unknown}`),
      await east.http('PATCH', `/tasks/${id}`, { done: true }),
      await east.http('DELETE', `/tasks/${id}`),
      await east.http('POST', '/tasks', '{', json),
      await east.http('POST', '/tasks', '{"name":"x"}', { 'content-type': 'text/plain' }),
      await east.http('POST', '/tasks', {}),
      await east.http('GET', '/nothing'),
      await east.http('PUT', '/tasks', {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 403, 403, 400, 415, 422, 404, 405]);
    expect(await answers[0]?.text()).toBe('Task not found');
    expect(answers[9]?.headers.get('allow')).toBe('GET, POST');
    expect(answers.map(({ headers }) => headers.get('header1'))).toEqual(answers.map(() => null));
  });

  test('2: a change without a summary keeps the summary, null empties it', async () => {
    const { east } = tasks;
    const id = await east.create('Wash', { summary: 'the car' });
    expect((await east.command('PATCH', `/tasks/${id}`, { done: true })).task.summary).toBe('the car');
    expect((await east.command('PATCH', `/tasks/${id}`, { summary: null })).task.summary).toBeNull();
    expect((await east.history(id)).map(({ event }) => event.type === 'Updated' && event.update)).toEqual([
      false,
      { done: true },
      { summary: null },
    ]);
  });

  test('3: an event that cannot be published is kept as a dead letter, and is published later', async () => {
    const { globe, east, withoutRight } = tasks;
    let id = '';
    await withoutRight({ region: east, of: 'Publisher', action: 'kinesis:PutRecord' }, async () => {
      id = await east.create('Wash');
      await globe.settle();
      await globe.advance('1 hour');
    });
    expect(await east.audited(id)).toEqual([]);
    expect(await east.deadLetterCount('Publisher')).toBe(1);
    expect(await east.redrive('publisher')).toEqual({ redriven: 1, failed: 0 });
    await globe.settle();
    expect(await east.audited(id)).toEqual([1]);
    expect(await east.deadLetterCount('Publisher')).toBe(0);
  });

  test('4: events are spread over the shards by task', async () => {
    const { globe, east } = tasks;
    const ids = [await east.create('Wash'), await east.create('Dry')];
    await globe.settle();
    const keys = (await east.published())
      .filter(({ event }) => ids.includes(event.id))
      .map(({ partitionKey }) => partitionKey);
    expect(keys).toEqual(ids);
  });

  test('5: a task is found whether or not its view could be written, and the view is repaired', async () => {
    const { globe, east, withoutRight } = tasks;
    const resource = `arn:aws:dynamodb:*:*:table/${east.output('TasksViewTableName')}`;
    let id = '';
    await withoutRight({ region: east, of: 'HttpApi', action: 'dynamodb:PutItem', resource }, async () => {
      id = await east.create('Wash');
      expect((await east.command('PATCH', `/tasks/${id}`, { name: 'Dry' })).task.name).toBe('Dry');
      expect((await east.command('GET', `/tasks/${id}`)).task.name).toBe('Dry');
    });
    await globe.settle();
    expect(await east.item('TasksViewTableName', { ViewId: id })).toMatchObject({ ViewVersion: 2 });
  });

  test('7: the functions use the tables of their own deployment', async () => {
    const { globe, east, west } = tasks;
    const id = await east.create('Wash');
    expect(await east.item('TasksViewTableName', { ViewId: id })).toBeDefined();
    expect(east.output('TasksViewTableName')).not.toBe(west.output('TasksViewTableName'));
    await globe.settle();
    expect(await west.item('TasksViewTableName', { ViewId: id })).toMatchObject({ ViewVersion: 1 });
  });

  test('8: of two commands in one millisecond the later has the greater id', async () => {
    const { east } = tasks;
    const views = [];
    for (let index = 0; index < 20; index += 1) views.push(await east.command('POST', '/tasks', { name: `${index}` }));
    const commandIds = views.map(({ command_id }) => command_id);
    expect(commandIds).toEqual([...new Set(commandIds)].sort());
    const times = new Set(views.map(({ task }) => task.created_at));
    expect(times.size).toBe(1);
  });

  test("9: the publisher is called for new items only, by its mapping's filter", async () => {
    const { globe, east } = tasks;
    const id = await east.create('Wash');
    await globe.settle();
    const before = (await east.published()).length;
    await east.dynamodb.send(
      new UpdateCommand({
        TableName: east.output('EventLogTableName'),
        Key: { AggregateTypeAndId: `Task:${id}`, AggregateIdSequence: 1 },
        UpdateExpression: 'SET Touched = :true',
        ExpressionAttributeValues: { ':true': true },
      }),
    );
    await globe.settle();
    expect((await east.published()).length).toBe(before);
    const { EventSourceMappings } = await east.lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: east.output('PublisherFunctionName') }),
    );
    expect(EventSourceMappings?.[0]?.FilterCriteria).toEqual({ Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] });
  });
});
