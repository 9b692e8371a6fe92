import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mixedPayloads } from '../payloads.ts';
import { type IngestGlobe, startIngest } from './ingest-globe.ts';

/** One deployment for all: each test looks at what it added. */
let ingest: IngestGlobe;
let seed = 0;

beforeAll(async () => {
  ingest = await startIngest();
}, 120_000);

afterEach(async () => {
  const queues = ['EventStorer', 'EventEmitter', 'EventResponder'];
  const waiting = await Promise.all(queues.map((name) => ingest.waiting(`${name}DeadLettersUrl`)));
  if (waiting.some((count) => count > 0)) throw new Error(`dead letters were left over: ${waiting.join(', ')}`);
});

afterAll(async () => await ingest.stop());

const texts = (count: number) => mixedPayloads(count, (seed += 1)).map((payload) => JSON.stringify(payload));

/** How many items and events came while the work was done. */
async function added(work: () => Promise<void>) {
  const before = { items: (await ingest.items()).length, events: await ingest.responded() };
  await work();
  return { items: (await ingest.items()).length - before.items, events: (await ingest.responded()) - before.events };
}

test('defect 3: nothing is lost while the storer fails twice', async () => {
  const whileFailing = await added(
    async () =>
      await ingest.withoutRight('EventStorerFunctionName', 'dynamodb:BatchWriteItem', async () => {
        await ingest.put(texts(40));
        await ingest.pass('4 minutes');
      }),
  );
  expect(whileFailing).toEqual({ items: 0, events: 0 });
  expect(await added(async () => await ingest.pass('4 minutes'))).toEqual({ items: 40, events: 40 });
});

test('a poison message becomes a dead letter, is redriven, and holds up nobody', async () => {
  const QueueUrl = ingest.output('QueueUrl');
  const poison = { QueueUrl, MessageBody: 'poison', MessageGroupId: 'order-1', MessageDeduplicationId: 'poison' };
  const beside = await added(async () => {
    await ingest.sqs.send(new SendMessageCommand(poison));
    await ingest.put(texts(8));
    await ingest.pass('20 minutes');
  });
  expect(beside).toEqual({ items: 8, events: 8 });
  expect(await ingest.waiting('EventStorerDeadLettersUrl')).toBe(1);
  await ingest.redrive('event-storer');
  await ingest.globe.settle();
  expect(await ingest.waiting('EventStorerDeadLettersUrl')).toBe(0);
  await ingest.pass('20 minutes');
  expect(await ingest.waiting('EventStorerDeadLettersUrl')).toBe(1);
  await ingest.empty('EventStorerDeadLettersUrl');
});

test('events that could not be emitted become dead letters, and are emitted by a redrive', async () => {
  const whileFailing = await added(async () => await ingest.withoutBus(texts(8)));
  expect(whileFailing).toEqual({ items: 8, events: 0 });
  expect(await ingest.waiting('EventEmitterDeadLettersUrl')).toBeGreaterThan(0);
  const redriven = await added(async () => {
    expect(await ingest.redrive('event-emitter')).toMatchObject({ failed: 0 });
    await ingest.pass('2 seconds');
  });
  expect(redriven).toEqual({ items: 0, events: 8 });
});

test('events whose records have left the stream are emitted from the table', async () => {
  await ingest.withoutBus(texts(8));
  await ingest.pass('30 hours');
  const redriven = await added(async () => {
    expect(await ingest.redrive('event-emitter')).toMatchObject({ failed: 0 });
    await ingest.pass('2 seconds');
  });
  expect(redriven).toEqual({ items: 0, events: 8 });
});

test('defect 9: a poison item of the stream becomes one dead letter; its batch is cut until the rest has gone through', async () => {
  const items = mixedPayloads(9, 100).map((value, index) => ({
    value: index === 4 ? { unknown: true } : value,
    index,
  }));
  const events = await added(async () => {
    await ingest.putItems(items);
    await ingest.pass('1 hour');
  });
  expect(events).toEqual({ items: 9, events: 8 });
  expect(await ingest.waiting('EventEmitterDeadLettersUrl')).toBe(1);
  await ingest.empty('EventEmitterDeadLettersUrl');
});

test('events that could not be answered become dead letters, and are answered after a redrive', async () => {
  await ingest.withoutRight('EventResponderFunctionName', 'dynamodb:UpdateItem', async () => {
    await ingest.put(texts(4));
    await ingest.pass('3 hours');
  });
  expect(await ingest.waiting('EventResponderDeadLettersUrl')).toBe(4);
  const redriven = await added(async () => {
    await ingest.redrive('event-responder');
    await ingest.pass('2 seconds');
  });
  expect(redriven.events).toBe(4);
});

test('records that the transformer could not queue lie below failed/, and go through after a redrive', async () => {
  await ingest.withoutRight('TransformerFunctionName', 'sqs:SendMessage', async () => {
    await ingest.put(texts(6));
    await ingest.pass('30 minutes');
  });
  expect(await ingest.objects('failed/')).toHaveLength(1);
  const redriven = await added(async () => {
    expect(await ingest.redrive('transformer')).toEqual({ redriven: 1, failed: 0 });
    await ingest.pass('61 seconds');
  });
  expect(redriven).toEqual({ items: 6, events: 6 });
  expect(await ingest.objects('failed/')).toEqual([]);
});

test('records that are broken, or larger than a message may be, are kept below failed/ and stop nobody', async () => {
  const [order = ''] = texts(1);
  const large = JSON.stringify({ ...JSON.parse(order), name: 'é'.repeat(150_000) });
  expect(Buffer.byteLength(large)).toBeGreaterThan(256 * 1024);
  const good = await added(async () => await ingest.put(['{"broken', large, order]));
  expect(good).toEqual({ items: 1, events: 1 });
  const refused = (await ingest.objects('failed/')).flatMap((text) => text.trimEnd().split('\n'));
  const records = refused.map((line) => Buffer.from(JSON.parse(line).rawData, 'base64').toString('utf8'));
  expect(new Set(records)).toEqual(new Set(['{"broken', large]));
});

test('items end after 90 days, objects of 128 KiB and more lie in Glacier after 30', async () => {
  const [order = ''] = texts(1);
  const large = JSON.stringify({ ...JSON.parse(order), name: 'é'.repeat(40_000) });
  await ingest.pass('1 hour');
  await ingest.put([large, large]);
  const before = (await ingest.items()).length;
  await ingest.pass('32 days');
  expect(await ingest.storageClasses('records/')).toContain('GLACIER');
  expect(await ingest.items()).toHaveLength(before);
  await ingest.pass('62 days');
  // What another test put past the storer has no end.
  expect((await ingest.items()).filter(({ key }) => key !== 'past-the-storer')).toEqual([]);
}, 120_000);
