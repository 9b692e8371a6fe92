import {
  CreateUsagePlanCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
  ImportApiKeysCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readApiKeys } from './api-key-file.ts';
import { type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
beforeAll(async () => {
  globe = await startRestApi();
});
afterAll(() => globe.stop());

const importKeys = (text: string) =>
  globe.gateway.send(new ImportApiKeysCommand({ format: 'csv', body: Buffer.from(text) }));

test('keys are read from a file, each into its usage plans', async () => {
  const { id = '' } = await globe.gateway.send(new CreateUsagePlanCommand({ name: 'p' }));
  const { ids = [] } = await importKeys(
    `Name,key,description,Enabled,usageplanIds\nfirst,apikey1234567890abcde,"one, two",TRUE,${id}\nsecond,apikey1234567890abcdf,,false,\n`,
  );
  const { items = [] } = await globe.gateway.send(new GetApiKeysCommand({ includeValues: true }));
  expect(items.toSorted((one, other) => ((one.name ?? '') < (other.name ?? '') ? -1 : 1))).toMatchObject([
    { name: 'first', value: 'apikey1234567890abcde', description: 'one, two', enabled: true },
    { name: 'second', enabled: false },
  ]);
  const { items: inPlan = [] } = await globe.gateway.send(new GetUsagePlanKeysCommand({ usagePlanId: id }));
  expect(inPlan.map((key) => key.id)).toEqual([ids[0]]);
});

test('a file that is refused leaves no key', async () => {
  await expect(importKeys('a,b\n1,2')).rejects.toThrow('must name the columns');
  await expect(importKeys('name,key\nfine,apikey1234567890abczz\nshort,x')).rejects.toThrow('at least 20');
  const { items = [] } = await globe.gateway.send(new GetApiKeysCommand({ nameQuery: 'fine' }));
  expect(items).toEqual([]);
});

test('quotes are written twice within quotes', () => {
  expect(readApiKeys('name,key,description\na,k,"say ""x"""')).toMatchObject([{ description: 'say "x"' }]);
});
