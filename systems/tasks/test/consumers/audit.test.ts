import { describe, expect, test } from 'vitest';
import { audit } from '../../src/consumers/audit.ts';
import { consumeEvents } from '../../src/consumers/kinesis-events.ts';
import { domainEvent, kinesisBatch, kinesisRecord } from './records.ts';

const silent = () => {};
const update = (change: object) =>
  domainEvent({ payload: JSON.stringify({ type: 'Updated', id: 'a', updated_at: 'u', update: change }) });

async function auditAll(texts: readonly string[], failOnSummary?: string) {
  const objects = new Map<string, string>();
  const records = texts.map((text, index) => kinesisRecord(text, `${index}`, `lane-${index}`));
  const putObject = async (key: string, body: string) => void objects.set(key, body);
  const response = await consumeEvents(
    kinesisBatch(records),
    (received) => audit(received, putObject, failOnSummary),
    silent,
  );
  return { objects, failures: response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('the audit projector', () => {
  test('keeps the very text of the stream, under the task and the sequence', async () => {
    const text = ` ${JSON.stringify(domainEvent({ sequence: 12 }))}\n`;
    const { objects } = await auditAll([text]);
    expect([...objects]).toEqual([['events/Task/a-12.json', text]]);
  });

  test('writes the same object when an event comes again', async () => {
    const text = JSON.stringify(domainEvent());
    const { objects, failures } = await auditAll([text, text]);
    expect([objects.size, failures]).toEqual([1, []]);
  });

  test('refuses an update whose new summary is the configured one, and nothing else', async () => {
    const texts = [{ summary: '5' }, { summary: '55' }, { name: '5' }, { summary: null }].map((change, index) =>
      JSON.stringify({ ...update(change), sequence: index }),
    );
    expect((await auditAll(texts, '5')).failures).toEqual(['0']);
    expect((await auditAll(texts)).failures).toEqual([]);
  });

  test('reports what is no domain event', async () => {
    expect((await auditAll(['{', '{}', 'null', '"x"'])).failures).toEqual(['0', '1', '2', '3']);
  });
});
