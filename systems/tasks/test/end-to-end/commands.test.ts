import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTasks, type TasksGlobe } from './tasks-globe.ts';

let tasks: TasksGlobe;

beforeAll(async () => {
  tasks = await startTasks();
}, 120_000);

afterAll(async () => await tasks.globe.stop());

describe('commands', () => {
  test('of twenty writers of one task are all taken, one event each, in one order', async () => {
    const { globe, east } = tasks;
    const id = await east.create('Wash');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => east.http('PATCH', `/tasks/${id}`, { summary: `writer ${index}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await globe.settle();
    const history = await east.history(id);
    expect(history.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    expect(await east.audited(id)).toEqual(history.map(({ sequence }) => sequence));
    const last = history.at(-1);
    expect(await east.command('GET', `/tasks/${id}`)).toMatchObject({
      command_id: last?.commandId,
      task: { summary: last?.event.type === 'Updated' ? last.event.update.summary : undefined },
    });
    const snapshot = await east.item('SnapshotsTableName', { AggregateTypeAndId: `Task:${id}` });
    expect(snapshot).toMatchObject({ CurrentSequence: 20, CurrentSnapshot: 4 });
  });

  test('with the same Idempotency-Key are one command with one answer, in every region', async () => {
    const { globe, east, west } = tasks;
    const once = { 'idempotency-key': 'wash-once' };
    const together = await Promise.all([1, 2, 3].map(() => east.http('POST', '/tasks', { name: 'Wash once' }, once)));
    await globe.settle();
    const elsewhere = await west.http('POST', '/tasks', { name: 'Wash once' }, once);
    const answers = [...together, elsewhere];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(await east.history(JSON.parse(bodies[0] ?? '').id)).toHaveLength(1);
    expect((await east.http('POST', '/tasks', { name: 'Another' }, once)).status).toBe(422);
  });

  test('with If-Match change only the version that the client saw', async () => {
    const { east } = tasks;
    const created = await east.http('POST', '/tasks', { name: 'Wash' });
    const etag = created.headers.get('etag') ?? '';
    const { id } = (await created.json()) as { id: string };
    expect((await east.http('PATCH', `/tasks/${id}`, { done: true }, { 'if-match': etag })).status).toBe(200);
    expect((await east.http('PATCH', `/tasks/${id}`, { done: false }, { 'if-match': etag })).status).toBe(412);
  });
});
