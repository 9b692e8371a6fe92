import type { ExtendedS3DestinationConfiguration, Processor } from '@aws-sdk/client-firehose';
import {
  DescribeDeliveryStreamCommand,
  UpdateDestinationCommand,
  type UpdateDestinationCommandInput,
} from '@aws-sdk/client-firehose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFunction, type FirehoseGlobe, processor, startFirehose, text } from './firehose-test-globe.ts';

let globe: FirehoseGlobe;

beforeEach(async () => {
  globe = await startFirehose();
});

afterEach(() => globe.stop());

const query = (MetadataExtractionQuery: string) =>
  processor('MetadataExtraction', { MetadataExtractionQuery, JsonParsingEngine: 'JQ-1.6' });

const newline = processor('AppendDelimiterToRecord', {});

const partitionedBy = (
  Prefix: string,
  ...Processors: readonly Processor[]
): Partial<ExtendedS3DestinationConfiguration> => ({
  Prefix,
  ErrorOutputPrefix: 'bad/!{firehose:error-output-type}/',
  BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
  DynamicPartitioningConfiguration: { Enabled: true },
  ProcessingConfiguration: { Enabled: true, Processors: [...Processors] },
});

const byCustomer = 'customer=!{partitionKeyFromQuery:customer}/year=!{partitionKeyFromQuery:year}/';
const customerAndYear = query('{customer: .customer.id, year: .at | strftime("%Y")}');

const failuresIn = async (key: string | undefined) =>
  text(await globe.body(key))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

it('writes each partition as an object of its own', async () => {
  await globe.create('events', partitionedBy(byCustomer, customerAndYear, newline));
  const event = (id: unknown, at: number) => JSON.stringify({ customer: { id }, at });
  await globe.put('events', event('a', 0), event('b', 0), event('a', 1_565_382_027));
  await globe.put('events', event('a', 1));
  await globe.pass(59);
  expect(await globe.keys()).toEqual([]);
  await globe.pass(1);
  const keys = await globe.keys();
  expect(keys).toEqual([
    expect.stringMatching(/^customer=a\/year=1970\/events-1-2026-01-02-03-04-05-/),
    expect.stringMatching(/^customer=a\/year=2019\/events-1-/),
    expect.stringMatching(/^customer=b\/year=1970\/events-1-/),
  ]);
  expect(text(await globe.body(keys[0]))).toBe(`${event('a', 0)}\n${event('a', 1)}\n`);
});

it('keeps apart what has no partition', async () => {
  await globe.create('events', partitionedBy('!{partitionKeyFromQuery:id}/', query('{id: .id}')));
  await globe.put('events', 'no json', '{"id":null}', '{"id":7}');
  await globe.pass(60);
  const [good, bad, ...more] = await globe.keys();
  expect(more).toEqual([]);
  expect(good).toMatch(/^7\/events-1-/);
  expect(bad).toMatch(/^bad\/processing-failed\/2026\/01\/02\/03\/events-1-/);
  const errorCode = 'DynamicPartitioning.MetadataExtractionFailed';
  expect(await failuresIn(bad)).toMatchObject([
    { errorCode, errorMessage: expect.stringContaining('parsing'), rawData: 'bm8ganNvbg==' },
    { errorCode, errorMessage: 'partitionKeys values must not be null or empty' },
  ]);
});

it('separates records that were put as one', async () => {
  const json = processor('RecordDeAggregation', { SubRecordType: 'JSON' });
  const hashes = Buffer.from('####').toString('base64');
  const delimited = processor('RecordDeAggregation', { SubRecordType: 'DELIMITED', Delimiter: hashes });
  const byId = query('{id: .id}');
  await globe.create('json', partitionedBy('json/!{partitionKeyFromQuery:id}/', json, byId, newline));
  await globe.create('text', partitionedBy('text/!{partitionKeyFromQuery:id}/', delimited, byId, newline));
  await globe.put('json', '{"id":1}{"id":2}\n{"id":1}');
  await globe.put('text', '{"id":1}####{"id":2}');
  await globe.pass(60);
  const keys = await globe.keys();
  expect(keys.map((key) => key.slice(0, 7))).toEqual(['json/1/', 'json/2/', 'text/1/', 'text/2/']);
  expect(text(await globe.body(keys[0]))).toBe('{"id":1}\n{"id":1}\n');
});

