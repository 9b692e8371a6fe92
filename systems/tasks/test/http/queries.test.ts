import { describe, expect, test } from 'vitest';
import { repairView } from '../../src/consumers/repair-view.ts';
import { TestApi } from './api.ts';

async function page(api: TestApi, path: string): Promise<{ readonly names: string[]; readonly next?: string }> {
  const answer = await api.call('GET', path);
  expect(answer.statusCode).toBe(200);
  const { tasks, next } = JSON.parse(answer.body);
  const names = tasks.map((view: { task: { name: string } }) => view.task.name);
  return next === undefined ? { names } : { names, next };
}

async function indexAll(api: TestApi): Promise<void> {
  for (const id of api.tasks.events.keys()) await api.tasks.searchIndex.update(() => api.tasks.eventLog.load(id));
}

describe('defect 5: a failed update of the view', () => {
  test('is looked past: the answer shows the log, and the view is repaired', async () => {
    const api = new TestApi();
    const id = await api.create();
    api.tasks.failViews = true;
    const changed = await api.json('PATCH', `/tasks/${id}`, { name: 'Dry' });
    expect(changed.statusCode).toBe(200);
    expect(JSON.parse((await api.call('GET', `/tasks/${id}`)).body).task.name).toBe('Dry');
    expect(api.tasks.views.get(id)?.sequence).toBe(1);
    api.tasks.failViews = false;
    await api.call('GET', `/tasks/${id}`);
    expect(api.tasks.views.get(id)?.sequence).toBe(2);
    expect(api.tasks.logged).toContain('the view is behind and will be repaired');
  });

  test('does not make a new task unknown', async () => {
    const api = new TestApi();
    api.tasks.failViews = true;
    const id = await api.create();
    expect((await api.call('GET', `/tasks/${id}`)).statusCode).toBe(200);
  });

  test('is repaired by the event when nobody asks', async () => {
    const api = new TestApi();
    api.tasks.failViews = true;
    const id = await api.create();
    api.tasks.failViews = false;
    const event = {
      id,
      entity: 'Task',
      sequence: 1,
      event_type: '',
      event_version: '',
      payload: '',
      metadata: '',
      region: '',
    };
    await repairView(event, { ...api.tasks.api });
    expect(api.tasks.views.get(id)?.sequence).toBe(1);
    await repairView(event, { ...api.tasks.api });
    expect(api.tasks.logged.filter((message) => message === 'a view was repaired')).toHaveLength(1);
  });
});

describe('GET /tasks', () => {
  test('lists tasks by pages, newest first, without deleted ones', async () => {
    const api = new TestApi();
    const ids = [];
    for (const name of ['one', 'two', 'three', 'four', 'five']) ids.push(await api.create(name));
    await api.call('DELETE', `/tasks/${ids[3]}`);
    const first = await page(api, '/tasks?limit=2');
    const second = await page(api, `/tasks?limit=2&cursor=${first.next}`);
    expect([first.names, second]).toEqual([['five', 'three'], { names: ['two', 'one'] }]);
  });

  test('finds tasks by all words of a query, in name and summary', async () => {
    const api = new TestApi();
    await api.create('Wash the car', { summary: 'on Sunday' });
    await api.create('Wash the dog');
    await api.create('Sell the CAR', { summary: 'after Sunday' });
    await indexAll(api);
    expect((await page(api, '/tasks?query=wash')).names).toEqual(['Wash the dog', 'Wash the car']);
    expect((await page(api, '/tasks?query=Sunday%20car')).names).toEqual(['Sell the CAR', 'Wash the car']);
    expect((await page(api, '/tasks?query=boat')).names).toEqual([]);
    expect((await page(api, '/tasks?query=')).names).toEqual([]);
  });

  test('pages through what it finds, each task once', async () => {
    const api = new TestApi();
    for (let index = 0; index < 25; index += 1) await api.create(`Wash ${index}`);
    await indexAll(api);
    const names: string[] = [];
    let path: string | undefined = '/tasks?query=wash&limit=4';
    while (path !== undefined) {
      const { names: more, next }: { names: string[]; next?: string } = await page(api, path);
      names.push(...more);
      path = next === undefined ? undefined : `/tasks?query=wash&limit=4&cursor=${next}`;
    }
    expect(names).toEqual(Array.from({ length: 25 }, (_, index) => `Wash ${24 - index}`));
  });

  test('never shows a task for words that it has no longer', async () => {
    const api = new TestApi();
    const id = await api.create('Wash');
    await indexAll(api);
    await api.json('PATCH', `/tasks/${id}`, { name: 'Dry' });
    expect((await page(api, '/tasks?query=wash')).names).toEqual([]);
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'limit=-1', 'cursor=x', 'cursor='])(
    'answers 400 to %s',
    async (query) => {
      expect((await new TestApi().call('GET', `/tasks?${query}`)).statusCode).toBe(400);
    },
  );
});
