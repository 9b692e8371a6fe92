import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { KinesisClient, SubscribeToShardCommand } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Identification } from '../packages/snowglobe/src/access/access-control.ts';
import { AwsError } from '../packages/snowglobe/src/contract/aws-error.ts';
import type { Call } from '../packages/snowglobe/src/contract/operation.ts';
import { bytesOf, eventsOf } from './normal-form.ts';
import type { RecordingGlobe } from './recording-globe.ts';
import { startRecordingGlobe } from './recording-globe.ts';

let globe: RecordingGlobe;
let identification: Identification;
let denial: Error | undefined;
async function* noEvents(): AsyncGenerator<never> {}

const root = { kind: 'root', account: '111122223333' } as const;

beforeEach(async () => {
  identification = { principal: root };
  denial = undefined;
  globe = await startRecordingGlobe({
    access: {
      principalFor: () => identification,
      authorize: () => {
        if (denial !== undefined) throw denial;
      },
    },
  });
});
afterEach(() => globe.close());

function config(options: object = {}) {
  return {
    endpoint: globe.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' },
    maxAttempts: 1,
    ...options,
  };
}

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: { name: string; message: string; $metadata: { httpStatusCode?: number } }) => [
      error.name,
      error.message,
      error.$metadata?.httpStatusCode,
    ],
  );
}

/** What an operation is told of its being called. */
async function callOf(send: () => Promise<unknown>): Promise<Call> {
  let seen: Call | undefined;
  globe.handler = (_service, _operation, _input, call) => {
    seen = call;
    return {};
  };
  await send();
  if (seen === undefined) throw new Error('no operation was called');
  return seen;
}

