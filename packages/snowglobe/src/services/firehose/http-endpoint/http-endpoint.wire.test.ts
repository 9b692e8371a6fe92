import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { CloudFormationClient, CreateStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  type HttpEndpointDestinationConfiguration,
  UpdateDestinationCommand,
} from '@aws-sdk/client-firehose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  bucketArn,
  createFunction,
  type FirehoseGlobe,
  processor,
  roleArn,
  startFirehose,
  text,
} from '../firehose-test-globe.ts';
import { pauseMs, verdictOf } from './endpoint-request.ts';

interface Seen {
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly requestId: string; readonly timestamp: number; readonly records: { data: string }[] };
}

let globe: FirehoseGlobe;
let server: Server;
let seen: Seen[];
/** What the endpoint answers: a status, or undefined to close the connection. */
let status: number | undefined;

beforeEach(async () => {
  globe = await startFirehose();
  seen = [];
  status = 200;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const json = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
      const body: Seen['body'] = JSON.parse(json.toString());
      seen.push({ headers: request.headers, body });
      if (status === undefined) {
        response.destroy();
        return;
      }
      const errorMessage = status === 200 ? undefined : 'Unauthorized';
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ requestId: body.requestId, timestamp: body.timestamp, errorMessage }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterEach(async () => {
  await globe.stop();
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const DeliveryStreamName = 'events';

async function create(settings: Partial<HttpEndpointDestinationConfiguration> = {}): Promise<void> {
  const Url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/in?a=1`;
  const HttpEndpointDestinationConfiguration = {
    EndpointConfiguration: { Url, Name: 'mine', AccessKey: 'secret' },
    BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
    RetryOptions: { DurationInSeconds: 10 },
    RoleARN: roleArn,
    S3Configuration: { BucketARN: bucketArn, RoleARN: roleArn },
    ...settings,
  };
  await globe.firehose.send(
    new CreateDeliveryStreamCommand({ DeliveryStreamName, HttpEndpointDestinationConfiguration }),
  );
}

const sent = (): readonly string[][] =>
  seen.map(({ body }) => body.records.map(({ data }) => Buffer.from(data, 'base64').toString()));

it('posts records as AWS does', async () => {
  await create({
    RequestConfiguration: {
      ContentEncoding: 'GZIP',
      CommonAttributes: [{ AttributeName: 'stage', AttributeValue: 'test' }],
    },
  });
  await globe.put('events', 'grüezi', 'b');
  await globe.pass(60);
  expect(sent()).toEqual([['grüezi', 'b']]);
  const [{ body, headers } = { body: undefined, headers: {} }] = seen;
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'x-amz-firehose-protocol-version': '1.0',
    'x-amz-firehose-request-id': body?.requestId,
    'x-amz-firehose-source-arn': 'arn:aws:firehose:us-east-1:000000000000:deliverystream/events',
    'x-amz-firehose-access-key': 'secret',
    'x-amz-firehose-common-attributes': '{"commonAttributes":{"stage":"test"}}',
  });
  expect(await globe.keys()).toEqual([]);
});

it('sends the same request again, with growing pauses, until it is taken', async () => {
  await create();
  status = 503;
  await globe.put('events', 'a');
  await globe.pass(60);
  expect(seen).toHaveLength(1);
  await globe.put('events', 'late');
  await globe.pass(2);
  expect(seen).toHaveLength(2);
  status = 200;
  await globe.pass(3);
  expect(sent()).toEqual([['a'], ['a'], ['a']]);
  expect(new Set(seen.map(({ body }) => body.requestId)).size).toBe(1);
  await globe.pass(60);
  expect(sent().at(-1)).toEqual(['late']);
});

it('keeps in S3 what was not taken within the retry duration', async () => {
  await create();
  status = 401;
  await globe.put('events', 'a');
  await globe.pass(60);
  await globe.pass(2);
  await globe.pass(3);
  await globe.pass(10);
  const [key, ...more] = await globe.keys();
  expect(more).toEqual([]);
  expect(key).toMatch(/^http-endpoint-failed\/2026\/01\/02\/03\/events-1-/);
  expect(JSON.parse(text(await globe.body(key)))).toMatchObject({
    attemptsMade: seen.length,
    errorCode: 'HttpEndpoint.DestinationException',
    errorMessage: expect.stringContaining('Unauthorized'),
    rawData: Buffer.from('a').toString('base64'),
  });
});

it('counts a closed connection as a failure', async () => {
  await create({ RetryOptions: { DurationInSeconds: 0 } });
  status = undefined;
  await globe.put('events', 'a');
  await globe.pass(60);
  expect(JSON.parse(text(await globe.body((await globe.keys())[0])))).toMatchObject({
    errorCode: 'HttpEndpoint.ConnectionReset',
  });
});

it('keeps every record in S3 too when it is told so, and transforms on the way', async () => {
  const LambdaArn = await createFunction(
    globe,
    `return { records: event.records.map(({ recordId, data }) => ({
      recordId, result: data === 'YQ==' ? 'Ok' : 'ProcessingFailed', data: Buffer.from('new').toString('base64') })) };`,
  );
  const Processors = [processor('Lambda', { LambdaArn, RoleArn: roleArn })];
  await create({ S3BackupMode: 'AllData', ProcessingConfiguration: { Enabled: true, Processors } });
  await globe.put('events', 'a', 'x');
  await globe.pass(60);
  expect(sent()).toEqual([['new']]);
  await globe.pass(300);
  const [backup, failed] = await globe.keys();
  expect(text(await globe.body(backup))).toBe('ax');
  expect(failed).toMatch(/^processing-failed\//);
});

it('is described without its access key, and updated', async () => {
  await create();
  const describe = new DescribeDeliveryStreamCommand({ DeliveryStreamName });
  const { DeliveryStreamDescription: stream } = await globe.firehose.send(describe);
  const [place] = stream?.Destinations ?? [];
  expect(place?.HttpEndpointDestinationDescription).toMatchObject({
    EndpointConfiguration: { Name: 'mine' },
    RetryOptions: { DurationInSeconds: 10 },
    S3BackupMode: 'FailedDataOnly',
    S3DestinationDescription: { BucketARN: bucketArn },
  });
  expect(place?.HttpEndpointDestinationDescription?.EndpointConfiguration).not.toHaveProperty('AccessKey');
  const update = { RetryOptions: { DurationInSeconds: 0 }, S3Update: { Prefix: 'p/' } };
  await globe.firehose.send(
    new UpdateDestinationCommand({
      DeliveryStreamName,
      CurrentDeliveryStreamVersionId: '1',
      DestinationId: place?.DestinationId,
      HttpEndpointDestinationUpdate: update,
    }),
  );
  status = 500;
  await globe.put('events', 'a');
  await globe.pass(60);
  expect((await globe.keys())[0]).toMatch(/^p\/http-endpoint-failed\//);
});

it('is made and changed by templates', async () => {
  const stacks = globe.client(CloudFormationClient);
  const StackName = 'endpoints';
  const template = (DurationInSeconds: string) => {
    const HttpEndpointDestinationConfiguration = {
      EndpointConfiguration: { Url: 'https://127.0.0.1/in', Name: 'mine' },
      RetryOptions: { DurationInSeconds },
      S3Configuration: { BucketARN: bucketArn, RoleARN: roleArn },
    };
    const Properties = { DeliveryStreamName, HttpEndpointDestinationConfiguration };
    return JSON.stringify({ Resources: { S: { Type: 'AWS::KinesisFirehose::DeliveryStream', Properties } } });
  };
  const described = async () => {
    const answer = await globe.firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }));
    return answer.DeliveryStreamDescription?.Destinations?.[0]?.HttpEndpointDestinationDescription;
  };
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody: template('10') }));
  await globe.settle();
  expect(await described()).toMatchObject({ RetryOptions: { DurationInSeconds: 10 } });
  await stacks.send(new UpdateStackCommand({ StackName, TemplateBody: template('20') }));
  await globe.settle();
  expect(await described()).toMatchObject({
    RetryOptions: { DurationInSeconds: 20 },
    S3DestinationDescription: { BucketARN: bucketArn },
  });
});

it('takes only a well-formed answer for a delivery', () => {
  const answer = { status: 200, contentType: 'application/json', body: '{"requestId":"r","timestamp":1}' };
  expect(verdictOf(answer, 'r').kind).toBe('delivered');
  expect(verdictOf({ ...answer, status: 413 }, 'r').kind).toBe('refused');
  for (const wrong of [{ status: 302 }, { contentType: 'text/html' }, { body: '{}' }, { body: 'x' }]) {
    expect(verdictOf({ ...answer, ...wrong }, 'r').kind).toBe('again');
  }
  expect(verdictOf(answer, 'other').kind).toBe('again');
  expect([0, 1, 2, 10].map((retry) => pauseMs(retry, 0.5))).toEqual([1000, 2000, 4000, 120_000]);
});
