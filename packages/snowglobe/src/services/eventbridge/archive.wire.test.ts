import {
  CancelReplayCommand,
  CreateArchiveCommand,
  DeleteArchiveCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  ListArchivesCommand,
  ListReplaysCommand,
  StartReplayCommand,
  type StartReplayRequest,
  UpdateArchiveCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EventsGlobe, startAt, startEvents } from './eventbridge-test-globe.ts';

let globe: EventsGlobe;
const bus = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
const archive = (name: string) => `arn:aws:events:us-east-1:000000000000:archive/${name}`;

beforeAll(async () => {
  globe = await startEvents();
});

afterAll(() => globe.stop());

const replay = (more: Partial<StartReplayRequest>) =>
  globe.events.send(
    new StartReplayCommand({
      ReplayName: 'again',
      EventSourceArn: archive('shop'),
      EventStartTime: new Date(startAt),
      EventEndTime: new Date(startAt + 3_600_000),
      Destination: { Arn: bus },
      ...more,
    }),
  );

const described = async (ReplayName: string) => globe.events.send(new DescribeReplayCommand({ ReplayName }));

it('keeps what its pattern wants and replays it in the order of time, marked, to the chosen rules', async () => {
  const first = await globe.queue('first');
  const second = await globe.queue('second');
  const firstRule = await globe.rule('first', { source: ['shop'] }, [{ Id: 'q', Arn: first.arn }]);
  await globe.rule('second', { source: ['shop'] }, [{ Id: 'q', Arn: second.arn }]);
  const EventPattern = '{"source": ["shop"]}';
  await globe.events.send(new CreateArchiveCommand({ ArchiveName: 'shop', EventSourceArn: bus, EventPattern }));
  await globe.put({ n: 2 }, { at: startAt + 2000 });
  await globe.put({ n: 1 }, { at: startAt + 1000 });
  await globe.put({ n: 9 }, { at: startAt + 7_200_000 });
  await globe.put({}, { source: 'other' });
  expect(await globe.events.send(new DescribeArchiveCommand({ ArchiveName: 'shop' }))).toMatchObject({
    EventCount: 3,
    RetentionDays: 0,
    State: 'ENABLED',
    EventPattern,
  });
  const before = (await globe.bodies(first.url)) as { readonly id: string; readonly detail: object }[];
  await globe.bodies(second.url);

  expect(await replay({ Destination: { Arn: bus, FilterArns: [firstRule] } })).toMatchObject({ State: 'STARTING' });
  await globe.settle();
  const again = (await globe.bodies(first.url)) as { readonly id: string; readonly detail: { readonly n: number } }[];
  expect(again).toMatchObject([
    { detail: { n: 1 }, 'replay-name': 'again' },
    { detail: { n: 2 }, 'replay-name': 'again' },
  ]);
  expect(before.map(({ id }) => id)).toEqual(expect.arrayContaining(again.map(({ id }) => id)));
  expect(await globe.bodies(second.url)).toEqual([]);
  expect(await described('again')).toMatchObject({
    State: 'COMPLETED',
    EventLastReplayedTime: new Date(startAt + 2000),
    Destination: { Arn: bus, FilterArns: [firstRule] },
  });
  // What is replayed is not archived again.
  const { EventCount } = await globe.events.send(new DescribeArchiveCommand({ ArchiveName: 'shop' }));
  expect(EventCount).toBe(3);
});

it.each<[Partial<StartReplayRequest>, string]>([
  [{}, 'Replay again already exists.'],
  [{ ReplayName: 'r', EventSourceArn: archive('none') }, 'Archive none does not exist.'],
  [{ ReplayName: 'r', EventEndTime: new Date(startAt) }, 'EventStartTime must be before EventEndTime.'],
  [{ ReplayName: 'r', Destination: { Arn: `${bus}2` } }, 'Cross event bus replay is not permitted.'],
])('refuses a replay %j', async (input, message) => {
  await expect(replay(input)).rejects.toThrow(message);
});

it('cancels a replay that is under way, and no other', async () => {
  const call = (operation: string, input: object) =>
    globe.globe.call({
      service: 'eventbridge',
      operation,
      input,
      scope: { account: '000000000000', region: 'us-east-1' },
      caller: { kind: 'root', account: '000000000000' },
      cause: globe.globe.causes.begin('system', 'test'),
    });
  const started = call('StartReplay', {
    ReplayName: 'long',
    EventSourceArn: archive('shop'),
    EventStartTime: new Date(startAt),
    EventEndTime: new Date(startAt + 3_600_000),
    Destination: { Arn: bus },
  });
  // Both before the globe's next turn.
  const cancelled = call('CancelReplay', { ReplayName: 'long' });
  await started;
  expect(await cancelled).toMatchObject({ State: 'CANCELLING' });
  await globe.settle();
  expect(await described('long')).toMatchObject({ State: 'CANCELLED' });
  await expect(globe.events.send(new CancelReplayCommand({ ReplayName: 'long' }))).rejects.toMatchObject({
    name: 'IllegalStatusException',
  });
  const { Replays } = await globe.events.send(new ListReplaysCommand({ NamePrefix: 'lo' }));
  expect(Replays).toMatchObject([{ ReplayName: 'long' }]);
});

it('forgets events when their retention is over', async () => {
  await globe.events.send(new CreateArchiveCommand({ ArchiveName: 'brief', EventSourceArn: bus, RetentionDays: 1 }));
  const count = async () => (await globe.events.send(new DescribeArchiveCommand({ ArchiveName: 'brief' }))).EventCount;
  await globe.put({});
  await globe.advance(12 * 3_600_000);
  await globe.put({});
  await globe.advance(13 * 3_600_000);
  expect(await count()).toBe(1);
  await globe.events.send(new UpdateArchiveCommand({ ArchiveName: 'brief', RetentionDays: 3 }));
  await globe.advance(24 * 3_600_000);
  expect(await count()).toBe(1);
  await globe.advance(48 * 3_600_000);
  expect(await count()).toBe(0);
  await globe.events.send(new DeleteArchiveCommand({ ArchiveName: 'brief' }));
  const { Archives } = await globe.events.send(new ListArchivesCommand({}));
  expect(Archives?.map(({ ArchiveName }) => ArchiveName)).toEqual(['shop']);
});
