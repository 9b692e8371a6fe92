import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateQueueCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { openSnowglobe, type Snowglobe, type SnowglobeOptions } from '../snowglobe.ts';
import { connectClient } from '../testing/connect-client.ts';
import type { InspectedGlobe, SystemHealth } from './create-inspection.ts';

const opened: { destroy(): void }[] = [];
let snowglobe: Snowglobe;
afterEach(async () => {
  for (const client of opened.splice(0)) client.destroy();
  await snowglobe.stop();
});

const failOnFault = (where: string, error: unknown) => {
  throw new Error(where, { cause: error });
};

async function open(inspected: InspectedGlobe = {}, options: SnowglobeOptions = {}): Promise<void> {
  snowglobe = await openSnowglobe({ seed: 'test', onFault: failOnFault, ...options }, inspected);
}

interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each page has a body of its own
  readonly body: any;
}

async function ask(page: string, body?: unknown): Promise<Answer> {
  const [method = '', name = ''] = page.split(' ');
  const response = await fetch(`${snowglobe.endpoint}/_snowglobe/${name}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const sqs = (options = {}) => connectClient(snowglobe.endpoint, opened, SQSClient, options);

describe('health', () => {
  it('is 200 when there is nothing to wait for', async () => {
    await open();
    expect(await ask('GET health')).toEqual({ status: 200, body: { ready: true, systems: {} } });
  });

  it('is 503, with the same body, until every system runs', async () => {
    const systems: Record<string, SystemHealth> = { tasks: { status: 'deploying' }, orders: { status: 'running' } };
    await open({ systems: () => systems });
    expect(await ask('GET health')).toEqual({ status: 503, body: { ready: false, systems } });
    systems['tasks'] = { status: 'running', region: 'eu-north-1', outputs: { ApiUrl: 'http://x' } };
    expect(await ask('GET health')).toEqual({ status: 200, body: { ready: true, systems } });
    systems['orders'] = { status: 'failed', reason: 'no such type' };
    expect((await ask('GET health')).status).toBe(503);
  });
});

describe('time', () => {
  it('settles when all is done', async () => {
    await open();
    expect(await ask('POST settle')).toEqual({ status: 200, body: { settled: true } });
  });

  it('is moved on a held clock, and what falls due on the way is done', async () => {
    await open({}, { clock: 'held', startAt: Date.UTC(2026, 0, 1) });
    const { QueueUrl } = await sqs().send(new CreateQueueCommand({ QueueName: 'later' }));
    await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', DelaySeconds: 60 }));
    const received = async () => (await sqs().send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.length ?? 0;
    expect(await received()).toBe(0);
    expect(await ask('POST advance', { milliseconds: 60_000 })).toEqual({
      status: 200,
      body: { now: Date.UTC(2026, 0, 1, 0, 1) },
    });
    expect(await received()).toBe(1);
  });

  it('is not moved on a running clock', async () => {
    await open();
    expect(await ask('POST advance', { milliseconds: 1 })).toEqual({
      status: 400,
      body: { message: 'this clock runs by itself: start the globe with a held clock to move it' },
    });
  });

  it.each([{}, { milliseconds: -1 }, { milliseconds: '1' }, 'not JSON', ''])('is not moved by %j', async (body) => {
    await open({}, { clock: 'held' });
    expect((await ask('POST advance', body)).status).toBe(400);
  });
});

describe('what is under way', () => {
  it('is counted, with what falls due later', async () => {
    await open({}, { clock: 'held', startAt: 0 });
    const { QueueUrl } = await sqs().send(new CreateQueueCommand({ QueueName: 'later' }));
    const polled = sqs().send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    await snowglobe.settle();
    const { status, body } = await ask('GET activity');
    expect([status, body.now, body.counts.invocation, body.ongoing]).toEqual([200, 0, 0, []]);
    expect(body.upcoming).toContainEqual({ at: 5_000, label: 'sqs: end of a long poll of later' });
    await ask('POST advance', { milliseconds: 5_000 });
    expect((await polled).Messages).toBeUndefined();
  });

  it('is told as journeys: all recent causes, or those of one trace', async () => {
    await open();
    await sqs().send(new CreateQueueCommand({ QueueName: 'one' }));
    await sqs().send(new ListQueuesCommand({}));
    const { body } = await ask('GET journeys');
    const labels = body.causes.map(({ label }: { label: string }) => label);
    expect(labels).toEqual(expect.arrayContaining(['sqs:CreateQueue', 'sqs:ListQueues']));
    const [first] = body.causes;
    const journey = (await ask(`GET journeys?trace=${first.trace}`)).body;
    expect(journey.causes.every(({ trace }: { trace: string }) => trace === first.trace)).toBe(true);
    expect(journey.causes.length).toBeLessThan(body.causes.length);
    expect((await ask('GET journeys?trace=1-0-0')).body).toEqual({ causes: [] });
  });

  it('names the operations of each service', async () => {
    await open();
    expect((await ask('GET services')).body.sqs).toContain('SendMessage');
  });
});

it('a refused call is kept with the statement that is missing, until a reset', async () => {
  await open({ reset: () => snowglobe.clear() });
  const iam = connectClient(snowglobe.endpoint, opened, IAMClient);
  await iam.send(new CreateUserCommand({ UserName: 'ada' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
  const credentials = { accessKeyId: AccessKey?.AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey };
  await expect(sqs({ credentials }).send(new ListQueuesCommand({}))).rejects.toThrow('is not authorized');
  expect((await ask('GET denials')).body.denials).toEqual([
    {
      principal: expect.objectContaining({ kind: 'user', userName: 'ada' }),
      request: expect.objectContaining({ action: 'sqs:ListQueues' }),
      message: expect.stringContaining('because no identity-based policy allows the sqs:'),
      hint: expect.stringMatching(
        /^Add to an identity-based policy of user ada: \{"Effect":"Allow","Action":"sqs:ListQueues"/,
      ),
    },
  ]);
  expect(await ask('POST reset')).toEqual({ status: 200, body: { reset: true } });
  expect((await ask('GET denials')).body).toEqual({ denials: [] });
});

describe('a reset', () => {
  it('tells why it failed', async () => {
    await open({ reset: () => Promise.reject(new Error('tasks was not deployed')) });
    expect(await ask('POST reset')).toEqual({ status: 400, body: { message: 'tasks was not deployed' } });
  });
});

describe('a page', () => {
  it('is not given more than any data plane takes', async () => {
    await open();
    expect(await ask('POST settle', 'x'.repeat(13 * 1024 * 1024))).toEqual({
      status: 413,
      body: { message: 'Request Entity Too Large' },
    });
  });

  it.each(['GET nothing', 'GET settle', 'POST health', 'GET health/more', 'GET toString', 'POST reset', 'POST deploy'])(
    'that is not there (%s) is 404',
    async (page) => {
      await open();
      const [method, name] = page.split(' ');
      expect(await ask(page)).toEqual({ status: 404, body: { message: `nothing at ${method} /_snowglobe/${name}` } });
    },
  );
});
