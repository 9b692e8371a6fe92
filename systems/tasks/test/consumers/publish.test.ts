import { describe, expect, test } from 'vitest';
import { publish } from '../../src/consumers/publish.ts';
import type { DomainEvent } from '../../src/domain/domain-event.ts';
import { recordAll } from '../in-memory.ts';
import { dynamoBatch, insertRecord } from './records.ts';

const created = (id: string) =>
  ({ type: 'Created', id, created_at: 'c', task: { name: 'n', summary: null, done: false } }) as const;
const changed = (id: string) => ({ type: 'Updated', id, updated_at: 'u', update: { done: true } }) as const;
const silent = () => {};

/** Two tasks with two events each, in the order of the stream: a1 b1 a2 b2. */
function batch() {
  const [a1, a2] = recordAll([created('a'), changed('a')]);
  const [b1, b2] = recordAll([created('b'), changed('b')]);
  if (!a1 || !a2 || !b1 || !b2) throw new Error('four events are needed');
  return dynamoBatch([a1, b1, a2, b2].map((recorded, index) => insertRecord(recorded, `${100 + index}`)));
}

describe('the publisher', () => {
  test('publishes the domain event of every new item, in order per task', async () => {
    const events: DomainEvent[] = [];
    const response = await publish(batch(), async (event) => void events.push(event), silent);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(events.filter(({ id }) => id === 'a').map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(events[0]).toEqual({
      id: 'a',
      entity: 'Task',
      sequence: 1,
      event_type: 'Task:Created',
      event_version: '1.0',
      payload: JSON.stringify(created('a')),
      metadata: '{"command_id":"command-1"}',
      region: 'us-east-1',
    });
  });

  test('defect 3: reports a failure by the sequence number of its record, and no later event of that task passes it', async () => {
    const published: string[] = [];
    const putEvent = async (event: DomainEvent) => {
      if (event.id === 'b' && event.sequence === 1) throw new Error('throttled');
      published.push(`${event.id}${event.sequence}`);
    };
    const response = await publish(batch(), putEvent, silent);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(published).toEqual(['a1', 'a2']);
  });

  test('reports a record that is none of the event log', async () => {
    const poison = {
      eventName: 'INSERT' as const,
      dynamodb: { SequenceNumber: '7', NewImage: { Payload: { S: 'x' } } },
    };
    const response = await publish(dynamoBatch([poison]), async () => {}, silent);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
  });
});
