import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  DescribeReplayCommand,
  StartReplayCommand,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type EventsGlobe, startAt, startEvents } from './eventbridge-test-globe.ts';

const account = '000000000000';
const arnOf = (resource: string) => `arn:aws:events:us-east-1:${account}:${resource}`;
const busArn = arnOf('event-bus/orders');

let globe: EventsGlobe;
let kms: KMSClient;

beforeEach(async () => {
  globe = await startEvents();
  kms = globe.client(KMSClient);
});

afterEach(() => globe.stop());

/** As the CDK writes it: EventBridge may use the key for one bus only. */
async function key(forBus = busArn): Promise<string> {
  const Condition = {
    StringEquals: {
      'aws:SourceAccount': account,
      'aws:SourceArn': forBus,
      'kms:EncryptionContext:aws:events:event-bus:arn': forBus,
    },
  };
  const allow = (Principal: object, Action: string | string[], more = {}) => ({
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
    ...more,
  });
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      allow({ AWS: `arn:aws:iam::${account}:root` }, 'kms:*'),
      allow({ Service: 'events.amazonaws.com' }, ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'], {
        Condition,
      }),
    ],
  });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy }));
  return KeyMetadata?.Arn ?? '';
}

/** The bus `orders` with a queue for what its key fails on, and a rule to another queue. */
async function busWith(KmsKeyIdentifier: string) {
  const dead = await globe.queue('dead');
  const target = await globe.queue('target');
  const DeadLetterConfig = { Arn: dead.arn };
  await globe.events.send(new CreateEventBusCommand({ Name: 'orders', KmsKeyIdentifier, DeadLetterConfig }));
  await globe.rule('all', { source: ['shop'] }, [{ Id: 'q', Arn: target.arn, DeadLetterConfig }], 'orders');
  return { dead, target };
}

it('a bus with a key that EventBridge may use for it delivers', async () => {
  const KmsKeyIdentifier = await key();
  const { target } = await busWith(KmsKeyIdentifier);
  expect(await globe.events.send(new DescribeEventBusCommand({ Name: 'orders' }))).toMatchObject({ KmsKeyIdentifier });
  await globe.put({ n: 1 }, { bus: 'orders' });
  expect(await globe.bodies(target.url)).toMatchObject([{ detail: { n: 1 } }]);
});

it('an event whose key may not be used goes to the dead-letter queue of the bus, as it was', async () => {
  const { dead, target } = await busWith(await key(arnOf('event-bus/another')));
  await globe.put({ n: 1 }, { bus: 'orders' });
  const [message] = await globe.received(dead.url);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({ source: 'shop', detail: { n: 1 } });
  expect(message?.MessageAttributes).toMatchObject({ ERROR_CODE: { StringValue: 'NO_PERMISSIONS' } });
  expect(message?.MessageAttributes).not.toHaveProperty('RULE_ARN');
  expect(await globe.bodies(target.url)).toEqual([]);
});

it('an empty key gives a bus the key that AWS owns back', async () => {
  const { target } = await busWith(await key(arnOf('event-bus/another')));
  await globe.events.send(new UpdateEventBusCommand({ Name: 'orders', KmsKeyIdentifier: '' }));
  const bus = await globe.events.send(new DescribeEventBusCommand({ Name: 'orders' }));
  expect(bus.KmsKeyIdentifier).toBeUndefined();
  await globe.put({ n: 2 }, { bus: 'orders' });
  expect(await globe.bodies(target.url)).toMatchObject([{ detail: { n: 2 } }]);
});

it('an archive with a key replays as long as EventBridge may use the key', async () => {
  const KmsKeyIdentifier = await key();
  const { dead } = await busWith(KmsKeyIdentifier);
  const gone = await globe.queue('gone');
  await globe.rule(
    'late',
    { source: ['late'] },
    [{ Id: 'q', Arn: gone.arn, DeadLetterConfig: { Arn: dead.arn } }],
    'orders',
  );
  await globe.events.send(new CreateArchiveCommand({ ArchiveName: 'kept', EventSourceArn: busArn, KmsKeyIdentifier }));
  await globe.put({ n: 3 }, { bus: 'orders', source: 'late' });
  expect(await globe.events.send(new DescribeArchiveCommand({ ArchiveName: 'kept' }))).toMatchObject({
    EventCount: 1,
    KmsKeyIdentifier,
  });
  const replay = async (ReplayName: string) => {
    const times = { EventStartTime: new Date(startAt), EventEndTime: new Date(startAt + 60_000) };
    const EventSourceArn = arnOf('archive/kept');
    await globe.events.send(
      new StartReplayCommand({ ReplayName, EventSourceArn, Destination: { Arn: busArn }, ...times }),
    );
    await globe.settle();
    return globe.events.send(new DescribeReplayCommand({ ReplayName }));
  };
  await kms.send(new DisableKeyCommand({ KeyId: KmsKeyIdentifier }));
  expect(await replay('locked')).toMatchObject({
    State: 'FAILED',
    StateReason: expect.stringContaining('is disabled'),
  });
  await globe.put({ n: 4 }, { bus: 'orders', source: 'late' });
  expect(await globe.bodies(dead.url)).toMatchObject([{ detail: { n: 4 } }]);

  await kms.send(new EnableKeyCommand({ KeyId: KmsKeyIdentifier }));
  expect(await replay('open')).toMatchObject({ State: 'COMPLETED' });
  expect(await globe.bodies(gone.url)).toMatchObject([
    { detail: { n: 3 } },
    { detail: { n: 3 }, 'replay-name': 'open' },
  ]);
});

it('a key that is not there is refused', async () => {
  const KmsKeyIdentifier = '11111111-2222-3333-4444-555555555555';
  await expect(
    globe.events.send(new CreateEventBusCommand({ Name: 'orders', KmsKeyIdentifier })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
