import { afterAll, beforeAll, expect, test } from 'vitest';
import { OutsideApi } from './outside-api.ts';
import { startTasks, type TasksGlobe } from './tasks-globe.ts';

const consumers = ['Publisher', 'AuditProjector', 'SearchProjector', 'ViewRepair', 'Notifier'];
let tasks: TasksGlobe;
let outside: OutsideApi;

beforeAll(async () => {
  outside = await OutsideApi.open();
  tasks = await startTasks();
  for (const region of [tasks.east, tasks.west]) {
    await region.configure('Notifier', { NOTIFY_URL: outside.url });
    await region.configure('TakeoverNotifier', { NOTIFY_URL: outside.url });
    await region.setEnabled('Notifier', true);
  }
}, 120_000);

afterAll(async () => {
  await tasks.globe.stop();
  await outside.close();
});

function numbered(id: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${id}-${index + 1}`);
}

test('when the consumers of one region stop, the other goes on: nothing is lost, nothing happens twice', async () => {
  const { globe, east, west } = tasks;
  const eastern = await east.create('made in the east');
  const western = await west.create('made in the west');
  await globe.settle();
  expect(outside.toldOf(eastern, western)).toEqual([`${eastern}-1`, `${western}-1`].sort());

  for (const consumer of consumers) await west.setEnabled(consumer, false);
  await west.command('PATCH', `/tasks/${western}`, { summary: 'written while nobody listened' });
  const orphan = await west.create('orphan');
  await globe.settle();
  expect(await west.audited(orphan)).toEqual([]);
  expect(await east.audited(western)).toEqual([1, 2]);
  expect(await east.audited(orphan)).toEqual([1]);

  // Clients move to the east, where everything that the west answered is known.
  const moved = await east.command('PATCH', `/tasks/${western}`, { done: true });
  expect(moved.task).toMatchObject({ summary: 'written while nobody listened', done: true });
  await east.command('PATCH', `/tasks/${orphan}`, { name: 'adopted' });
  await globe.settle();
  expect(outside.toldOf(western, orphan)).toEqual([`${western}-1`, `${western}-3`, `${orphan}-2`].sort());

  // The operator lets the east act for the west.
  await east.setEnabled('TakeoverNotifier', true);
  await globe.settle();
  expect(outside.toldOf(western, orphan)).toEqual([...numbered(western, 3), ...numbered(orphan, 2)].sort());

  // The west comes back and catches up.
  await east.setEnabled('TakeoverNotifier', false);
  for (const consumer of consumers) await west.setEnabled(consumer, true);
  const late = await west.create('after the return');
  await globe.settle();
  expect(await west.audited(western)).toEqual([1, 2, 3]);
  expect(await west.audited(orphan)).toEqual([1, 2]);
  expect(await west.audited(late)).toEqual([1]);
  expect(await east.audited(late)).toEqual([1]);
  const all = [...numbered(eastern, 1), ...numbered(western, 3), ...numbered(orphan, 2), ...numbered(late, 1)];
  expect(outside.toldOf(eastern, western, orphan, late)).toEqual([...all].sort());
  expect(new Set(outside.told.map(({ key }) => key)).size).toBe(outside.told.length);
  const found = (await (await west.http('GET', '/tasks?query=adopted')).json()) as { tasks: unknown[] };
  expect(found.tasks).toHaveLength(1);
});