it('takes keys from a function, which has a buffer of its own', async () => {
  const LambdaArn = await createFunction(
    globe,
    `return { records: event.records.map(({ recordId, data }) => ({
      recordId, result: 'Ok', data,
      metadata: { partitionKeys: { first: Buffer.from(data, 'base64').toString()[0], count: event.records.length } },
    })) };`,
  );
  const Prefix = '!{partitionKeyFromLambda:first}/!{partitionKeyFromLambda:count}/';
  await globe.create(
    'events',
    partitionedBy(Prefix, processor('Lambda', { LambdaArn, BufferIntervalInSeconds: '30' })),
  );
  await globe.put('events', 'apple', 'bean');
  await globe.put('events', 'avocado');
  await globe.pass(30);
  await globe.pass(60);
  const keys = await globe.keys();
  expect(keys.map((key) => key.slice(0, 4))).toEqual(['a/3/', 'b/3/']);
  expect(text(await globe.body(keys[0]))).toBe('appleavocado');
});

it('has at most 500 active partitions', async () => {
  await globe.create('events', partitionedBy('!{partitionKeyFromQuery:id}/', query('{id: .id}')));
  const put = (from: number, to: number) =>
    globe.put('events', ...Array.from({ length: to - from }, (_, index) => JSON.stringify({ id: from + index })));
  await put(0, 500);
  await globe.settle();
  await put(500, 502);
  await put(0, 1);
  await globe.pass(60);
  const keys = await globe.keys();
  expect(keys.filter((key) => !key.startsWith('bad/'))).toHaveLength(500);
  const errorCode = 'DynamicPartitioning.ActivePartitionLimitExceeded';
  expect(await failuresIn(keys.find((key) => key.startsWith('bad/')))).toMatchObject([{ errorCode }, { errorCode }]);
  await put(600, 601);
  await globe.pass(60);
  expect((await globe.keys()).some((key) => key.startsWith('600/'))).toBe(true);
});

it('refuses settings that do not go together', async () => {
  const good = partitionedBy(byCustomer, customerAndYear);
  const refused = (settings: Partial<ExtendedS3DestinationConfiguration>, message: string) =>
    expect(globe.create('x', { ...good, ...settings })).rejects.toMatchObject({
      name: 'InvalidArgumentException',
      message: expect.stringContaining(message),
    });
  await refused({ DynamicPartitioningConfiguration: { Enabled: false } }, 'Dynamic Partitioning is enabled');
  await refused({ Prefix: 'plain/' }, 'Prefix must contain');
  await refused({ Prefix: '!{partitionKeyFromLambda:a}/' }, 'Lambda processor should be present');
  await refused({ ErrorOutputPrefix: undefined }, 'ErrorOutputPrefix');
  await refused({ BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 } }, 'must be at least 64');
  await refused({ BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 10 } }, 'must be at least 60');
  await refused(partitionedBy(byCustomer, query('{customer: .a|}')), 'syntax error');
  await refused(partitionedBy(byCustomer, query('.a|abs')), 'abs is not defined in jq 1.6');
});

it('stays as it was made: partitioned or not', async () => {
  await globe.create('plain');
  await globe.create('parts', partitionedBy(byCustomer, customerAndYear));
  const update = async (
    DeliveryStreamName: string,
    ExtendedS3DestinationUpdate: UpdateDestinationCommandInput['ExtendedS3DestinationUpdate'],
  ) => {
    const described = await globe.firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }));
    const { Destinations, VersionId: CurrentDeliveryStreamVersionId } = described.DeliveryStreamDescription ?? {};
    const DestinationId = Destinations?.[0]?.DestinationId;
    const input = { DeliveryStreamName, CurrentDeliveryStreamVersionId, DestinationId, ExtendedS3DestinationUpdate };
    await globe.firehose.send(new UpdateDestinationCommand(input));
  };
  const refusal = {
    name: 'InvalidArgumentException',
    message: expect.stringContaining('when a delivery stream is created'),
  };
  await expect(update('plain', partitionedBy(byCustomer, customerAndYear))).rejects.toMatchObject(refusal);
  await expect(update('parts', { DynamicPartitioningConfiguration: { Enabled: false } })).rejects.toMatchObject(
    refusal,
  );
  await update('parts', { Prefix: 'new/!{partitionKeyFromQuery:customer}/' });
  await globe.put('parts', '{"customer":{"id":"c"},"at":0}');
  await globe.pass(60);
  expect((await globe.keys())[0]).toMatch(/^new\/c\/parts-2-/);
});
