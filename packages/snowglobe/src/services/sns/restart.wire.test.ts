import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfirmSubscriptionCommand, GetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { outbox } from '../../contract/mail.ts';
import { startSns } from './sns-test-globe.ts';
import { signingKeys, subscriptions } from './tables.ts';

/** Nothing listens there. */
const deafEndpoint = 'http://127.0.0.1:9/hook';

test('deliveries, confirmations and the signing key survive a restart', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sns-'));
  const startAt = Date.UTC(2026, 0, 1);
  const before = await startSns({ dataFolder, startAt });
  const topicArn = await before.topic('durable');
  const dead = await before.queue('durable-dead');
  const mailArn = await before.subscribe(topicArn, 'email', 'a@b.example');
  const httpArn = await before.subscribe(topicArn, 'http', deafEndpoint, {
    Attributes: {
      DeliveryPolicy: '{"healthyRetryPolicy": {"numRetries": 1, "minDelayTarget": 60, "maxDelayTarget": 60}}',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }),
    },
  });
  const tokenOf = (arn: string) => {
    for (const { rows } of before.globe.store.everyCollection(subscriptions)) {
      for (const row of rows.range()) if (row.arn === arn) return row.token;
    }
    return '';
  };
  await before.settle();
  await before.sns.send(new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token: tokenOf(httpArn) }));
  await before.publish(topicArn, 'tried once');
  await before.settle();
  await before.stop();

  const after = await startSns({ dataFolder, startAt: startAt + 30_000 });
  expect(await after.received(dead)).toEqual([]);
  await after.advance(30_000);
  const [message] = await after.received(dead);
  const notification = JSON.parse(message?.Body ?? '') as Record<string, string>;
  expect(notification).toMatchObject({ Message: 'tried once', Timestamp: '2026-01-01T00:00:00.000Z' });
  const certificate = await (await fetch(notification.SigningCertURL ?? '')).text();
  expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----/);
  expect([...after.globe.store.everyCollection(signingKeys)].map(({ rows }) => rows.size)).toEqual([1]);
  expect([...after.globe.store.everyCollection(outbox)].map(({ rows }) => rows.size)).toEqual([1]);
  await after.advance(48 * 3_600_000);
  await after.settle();
  await expect(after.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: mailArn }))).rejects.toThrow(
    'Subscription does not exist',
  );
  await after.stop();
  await rm(dataFolder, { recursive: true });
});
