import { DescribeReplayCommand, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mixedPayloads } from '../payloads.ts';
import { type IngestGlobe, startIngest } from './ingest-globe.ts';

let ingest: IngestGlobe;

beforeEach(async () => {
  ingest = await startIngest();
}, 120_000);

afterEach(async () => await ingest.stop());

const texts = (count: number) => mixedPayloads(count).map((payload) => JSON.stringify(payload));
const total = (tally: Readonly<Record<string, number>>) => Object.values(tally).reduce((sum, one) => sum + one, 0);

test('defect 3: nothing is lost while the storer fails twice', async () => {
  const { globe } = ingest;
  await ingest.withoutRight('EventStorerFunctionName', 'dynamodb:PutItem', async () => {
    await ingest.put(texts(40));
    await globe.advance('4 minutes');
    await globe.settle();
    expect(await ingest.items()).toHaveLength(0);
  });
  await globe.advance('4 minutes');
  await globe.settle();
  expect(await ingest.items()).toHaveLength(40);
  expect(total(await ingest.tally())).toBe(40);
});

test('a poison message becomes a dead letter, is redriven, and holds up nobody', async () => {
  const { globe } = ingest;
  const QueueUrl = ingest.output('QueueUrl');
  const poison = { QueueUrl, MessageBody: 'poison', MessageGroupId: 'order-1', MessageDeduplicationId: 'poison' };
  await ingest.sqs.send(new SendMessageCommand(poison));
  await ingest.put(texts(8));
  await globe.advance('20 minutes');
  await globe.settle();
  expect(await ingest.items()).toHaveLength(8);
  expect(await ingest.waiting('EventStorerDeadLettersUrl')).toBe(1);
  await ingest.redrive('event-storer');
  await globe.settle();
  expect(await ingest.waiting('EventStorerDeadLettersUrl')).toBe(0);
  await globe.advance('20 minutes');
  await globe.settle();
  expect(await ingest.waiting('EventStorerDeadLettersUrl')).toBe(1);
});

test('events that could not be emitted become dead letters, and are emitted by a redrive', async () => {
  const { globe } = ingest;
  await ingest.withoutRight('EventEmitterFunctionName', 'events:PutEvents', async () => {
    await ingest.put(texts(8));
    await globe.advance('1 hour');
    await globe.settle();
  });
  expect(await ingest.tally()).toEqual({});
  expect(await ingest.waiting('EventEmitterDeadLettersUrl')).toBeGreaterThan(0);
  expect(await ingest.redrive('event-emitter')).toMatchObject({ failed: 0 });
  await globe.settle();
  expect(total(await ingest.tally())).toBe(8);
});

test('events that could not be answered become dead letters, and are answered after a redrive', async () => {
  const { globe } = ingest;
  await ingest.withoutRight('EventResponderFunctionName', 'dynamodb:UpdateItem', async () => {
    await ingest.put(texts(4));
    await globe.advance('3 hours');
    await globe.settle();
  });
  expect(await ingest.waiting('EventResponderDeadLettersUrl')).toBe(4);
  expect(await ingest.redrive('event-responder')).toEqual({ redriven: 4, failed: 0 });
  await globe.settle();
  expect(total(await ingest.tally())).toBe(4);
});

test('a replay brings the same events again, marked, and repeats no effect', async () => {
  const { globe } = ingest;
  const from = globe.now();
  await ingest.put(texts(8));
  await globe.advance('15 minutes');
  await ingest.events.send(
    new StartReplayCommand({
      ReplayName: 'again',
      EventSourceArn: ingest.output('ArchiveArn'),
      EventStartTime: new Date(from - 60_000),
      EventEndTime: new Date(globe.now()),
      Destination: { Arn: ingest.output('EventBusArn') },
    }),
  );
  await globe.advance('15 minutes');
  await globe.settle();
  const { State } = await ingest.events.send(new DescribeReplayCommand({ ReplayName: 'again' }));
  expect(State).toBe('COMPLETED');
  const lines = await ingest.logLines('EventResponderFunctionName');
  expect(lines.filter(({ message }) => message === 'took an event')).toHaveLength(8);
  const again = lines.filter(({ message }) => message === 'had this event before');
  expect(again.map(({ replay }) => replay)).toEqual(Array.from({ length: 8 }, () => 'again'));
  expect(total(await ingest.tally())).toBe(8);
});
