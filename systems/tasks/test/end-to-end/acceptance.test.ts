import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isUlid } from '../../src/domain/ulids.ts';
import { startTasks, type TasksGlobe } from './tasks-globe.ts';

let tasks: TasksGlobe;

beforeAll(async () => {
  tasks = await startTasks();
}, 120_000);

afterAll(async () => await tasks.globe.stop());

/** Created, changed three times (once to the summary that the audit refuses), deleted. */
async function live(name: string): Promise<string> {
  const { east } = tasks;
  const id = await east.create(name, { summary: 'first' });
  await east.command('PATCH', `/tasks/${id}`, { done: true });
  await east.command('PATCH', `/tasks/${id}`, { summary: '5' });
  await east.command('PATCH', `/tasks/${id}`, { name: `${name} again` });
  const deleted = await east.http('DELETE', `/tasks/${id}`);
  expect([deleted.status, await deleted.text()]).toEqual([200, 'Task deleted']);
  await tasks.globe.settle();
  await tasks.globe.advance('1 hour');
  return id;
}

describe('the life of a task', () => {
  test('is five events, a snapshot, a view, five records, four audit objects and a dead letter', async () => {
    const { east } = tasks;
    const id = await live('Wash');

    const history = await east.history(id);
    expect(history.map(({ sequence, event }) => [sequence, event.type])).toEqual([
      [1, 'Created'],
      [2, 'Updated'],
      [3, 'Updated'],
      [4, 'Updated'],
      [5, 'Deleted'],
    ]);
    const commandIds = history.map(({ commandId }) => commandId);
    expect(commandIds.every(isUlid)).toBe(true);
    expect(commandIds).toEqual([...new Set(commandIds)].sort());

    const snapshot = await east.item('SnapshotsTableName', { AggregateTypeAndId: `Task:${id}` });
    expect(snapshot).toMatchObject({ CurrentSequence: 5, CurrentSnapshot: 1, AggregateType: 'Task', AggregateId: id });
    const view = await east.item('TasksViewTableName', { ViewId: id });
    expect(view).toMatchObject({ ViewVersion: 5 });

    const published = (await east.published()).filter(({ event }) => event.id === id);
    expect(published.map(({ event }) => event.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(await east.audited(id)).toEqual([1, 2, 4, 5]);
    expect(await east.auditText(id, 4)).toBe(published[3]?.text);

    expect(await east.deadLetters('AuditProjector')).toMatchObject([
      {
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 6 },
        KinesisBatchInfo: { shardId: 'shardId-000000000000', batchSize: 1 },
      },
    ]);

    const shown = await (await east.http('GET', `/tasks/${id}`)).json();
    expect(shown).toMatchObject({
      command_id: commandIds[4],
      task: { name: 'Wash again', summary: '5', done: true, deleted: true },
    });
  });

  test('is told to the other region too', async () => {
    const { east, west } = tasks;
    const id = await live('Dry');
    expect(await west.history(id)).toEqual(await east.history(id));
    expect(await west.audited(id)).toEqual([1, 2, 4, 5]);
    expect(await (await west.http('GET', `/tasks/${id}`)).json()).toEqual(
      await (await east.http('GET', `/tasks/${id}`)).json(),
    );
  });

  test('goes on after a snapshot', async () => {
    const { east } = tasks;
    const id = await east.create('Sweep');
    for (let sequence = 2; sequence <= 12; sequence += 1) {
      await east.command('PATCH', `/tasks/${id}`, { summary: `sequence ${sequence}` });
    }
    const snapshot = await east.item('SnapshotsTableName', { AggregateTypeAndId: `Task:${id}` });
    expect(snapshot).toMatchObject({ CurrentSequence: 10, CurrentSnapshot: 2 });
    expect(await east.item('TasksViewTableName', { ViewId: id })).toMatchObject({ ViewVersion: 12 });
    expect((await east.history(id)).length).toBe(12);
  });
});
