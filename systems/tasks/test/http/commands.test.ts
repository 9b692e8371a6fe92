import { describe, expect, test } from 'vitest';
import { isUlid } from '../../src/domain/ulids.ts';
import { TestApi } from './api.ts';

const unknown = '01JD0000000000000000000000';

describe('POST /tasks', () => {
  test('answers 201 with the view', async () => {
    const api = new TestApi();
    const answer = await api.json('POST', '/tasks', { name: 'Wash', summary: 'the car' });
    const view = JSON.parse(answer.body);
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      location: `/tasks/${view.id}`,
      etag: '"1"',
    });
    expect([view.id, view.command_id].every(isUlid)).toBe(true);
    expect(view).toEqual({
      aggregate_type: 'Task',
      id: view.id,
      command_id: view.command_id,
      task: {
        id: view.id,
        created_at: '2026-01-02T03:04:05.678Z',
        updated_at: '2026-01-02T03:04:05.678Z',
        name: 'Wash',
        summary: 'the car',
        done: false,
        deleted: false,
      },
    });
  });

  test('reads a base64 body', async () => {
    const answer = await new TestApi().call('POST', '/tasks', {
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: Buffer.from('{"name":"Wäsche"}').toString('base64'),
      isBase64Encoded: true,
    });
    expect(JSON.parse(answer.body).task.name).toBe('Wäsche');
  });
});

describe('PATCH /tasks/{id}', () => {
  test('defect 2: without a summary keeps the summary, also in the log', async () => {
    const api = new TestApi();
    const id = await api.create('Wash', { summary: 'the car' });
    const answer = await api.json('PATCH', `/tasks/${id}`, { done: true });
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body).task).toMatchObject({ name: 'Wash', summary: 'the car', done: true });
    expect(api.tasks.events.get(id)?.[1]?.event).toEqual({
      type: 'Updated',
      id,
      updated_at: '2026-01-02T03:04:05.678Z',
      update: { done: true },
    });
  });

  test('empties the summary for null', async () => {
    const api = new TestApi();
    const id = await api.create('Wash', { summary: 'the car' });
    expect(JSON.parse((await api.json('PATCH', `/tasks/${id}`, { summary: null })).body).task.summary).toBeNull();
  });

  test('changes only the version that If-Match names', async () => {
    const api = new TestApi();
    const id = await api.create();
    const stale = await api.json('PATCH', `/tasks/${id}`, { done: true }, { 'if-match': '"7"' });
    const current = await api.json('PATCH', `/tasks/${id}`, { done: true }, { 'if-match': '"1"' });
    expect([stale.statusCode, current.statusCode, current.headers['etag']]).toEqual([412, 200, '"2"']);
    expect((await api.json('PATCH', `/tasks/${id}`, { done: true }, { 'if-match': 'W/x' })).statusCode).toBe(400);
  });
});

describe('DELETE /tasks/{id}', () => {
  test('answers with a text; the task is still shown, as deleted', async () => {
    const api = new TestApi();
    const id = await api.create();
    const answer = await api.call('DELETE', `/tasks/${id}`);
    expect([answer.statusCode, answer.body]).toEqual([200, 'Task deleted']);
    expect(JSON.parse((await api.call('GET', `/tasks/${id}`)).body).task.deleted).toBe(true);
  });
});

describe('defect 1: a client is told what is wrong', () => {
  const created = { headers: { 'content-type': 'application/json' } };

  test.each([
    ['no JSON', { ...created, body: '{' }, 400],
    ['no body', created, 400],
    ['no content type', { body: '{"name":"x"}' }, 415],
    ['another content type', { headers: { 'content-type': 'text/plain' }, body: '{"name":"x"}' }, 415],
    ['no object', { ...created, body: '["name"]' }, 422],
    ['null', { ...created, body: 'null' }, 422],
    ['no name', { ...created, body: '{"summary":"x"}' }, 422],
    ['a name of another type', { ...created, body: '{"name":1}' }, 422],
    ['an empty name', { ...created, body: '{"name":" "}' }, 422],
    ['a name without end', { ...created, body: JSON.stringify({ name: 'x'.repeat(257) }) }, 422],
    ['a summary of another type', { ...created, body: '{"name":"x","summary":{}}' }, 422],
    ['a summary without end', { ...created, body: JSON.stringify({ name: 'x', summary: 'y'.repeat(2049) }) }, 422],
  ])('POST with %s', async (_what, options, status) => {
    const answer = await new TestApi().call('POST', '/tasks', options);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    expect(answer.body).not.toBe('');
  });

  test('PATCH that changes nothing, or with a wrong type', async () => {
    const api = new TestApi();
    const id = await api.create();
    expect((await api.json('PATCH', `/tasks/${id}`, {})).statusCode).toBe(422);
    expect((await api.json('PATCH', `/tasks/${id}`, { done: 'yes' })).statusCode).toBe(422);
    expect((await api.json('PATCH', `/tasks/${id}`, { name: null })).statusCode).toBe(422);
    expect(api.tasks.events.get(id)).toHaveLength(1);
  });

  test('unknown tasks and paths are 404', async () => {
    const api = new TestApi();
    const answers = [
      await api.call('GET', `/tasks/${unknown}`),
      await api.json('PATCH', `/tasks/${unknown}`, { done: true }),
      await api.call('DELETE', `/tasks/${unknown}`),
      await api.call('GET', '/tasks/not-an-id'),
      await api.call('GET', `/tasks/${'x'.repeat(3000)}`),
      await api.call('GET', '/tasks/'),
      await api.call('GET', '/'),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404, 404]);
    expect(answers[0]?.body).toBe('Task not found');
    expect(answers.flatMap(({ headers }) => Object.keys(headers))).not.toContain('header1');
  });

  test('other methods are 405 with those that are allowed', async () => {
    const api = new TestApi();
    const collection = await api.call('PUT', '/tasks');
    const one = await api.call('POST', `/tasks/${unknown}`);
    expect([collection.statusCode, collection.headers['allow']]).toEqual([405, 'GET, POST']);
    expect([one.statusCode, one.headers['allow']]).toEqual([405, 'DELETE, GET, PATCH']);
    expect((await api.call('constructor', '/tasks')).statusCode).toBe(405);
  });

  test('a deleted task refuses with 403', async () => {
    const api = new TestApi();
    const id = await api.create();
    await api.call('DELETE', `/tasks/${id}`);
    expect((await api.call('DELETE', `/tasks/${id}`)).statusCode).toBe(403);
    expect((await api.json('PATCH', `/tasks/${id}`, { done: true })).statusCode).toBe(403);
    expect(api.tasks.events.get(id)).toHaveLength(2);
  });
});

