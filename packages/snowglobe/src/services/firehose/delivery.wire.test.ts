import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  bucketArn,
  createFunction,
  type FirehoseGlobe,
  processor,
  roleArn,
  startFirehose,
  text,
} from './firehose-test-globe.ts';

let globe: FirehoseGlobe;

beforeEach(async () => {
  globe = await startFirehose();
});

afterEach(() => globe.stop());

const hints = (SizeInMBs: number, IntervalInSeconds: number) => ({
  BufferingHints: { SizeInMBs, IntervalInSeconds },
});

it('writes what came within the interval as one object, named by the UTC hour', async () => {
  await globe.create('events', hints(5, 60));
  await globe.put('events', 'a', 'b');
  await globe.pass(59);
  expect(await globe.keys()).toEqual([]);
  await globe.put('events', 'c');
  await globe.pass(1);
  const keys = await globe.keys();
  expect(keys).toEqual([expect.stringMatching(/^2026\/01\/02\/03\/events-1-2026-01-02-03-04-05-[0-9a-f-]{36}$/)]);
  expect(text(await globe.body(keys[0]))).toBe('abc');
  await globe.put('events', 'd');
  await globe.pass(60);
  expect(await globe.keys()).toHaveLength(2);
});

it('writes at once when the buffer is full', async () => {
  await globe.create('events', hints(1, 900));
  await globe.put('events', 'x'.repeat(600_000));
  await globe.settle();
  expect(await globe.keys()).toEqual([]);
  await globe.put('events', 'x'.repeat(600_000));
  await globe.settle();
  expect(await globe.keys()).toHaveLength(1);
});

it('compresses with GZIP and ZIP', async () => {
  await globe.create('gzip', { CompressionFormat: 'GZIP' });
  await globe.create('zip', { CompressionFormat: 'ZIP' });
  await globe.put('gzip', 'grüezi');
  await globe.put('zip', 'grüezi');
  await globe.pass(300);
  const [gzip, zip] = await globe.keys();
  expect(gzip).toMatch(/\.gz$/);
  expect(text(gunzipSync(await globe.body(gzip)))).toBe('grüezi');
  expect(zip).toMatch(/\.zip$/);
  expect(Object.values(unzipSync(await globe.body(zip))).map(text)).toEqual(['grüezi']);
});

it('compresses with Snappy, in blocks for Hadoop', async () => {
  const library: { uncompress(bytes: Uint8Array): Uint8Array } = createRequire(import.meta.url)('snappyjs');
  await globe.create('a', { CompressionFormat: 'Snappy', Prefix: 'a-' });
  await globe.create('b', { CompressionFormat: 'HADOOP_SNAPPY', Prefix: 'b-' });
  const long = 'grüezi '.repeat(60_000);
  await globe.put('a', long);
  await globe.put('b', long);
  await globe.pass(300);
  const [plain, blocks] = await globe.keys();
  expect(plain).toMatch(/^a-.*\.snappy$/);
  expect(text(library.uncompress(await globe.body(plain)))).toBe(long);
  expect(blocks).toMatch(/^b-.*\.hsnappy$/);
  const bytes = await globe.body(blocks);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 8 + view.getUint32(at + 4)) {
    const part = library.uncompress(bytes.slice(at + 8, at + 8 + view.getUint32(at + 4)));
    expect(part).toHaveLength(view.getUint32(at));
    parts.push(part);
  }
  expect(parts).toHaveLength(2);
  expect(text(new Uint8Array(Buffer.concat(parts)))).toBe(long);
});

it('keeps every record as it came in a backup too', async () => {
  const S3BackupConfiguration = { BucketARN: bucketArn, RoleARN: roleArn, Prefix: 'backup/', ...hints(1, 900) };
  const fail = `return { records: event.records.map(({ recordId }) => ({ recordId, result: 'Dropped' })) };`;
  const LambdaArn = await createFunction(globe, fail);
  const ProcessingConfiguration = { Enabled: true, Processors: [processor('Lambda', { LambdaArn })] };
  await globe.create('events', {
    S3BackupMode: 'Enabled',
    S3BackupConfiguration,
    ProcessingConfiguration,
    FileExtension: '.json',
    ...hints(1, 60),
  });
  await globe.put('events', 'a', 'b');
  await globe.pass(60);
  expect(await globe.keys()).toEqual([]);
  await globe.pass(840);
  const [key, ...more] = await globe.keys();
  expect(more).toEqual([]);
  expect(key).toMatch(/^backup\/2026\/01\/02\/03\/events-1-/);
  expect(text(await globe.body(key))).toBe('ab');
});

it('names objects as it is told: another time zone, another extension', async () => {
  await globe.create('events', { CustomTimeZone: 'Asia/Tokyo', FileExtension: '.json' });
  await globe.put('events', 'a');
  await globe.pass(300);
  const name = /^2026\/01\/02\/12\/events-1-2026-01-02-12-04-05-[0-9a-f-]{36}\.json$/;
  expect(await globe.keys()).toEqual([expect.stringMatching(name)]);
  await expect(globe.create('x', { CustomTimeZone: 'Mars/Base' })).rejects.toThrow('Mars/Base');
});

it('puts a newline after each record when told so', async () => {
  const AppendDelimiterToRecord = { Type: 'AppendDelimiterToRecord' as const };
  await globe.create('lines', { ProcessingConfiguration: { Enabled: true, Processors: [AppendDelimiterToRecord] } });
  await globe.put('lines', 'a', 'b');
  await globe.pass(300);
  expect(text(await globe.body((await globe.keys())[0]))).toBe('a\nb\n');
});

it('evaluates the expressions of a prefix', async () => {
  await globe.create('events', {
    Prefix: "raw/day=!{timestamp:yyyy-MM-dd'T'HH}/!{firehose:random-string}/",
    ErrorOutputPrefix: 'bad/!{firehose:error-output-type}/',
  });
  await globe.create('plain', { Prefix: 'plain-' });
  await globe.put('events', 'a');
  await globe.put('plain', 'a');
  await globe.pass(300);
  expect(await globe.keys()).toEqual([
    expect.stringMatching(/^plain-2026\/01\/02\/03\/plain-1-/),
    expect.stringMatching(/^raw\/day=2026-01-02T03\/\w{11}\/events-1-/),
  ]);
});

it('tries again while its role may not write, and tells why in its log', async () => {
  const logs = globe.client(CloudWatchLogsClient);
  const [logGroupName, logStreamName] = ['errors', 's3'];
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await globe.create('events', {
    CloudWatchLoggingOptions: { Enabled: true, LogGroupName: logGroupName, LogStreamName: logStreamName },
  });
  const iam = globe.client(IAMClient);
  const allow = (Action: string) =>
    iam.send(
      new PutRolePolicyCommand({
        RoleName: 'delivery',
        PolicyName: 'all',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
        }),
      }),
    );
  await allow('logs:*');
  await globe.put('events', 'a');
  await globe.pass(300);
  expect(await globe.keys()).toEqual([]);
  const { events } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName }));
  expect(JSON.parse(events?.[0]?.message ?? '{}')).toMatchObject({ errorCode: 'S3.AccessDenied' });
  await allow('*');
  await globe.pass(60);
  expect(await globe.keys()).toHaveLength(1);
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'delivery', PolicyName: 'all' }));
});
