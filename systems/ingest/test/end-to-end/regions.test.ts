import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mixedPayloads } from '../payloads.ts';
import { type IngestGlobe, startIngest } from './ingest-globe.ts';

const region = 'eu-west-1';
const payloads = mixedPayloads(8);
let ingest: IngestGlobe;

beforeAll(async () => {
  ingest = await startIngest({ environment: 'prod', replicateTo: region, tableReplicas: region });
  await ingest.put(payloads.map((payload) => JSON.stringify(payload)));
}, 120_000);

afterAll(async () => await ingest.stop());

test("prod's lake is compressed with GZIP, encrypted, and holds every record on a line of its own", async () => {
  const objects = await ingest.lakeObjects('records/');
  expect(objects.map(({ key }) => key.endsWith('.gz'))).toEqual([true]);
  const lines = objects.flatMap(({ text }) => text.trimEnd().split('\n'));
  expect(lines.map((line) => JSON.parse(line))).toEqual(payloads);
});

test('the lake has a copy in another region, encrypted with the key of that region', async () => {
  const copyBucket = ingest.globe.outputs('ingest-prod-lake-copy', region)['LakeCopyBucketName'];
  const copies = await ingest.lakeObjects('records/', copyBucket, ingest.globe.client(S3Client, { region }));
  expect(copies).toEqual(await ingest.lakeObjects('records/'));
  expect(copies.map(({ encryption }) => encryption)).toEqual(['aws:kms']);
});

test('every item is in the table of the other region too, and is told of once', async () => {
  const client = ingest.globe.client(DynamoDBClient, { region });
  const keys: (string | undefined)[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: ingest.output('TableName') })) {
    keys.push(...Items.map(({ timestamp }) => timestamp?.S));
  }
  expect(new Set(keys)).toEqual(new Set((await ingest.items()).map(({ timestamp }) => timestamp)));
  expect(keys).toHaveLength(8);
  expect(Object.values(await ingest.tally())).toEqual([2, 2, 2, 2]);
});
