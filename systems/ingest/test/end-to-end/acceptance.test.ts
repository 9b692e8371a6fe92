import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Payload } from '../../src/domain/kinds.ts';
import { mixedPayloads, zoesOrder } from '../payloads.ts';
import { type IngestGlobe, startIngest } from './ingest-globe.ts';

let ingest: IngestGlobe;

beforeAll(async () => {
  ingest = await startIngest();
}, 120_000);

afterAll(async () => await ingest.stop());

function sorted(payloads: readonly Payload[]): readonly string[] {
  return payloads.map((payload) => JSON.stringify(payload)).sort();
}

test('1,000 mixed records, some identical, are 1,000 items, 1,000 events by type, and lines in the lake', async () => {
  const payloads = [...mixedPayloads(980), ...Array.from({ length: 20 }, () => zoesOrder)];
  await ingest.put(payloads.map((payload) => JSON.stringify(payload)));

  const items = await ingest.items();
  expect(items).toHaveLength(1000);
  expect(items.filter(({ key }) => key === 'order#SKU-1').map(({ value }) => value)).toContainEqual(zoesOrder);
  expect(await ingest.tally()).toEqual({
    OrderInserted: 265,
    DeviceReadingInserted: 245,
    InventoryInserted: 245,
    SecurityInsightInserted: 245,
  });
  const objects = await ingest.objects('records/');
  expect(objects.every((text) => text.endsWith('\n'))).toBe(true);
  const lines = objects.flatMap((text) => text.slice(0, -1).split('\n'));
  expect(sorted(lines.map((line) => JSON.parse(line)))).toEqual(sorted(payloads));
  expect(await ingest.waiting('EventStorerDeadLettersUrl')).toBe(0);
}, 120_000);
