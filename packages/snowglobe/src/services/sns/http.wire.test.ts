import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfirmSubscriptionCommand } from '@aws-sdk/client-sns';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type SnsGlobe, startSns } from './sns-test-globe.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const neverAnswered = 0;

let globe: SnsGlobe;
let server: Server;
let endpoint: string;
const requests: Received[] = [];
/** The statuses of the next answers; after them: 200. */
const statuses: number[] = [];

beforeAll(async () => {
  globe = await startSns();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      const status = statuses.shift() ?? 200;
      if (status !== neverAnswered) response.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  await globe.stop();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});
afterEach(() => {
  requests.length = 0;
  statuses.length = 0;
});

/** Subscribes the server, and confirms as it would. */
async function confirmed(topic: string, Attributes: Record<string, string> = {}): Promise<string> {
  const topicArn = await globe.topic(topic);
  await globe.subscribe(topicArn, 'http', endpoint, { Attributes });
  await globe.settle();
  const { Token } = JSON.parse(requests.pop()?.body ?? '{}') as Record<string, string>;
  await globe.sns.send(new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token }));
  return topicArn;
}

test('a subscriber is asked to confirm, and confirms by the link', async () => {
  const topicArn = await globe.topic('asked');
  const arn = await globe.subscribe(topicArn, 'http', endpoint);
  await globe.settle();
  const [request] = requests;
  expect(request?.headers).toMatchObject({
    'x-amz-sns-message-type': 'SubscriptionConfirmation',
    'x-amz-sns-topic-arn': topicArn,
    'content-type': 'text/plain; charset=UTF-8',
    'user-agent': 'Amazon Simple Notification Service Agent',
  });
  expect(request?.headers).not.toHaveProperty('x-amz-sns-subscription-arn');
  const message = JSON.parse(request?.body ?? '') as Record<string, string>;
  expect(message).toMatchObject({ Type: 'SubscriptionConfirmation', TopicArn: topicArn, Token: expect.any(String) });
  const answer = await fetch(message.SubscribeURL ?? '');
  expect(await answer.json()).toEqual({ SubscriptionArn: arn });
  const messageId = await globe.publish(topicArn, 'hello', { Subject: 'S' });
  await globe.settle();
  expect(requests[1]?.headers).toMatchObject({
    'x-amz-sns-message-type': 'Notification',
    'x-amz-sns-message-id': messageId,
    'x-amz-sns-subscription-arn': arn,
  });
  expect(JSON.parse(requests[1]?.body ?? '')).toMatchObject({ Type: 'Notification', Message: 'hello', Subject: 'S' });
});

test('a raw message is the body, of the type that the policy names', async () => {
  const topicArn = await confirmed('raw', {
    RawMessageDelivery: 'true',
    DeliveryPolicy: '{"requestPolicy": {"headerContentType": "application/json"}}',
  });
  await globe.publish(topicArn, '{"a": 1}');
  await globe.settle();
  expect(requests[0]?.body).toBe('{"a": 1}');
  expect(requests[0]?.headers).toMatchObject({
    'x-amz-sns-rawdelivery': 'true',
    'content-type': 'application/json',
  });
});

test('an endpoint in trouble is tried again by its policy, and then given up on', async () => {
  const dead = await globe.queue('http-dead');
  const topicArn = await confirmed('trouble', {
    DeliveryPolicy: '{"healthyRetryPolicy": {"numRetries": 2, "minDelayTarget": 10, "maxDelayTarget": 10}}',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }),
  });
  statuses.push(500, 429, 200);
  await globe.publish(topicArn, 'third time lucky');
  await globe.settle();
  expect(requests).toHaveLength(1);
  await globe.advance(10_000);
  await globe.settle();
  expect(requests).toHaveLength(2);
  await globe.advance(10_000);
  expect(await globe.received(dead)).toEqual([]);
  expect(requests).toHaveLength(3);

  statuses.push(503, 503, 503);
  await globe.publish(topicArn, 'never');
  await globe.settle();
  await globe.advance(20_000);
  expect(requests).toHaveLength(6);
  expect(await globe.notified(dead)).toEqual(['never']);
});

test('an endpoint that refuses is not asked again', async () => {
  const dead = await globe.queue('refused-dead');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn });
  const topicArn = await confirmed('refused', { RedrivePolicy });
  statuses.push(404);
  await globe.publish(topicArn, 'unwanted');
  expect(await globe.notified(dead)).toEqual(['unwanted']);
  expect(requests).toHaveLength(1);
});

test('a throttled endpoint gets its messages one after the other', async () => {
  const topicArn = await confirmed('throttled', { DeliveryPolicy: '{"throttlePolicy": {"maxReceivesPerSecond": 2}}' });
  // The request to confirm was a message too.
  await globe.advance(500);
  for (const text of ['1', '2', '3']) await globe.publish(topicArn, text);
  await globe.settle();
  expect(requests).toHaveLength(1);
  await globe.advance(500);
  await globe.settle();
  expect(requests).toHaveLength(2);
  await globe.advance(500);
  await globe.settle();
  expect(requests).toHaveLength(3);
});

test('a globe stops without waiting for an endpoint, and asks it again when it goes on', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sns-'));
  const before = await startSns({ dataFolder });
  const asked = new Promise((resolve) => server.once('request', resolve));
  statuses.push(neverAnswered);
  await before.subscribe(await before.topic('silent'), 'http', endpoint);
  await asked;
  await before.stop();
  const after = await startSns({ dataFolder });
  await after.settle();
  expect(requests.map((request) => request.headers['x-amz-sns-message-type'])).toEqual([
    'SubscriptionConfirmation',
    'SubscriptionConfirmation',
  ]);
  await after.stop();
  await rm(dataFolder, { recursive: true });
});
