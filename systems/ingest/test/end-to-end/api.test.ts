import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IngestGlobe, startIngest } from './ingest-globe.ts';

let ingest: IngestGlobe;

beforeAll(async () => {
  ingest = await startIngest();
}, 120_000);

afterAll(async () => await ingest.stop());

test('GET / is answered', async () => {
  const response = await ingest.globe.http(ingest.output('ApiUrl'));
  expect([response.status, await response.json()]).toEqual([200, 'Hey!']);
});
