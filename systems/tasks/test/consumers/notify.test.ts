import { describe, expect, test } from 'vitest';
import { type NotifyContext, notify } from '../../src/consumers/notify.ts';
import { InMemoryTasks } from '../in-memory.ts';
import { domainEvent } from './records.ts';

const received = { event: domainEvent({ sequence: 3 }), text: '{"the":"event"}' };

/** An outside API that answers with these statuses, one after the other; a status of 0 is a broken connection. */
function outside(...statuses: number[]) {
  const calls: { url: string; key: string; body: string }[] = [];
  const context: NotifyContext = {
    url: 'https://outside.example/events',
    ledger: new InMemoryTasks().ledger(),
    post: async (url, key, body) => {
      calls.push({ url, key, body });
      const status = statuses.shift() ?? 200;
      if (status === 0) throw new Error('connection reset');
      return { status };
    },
    nowMs: () => 0,
  };
  return { calls, context };
}

describe('the notifier', () => {
  test('sends the event with a key that names it', async () => {
    const { calls, context } = outside(204);
    await notify(received, context);
    expect(calls).toEqual([{ url: 'https://outside.example/events', key: 'Task/a-3', body: '{"the":"event"}' }]);
  });

  test('tells an event once, whoever else has told it', async () => {
    const { calls, context } = outside();
    await notify(received, context);
    await notify(received, { ...context });
    expect(calls).toHaveLength(1);
  });

  test.each([500, 503, 429, 0])('tries again at once after %s, under the same key', async (status) => {
    const { calls, context } = outside(status, 200);
    await notify(received, context);
    expect(calls.map(({ key }) => key)).toEqual(['Task/a-3', 'Task/a-3']);
  });

  test('leaves the rest to the retries of the mapping, and does not write down what was not taken', async () => {
    const { calls, context } = outside(500, 500, 200);
    await expect(notify(received, context)).rejects.toThrow('status 500');
    await notify(received, context);
    expect(calls).toHaveLength(3);
  });

  test('does not repeat at once what the API refused', async () => {
    const { calls, context } = outside(422);
    await expect(notify(received, context)).rejects.toThrow('status 422');
    expect(calls).toHaveLength(1);
  });

  test('fails without a URL, so that the event is not taken for told', async () => {
    await expect(notify(received, { ...outside().context, url: undefined })).rejects.toThrow('NOTIFY_URL');
  });
});
