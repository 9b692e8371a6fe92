import {
  AddPermissionCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  RemovePermissionCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arnOf, type SqsGlobe, startSqs } from './sqs-test-globe.ts';

let globe: SqsGlobe;

beforeAll(async () => {
  globe = await startSqs();
});

afterAll(() => globe.stop());

describe('a queue', () => {
  it('has a URL on the host that the caller used, and AWS defaults', async () => {
    const url = await globe.queue('plain');
    expect(url).toBe(`${globe.endpoint}/000000000000/plain`);
    expect(await globe.attributes(url)).toEqual({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesDelayed: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      CreatedTimestamp: '1767225600',
      DelaySeconds: '0',
      LastModifiedTimestamp: '1767225600',
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '345600',
      QueueArn: arnOf('plain'),
      ReceiveMessageWaitTimeSeconds: '0',
      SqsManagedSseEnabled: 'true',
      VisibilityTimeout: '30',
    });
  });

  it('is created again with the same attributes, and refused with others', async () => {
    const url = await globe.queue('same', { VisibilityTimeout: '40' });
    expect(await globe.queue('same', { VisibilityTimeout: '40' })).toBe(url);
    await expect(globe.queue('same', { VisibilityTimeout: '50' })).rejects.toMatchObject({
      name: 'QueueNameExists',
      message: 'A queue already exists with the same name and a different value for attribute VisibilityTimeout',
    });
  });

  it.each([
    [
      'a name with a space',
      'a b',
      {},
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    ],
    ['an unknown attribute', 'a', { Nonsense: '1' }, 'Unknown Attribute Nonsense.'],
    ['a FIFO attribute', 'a', { ContentBasedDeduplication: 'true' }, 'Unknown Attribute ContentBasedDeduplication.'],
    ['a value out of range', 'a', { VisibilityTimeout: '43201' }, 'Invalid value for the parameter VisibilityTimeout.'],
    [
      'a FIFO queue without its suffix',
      'a',
      { FifoQueue: 'true' },
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    ],
  ])('is refused for %s', async (_what, name, attributes, message) => {
    await expect(globe.queue(name, attributes)).rejects.toThrow(message);
  });

  it('is found by name and gone when deleted', async () => {
    const url = await globe.queue('passing');
    const find = () => globe.sqs.send(new GetQueueUrlCommand({ QueueName: 'passing' }));
    expect((await find()).QueueUrl).toBe(url);
    await globe.send(url, 'x');
    await globe.sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await expect(find()).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
    });
    expect(await globe.bodies(await globe.queue('passing'))).toEqual([]);
  });

  it('is encrypted by SQS or by a key, never both', async () => {
    const url = await globe.queue('secret', { KmsMasterKeyId: 'alias/aws/sqs' });
    expect(await globe.attributes(url)).toMatchObject({
      KmsMasterKeyId: 'alias/aws/sqs',
      KmsDataKeyReusePeriodSeconds: '300',
      SqsManagedSseEnabled: 'false',
    });
    await globe.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { SqsManagedSseEnabled: 'true' } }),
    );
    expect(await globe.attributes(url)).not.toHaveProperty('KmsMasterKeyId');
  });
});

it('lists queues by prefix, in pages', async () => {
  for (const name of ['list-a', 'list-b', 'list-c']) await globe.queue(name);
  const page = (NextToken?: string) =>
    globe.sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'list-', MaxResults: 2, NextToken }));
  const first = await page();
  expect(first.QueueUrls?.map((url) => url.split('/').pop())).toEqual(['list-a', 'list-b']);
  const second = await page(first.NextToken);
  expect(second.QueueUrls?.map((url) => url.split('/').pop())).toEqual(['list-c']);
  expect(second.NextToken).toBeUndefined();
});

it('tags queues', async () => {
  const { QueueUrl } = await globe.sqs.send(new CreateQueueCommand({ QueueName: 'tagged', tags: { a: '1' } }));
  await globe.sqs.send(new TagQueueCommand({ QueueUrl, Tags: { b: '2' } }));
  await globe.sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ['a'] }));
  expect((await globe.sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ b: '2' });
});

describe('permissions', () => {
  it('let another account use a queue, and take it away', async () => {
    const url = await globe.queue('shared');
    const stranger = globe.client(SQSClient, {
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
    });
    const send = () => stranger.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    await expect(send()).rejects.toThrow(/not authorized|denied/i);
    const permission = { QueueUrl: url, Label: 'them', AWSAccountIds: ['111122223333'], Actions: ['SendMessage'] };
    await globe.sqs.send(new AddPermissionCommand(permission));
    await send();
    expect(JSON.parse((await globe.attributes(url)).Policy ?? '')).toEqual({
      Version: '2008-10-17',
      Id: `${arnOf('shared')}/SQSDefaultPolicy`,
      Statement: [
        {
          Sid: 'them',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'SQS:SendMessage',
          Resource: arnOf('shared'),
        },
      ],
    });
    await expect(globe.sqs.send(new AddPermissionCommand(permission))).rejects.toThrow(
      'Value them for parameter Label is invalid. Reason: Already exists.',
    );
    await globe.sqs.send(new RemovePermissionCommand({ QueueUrl: url, Label: 'them' }));
    await expect(send()).rejects.toThrow(/not authorized|denied/i);
  });

  it('do not hide from a service that a queue is missing', async () => {
    const delivery = {
      body: 'x',
      cause: globe.globe.causes.begin('delivery', 'test'),
      caller: { kind: 'service', service: 'events.amazonaws.com', account: '000000000000' },
    } as const;
    const deliver = (name: string) => globe.globe.eventTarget(arnOf(name))?.deliver(globe.globe, arnOf(name), delivery);
    await expect(deliver('nowhere')).rejects.toMatchObject({ code: 'QueueDoesNotExist' });
    await globe.queue('closed');
    await expect(deliver('closed')).rejects.toMatchObject({ code: expect.stringMatching(/^AccessDenied/) as string });
  });
});