describe('what an operation is told', () => {
  it('is the account of the key and the region of the signature', async () => {
    const call = await callOf(() => new DynamoDBClient(config()).send(new ListTablesCommand({})));
    expect(call.scope).toEqual({ account: '111122223333', region: 'eu-west-1' });
    expect(call.caller).toEqual(root);
    expect(call.http).toMatchObject({ method: 'POST', url: '/', sourceIp: '127.0.0.1', origin: globe.endpoint });
    expect(call.http.headers['x-amz-target']).toBe('DynamoDB_20120810.ListTables');
    expect(call.cause).toMatchObject({ kind: 'request', label: 'dynamodb:ListTables' });
  });

  it('is the cause before it, from the trace header', async () => {
    const trace = '1-01234567-0123456789abcdef01234567';
    const call = await callOf(() =>
      fetch(globe.endpoint, {
        method: 'POST',
        headers: {
          'x-amz-target': 'DynamoDB_20120810.ListTables',
          'x-amzn-trace-id': `Root=${trace};Parent=0123456789abcdef;Sampled=1`,
          'x-amz-date': '20260101T000000Z',
          authorization:
            'AWS4-HMAC-SHA256 Credential=a/20260101/r/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        },
        body: '{}',
      }),
    );
    expect(call.cause.trace).toBe(trace);
  });

  it('is that the client has gone', async () => {
    const aborted = new Promise<void>((resolve) => {
      globe.handler = async (_service, _operation, _input, call) => {
        call.signal.addEventListener('abort', () => resolve());
        controller.abort();
        await aborted;
        return {};
      };
    });
    const controller = new AbortController();
    await failure(new DynamoDBClient(config()).send(new ListTablesCommand({}), { abortSignal: controller.signal }));
    expect(await aborted).toBeUndefined();
  });
});

describe('signatures of keys that the globe issued', () => {
  const issued = (secretAccessKey: string): Identification => ({ principal: root, secretAccessKey });
  const list = (options: object = {}) => new DynamoDBClient(config(options)).send(new ListTablesCommand({}));
  const mismatch = /^The request signature we calculated does not match the signature you provided/;

  it('are verified', async () => {
    identification = issued('secret');
    expect(await failure(list())).toBe('no error');
    identification = issued('another');
    expect(await failure(list())).toEqual(['InvalidSignatureException', expect.stringMatching(mismatch), 400]);
    expect(await failure(new IAMClient(config()).send(new ListRolesCommand({})))).toEqual([
      'SignatureDoesNotMatch',
      expect.stringMatching(mismatch),
      403,
    ]);
    const s3 = new S3Client(config({ forcePathStyle: true }));
    expect(await failure(s3.send(new CreateBucketCommand({ Bucket: 'bucket' })))).toEqual([
      'SignatureDoesNotMatch',
      expect.stringMatching(mismatch),
      403,
    ]);
  });

  it('must be of now', async () => {
    identification = issued('secret');
    globe.now = () => Date.now() + 6 * 60_000;
    expect(await failure(list())).toEqual([
      'InvalidSignatureException',
      expect.stringMatching(/^Signature expired: .* - 5 min\.\)$/),
      400,
    ]);
    globe.now = () => Date.now() + 16 * 60_000;
    const s3 = new S3Client(config({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' }));
    expect(await failure(s3.send(new CreateBucketCommand({ Bucket: 'bucket' })))).toEqual([
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      403,
    ]);
  });

  it('are not looked at for other keys, however old', async () => {
    globe.now = () => Date.now() + 1e12;
    expect(await failure(list())).toBe('no error');
  });

  it('cover the body', async () => {
    identification = issued('secret');
    const client = new DynamoDBClient(config());
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = '[]';
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    expect(await failure(client.send(new ListTablesCommand({})))).toMatchObject(['InvalidSignatureException', {}, 400]);
  });

  it.each([
    ['unknown-key', 'UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidAccessKeyId'],
    ['expired-token', 'ExpiredTokenException', 'ExpiredToken', 'ExpiredToken'],
    ['invalid-token', 'UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidToken'],
  ] as const)('with %s are refused by the code of each family', async (refused, json, query, s3Code) => {
    identification = { refused };
    const s3 = new S3Client(config({ forcePathStyle: true }));
    const failures = await Promise.all([
      failure(list()),
      failure(new IAMClient(config()).send(new ListRolesCommand({}))),
      failure(s3.send(new CreateBucketCommand({ Bucket: 'bucket' }))),
    ]);
    expect(failures.map((found) => (found as string[])[0])).toEqual([json, query, s3Code]);
  });
});

describe('event streams', () => {
  const events = [1, 2, 3].map((n) => ({
    SubscribeToShardEvent: { Records: [], ContinuationSequenceNumber: String(n), MillisBehindLatest: 0 },
  }));
  const input = {
    ConsumerARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/s/consumer/c:1',
    ShardId: 's',
    StartingPosition: { Type: 'LATEST' as const },
  };

  it.each(['2', '1.1'])('of Kinesis arrive over HTTP/%s', async (version) => {
    globe.handler = async () => ({
      EventStream: (async function* () {
        yield* events;
      })(),
    });
    const handler = version === '2' ? {} : { requestHandler: new NodeHttpHandler({}) };
    const kinesis = new KinesisClient(config(handler));
    const answer = await kinesis.send(new SubscribeToShardCommand(input));
    expect(await eventsOf(answer.EventStream ?? noEvents())).toEqual(events);
    kinesis.destroy();
  });

  it('end with the exception that the service throws', async () => {
    globe.handler = async () => ({
      EventStream: (async function* () {
        yield events[0];
        throw new AwsError('ResourceInUseException', 'taken over');
      })(),
    });
    const kinesis = new KinesisClient(config());
    const answer = await kinesis.send(new SubscribeToShardCommand(input));
    await expect(eventsOf(answer.EventStream ?? noEvents())).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: 'taken over',
    });
    kinesis.destroy();
  });
});

describe('calls from inside the process', () => {
  const inside = (operation: string, input: object, service = 'dynamodb') =>
    globe.gateway.call({
      service,
      operation,
      input,
      scope: { account: '1', region: 'r' },
      caller: root,
      cause: { id: '0123456789abcdef', trace: '1-a-b' },
    });

  it('run without a codec, streams given as bytes', async () => {
    globe.handler = async (_service, _operation, input) => ({
      seen: Buffer.from(await bytesOf(input.Body)).toString(),
    });
    expect(await inside('PutObject', { Bucket: 'b', Key: 'k', Body: 'text' }, 's3')).toEqual({ seen: 'text' });
  });

  it('are authorised: the denial has the code of the service', async () => {
    denial = new AwsError('AccessDenied', 'not you');
    const rules = await startRecordingGlobe({
      services: [
        {
          id: 'dynamodb',
          tables: [],
          operations: { GetItem: () => ({}) },
          access: { GetItem: () => [{ action: 'dynamodb:GetItem', resource: '*' }] },
        },
      ],
      access: {
        principalFor: () => identification,
        authorize: () => {
          throw denial ?? new Error('no denial');
        },
      },
    });
    const client = new DynamoDBClient(config({ endpoint: rules.endpoint }));
    expect(await failure(client.send(new GetItemCommand({ TableName: 'abc', Key: {} })))).toEqual([
      'AccessDeniedException',
      'not you',
      400,
    ]);
    await rules.close();
  });

  it('and others to operations that a service lacks are answered 501 by name', async () => {
    const empty = await startRecordingGlobe({ services: [{ id: 'dynamodb', tables: [], operations: {}, access: {} }] });
    const client = new DynamoDBClient(config({ endpoint: empty.endpoint }));
    const put = client.send(new PutItemCommand({ TableName: 'abc', Item: {} }));
    expect(await failure(put)).toEqual(['NotImplemented', 'Snowglobe does not implement dynamodb PutItem.', 501]);
    const roles = new IAMClient(config({ endpoint: empty.endpoint })).send(new ListRolesCommand({}));
    expect(await failure(roles)).toEqual(['NotImplemented', 'Snowglobe does not implement iam ListRoles.', 501]);
    await empty.close();
  });
});