describe('writers of one task', () => {
  test('all get through when they meet, one event each', async () => {
    const api = new TestApi();
    const id = await api.create();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => api.json('PATCH', `/tasks/${id}`, { summary: `${index}` })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(api.tasks.events.get(id)?.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 1),
    );
  });

  test('are told 409 when others are always faster', async () => {
    const api = new TestApi();
    const id = await api.create();
    api.tasks.beforeAppend = async () => {
      const events = api.tasks.events.get(id) ?? [];
      const sequence = events.length + 1;
      const event = { type: 'Updated' as const, id, updated_at: 'now', update: { done: sequence % 2 === 0 } };
      const other = { event, sequence, commandId: 'other', region: 'us-west-2', recordedAtMs: 0 };
      api.tasks.events.set(id, [...events, other]);
    };
    const answer = await api.json('PATCH', `/tasks/${id}`, { name: 'Dry' });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([409, '1']);
  });

  test('are told 409 while events of another region are still arriving', async () => {
    const api = new TestApi();
    const id = await api.create();
    const event = { type: 'Updated' as const, id, updated_at: 'now', update: { done: true } };
    const early = { event, sequence: 3, commandId: 'other', region: 'us-west-2', recordedAtMs: 0 };
    api.tasks.events.set(id, [...(api.tasks.events.get(id) ?? []), early]);
    expect((await api.json('PATCH', `/tasks/${id}`, { name: 'Dry' })).statusCode).toBe(409);
    expect((await api.call('GET', `/tasks/${id}`)).headers['etag']).toBe('"1"');
  });
});

describe('a command with an Idempotency-Key', () => {
  const once = { 'idempotency-key': 'order-66' };

  test('is answered the same way again, and done once', async () => {
    const api = new TestApi();
    const first = await api.json('POST', '/tasks', { name: 'Wash' }, once);
    api.tasks.nowMs += 60_000;
    const second = await api.json('POST', '/tasks', { name: 'Wash' }, once);
    expect(second).toEqual(first);
    expect(api.tasks.events.size).toBe(1);
  });

  test('is done once when it arrives twice at the same time', async () => {
    const api = new TestApi();
    const answers = await Promise.all([1, 2, 3].map(() => api.json('POST', '/tasks', { name: 'Wash' }, once)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(api.tasks.events.size).toBe(1);
  });

  test('is refused for another request', async () => {
    const api = new TestApi();
    await api.json('POST', '/tasks', { name: 'Wash' }, once);
    expect((await api.json('POST', '/tasks', { name: 'Dry' }, once)).statusCode).toBe(422);
    expect((await api.json('POST', '/tasks', { name: 'x' }, { 'idempotency-key': 'a b' })).statusCode).toBe(400);
  });

  test('works for changes and deletions', async () => {
    const api = new TestApi();
    const id = await api.create();
    const change = () => api.json('PATCH', `/tasks/${id}`, { done: true }, { 'idempotency-key': 'change' });
    const remove = () => api.call('DELETE', `/tasks/${id}`, { headers: { 'Idempotency-Key': 'remove' } });
    const answers = [await change(), await change(), await remove(), await remove(), await change()];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
    expect(api.tasks.events.get(id)).toHaveLength(3);
  });
});

test('without a key the same command twice is two commands, the later with the greater id', async () => {
  const api = new TestApi();
  const views = [];
  for (let index = 0; index < 50; index += 1) {
    views.push(JSON.parse((await api.json('POST', '/tasks', { name: 'Wash' })).body));
  }
  const ids: string[] = views.map(({ command_id }) => command_id);
  expect(ids).toEqual([...new Set(ids)].sort());
});
