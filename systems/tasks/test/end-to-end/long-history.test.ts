import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TaskEvent } from '../../src/domain/task.ts';
import { toItem } from '../../src/storage/event-log-item.ts';
import { startTasks, type TasksGlobe } from './tasks-globe.ts';

const commandId = '01JD0000000000000000000000';
let tasks: TasksGlobe;

beforeAll(async () => {
  tasks = await startTasks();
}, 120_000);

afterAll(async () => await tasks.globe.stop());

test('defect 6: a history of more than a megabyte is read to its end', async () => {
  const { east, west } = tasks;
  // The stream takes a megabyte a second: it is spared these.
  for (const region of [east, west]) await region.setEnabled('Publisher', false);
  const id = '01JD0000000000000000000006';
  const large = 'x'.repeat(90_000);
  const changes = Array.from({ length: 19 }, (_, index): TaskEvent => {
    return { type: 'Updated', id, updated_at: 'u', update: { summary: large, name: `${index}` } };
  });
  const events: readonly TaskEvent[] = [
    { type: 'Created', id, created_at: 'c', task: { name: 'Wash', summary: null, done: false } },
    ...changes,
  ];
  const items = events.map((event, index) =>
    toItem({ event, sequence: index + 1, commandId, region: 'us-east-1', recordedAtMs: 0 }),
  );
  const RequestItems = { [east.output('EventLogTableName')]: items.map((Item) => ({ PutRequest: { Item } })) };
  await east.dynamodb.send(new BatchWriteCommand({ RequestItems }));
  expect((await east.command('PATCH', `/tasks/${id}`, { summary: null })).task.name).toBe('18');
  expect((await east.history(id)).length).toBe(21);
});
