import type { DataFormatConversionConfiguration } from '@aws-sdk/client-firehose';
import { CreateDatabaseCommand, CreateTableCommand, GlueClient, UpdateTableCommand } from '@aws-sdk/client-glue';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FirehoseGlobe, processor, roleArn, startFirehose, text } from '../firehose-test-globe.ts';

let globe: FirehoseGlobe;
let glue: GlueClient;

const DatabaseName = 'lake';
const table = (columns: Readonly<Record<string, string>>) => ({
  DatabaseName,
  TableInput: {
    Name: 'events',
    StorageDescriptor: { Columns: Object.entries(columns).map(([Name, Type]) => ({ Name, Type })) },
  },
});

beforeEach(async () => {
  globe = await startFirehose();
  glue = globe.client(GlueClient);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  const columns = { id: 'int', at: 'timestamp', tags: 'array<string>', place: 'struct<city:string,zip:bigint>' };
  await glue.send(new CreateTableCommand(table(columns)));
});

afterEach(() => globe.stop());

const conversion = (settings: DataFormatConversionConfiguration = {}): DataFormatConversionConfiguration => ({
  SchemaConfiguration: { RoleARN: roleArn, DatabaseName, TableName: 'events' },
  InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
  OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } },
  ...settings,
});

const create = (settings?: DataFormatConversionConfiguration, name = 'events') =>
  globe.create(name, { DataFormatConversionConfiguration: conversion(settings) });

async function rowsOf(key: string | undefined) {
  const { buffer } = Uint8Array.from(await globe.body(key));
  return parquetReadObjects({ file: buffer });
}

it('writes JSON as Parquet, with the columns of a table of Glue', async () => {
  await create();
  await globe.put('events', '{"ID":1,"at":"2026-01-02T03:04:05Z","tags":["a","b"]}{"id":"2"}');
  await globe.put('events', '{"id":3,"place":{"city":"Zürich","zip":8000},"more":true}');
  await globe.pass(300);
  const [key, ...more] = await globe.keys();
  expect(more).toEqual([]);
  expect(key).toMatch(/^2026\/01\/02\/03\/events-1-.*\.parquet$/);
  const none = { at: null, tags: undefined, place: undefined };
  expect(await rowsOf(key)).toEqual([
    { ...none, id: 1, at: new Date('2026-01-02T03:04:05Z'), tags: ['a', 'b'] },
    { ...none, id: 2 },
    { ...none, id: 3, place: { city: 'Zürich', zip: 8000n } },
  ]);
});

it('keeps apart what does not fit the columns', async () => {
  await create();
  await globe.put('events', '{"id":"x"}', '{"id":1', '[{"id":1}]', '{"id":7}');
  await globe.pass(300);
  const [good, bad] = await globe.keys();
  expect(await rowsOf(good)).toMatchObject([{ id: 7 }]);
  expect(bad).toMatch(/^format-conversion-failed\/2026\/01\/02\/03\/events-1-/);
  const lines = text(await globe.body(bad))
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      attemptsMade: 1,
      lastErrorCode: 'DataFormatConversion.ParseError',
      lastErrorMessage: '"x" cannot be read as int',
      rawData: Buffer.from('{"id":"x"}').toString('base64'),
      dataCatalogTable: { databaseName: 'lake', tableName: 'events', versionId: 'LATEST', region: 'us-east-1' },
    },
    { lastErrorMessage: expect.stringContaining('JSON') },
    { lastErrorMessage: 'Data is not a JSON object' },
  ]);
});

it('reads the version of the table that it is told, and the latest otherwise', async () => {
  const SchemaConfiguration = { RoleARN: roleArn, DatabaseName, TableName: 'events', VersionId: '0' };
  await create();
  await create({ SchemaConfiguration }, 'fixed');
  await glue.send(new UpdateTableCommand(table({ id: 'string' })));
  await globe.put('events', '{"id":1}');
  await globe.put('fixed', '{"id":1}');
  await globe.pass(300);
  const [latest, fixed] = await globe.keys();
  expect(await rowsOf(latest)).toEqual([{ id: '1' }]);
  expect(await rowsOf(fixed)).toMatchObject([{ id: 1, at: null }]);
});

it('waits while its role may not read the table', async () => {
  await create();
  const allow = (Action: string) => {
    const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    return globe
      .client(IAMClient)
      .send(new PutRolePolicyCommand({ RoleName: 'delivery', PolicyName: 'all', PolicyDocument }));
  };
  await allow('s3:*');
  await globe.put('events', '{"id":1}');
  await globe.pass(300);
  expect(await globe.keys()).toEqual([]);
  await allow('*');
  await globe.pass(60);
  expect(await globe.keys()).toHaveLength(1);
});

it.each(['UNCOMPRESSED', 'GZIP', 'SNAPPY'] as const)(
  'compresses pages with %s, partitions too',
  async (Compression) => {
    const jq = { MetadataExtractionQuery: '{id: .id}', JsonParsingEngine: 'JQ-1.6' };
    await globe.create('events', {
      Prefix: '!{partitionKeyFromQuery:id}/',
      ErrorOutputPrefix: 'bad/',
      DynamicPartitioningConfiguration: { Enabled: true },
      ProcessingConfiguration: { Enabled: true, Processors: [processor('MetadataExtraction', jq)] },
      DataFormatConversionConfiguration: conversion({
        OutputFormatConfiguration: { Serializer: { ParquetSerDe: { Compression } } },
      }),
    });
    await globe.put('events', '{"id":1}', '{"id":2}');
    await globe.pass(300);
    const keys = await globe.keys();
    expect(keys.map((key) => key.slice(0, 2))).toEqual(['1/', '2/']);
    const { buffer } = Uint8Array.from(await globe.body(keys[0]));
    expect(parquetMetadata(buffer).row_groups[0]?.columns[0]?.meta_data?.codec).toBe(Compression);
  },
);

it('refuses settings that do not go together', async () => {
  const refused = (settings: DataFormatConversionConfiguration, message: string) =>
    expect(create(settings)).rejects.toMatchObject({ message: expect.stringContaining(message) });
  await refused({ OutputFormatConfiguration: { Serializer: { OrcSerDe: {} } } }, 'OrcSerDe is not supported');
  await refused({ InputFormatConfiguration: {} }, 'Exactly one Deserializer');
  await refused({ SchemaConfiguration: { RoleARN: roleArn, DatabaseName } }, 'SchemaConfiguration.TableName');
  const HiveJsonSerDe = { TimestampFormats: ['yyyy'] };
  await refused({ InputFormatConfiguration: { Deserializer: { HiveJsonSerDe } } }, 'TimestampFormats yyyy');
  const DataFormatConversionConfiguration = conversion();
  await expect(
    globe.create('x', { DataFormatConversionConfiguration, CompressionFormat: 'GZIP' }),
  ).rejects.toMatchObject({ message: expect.stringContaining('must be UNCOMPRESSED') });
  await expect(
    globe.create('x', {
      DataFormatConversionConfiguration,
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
    }),
  ).rejects.toMatchObject({ message: expect.stringContaining('at least 64') });
});
