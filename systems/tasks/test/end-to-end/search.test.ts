import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TaskView } from '../../src/domain/task-view.ts';
import type { Region } from './region.ts';
import { startTasks, type TasksGlobe } from './tasks-globe.ts';

let tasks: TasksGlobe;

beforeAll(async () => {
  tasks = await startTasks();
}, 120_000);

afterAll(async () => await tasks.globe.stop());

/** Names on all pages of a list. */
async function namesOf(region: Region, query: string): Promise<readonly string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? '' : `&cursor=${cursor}`;
    const answer = await region.http('GET', `/tasks?${query}${more}`);
    expect(answer.status).toBe(200);
    const page = (await answer.json()) as { tasks: TaskView[]; next?: string };
    names.push(...page.tasks.map(({ task }) => task.name));
    cursor = page.next;
  } while (cursor !== undefined);
  return names;
}

describe('GET /tasks', () => {
  test('finds tasks by all words, follows changes and forgets deleted tasks, in both regions', async () => {
    const { globe, east, west } = tasks;
    await east.create('Wash the car', { summary: 'on Sunday' });
    await globe.advance('1 second');
    const dog = await east.create('Wash the dog');
    await globe.advance('1 second');
    const sold = await west.create('Sell the CÁR', { summary: 'after Sunday' });
    await globe.settle();
    for (const region of [east, west]) {
      expect(await namesOf(region, 'query=wash')).toEqual(['Wash the dog', 'Wash the car']);
      expect(await namesOf(region, 'query=car%20sunday')).toEqual(['Sell the CÁR', 'Wash the car']);
    }
    await east.command('PATCH', `/tasks/${dog}`, { name: 'Feed the dog' });
    await west.command('DELETE', `/tasks/${sold}`);
    await globe.settle();
    for (const region of [east, west]) {
      expect(await namesOf(region, 'query=wash')).toEqual(['Wash the car']);
      expect(await namesOf(region, 'query=dog%20FEED')).toEqual(['Feed the dog']);
      expect(await namesOf(region, 'query=car')).toEqual(['Wash the car']);
    }
  });

  test('gives every task on exactly one page, newest first', async () => {
    const { globe, west } = tasks;
    const expected = [];
    for (let index = 0; index < 12; index += 1) {
      await globe.advance('1 second');
      await west.create(`paged ${index}`);
      expected.unshift(`paged ${index}`);
    }
    await globe.settle();
    expect(await namesOf(west, 'query=paged&limit=5')).toEqual(expected);
    expect((await namesOf(west, 'limit=5')).slice(0, 12)).toEqual(expected);
  });
});
