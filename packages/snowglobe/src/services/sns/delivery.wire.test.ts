import { createVerify, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueArnOf, queuePolicy, type SnsGlobe, startSns } from './sns-test-globe.ts';
import { deliveries } from './tables.ts';

let globe: SnsGlobe;
beforeAll(async () => {
  globe = await startSns();
});
afterAll(() => globe.stop());

test('a queue gets a notification whose signature verifies', async () => {
  const topicArn = await globe.topic('signed');
  const queue = await globe.queue('signed');
  const subscriptionArn = await globe.subscribe(topicArn, 'sqs', queue.arn);
  const messageId = await globe.publish(topicArn, 'Grüße "an" alle\n: ja', {
    Subject: 'Hallo',
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
  });
  const [message] = await globe.received(queue);
  const notification = JSON.parse(message?.Body ?? '') as Record<string, string>;
  expect(notification).toEqual({
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    Subject: 'Hallo',
    Message: 'Grüße "an" alle\n: ja',
    Timestamp: '2026-01-01T00:00:00.000Z',
    SignatureVersion: '1',
    Signature: expect.any(String),
    SigningCertURL: expect.stringMatching(/\/_aws\/sns\/SimpleNotificationService-[0-9a-f]{32}\.pem$/),
    UnsubscribeURL: expect.stringContaining(subscriptionArn),
    MessageAttributes: { kind: { Type: 'String', Value: 'greeting' } },
  });
  expect(message?.Body).toMatch(/^\{\n {2}"Type" : "Notification",\n/);
  const certificate = new X509Certificate(await (await fetch(notification.SigningCertURL ?? '')).text());
  const signed = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
  const text = signed.map((name) => `${name}\n${notification[name]}\n`).join('');
  const verify = createVerify('sha1').update(text);
  expect(verify.verify(certificate.publicKey, notification.Signature ?? '', 'base64')).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.subject).toBe('CN=sns.amazonaws.com');
});

test('signature version 2 is made with SHA-256', async () => {
  const topicArn = await globe.topic('signed-2', { SignatureVersion: '2' });
  const queue = await globe.queue('signed-2');
  await globe.subscribe(topicArn, 'sqs', queue.arn);
  await globe.publish(topicArn, 'hello');
  const [message] = await globe.received(queue);
  const notification = JSON.parse(message?.Body ?? '') as Record<string, string>;
  const certificate = await (await fetch(notification.SigningCertURL ?? '')).text();
  const text = ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type']
    .map((name) => `${name}\n${notification[name]}\n`)
    .join('');
  expect(notification.SignatureVersion).toBe('2');
  const verify = createVerify('sha256').update(text);
  expect(verify.verify(certificate, notification.Signature ?? '', 'base64')).toBe(true);
});

test('a raw message keeps its body and its attributes', async () => {
  const topicArn = await globe.topic('raw');
  const queue = await globe.queue('raw');
  await globe.subscribe(topicArn, 'sqs', queue.arn, { Attributes: { RawMessageDelivery: 'true' } });
  await globe.publish(topicArn, 'plain', {
    MessageAttributes: {
      text: { DataType: 'String', StringValue: 'a' },
      number: { DataType: 'Number', StringValue: '7' },
      bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 2, 255) },
    },
  });
  const [message] = await globe.received(queue);
  expect(message?.Body).toBe('plain');
  expect(message?.MessageAttributes).toMatchObject({
    text: { DataType: 'String', StringValue: 'a' },
    number: { DataType: 'Number', StringValue: '7' },
    bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 2, 255) },
  });
});

test('with message structure json each protocol gets its own body', async () => {
  const topicArn = await globe.topic('structure');
  const queue = await globe.queue('structure');
  await globe.subscribe(topicArn, 'sqs', queue.arn);
  const bodies = JSON.stringify({ default: 'for all', sqs: 'for queues', lambda: 7 });
  await globe.publish(topicArn, bodies, { MessageStructure: 'json' });
  await globe.publish(topicArn, JSON.stringify({ default: 'for all' }), { MessageStructure: 'json' });
  expect((await globe.notified(queue)).toSorted()).toEqual(['for all', 'for queues']);
  await expect(globe.publish(topicArn, '{"sqs": "x"}', { MessageStructure: 'json' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Invalid parameter: Message Structure - No default entry in JSON message body',
  });
  await expect(globe.publish(topicArn, 'x', { MessageStructure: 'json' })).rejects.toMatchObject({
    message: 'Invalid parameter: Message Structure - JSON message body failed to parse',
  });
});

test('a queue takes messages of the topics that its policy names only; the others are dead letters', async () => {
  const [wanted, other] = [await globe.topic('wanted'), await globe.topic('other')];
  const dead = await globe.queue('dead');
  const queue = await globe.queue('picky', { Policy: queuePolicy(queueArnOf('picky'), wanted) });
  const Attributes = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }) };
  await globe.subscribe(wanted, 'sqs', queue.arn, { Attributes });
  await globe.subscribe(other, 'sqs', queue.arn, { Attributes });
  await globe.publish(wanted, 'from the wanted topic');
  await globe.publish(other, 'from another topic');
  expect(await globe.notified(queue)).toEqual(['from the wanted topic']);
  expect(await globe.notified(dead)).toEqual(['from another topic']);
});

test('a message that no queue can take is lost without a dead-letter queue', async () => {
  const topicArn = await globe.topic('lost');
  await globe.subscribe(topicArn, 'sqs', queueArnOf('missing'));
  await globe.publish(topicArn, 'gone');
  await globe.settle();
  expect([...globe.globe.store.everyCollection(deliveries)]).toEqual([]);
});

test("a publisher's trace goes on in the message", async () => {
  const topicArn = await globe.topic('traced');
  const queue = await globe.queue('traced');
  await globe.subscribe(topicArn, 'sqs', queue.arn);
  const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
  globe.sns.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amzn-trace-id'] = trace;
      return next(args);
    },
    { step: 'build', name: 'trace' },
  );
  await globe.publish(topicArn, 'hello');
  globe.sns.middlewareStack.remove('trace');
  const [message] = await globe.received(queue);
  expect(message?.Attributes?.AWSTraceHeader).toBe(trace);
});
