import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OutsideApi } from './outside-api.ts';
import { startTasks, type TasksGlobe } from './tasks-globe.ts';

let tasks: TasksGlobe;
let outside: OutsideApi;

beforeAll(async () => {
  outside = await OutsideApi.open();
  tasks = await startTasks();
  for (const region of [tasks.east, tasks.west]) {
    await region.configure('Notifier', { NOTIFY_URL: outside.url });
    await region.setEnabled('Notifier', true);
  }
}, 120_000);

beforeEach(() => {
  outside.nextStatuses.length = 0;
});

afterAll(async () => {
  await tasks.globe.stop();
  await outside.close();
});

describe('the outside API', () => {
  test('is told of every event once, by the region that it comes from', async () => {
    const { globe, east, west } = tasks;
    const id = await east.create('Wash');
    await globe.settle();
    await west.command('PATCH', `/tasks/${id}`, { done: true });
    await globe.settle();
    expect(outside.toldOf(id)).toEqual([`${id}-1`, `${id}-2`]);
    const [first, second] = outside.told.filter(({ event }) => event.id === id);
    expect([first?.key, first?.event.region]).toEqual([`Task/${id}-1`, 'us-east-1']);
    expect([second?.key, second?.event.region]).toEqual([`Task/${id}-2`, 'us-west-2']);
  });

  test('is told again after it failed, until it takes the event', async () => {
    const { globe, east } = tasks;
    outside.nextStatuses.push(503, 500, 429);
    const id = await east.create('Wash');
    await globe.settle();
    await globe.advance('1 hour');
    expect(outside.toldOf(id)).toEqual([`${id}-1`]);
    expect(await east.deadLetterCount('Notifier')).toBe(0);
  });

  test('that refuses an event for good leaves a dead letter, which a redrive delivers', async () => {
    const { globe, east } = tasks;
    outside.nextStatuses.push(...Array.from({ length: 6 }, () => 422));
    const id = await east.create('Wash');
    await globe.settle();
    await globe.advance('1 hour');
    expect(outside.toldOf(id)).toEqual([]);
    expect(await east.deadLetterCount('Notifier')).toBe(1);
    expect(await east.redrive('notifier')).toEqual({ redriven: 1, failed: 0 });
    expect(outside.toldOf(id)).toEqual([`${id}-1`]);
  });
});
